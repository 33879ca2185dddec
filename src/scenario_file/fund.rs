//! The special fund, what is already owed, stated budgets, and the sub-fund.

use super::frame::Names;
use crate::files::kinds::{
    AGE, EVENT_RATE, MONEY, POSITIVE_MONEY, POSITIVE_RATE, PROBABILITY, RATE, SHARE, YEAR, year_of,
};
use crate::files::reader::Section;
use crate::files::tree::Node;
use crate::language::{Told, both};
use crate::scenario::{Budget, BudgetYears, CarryOver, FundDemand, OpeningPayable, SpecialFund, SubFund};
use crate::things::{Basis, BeneficiaryKind, ClauseId, Payer};

/// Reads `[fund]`.
pub(super) fn read_fund(section: &Section<'_>, names: &Names) -> Option<SpecialFund> {
    let demand = section.chosen_word("demand", &["city", "whole"]);
    let appropriations = section.by_year("appropriations", &MONEY, names.horizon);
    let carry_over = read_carry_over(section);
    let opening_balance = section.parameter("opening_balance", &MONEY);
    let opening_arrears = section.parameter("opening_arrears", &MONEY);
    Some(SpecialFund {
        demand: if demand? == "city" { FundDemand::City } else { FundDemand::Whole },
        appropriations: appropriations?,
        carry_over: carry_over?,
        opening_balance: opening_balance?,
        opening_arrears: opening_arrears?,
    })
}

fn read_carry_over(section: &Section<'_>) -> Option<CarryOver> {
    const KEY: &str = "carry_over_years";
    let stated = section.table.get(KEY).map(|entry| match &entry.item.node {
        Node::Table(table) => table.get("value").map(|entry| &entry.item.node),
        node => Some(node),
    });
    if let Some(Some(Node::Text(word))) = stated
        && word == "unlimited"
    {
        return section.chosen_word(KEY, &["unlimited"]).map(|_| CarryOver::Unlimited);
    }
    let years = section.parameter(KEY, &AGE)?;
    match u8::try_from(years) {
        Ok(years @ 0..=2) => Some(CarryOver::Years(years)),
        _ => {
            section.reading.error(
                &section.path_of(KEY),
                both!("{years} 年", "{years} years"),
                both!("请写 0、1、2 或 \"unlimited\"", "write 0, 1, 2 or \"unlimited\""),
            );
            None
        }
    }
}

/// Reads `[opening_payables]`.
pub(super) fn read_opening_payables(section: &Section<'_>, names: &Names) -> Option<Vec<OpeningPayable>> {
    let read: Vec<Option<OpeningPayable>> =
        section.by_id().into_iter().map(|(id, section)| read_payable(id, &section, names)).collect();
    read.into_iter().collect()
}

fn read_payable(id: &str, section: &Section<'_>, names: &Names) -> Option<OpeningPayable> {
    let clause = read_clause(section, true, names);
    let beneficiary = section.word("beneficiary", &["institute", "spin_off"]);
    let county = section.named("county", true, &|id| names.county(id));
    let amount = section.parameter("amount", &POSITIVE_MONEY);
    let payment_year = section.parameter("payment_year", &YEAR);
    if let (Some(horizon), Some(year)) = (names.horizon, payment_year)
        && year < horizon.first()
    {
        let first = horizon.first();
        section.reading.error(
            &section.path_of("payment_year"),
            both!(
                "{year} 年早于模拟期，模拟期始于 {first} 年",
                "{year} lies before the run, which begins with {first}"
            ),
            both!(
                "只写在模拟期之内或之后尚待支付的款项",
                "state only what is still to be paid in the run or after it"
            ),
        );
    }
    Some(OpeningPayable {
        id: id.to_owned(),
        clause: clause?,
        beneficiary: match beneficiary? {
            "institute" => BeneficiaryKind::Institute,
            _ => BeneficiaryKind::SpinOff,
        },
        county: county?,
        amount: amount?,
        payment_year: payment_year?,
    })
}

/// The clause that a section names; unchecked where the policy itself could not be read.
fn read_clause(section: &Section<'_>, required: bool, names: &Names) -> Option<ClauseId> {
    if names.clauses.is_none() {
        section.optional("clause");
        return None;
    }
    section.named("clause", required, &|id| names.paying_clause(id))
}

/// Reads `[budgets]`.
pub(super) fn read_budgets(section: &Section<'_>, names: &Names) -> Option<Vec<Budget>> {
    let read: Vec<Option<Budget>> =
        section.by_id().into_iter().map(|(id, section)| read_budget(id, &section, names)).collect();
    read.into_iter().collect()
}

fn read_budget(id: &str, section: &Section<'_>, names: &Names) -> Option<Budget> {
    let title = section.text("title");
    let amount = section.parameter("amount", &MONEY);
    let basis = section.word("basis", &["cash", "accrual"]);
    let years = read_budget_years(section, names);
    let payer = section.has("payer").then(|| section.word("payer", &["city", "county"]));
    section.optional("payer");
    let county = section.named("county", false, &|id| names.county(id));
    let clause = read_clause(section, false, names);
    if section.has("clause") && (section.has("payer") || section.has("county")) {
        section.reading.error(
            &section.path_of("clause"),
            both!("与支付方或县（市、区）同时出现", "stands beside a payer or a county"),
            both!(
                "预算只写支付方和县（市、区），或只写条款；请分成两个预算",
                "let a budget name a payer and a county, or a clause; make two budgets of it"
            ),
        );
    }
    if let (Some(Some("city")), true) = (payer, section.has("county")) {
        section.reading.error(
            &section.path_of("county"),
            both!(
                "与支付方 city 同时出现，而市级部分按全部县（市、区）合计",
                "stands beside the payer city, whose part is counted for all counties together"
            ),
            both!(
                "请写 payer = \"county\"，或去掉支付方或县（市、区）",
                "write payer = \"county\", or leave the payer or the county away"
            ),
        );
    }
    Some(Budget {
        id: id.to_owned(),
        title: title?,
        amount: amount?,
        basis: if basis? == "cash" { Basis::Cash } else { Basis::Accrual },
        years: years?,
        payer: match payer {
            Some(payer) => Some(if payer? == "city" { Payer::City } else { Payer::County }),
            None => None,
        },
        county,
        clause,
    })
}

fn read_budget_years(section: &Section<'_>, names: &Names) -> Option<BudgetYears> {
    let entry = section
        .required_as("year", &both!("2024、\"horizon\" 或 \"all\"", "2024, \"horizon\" or \"all\""))?;
    let wrong = match &entry.item.node {
        Node::Text(word) if word == "horizon" => return Some(BudgetYears::Horizon),
        Node::Text(word) if word == "all" => return Some(BudgetYears::All),
        Node::Integer(number) => match year_of(number) {
            Ok(year) if names.horizon.is_none_or(|horizon| horizon.contains(year)) => {
                return Some(BudgetYears::Year(year));
            }
            Ok(year) => both!("{year} 年在模拟期之外", "{year} lies outside the horizon"),
            Err(error) => error.told(),
        },
        other => other.described().then("不是年份", " is no year"),
    };
    section.reading.error(
        &section.path_of("year"),
        wrong,
        both!(
            "请写模拟期内的年份如 2024，或 \"horizon\"、\"all\"",
            "write a year of the horizon such as 2024, \"horizon\" or \"all\""
        ),
    );
    None
}

/// Reads `[sub_fund]`.
pub(super) fn read_sub_fund(section: &Section<'_>) -> Option<SubFund> {
    let commitment = section.parameter("commitment", &MONEY);
    let rate = section.parameter("investment_rate", &EVENT_RATE);
    super::warnings::warn_above(section, "investment_rate", rate, 20.0);
    let median = section.parameter("ticket_median", &POSITIVE_MONEY);
    let sigma = section.parameter("ticket_sigma", &RATE);
    let failure = section.parameter("failure_probability", &PROBABILITY);
    let alpha = section.parameter("loss_alpha", &POSITIVE_RATE);
    let beta = section.parameter("loss_beta", &POSITIVE_RATE);
    let qualifying = section.parameter("qualifying_probability", &PROBABILITY);
    let public_share = section.parameter("public_share", &SHARE);
    super::warnings::warn_of_failure(section, failure);
    Some(SubFund {
        commitment: commitment?,
        investment_rate: rate?,
        ticket_median: median?,
        ticket_sigma: sigma?,
        failure: failure?,
        loss_alpha: alpha?,
        loss_beta: beta?,
        qualifying: qualifying?,
        public_share: public_share?,
    })
}
