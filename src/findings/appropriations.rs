//! The budget question turned round: what appropriations do about arrears, and which are the cheapest that keep them rare.

use rayon::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::quantities::Money;
use crate::scenario::{CarryOver, FundDemand, Scenario, SpecialFund};
use crate::simulation::{Layout, PaymentCourses, SeriesKey, YearBucket};
use crate::statistics::CountBounds;
use crate::things::{CountyId, Payer, Text};

use super::appropriation_plan::{cheapest_appropriations, spread};
use super::comparison::horizon_cash;
use super::plan_judgement::{ChanceFinding, JudgedPlan, judge};
use super::study::STUDY_FORMAT;

/// Between which chances the frontier runs, in ten-thousandths.
const FRONTIER: [i64; 25] = [
    10, 20, 30, 50, 70, 100, 150, 200, 250, 300, 400, 500, 600, 700, 800, 1000, 1200, 1500, 2000, 2500, 3000,
    3500, 4000, 4500, 5000,
];

/// What appropriations do about arrears. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Appropriations {
    /// Version of this format.
    pub format: String,
    /// The scenario's identifier.
    pub scenario: String,
    /// The scenario's title.
    pub title: Text,
    /// Number of the policy's document.
    pub document: String,
    /// The seed.
    pub seed: u64,
    /// How many paths the appropriations were solved on.
    pub paths: u64,
    /// How many further paths, none of them the same, they were checked on.
    pub further_paths: u64,
    /// The chance of arrears that no year may exceed, a decimal in text.
    pub chance: String,
    /// The first year.
    pub first_year: i32,
    /// The last year.
    pub last_year: i32,
    /// Whose appropriations the given ones are.
    pub given: GivenBy,
    /// The special fund, then those who pay on their own account.
    pub payers: Vec<PayerAppropriations>,
}

/// Where the given appropriations come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GivenBy {
    /// The scenario states them.
    Scenario,
    /// They were asked about.
    Asked,
    /// A total was asked about, and spread over the years.
    Spread,
}

/// One payer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PayerAppropriations {
    /// Who pays; all together where absent.
    pub payer: Option<Payer>,
    /// Which county pays.
    pub county: Option<String>,
    /// In words.
    pub name: Text,
    /// Whether it is the special fund.
    pub special_fund: bool,
    /// Unspent appropriation of the year before the run.
    pub opening_balance_fen: i64,
    /// Unpaid demand of the years before the run.
    pub opening_arrears_fen: i64,
    /// Under the scenario's rule of carrying over, then without, where that is another one.
    pub rules: Vec<RuleAppropriations>,
}

/// One payer under one rule of carrying over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleAppropriations {
    /// For how many years unspent appropriation is carried over; for ever where absent.
    pub carry_over_years: Option<u8>,
    /// The given appropriations and their arrears, for the special fund.
    pub given: Option<Checked>,
    /// The cheapest ones at the chance asked for.
    pub cheapest: CheapestPlan,
    /// Their arrears.
    pub judged: Checked,
    /// The cheapest ones at other chances, rarest first.
    pub frontier: Vec<CheapestPlan>,
}

/// Appropriations judged on the paths of the study, and on others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// On the paths on which the appropriations were solved.
    #[serde(flatten)]
    pub plan: JudgedPlan,
    /// The chance of arrears of each year on further paths.
    pub further_years: Vec<ChanceFinding>,
    /// The chance of arrears in any year on further paths.
    pub further_any_year: ChanceFinding,
}

/// The cheapest appropriations at a chance of arrears.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheapestPlan {
    /// The chance, a decimal in text.
    pub chance: String,
    /// How many paths that allows to be in arrears, each year.
    pub paths_allowed: u64,
    /// Each year's amount.
    pub appropriations_fen: Vec<i64>,
    /// All years.
    pub total_fen: i64,
    /// For each year the 95 % interval of what the cheapest appropriations sum to up to it, were all paths known; together, not
    /// one by one. An end that the sample cannot give is absent.
    pub cumulated_interval_fen: Vec<[Option<i64>; 2]>,
}

impl CheapestPlan {
    /// The interval of the total.
    pub fn total_interval_fen(&self) -> [Option<i64>; 2] {
        self.cumulated_interval_fen.last().copied().unwrap_or_default()
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppropriationQuestion {
    /// The chance of arrears that no year may exceed, in (0, 1).
    pub chance: Decimal,
    /// The appropriations to judge.
    pub given: GivenAppropriations,
}

/// Appropriations of the special fund to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenAppropriations {
    /// The scenario's own.
    Scenario,
    /// These, one for each year.
    Asked(Vec<Money>),
    /// This total, spread over the years.
    Spread(Money),
}

/// Who pays, from which account.
#[derive(Debug, Clone, PartialEq)]
pub struct AppropriationPayer {
    payer: Option<Payer>,
    county: Option<CountyId>,
    /// The account; its appropriations count for the special fund alone.
    account: SpecialFund,
    special_fund: bool,
}

impl AppropriationPayer {
    /// The cells of its payments, year by year.
    pub fn cells(&self, layout: &Layout) -> Vec<usize> {
        let years = layout.horizon().years().map(YearBucket::Year);
        let key = |years| SeriesKey { years, payer: self.payer, county: self.county, ..horizon_cash() };
        years.map(|year| layout.cell(&key(year)).expect("a series of every run")).collect()
    }

    fn name(&self, scenario: &Scenario) -> Text {
        match (self.county, self.payer) {
            (Some(county), _) => scenario.registry.counties[county.index()].name.clone(),
            (None, Some(_)) if self.special_fund => Text::new("市级专项资金", "The city's special fund"),
            (None, Some(_)) => Text::new("市级", "City"),
            (None, None) => {
                Text::new("专项资金（市县合并负担）", "The special fund, for city and counties together")
            }
        }
    }
}

/// The special fund; the city where the fund pays the whole; and each county, from an account of its own that begins with nothing.
pub fn appropriation_payers(scenario: &Scenario) -> Vec<AppropriationPayer> {
    let own =
        SpecialFund { opening_balance: Money::ZERO, opening_arrears: Money::ZERO, ..scenario.fund.clone() };
    let city_pays_the_fund = scenario.fund.demand == FundDemand::City;
    let mut payers = vec![AppropriationPayer {
        payer: city_pays_the_fund.then_some(Payer::City),
        county: None,
        account: scenario.fund.clone(),
        special_fund: true,
    }];
    let alone =
        |payer, county| AppropriationPayer { payer, county, account: own.clone(), special_fund: false };
    if !city_pays_the_fund {
        payers.push(alone(Some(Payer::City), None));
    }
    payers.extend(
        scenario.reachable_counties().into_iter().map(|county| alone(Some(Payer::County), Some(county))),
    );
    payers
}

/// Answers the question for each payer, from the courses of its payments on the study's paths and on further ones.
pub fn appropriations(
    scenario: &Scenario,
    seed: u64,
    question: &AppropriationQuestion,
    payers: &[AppropriationPayer],
    [courses, further]: [&[PaymentCourses]; 2],
) -> Appropriations {
    let (first_year, last_year) = (scenario.horizon.first().number(), scenario.horizon.last().number());
    let tasks: Vec<(&AppropriationPayer, [&PaymentCourses; 2])> =
        payers.iter().zip(courses.iter().zip(further).map(|(courses, further)| [courses, further])).collect();
    let answer = |(payer, courses): &(&AppropriationPayer, [&PaymentCourses; 2])| PayerAppropriations {
        payer: payer.payer,
        county: payer.county.map(|id| scenario.registry.counties[id.index()].id.clone()),
        name: payer.name(scenario),
        special_fund: payer.special_fund,
        opening_balance_fen: payer.account.opening_balance.fen(),
        opening_arrears_fen: payer.account.opening_arrears.fen(),
        rules: rules(payer.account.carry_over)
            .into_iter()
            .map(|carry_over| {
                let account = SpecialFund { carry_over, ..payer.account.clone() };
                let desk = Desk { account, courses: *courses, first_year };
                desk.answer(question, payer.special_fund)
            })
            .collect(),
    };
    let total = |courses: &[PaymentCourses]| courses.first().map_or(0, PaymentCourses::total);
    Appropriations {
        format: STUDY_FORMAT.to_owned(),
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        document: scenario.policy.document.clone(),
        seed,
        paths: total(courses),
        further_paths: total(further),
        chance: question.chance.normalize().to_string(),
        first_year,
        last_year,
        given: match question.given {
            GivenAppropriations::Scenario => GivenBy::Scenario,
            GivenAppropriations::Asked(_) => GivenBy::Asked,
            GivenAppropriations::Spread(_) => GivenBy::Spread,
        },
        payers: tasks.par_iter().map(answer).collect(),
    }
}

/// The scenario's rule of carrying over, then none at all.
fn rules(own: CarryOver) -> Vec<CarryOver> {
    let mut rules = vec![own, CarryOver::Years(0)];
    rules.dedup();
    rules
}

/// One payer's account under one rule.
struct Desk<'c> {
    account: SpecialFund,
    courses: [&'c PaymentCourses; 2],
    first_year: i32,
}

impl Desk<'_> {
    fn answer(&self, question: &AppropriationQuestion, special_fund: bool) -> RuleAppropriations {
        let cheapest = cheapest_plan(self.courses[0], &self.account, question.chance);
        let amounts = cheapest.appropriations_fen.iter().map(|fen| Money::from_fen(*fen)).collect();
        let given = || match &question.given {
            GivenAppropriations::Scenario => self.account.appropriations.clone(),
            GivenAppropriations::Asked(amounts) => amounts.clone(),
            GivenAppropriations::Spread(total) => {
                spread(self.courses[0], &self.account, *total).appropriations
            }
        };
        RuleAppropriations {
            carry_over_years: match self.account.carry_over {
                CarryOver::Years(years) => Some(years),
                CarryOver::Unlimited => None,
            },
            given: special_fund.then(|| self.judged(given())),
            judged: self.judged(amounts),
            frontier: self.frontier(&cheapest, question.chance),
            cheapest,
        }
    }

    fn judged(&self, appropriations: Vec<Money>) -> Checked {
        let account = SpecialFund { appropriations, ..self.account.clone() };
        let [plan, further] = self.courses.map(|courses| judge(courses, &account, self.first_year));
        Checked {
            plan,
            further_years: further.years.iter().map(|year| year.chance).collect(),
            further_any_year: further.any_year,
        }
    }

    /// The cheapest appropriations at each chance that the number of paths can tell from none.
    fn frontier(&self, asked: &CheapestPlan, chance: Decimal) -> Vec<CheapestPlan> {
        let n = Decimal::from(self.courses[0].total());
        let chances = FRONTIER.iter().map(|ten_thousandths| Decimal::new(*ten_thousandths, 4));
        let mut chances: Vec<Decimal> = chances.filter(|chance| chance * n >= Decimal::ONE).collect();
        chances.push(chance);
        chances.sort_unstable();
        chances.dedup();
        let plan = |at: Decimal| match at == chance {
            true => asked.clone(),
            false => cheapest_plan(self.courses[0], &self.account, at),
        };
        chances.into_iter().map(plan).collect()
    }
}

/// The cheapest appropriations at a chance in (0, 1), with the interval of their sums (docs/studies.md, *The interval of the
/// total*). There is at least one path.
pub fn cheapest_plan(courses: &PaymentCourses, account: &SpecialFund, chance: Decimal) -> CheapestPlan {
    let (n, years) = (courses.total(), courses.years());
    let solve = |allowed: u64| -> Vec<i64> {
        cheapest_appropriations(courses, account, allowed).iter().map(|amount| amount.fen()).collect()
    };
    // the error of 2.5 % at each end is shared by the years
    let bounds = CountBounds::new(n, chance, 0.025 / years as f64);
    let low = cumulated(&solve(bounds.most));
    let high = bounds.fewest.map(|fewest| cumulated(&solve(fewest)));
    let paths_allowed = (Decimal::from(n) * chance).floor().to_u64().expect("at most all paths");
    let appropriations_fen = solve(paths_allowed);
    CheapestPlan {
        chance: chance.normalize().to_string(),
        paths_allowed,
        total_fen: appropriations_fen.iter().sum(),
        appropriations_fen,
        cumulated_interval_fen: (0..years)
            .map(|year| [Some(low[year]), high.as_ref().map(|high| high[year])])
            .collect(),
    }
}

fn cumulated(amounts: &[i64]) -> Vec<i64> {
    let mut sum = 0;
    amounts
        .iter()
        .map(|amount| {
            sum += amount;
            sum
        })
        .collect()
}

/// The answer for the special fund alone, whose yearly payments on each path are given.
#[cfg(test)]
pub(crate) fn sample_appropriations(
    scenario: &Scenario,
    question: &AppropriationQuestion,
    paths: &[Vec<i64>],
) -> Appropriations {
    let of = [PaymentCourses::new(scenario.horizon.len(), paths.iter().map(Vec::as_slice))];
    appropriations(scenario, 1, question, &appropriation_payers(scenario)[..1], [&of, &of])
}
