//! What each clause, county and institute contributes to the worst 5 % of the horizon's cash, against its share of the mean.

use crate::findings::{ContributionFinding, Dimension, Findings, YearLabel};
use crate::things::{Basis, Language};

use super::super::canvas::Room;
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, words};
use super::super::panel::{self, Entry, Panel};
use super::super::picture::Picture;
use super::super::style::{INK, LABEL, MAIN_BAR, SMALL};
use super::super::words::chance;
use super::lookup::{frame, horizon, series};

/// The tail of the picture: the worst 5 %.
const TAIL: &str = "0.95";

/// Title and picture.
pub(super) fn picture(findings: &Findings, language: Language) -> (String, Picture) {
    let title = title(findings, language);
    let years = horizon(findings, language);
    let subtitle = match language {
        Language::Chinese => format!(
            "{years} 年现金支出最高的 5% 情形下的平均支出（TVaR 95%）按条款、县（市、区）、产研院分解；各项贡献相加等于合计"
        ),
        Language::English => format!(
            "Mean cash of the worst 5% of outcomes in {years} (TVaR 95%) by clause, county and institute; contributions add up to it"
        ),
    };
    let mut picture = Picture::default();
    let frame = frame(&mut picture, findings, language, &title, &subtitle);
    let panels: Vec<Panel> = DIMENSIONS.map(|dimension| panel(findings, dimension, language)).into();
    if whole(findings).is_none_or(|(_, tail)| tail == 0.0) {
        let text = language.say(
            "没有任何路径产生支出，各项贡献均为零。",
            "No path pays anything: every contribution is zero.",
        );
        picture.words((frame.left, frame.top + 60.0), text, LABEL);
        return (title, picture);
    }
    legend(&mut picture, &frame, language);
    panel::draw(&mut picture, &Room { top: frame.top + 76.0, ..frame }, &panels, language);
    (title, picture)
}

/// The parts of a dimension, the largest first.
fn panel(findings: &Findings, dimension: Dimension, language: Language) -> Panel {
    let heading = match dimension {
        Dimension::Clause => language.say("按条款", "By clause"),
        Dimension::County => language.say("按产研院所在县（市、区）", "By county of the institute"),
        Dimension::Payer => language.say("按支付方", "By payer"),
        Dimension::Institute => language.say("按产研院", "By institute"),
    };
    let mut parts: Vec<&ContributionFinding> = parts(findings, dimension).collect();
    parts.sort_by(|a, b| b.tvar_fen.total_cmp(&a.tvar_fen));
    let entry = |part: &ContributionFinding| Entry {
        name: language.of(&part.name).to_owned(),
        figures: [with_error(part, language), shares(part)],
        bars: vec![(part.tvar_fen, MAIN_BAR)],
        dot: Some(part.mean_fen),
        error: part.tvar_se_fen,
        amount: part.tvar_fen,
    };
    Panel { heading: heading.to_owned(), entries: parts.into_iter().map(entry).collect() }
}

/// The contribution and its standard error.
fn with_error(part: &ContributionFinding, language: Language) -> String {
    let amount = language.mean(part.tvar_fen);
    part.tvar_se_fen.map_or(amount.clone(), |error| format!("{amount} ± {}", language.error(error)))
}

/// The share of the tail, and after it the share of the expected cost.
fn shares(part: &ContributionFinding) -> String {
    let percent = |share: Option<f64>| share.map_or("—".to_owned(), chance);
    format!("{} / {}", percent(part.share), percent(part.mean_share))
}

/// What bar, whisker, dot and figures mean, in one line above the panels.
fn legend(picture: &mut Picture, frame: &Room, language: Language) {
    let y = frame.top + 18.0;
    let mut x = frame.left;
    let mut item = |picture: &mut Picture, text: &str, width: f64, draw: &dyn Fn(&mut Picture, f64)| {
        draw(picture, x);
        picture.words((x + width, y), text, SMALL);
        x += width + SMALL.width(text) + 48.0;
    };
    let bar = language.say("对最坏 5% 情形的贡献 ± 标准误", "contribution to the worst 5% ± standard error");
    item(picture, bar, 74.0, &|p, x| p.block((x, y - 13.0), (60.0, 26.0), MAIN_BAR, 1.0));
    item(picture, language.say("期望支出", "expected cost"), 30.0, &|p, x| {
        p.dot((x + 12.0, y), 9.0, INK)
    });
    let shares =
        language.say("占最坏 5% 情形 / 占期望支出的比重", "share of the worst 5% / of the expected cost");
    item(picture, &format!("a% / b%　{shares}"), 0.0, &|_, _| {});
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
                Number::share(part.mean_share),
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

/// The finding: the part that weighs more in the worst outcomes than on average, where it clearly does; the clause that
/// weighs most in them otherwise.
fn title(findings: &Findings, language: Language) -> String {
    let years = horizon(findings, language);
    let found = whole(findings).and_then(|(_, tail)| Some((featured(findings, tail)?, tail)));
    let Some((part, tail)) = found else {
        return match language {
            Language::Chinese => format!("{years} 年没有支出，无可分解"),
            Language::English => format!("Nothing is paid in {years}, so nothing contributes"),
        };
    };
    let (name, tail) = (language.of(&part.name), language.with_unit(tail));
    let [share, usual] = [part.share, part.mean_share].map(|share| chance(share.unwrap_or(0.0)));
    match language {
        Language::Chinese => {
            format!("最坏 5% 情形平均支出 {tail}，{name}占 {share}（期望支出中占 {usual}）")
        }
        Language::English => {
            format!(
                "Worst 5% of outcomes: {tail} on average. {name}: {share} of it, {usual} of the expected cost"
            )
        }
    }
}

/// The part that the title names.
fn featured(findings: &Findings, tail: f64) -> Option<&ContributionFinding> {
    // neither a part that hardly matters nor a difference of less than a hundredth of the whole is worth a title
    const MATTERS: f64 = 0.1;
    const LEAST: f64 = 0.01;
    let heavier = |part: &ContributionFinding| Some(part.share? - part.mean_share?);
    let clear = |part: &&ContributionFinding| {
        let error = part.tvar_se_fen.unwrap_or(0.0) / tail;
        part.share.is_some_and(|share| share >= MATTERS)
            && heavier(part).is_some_and(|more| more > error.max(LEAST))
    };
    let all = DIMENSIONS.into_iter().flat_map(|dimension| parts(findings, dimension)).filter(clear);
    let most = all.reduce(|most, part| if heavier(part) > heavier(most) { part } else { most });
    let largest = || {
        parts(findings, Dimension::Clause)
            .filter(|part| part.share.is_some() && part.mean_share.is_some())
            .reduce(|most, part| if part.tvar_fen > most.tvar_fen { part } else { most })
    };
    most.or_else(largest)
}
