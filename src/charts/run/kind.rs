//! Which charts show a run's findings.

use crate::findings::{Findings, SeriesFinding, YearLabel};
use crate::things::{Basis, Language, Payer, Text};

use super::super::font;
use super::super::numbers::Numbers;
use super::super::picture::Picture;
use super::{clauses, commitments, contributions, distribution, fund_account, payers, yearly};

/// A chart of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The distribution of the horizon's cash with its exceedance curve and the recommended levels.
    Distribution,
    /// Yearly cash demand on the city's special fund.
    YearlyCash,
    /// Yearly cash of all payers.
    YearlyCashAll,
    /// Obligations of all payers by the year in which they arise.
    YearlyAccrual,
    /// Expected cash by clause and year.
    Clauses,
    /// Cash by payer, the city and each county, with its 5 to 95 % range.
    Payers,
    /// What each clause, county and institute contributes to the worst 5 % of the horizon's cash.
    Contributions,
    /// The special fund's account by year, with its arrears.
    Fund,
    /// What is still to be paid after the horizon, by clause and payer.
    Commitments,
}

impl Kind {
    /// Every chart with the name of its file.
    pub const ALL: [(Kind, &'static str); 9] = [
        (Kind::Distribution, "distribution"),
        (Kind::YearlyCash, "yearly-cash"),
        (Kind::YearlyCashAll, "yearly-cash-all"),
        (Kind::YearlyAccrual, "yearly-accrual"),
        (Kind::Clauses, "clauses"),
        (Kind::Payers, "payers"),
        (Kind::Contributions, "contributions"),
        (Kind::Fund, "fund"),
        (Kind::Commitments, "commitments"),
    ];

    /// The name of its file.
    pub fn name(self) -> &'static str {
        let named = Kind::ALL.iter().find(|(kind, _)| *kind == self);
        named.expect("every chart has a name").1
    }
}

/// The characters of names and titles that the embedded font lacks: charts show a box in their place.
pub fn missing_characters(findings: &Findings) -> Vec<char> {
    let named = findings.counties.iter().map(|county| &county.name);
    let titled = findings.clauses.iter().map(|clause| &clause.title);
    let parts = findings.contributions.iter().map(|part| &part.name);
    let texts = named.chain(titled).chain(parts).chain([&findings.scenario.title]);
    let languages = texts.flat_map(|text| [text.zh.as_str(), text.en.as_str()]);
    font::missing_characters(&languages.chain([findings.policy.document.as_str()]).collect::<String>())
}

/// The title and the marks of a chart.
pub(in crate::charts) fn picture(kind: Kind, findings: &Findings, language: Language) -> (String, Picture) {
    match kind {
        Kind::Distribution => distribution::picture(findings, language),
        Kind::YearlyCash => yearly::picture(findings, language, Basis::Cash, Some(Payer::City)),
        Kind::YearlyCashAll => yearly::picture(findings, language, Basis::Cash, None),
        Kind::YearlyAccrual => yearly::picture(findings, language, Basis::Accrual, None),
        Kind::Clauses => clauses::picture(findings, language),
        Kind::Payers => payers::picture(findings, language),
        Kind::Contributions => contributions::picture(findings, language),
        Kind::Fund => fund_account::picture(findings, language),
        Kind::Commitments => commitments::picture(findings, language),
    }
}

/// Every chart, in their order: all of a run; of what was computed those whose numbers are known.
pub(in crate::charts) fn kinds(findings: &Findings) -> Vec<Kind> {
    let kinds = Kind::ALL.into_iter().map(|(kind, _)| kind);
    kinds.filter(|kind| findings.sample.is_some() || is_computed(*kind, findings)).collect()
}

/// Whether all that a chart shows was computed: what follows from all years of a path together never is, and a distribution not
/// where the amounts have no common step.
fn is_computed(kind: Kind, findings: &Findings) -> bool {
    let known = |basis: Basis, year: YearLabel, payer: Option<Payer>| {
        let shown = |series: &&SeriesFinding| {
            (series.basis, series.year, series.payer) == (basis, year, payer)
                && series.clause.is_none()
                && series.beneficiary.is_none()
                && (series.county.is_none() || payer == Some(Payer::County))
        };
        findings.series.iter().filter(shown).all(|series| !series.statistics.quantiles.is_empty())
    };
    let every_year = |basis: Basis, payer: Option<Payer>| {
        let mut years = findings.scenario.first_year..=findings.scenario.last_year;
        years.all(|year| known(basis, YearLabel::Year(year), payer))
    };
    let each_payer = |year: YearLabel| {
        known(Basis::Cash, year, Some(Payer::City)) && known(Basis::Cash, year, Some(Payer::County))
    };
    match kind {
        Kind::Distribution => known(Basis::Cash, YearLabel::Horizon, None),
        Kind::YearlyCash => every_year(Basis::Cash, Some(Payer::City)),
        Kind::YearlyCashAll => every_year(Basis::Cash, None),
        Kind::YearlyAccrual => every_year(Basis::Accrual, None),
        Kind::Clauses => true,
        Kind::Payers => each_payer(YearLabel::Horizon),
        Kind::Commitments => each_payer(YearLabel::AfterHorizon),
        Kind::Contributions | Kind::Fund => false,
    }
}

/// The numbers behind a chart of findings.
pub(in crate::charts) fn numbers(kind: Kind, findings: &Findings) -> Numbers {
    let numbers = counted_numbers(kind, findings);
    if findings.sample.is_some() { numbers } else { numbers.without_empty_columns() }
}

fn counted_numbers(kind: Kind, findings: &Findings) -> Numbers {
    match kind {
        Kind::Distribution => distribution::numbers(findings),
        Kind::YearlyCash => yearly::numbers(findings, Basis::Cash, Some(Payer::City)),
        Kind::YearlyCashAll => yearly::numbers(findings, Basis::Cash, None),
        Kind::YearlyAccrual => yearly::numbers(findings, Basis::Accrual, None),
        Kind::Clauses => clauses::numbers(findings),
        Kind::Payers => payers::numbers(findings),
        Kind::Contributions => contributions::numbers(findings),
        Kind::Fund => fund_account::numbers(findings),
        Kind::Commitments => commitments::numbers(findings),
    }
}

/// What a chart shows, in a line.
pub(in crate::charts) fn shows(kind: Kind, findings: &Findings) -> Text {
    let (zh, en) = match kind {
        Kind::Distribution if findings.sample.is_none() => (
            "市县合并的现金支出，预算期各年合计：上图为各金额档的概率，下图为支出超过某一金额的概率",
            "Cash of city and counties over all years of the horizon: above, the probability of each bin of amounts; below, that of a higher cost",
        ),
        Kind::Distribution => (
            "市县合并的现金支出，预算期各年合计：上图为各金额档的路径占比，下图为支出超过某一金额的概率",
            "Cash of city and counties over all years of the horizon: above, the share of paths in each bin of amounts; below, the chance that the cost exceeds an amount",
        ),
        Kind::YearlyCash => (
            "市级专项资金各年度的现金支出：中位数、50% 与 90% 区间、期望值，以及建议安排与已列安排",
            "Yearly cash demand on the city's special fund: median, 50% and 90% ranges, expected value, and the recommended and the stated appropriation",
        ),
        Kind::YearlyCashAll => (
            "市县合并各年度的现金支出：中位数、50% 与 90% 区间、期望值与建议安排",
            "Yearly cash of city and counties: median, 50% and 90% ranges, expected value and recommended appropriation",
        ),
        Kind::YearlyAccrual => (
            "市县合并各年度新产生的应付义务（权责发生制），与同年现金支出的期望值对照",
            "Obligations of city and counties by the year in which they arise, against the expected cash of the same year",
        ),
        Kind::Clauses => (
            "各条款各年度现金支出的期望值，市县合并；期望值可以相加",
            "Expected cash by clause and year, city and counties together; expected values add up",
        ),
        Kind::Payers => (
            "市与各县（市、区）的现金支出，预算期各年合计：期望值与 5%—95% 区间",
            "Cash of the city and each county over all years of the horizon: expected value and 5 to 95% range",
        ),
        Kind::Contributions => (
            "各条款、各县（市、区）、各产研院对支出最高的 5% 情形的贡献，与期望支出对照；每一划分下各部分相加等于合计",
            "What each clause, county and institute contributes to the 5% of outcomes that cost most, against its expected cost; the parts of each division add up to the total",
        ),
        Kind::Fund => (
            "专项资金各年度收支：已列安排、实际支付与年末欠付的期望值，以及年末欠付的概率",
            "The special fund's account by year: stated appropriation, expected payments and arrears, and the chance of arrears at the year's end",
        ),
        Kind::Commitments => (
            "预算期以后仍要支付的款项，按条款和支付方：期望值与 95% 分位数",
            "What is still to be paid after the horizon, by clause and payer: expected value and 95% quantile",
        ),
    };
    Text::new(zh, en)
}
