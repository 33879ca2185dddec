//! The tables: recommended levels, years, clauses, counties, the fund, contributions and what is left, each number
//! with its sampling error.

use maud::{Markup, html};

use crate::findings::{ContributionFinding, Dimension, FundFinding, YearLabel};
use crate::things::{Basis, BeneficiaryKind, Language, Payer, Text};

use super::super::page::{Section, nothing, number};
use super::super::words::{level, percent};
use super::lookup::{self, BudgetPayer, Distribution, Which};
use super::page::RunPage;

/// The quantiles of a table of distributions, those with their interval last.
const PLAIN: [&str; 2] = ["0.05", "0.5"];
const WITH_INTERVAL: [&str; 2] = ["0.95", "0.99"];
/// The tail of a table of distributions and of the contributions.
const TAIL: &str = "0.95";

/// The section.
pub(in crate::report) fn section(page: &RunPage<'_>) -> Section {
    let body = html! {
        (how_to_read(page))
        (levels(page))
        (years(page))
        (clauses(page))
        (counties(page))
        (fund(page))
        (contributions(page))
        (left_over(page))
    };
    Section { name: "tables", title: Text::new("数据表", "Tables"), body }
}

fn how_to_read(page: &RunPage<'_>) -> Markup {
    if page.findings.sample.is_none() {
        let note = page.say(
            "各数由模型直接算出，没有抽样误差。“最坏 5% 平均”是支出最高的 5% 情形的平均支出。期望值可以相加，分位数不能。",
            "All is computed from the model directly, without sampling error. “Mean of worst 5%” is the mean of the 5% of outcomes that cost most. Expected values add up, quantiles do not.",
        );
        return html! { p.note { (note) } };
    }
    let note = page.say(
        "标准误说明期望值因模拟路径有限而可能偏离多少。分位数下方的小字是它的 95% 置信区间；“未定”表示路径太少，给不出该端点。“最坏 5% 平均”是支出最高的 5% 情形的平均支出，± 后为标准误。期望值可以相加，分位数不能。",
        "The standard error says how far the expected value may be off because only so many paths were simulated. Below a quantile stands its 95% confidence interval; “open” where so few paths cannot give that end. “Mean of worst 5%” is the mean of the 5% of outcomes that cost most, with its standard error after ±. Expected values add up, quantiles do not.",
    );
    html! { p.note { (note) } }
}

/// Rows of distributions under a head of their own.
struct Group<'f> {
    name: Option<Text>,
    rows: Vec<(Text, Option<Distribution<'f>>)>,
}

/// A table with a row for each distribution.
fn distributions(page: &RunPage<'_>, caption: &str, first: &str, groups: &[Group<'_>]) -> Markup {
    let sampled = page.findings.sample.is_some();
    let head = html! {
        tr {
            th scope="col" { (first) }
            th.number scope="col" { (page.say("期望", "Expected")) }
            @if sampled { th.number scope="col" { (page.say("标准误", "Std.\u{a0}error")) } }
            th.number scope="col" { (page.say("标准差", "Std.\u{a0}dev.")) }
            @for p in PLAIN { th.number scope="col" { (level(p)) } }
            @for p in WITH_INTERVAL { th.number scope="col" { (level(p)) } }
            th.number scope="col" { (page.say("最坏 5% 平均", "Mean of worst\u{a0}5%")) }
        }
    };
    let columns = if sampled { 5 } else { 4 } + PLAIN.len() + WITH_INTERVAL.len();
    let bodies = html! {
        @for group in groups {
            tbody {
                @if let Some(name) = &group.name {
                    tr.group { th colspan=(columns) scope="rowgroup" { (page.name(name)) } }
                }
                @for (name, found) in &group.rows {
                    @match found {
                        Some(found) => (distribution_row(page, name, found)),
                        None => {},
                    }
                }
            }
        }
    };
    let rows = groups.iter().map(|group| group.rows.len() + 1).sum();
    page.table(rows, &html! { (caption) }, &head, &bodies)
}

fn distribution_row(page: &RunPage<'_>, name: &Text, found: &Distribution<'_>) -> Markup {
    let statistics = found.statistics;
    html! {
        tr data-at=(found.at) {
            th scope="row" { (page.name(name)) }
            (page.fine(statistics.mean_fen, "mean_fen"))
            @if page.findings.sample.is_some() { (page.error(statistics.se_fen, "se_fen")) }
            (page.error(statistics.sd_fen, "sd_fen"))
            @for p in PLAIN {
                @match found.quantile(p) {
                    Some((at, quantile)) => (page.fine(quantile.fen as f64, &format!("{at}/fen"))),
                    None => (nothing()),
                }
            }
            @for p in WITH_INTERVAL { (page.quantile(found, p)) }
            @match found.tail(TAIL) {
                Some((at, tail)) => (page.with_error(tail.tvar_fen, tail.tvar_se_fen, [&format!("{at}/tvar_fen"), &format!("{at}/tvar_se_fen")])),
                None => (nothing()),
            }
        }
    }
}

/// The recommended levels of the city, all counties and all together, by year.
fn levels(page: &RunPage<'_>) -> Markup {
    let confidences = lookup::confidences(page.findings);
    let years: Vec<YearLabel> =
        lookup::years(page.findings).into_iter().chain([YearLabel::Horizon]).collect();
    let head = html! {
        tr {
            th scope="col" { (page.say("年度", "Year")) }
            th.number scope="col" { (page.say("期望支出", "Expected")) }
            th.number scope="col" {
                @if page.findings.sample.is_some() { (page.say("标准误", "Std.\u{a0}error")) }
                @else { (page.say("标准差", "Std.\u{a0}dev.")) }
            }
            @for confidence in &confidences { th.number scope="col" { (level(confidence)) } }
        }
    };
    let bodies = html! {
        @for payer in [lookup::city(), lookup::all_counties(), lookup::everyone()] {
            tbody {
                tr.group { th colspan=(3 + confidences.len()) scope="rowgroup" { (page.name(&payer.name)) } }
                @for year in &years { (level_row(page, &payer, *year, &confidences)) }
            }
        }
    };
    let caption = page.say("不同把握下的建议安排", "Recommended appropriation at each level of confidence");
    html! {
        h3 { (page.say("建议安排的各档水平", "Levels of the recommended appropriation")) }
        (page.table(3 * (years.len() + 1), &html! { (caption) }, &head, &bodies))
    }
}

fn level_row(page: &RunPage<'_>, payer: &BudgetPayer<'_>, year: YearLabel, confidences: &[&str]) -> Markup {
    let which = Which { payer: payer.payer, county: payer.county, ..Which::all(Basis::Cash, year) };
    html! {
        tr {
            th scope="row" { (page.year(year)) }
            @match page.index.series(&which) {
                Some(Distribution { at, statistics }) => {
                    (page.fine(statistics.mean_fen, &format!("{at}/mean_fen")))
                    @if page.findings.sample.is_some() { (page.error(statistics.se_fen, &format!("{at}/se_fen"))) }
                    @else { (page.error(statistics.sd_fen, &format!("{at}/sd_fen"))) }
                }
                None => { (nothing()) (nothing()) }
            }
            @for confidence in confidences {
                @match page.index.recommendation(payer, year, confidence) {
                    Some((at, found)) => (page.amount(found.amount_fen as f64, &format!("{at}/amount_fen"))),
                    None => (nothing()),
                }
            }
        }
    }
}

/// The name of a span of years in both languages.
fn year_name(year: YearLabel) -> Text {
    use super::super::words::year as written;
    Text::new(written(Language::Chinese, year), written(Language::English, year))
}

/// Every span of years of a series: the horizon's years, their sum, what comes later, and all.
fn spans(page: &RunPage<'_>) -> Vec<YearLabel> {
    let ends = [YearLabel::Horizon, YearLabel::AfterHorizon, YearLabel::All];
    lookup::years(page.findings).into_iter().chain(ends).collect()
}

/// What all payers owe and pay, by year.
fn years(page: &RunPage<'_>) -> Markup {
    let group = |zh: &str, en: &str, basis: Basis| Group {
        name: Some(Text::new(zh, en)),
        rows: spans(page)
            .into_iter()
            .map(|year| (year_name(year), page.index.series(&Which::all(basis, year))))
            .collect(),
    };
    let mut groups = vec![
        group("现金支出（按支付年度）", "Cash, by year of payment", Basis::Cash),
        group("应付义务（按发生年度）", "Obligations, by the year in which they arise", Basis::Accrual),
        group("未申报或未获批（按发生年度）", "Never claimed or refused, by year", Basis::Lapsed),
    ];
    if page.index.series(&Which::all(Basis::Contingent, YearLabel::All)).is_some() {
        groups.push(group(
            "子基金容错核销（或有损失，不属现金支出）",
            "Sub-fund write-offs: contingent, no cash demand",
            Basis::Contingent,
        ));
    }
    html! {
        h3 { (page.say("各年度合计", "All payers by year")) }
        (distributions(page, page.say("市县合并，各年度", "City and counties pooled, by year"), page.say("年度", "Year"), &groups))
    }
}

/// What each clause costs, by year of payment, and to whom it goes.
fn clauses(page: &RunPage<'_>) -> Markup {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for clause in &page.findings.clauses {
        let which = |year| Which { clause: Some(clause.id.as_str()), ..Which::all(Basis::Cash, year) };
        let found: Vec<_> =
            spans(page).into_iter().map(|year| (year_name(year), page.index.series(&which(year)))).collect();
        if found.iter().any(|(_, found)| found.is_some()) {
            let title = |language: Language| format!("{} {}", clause.article, language.of(&clause.title));
            let name = Text::new(title(Language::Chinese), title(Language::English));
            groups.push(Group { name: Some(name), rows: found });
        }
    }
    let kinds = [
        (BeneficiaryKind::Institute, Text::new("产研院", "Institutes")),
        (BeneficiaryKind::SpinOff, Text::new("衍生企业", "Spin-offs")),
    ];
    let beneficiaries = kinds.map(|(kind, name)| {
        let which = Which { beneficiary: Some(kind), ..Which::all(Basis::Cash, YearLabel::All) };
        (name, page.index.series(&which))
    });
    groups.push(Group {
        name: Some(Text::new("按受益对象，全部年度", "By beneficiary, all years")),
        rows: beneficiaries.into(),
    });
    html! {
        h3 { (page.say("各条款", "Clauses")) }
        (distributions(page, page.say("各条款的现金支出，市县合并", "Cash by clause, city and counties pooled"), page.say("年度", "Year"), &groups))
    }
}

/// What each payer pays over the horizon, and what each county's institutes cost.
fn counties(page: &RunPage<'_>) -> Markup {
    let cash = |payer: Option<Payer>, county: Option<&str>| {
        page.index.series(&Which { payer, county, ..Which::all(Basis::Cash, YearLabel::Horizon) })
    };
    let payers = [lookup::city()]
        .into_iter()
        .chain(lookup::counties(page.findings))
        .chain([lookup::all_counties(), lookup::everyone()]);
    let paying: Vec<_> = payers.map(|payer| (payer.name.clone(), cash(payer.payer, payer.county))).collect();
    let places =
        page.findings.counties.iter().map(|county| (county.name.clone(), cash(None, Some(&county.id))));
    let groups = [
        Group { name: Some(Text::new("按支付方", "By payer")), rows: paying },
        Group {
            name: Some(Text::new(
                "按产研院所在地（不论由谁支付）",
                "By the institute's county, whoever pays",
            )),
            rows: places.collect(),
        },
    ];
    let caption = match page.language {
        Language::Chinese => format!("{} 年合计的现金支出", page.horizon()),
        Language::English => format!("Cash over {}", page.horizon()),
    };
    html! {
        h3 { (page.say("市与各县（市、区）", "City and counties")) }
        (distributions(page, &caption, page.say("市、县（市、区）", "City or county"), &groups))
    }
}

/// The special fund's account.
fn fund(page: &RunPage<'_>) -> Markup {
    if page.findings.fund.is_empty() {
        return html! {};
    }
    let groups: Vec<Group<'_>> = page.findings.fund.iter().enumerate().map(fund_group).collect();
    html! {
        h3 { (page.say("专项资金收支", "The special fund's account")) }
        (distributions(page, page.say("专项资金各年度收支", "The fund's account by year"), page.say("项目", "Item"), &groups))
    }
}

fn fund_group((position, year): (usize, &FundFinding)) -> Group<'_> {
    let measures = [
        ("payments", &year.payments, "当年应付", "Due in the year"),
        ("demand", &year.demand, "资金需求（含上年欠付）", "Demand with earlier arrears"),
        ("paid", &year.paid, "实际支付", "Paid"),
        ("arrears", &year.arrears, "年末欠付", "Arrears at the year's end"),
        ("carried", &year.carried, "结转下年", "Carried into the next year"),
        ("lapsed", &year.lapsed, "收回", "Lapsed"),
    ];
    let row = |(key, statistics, zh, en): (&str, _, &str, &str)| {
        (Text::new(zh, en), Some(Distribution { at: format!("/fund/{position}/{key}"), statistics }))
    };
    Group { name: Some(Text::same(year.year.to_string())), rows: measures.map(row).into() }
}

/// What the parts contribute to the worst 5 % of the horizon's cash.
fn contributions(page: &RunPage<'_>) -> Markup {
    if page.findings.contributions.is_empty() {
        return html! {};
    }
    let of = |dimension: Dimension| {
        let all = page.findings.contributions.iter().enumerate();
        let chosen = all.filter(move |(_, part)| {
            part.basis == Basis::Cash
                && part.year == YearLabel::Horizon
                && part.p == TAIL
                && part.dimension == dimension
        });
        chosen.collect::<Vec<_>>()
    };
    let dimensions = [
        (Dimension::Clause, Text::new("按条款", "By clause")),
        (Dimension::County, Text::new("按产研院所在地", "By the institute's county")),
        (Dimension::Payer, Text::new("按支付方", "By payer")),
        (Dimension::Institute, Text::new("按产研院", "By institute")),
    ];
    let head = html! {
        tr {
            th scope="col" { (page.say("组成部分", "Part")) }
            th.number scope="col" { (page.say("对最坏 5% 平均的贡献", "Contribution to the mean of the worst\u{a0}5%")) }
            th.number scope="col" { (page.say("标准误", "Std.\u{a0}error")) }
            th.number scope="col" { (page.say("占比", "Share")) }
            th.number scope="col" { (page.say("期望支出", "Expected")) }
        }
    };
    let bodies = html! {
        @for (dimension, name) in &dimensions {
            tbody {
                tr.group { th colspan="5" scope="rowgroup" { (page.name(name)) } }
                @for (position, part) in of(*dimension) { (contribution_row(page, position, part)) }
            }
        }
    };
    let note = page.say(
        "某一部分的贡献，是它在支出最高的 5% 情形中的平均支出；同一划分下各部分相加，等于合计的最坏 5% 平均。",
        "A part's contribution is its mean cost in the 5% of outcomes that cost most; the parts of one division add up to the total's mean of the worst 5%.",
    );
    let caption = match page.language {
        Language::Chinese => format!("{} 年现金支出，最坏 5% 情形的构成", page.horizon()),
        Language::English => format!("Cash over {}: what makes up the worst 5%", page.horizon()),
    };
    html! {
        h3 { (page.say("高支出情形的构成", "What the worst outcomes consist of")) }
        (page.table(page.findings.contributions.len(), &html! { (caption) }, &head, &bodies))
        p.note { (note) }
    }
}

fn contribution_row(page: &RunPage<'_>, position: usize, part: &ContributionFinding) -> Markup {
    html! {
        tr data-at={ "/contributions/" (position) } {
            th scope="row" { (page.name(&part.name)) }
            (page.fine(part.tvar_fen, "tvar_fen"))
            (page.error(part.tvar_se_fen, "tvar_se_fen"))
            @match part.share {
                Some(share) => (number(&percent(share), "share")),
                None => (nothing()),
            }
            (page.fine(part.mean_fen, "mean_fen"))
        }
    }
}

/// What is paid after the horizon.
fn left_over(page: &RunPage<'_>) -> Markup {
    let later = |clause: Option<&str>, payer: Option<Payer>, county: Option<&str>| {
        let after = Which::all(Basis::Cash, YearLabel::AfterHorizon);
        page.index.series(&Which { clause, payer, county, ..after })
    };
    let by_clause = page.findings.clauses.iter();
    let by_clause = by_clause.map(|clause| (clause.title.clone(), later(Some(&clause.id), None, None)));
    let by_payer = [lookup::city()].into_iter().chain(lookup::counties(page.findings));
    let by_payer = by_payer.map(|payer| (payer.name.clone(), later(None, payer.payer, payer.county)));
    let groups = [
        Group { name: None, rows: vec![(Text::new("合计", "In all"), later(None, None, None))] },
        Group { name: Some(Text::new("按条款", "By clause")), rows: by_clause.collect() },
        Group { name: Some(Text::new("按支付方", "By payer")), rows: by_payer.collect() },
    ];
    let caption = match page.language {
        Language::Chinese => format!("{} 年以后支付的款项", page.findings.scenario.last_year),
        Language::English => format!("Paid after {}", page.findings.scenario.last_year),
    };
    html! {
        h3 { (page.say("期后应付", "Commitments after the horizon")) }
        (distributions(page, &caption, page.say("组成部分", "Part"), &groups))
    }
}
