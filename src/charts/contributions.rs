//! What each clause, county and institute contributes to the worst 5 % of the horizon's cash, against its share of the mean.

use crate::findings::{ContributionFinding, Dimension, Findings, YearLabel};
use crate::things::{Basis, Language};

use super::canvas::{frame, horizon, series};
use super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, words};
use super::picture::Picture;

/// The tail of the picture: the worst 5 %.
const TAIL: &str = "0.95";

/// Title and picture.
pub(super) fn picture(findings: &Findings, language: Language) -> (String, Picture) {
    let title = title(findings, language);
    let mut picture = Picture::default();
    frame(&mut picture, findings, language, &title, "");
    (title, picture)
}

/// The numbers of the picture: the parts of each dimension in the findings' order.
pub(super) fn numbers(findings: &Findings) -> Numbers {
    use NumberUnit::{Money, Share, Words};
    let columns = vec![
        NumberColumn::new("dimension", "分解方式", "divided by", Words),
        NumberColumn::new("part", "组成部分", "part", Words),
        NumberColumn::new(
            "tvar",
            "对最坏 5% 情形平均支出的贡献",
            "contribution to the mean of the worst 5%",
            Money,
        ),
        NumberColumn::new("tvar_se", "贡献的标准误", "standard error", Money),
        NumberColumn::new("tvar_share", "占最坏 5% 情形的比重", "share of the worst 5%", Share),
        NumberColumn::new("mean", "期望值", "expected value", Money),
        NumberColumn::new("mean_share", "占期望支出的比重", "share of the expected cost", Share),
    ];
    let mut rows = Vec::new();
    for dimension in DIMENSIONS {
        let name = match dimension {
            Dimension::Clause => words("条款", "clause"),
            Dimension::County => words("县（市、区）", "county"),
            Dimension::Payer => words("支付方", "payer"),
            Dimension::Institute => words("产研院", "institute"),
        };
        rows.extend(parts(findings, dimension).map(|part| {
            vec![
                name.clone(),
                Number::Words(part.name.clone()),
                Number::Fen(part.tvar_fen),
                Number::fen(part.tvar_se_fen),
                Number::share(part.share),
                Number::Fen(part.mean_fen),
                Number::share(mean_share(findings, part)),
            ]
        }));
    }
    Numbers { title: both(|language| title(findings, language)), columns, rows }
}

/// The dimensions of the picture.
const DIMENSIONS: [Dimension; 3] = [Dimension::Clause, Dimension::County, Dimension::Institute];

/// The parts of the horizon's cash along a dimension.
fn parts(findings: &Findings, dimension: Dimension) -> impl Iterator<Item = &ContributionFinding> {
    findings.contributions.iter().filter(move |part| {
        part.basis == Basis::Cash
            && part.year == YearLabel::Horizon
            && part.p == TAIL
            && part.dimension == dimension
    })
}

/// The expected value of the whole and the mean of its worst 5 %.
fn whole(findings: &Findings) -> Option<(f64, f64)> {
    let found = series(findings, Basis::Cash, YearLabel::Horizon, |series| {
        series.payer.is_none() && series.county.is_none() && series.clause.is_none()
    })?;
    let tail = found.statistics.tails.iter().find(|tail| tail.p == TAIL)?;
    Some((found.statistics.mean_fen, tail.tvar_fen))
}

/// The part's share of the expected cost, to hold its share of the tail against.
fn mean_share(findings: &Findings, part: &ContributionFinding) -> Option<f64> {
    let (mean, _) = whole(findings)?;
    (mean > 0.0).then(|| part.mean_fen / mean)
}

/// The finding: the part that weighs more in the worst outcomes than on average.
fn title(findings: &Findings, language: Language) -> String {
    let years = horizon(findings, language);
    let heavier =
        |part: &ContributionFinding| part.share.unwrap_or(0.0) - mean_share(findings, part).unwrap_or(0.0);
    let parts = DIMENSIONS.into_iter().flat_map(|dimension| parts(findings, dimension));
    let most = parts.reduce(|most, part| if heavier(part) > heavier(most) { part } else { most });
    let found =
        most.and_then(|part| Some((part, part.share?, mean_share(findings, part)?, whole(findings)?.1)));
    let Some((part, share, usual, tail)) = found else {
        return match language {
            Language::Chinese => format!("{years} 年没有支出，无可分解"),
            Language::English => format!("Nothing is paid in {years}, so nothing contributes"),
        };
    };
    let (name, tail) = (language.of(&part.name), language.with_unit(tail));
    let percent = |share: f64| format!("{:.0}%", 100.0 * share);
    let (share, usual) = (percent(share), percent(usual));
    match language {
        Language::Chinese => {
            format!("最坏 5% 情形平均支出 {tail}，{name}占 {share}（期望支出中占 {usual}）")
        }
        Language::English => {
            format!("{name}: {share} of the {tail} that the worst 5% cost, {usual} of the expected cost")
        }
    }
}
