//! Findings of studies of many shapes, for tests.

use crate::findings::{
    ClauseFinding, CombinationBin, CombinationPrice, ComparedScenario, CurveBand, DifferenceBin, Effect,
    EffectsOfSeries, OptionPrice, PricedDifference, PricedSeries, Ranking, ReadingPrices, ScenarioDifference,
    ScenarioDifferences, ScenarioLevel, SeriesDifference, SeriesName, Study, SwitchFinding, Waterfall,
    WaterfallStep, YearLabel, YearLevel,
};
use crate::things::{Basis, Payer, Text};

const WAN: f64 = 1e6;

/// The shape of a comparison.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// How many scenarios, the base included.
    pub scenarios: usize,
    pub years: i32,
    pub clauses: usize,
    /// The base's obligations, and how much more each further scenario owes, in 万元.
    pub amount: i64,
    pub change: i64,
    pub title: &'static str,
}

pub(super) const USUAL: Shape =
    Shape { scenarios: 2, years: 4, clauses: 4, amount: 8_830, change: 537, title: "某某情景" };

/// A tenth on both sides of a difference; nothing where there is none.
fn interval(fen: f64) -> Option<[f64; 2]> {
    Some([fen - fen.abs() / 10.0, fen + fen.abs() / 10.0])
}

/// Findings of a shape: the amounts follow from it alone.
pub(super) fn comparison(shape: Shape) -> Study {
    let scenario = |number: usize| ComparedScenario {
        id: format!("scenario{number}"),
        title: Text::new(format!("{}{number}", shape.title), format!("{} {number}", shape.title)),
        description: Text::same("x"),
        document: String::new(),
        policy: Text::same("x"),
        horizon: [2022, 2021 + shape.years],
    };
    let clauses: Vec<ClauseFinding> = (0..shape.clauses)
        .map(|number| ClauseFinding {
            id: format!("clause{number}"),
            article: "四（一）".to_owned(),
            title: Text::new(
                format!("营业收入首次突破奖励{number}"),
                format!("Reward for a first revenue {number}"),
            ),
        })
        .collect();
    let other = |number: usize| ScenarioDifference {
        scenario: scenario(number),
        parameters: Vec::new(),
        waterfall: waterfall(shape, &clauses, number),
        series: series(shape, number),
    };
    let found = ScenarioDifferences {
        names: crate::findings::ChoiceNames::default(),
        format: String::new(),
        base: scenario(0),
        seed: 1,
        paths: 1000,
        confidence: "0.95".to_owned(),
        counties: Vec::new(),
        levels: (0..shape.scenarios).map(|number| level(shape, number)).collect(),
        others: (1..shape.scenarios).map(other).collect(),
        clauses: clauses.clone(),
    };
    Study::Comparison(Box::new(found))
}

/// What a scenario owes more than the base, in fen.
fn more(shape: Shape, number: usize) -> f64 {
    shape.change as f64 * WAN * number as f64
}

fn years(shape: Shape) -> impl Iterator<Item = YearLabel> {
    (2022..2022 + shape.years).map(YearLabel::Year).chain([YearLabel::AfterHorizon])
}

fn level(shape: Shape, number: usize) -> ScenarioLevel {
    let mean = shape.amount as f64 * WAN + more(shape, number);
    let step = (shape.amount.max(1) as f64 * WAN / 40.0) as i64;
    let curve = |index: i64| {
        let fen = index * step;
        // falls in steps around the mean
        let share = (1.0 - (fen as f64 - mean * 0.6) / (mean.abs() * 0.9).max(1.0)).clamp(0.0, 1.0);
        let probability = (share * 8.0).round() / 8.0;
        CurveBand {
            fen,
            probability,
            interval: [(probability - 0.02).max(0.0), (probability + 0.02).min(1.0)],
        }
    };
    let year = |year| {
        let mean = mean.abs() / f64::from(shape.years + 1);
        YearLevel {
            year,
            mean_fen: mean,
            interval_fen: interval(mean),
            q5_fen: (mean / 4.0) as i64,
            q95_fen: (mean * 2.0) as i64,
        }
    };
    ScenarioLevel {
        scenario: format!("scenario{number}"),
        mean_fen: mean,
        se_fen: Some(WAN),
        curve: (10..100).map(curve).collect(),
        years: years(shape).map(year).collect(),
    }
}

fn waterfall(shape: Shape, clauses: &[ClauseFinding], number: usize) -> Waterfall {
    let base = shape.amount as f64 * WAN;
    let each = more(shape, number) / clauses.len().max(1) as f64;
    let step = |(position, clause): (usize, &ClauseFinding)| WaterfallStep {
        clause: clause.id.clone(),
        before_fen: base + each * position as f64,
        after_fen: base + each * (position + 1) as f64,
        difference_fen: each,
        interval_fen: interval(each),
    };
    Waterfall {
        base_mean_fen: base,
        steps: clauses.iter().enumerate().map(step).collect(),
        other_mean_fen: base + each * clauses.len() as f64,
    }
}

fn series(shape: Shape, number: usize) -> Vec<SeriesDifference> {
    let of = |basis: Basis, year: YearLabel, part: f64| {
        let (base, fen) = (shape.amount as f64 * WAN * part, more(shape, number) * part);
        let bin = |index: i64| DifferenceBin {
            lower_fen: (fen / 5.0) as i64 * index,
            upper_fen: (fen / 5.0) as i64 * (index + 1),
            paths: 90,
        };
        let nothing =
            DifferenceBin { lower_fen: 0, upper_fen: 0, paths: if fen == 0.0 { 1000 } else { 100 } };
        let mut bins: Vec<DifferenceBin> = if fen == 0.0 { Vec::new() } else { (0..10).map(bin).collect() };
        for bin in &mut bins {
            // falling amounts have their bins turned
            *bin = DifferenceBin {
                lower_fen: bin.lower_fen.min(bin.upper_fen),
                upper_fen: bin.lower_fen.max(bin.upper_fen),
                ..*bin
            };
        }
        bins.push(nothing);
        bins.sort_by_key(|bin| (bin.lower_fen, bin.upper_fen));
        SeriesDifference {
            basis,
            year,
            clause: None,
            county: None,
            payer: None,
            beneficiary: None,
            base_mean_fen: base,
            other_mean_fen: base + fen,
            difference_fen: fen,
            difference_se_fen: Some(fen.abs() / 20.0),
            interval_fen: interval(fen),
            more: if fen > 0.0 { 0.9 } else { 0.0 },
            less: if fen < 0.0 { 0.9 } else { 0.0 },
            error_ratio: Some(0.1),
            quantiles: Vec::new(),
            quantile_interval_fen: None,
            differences: bins,
        }
    };
    let cash = years(shape).map(|year| of(Basis::Cash, year, 1.0 / f64::from(shape.years + 1)));
    cash.chain([of(Basis::Accrual, YearLabel::All, 1.0)]).collect()
}

/// The shape of readings priced.
#[derive(Debug, Clone)]
pub(super) struct Priced {
    pub switches: usize,
    pub combined: bool,
    /// The largest change, in 万元.
    pub largest: i64,
    pub title: Text,
}

/// Readings of a shape.
pub(super) fn readings(shape: &Priced) -> Study {
    let name = |basis: Basis, payer: Option<Payer>| SeriesName {
        basis,
        year: if basis == Basis::Accrual { YearLabel::All } else { YearLabel::Horizon },
        payer,
        county: None,
        name: Text::new("市县合计，全部年度，应付义务", "City and counties, all years, obligations"),
    };
    let titled = |number: usize| {
        Text::new(format!("{}{number}", shape.title.zh), format!("{} {number}", shape.title.en))
    };
    let switches: Vec<SwitchFinding> = (0..shape.switches)
        .map(|number| SwitchFinding {
            switch: format!("switch{number}"),
            title: titled(number),
            article: "四（一）".to_owned(),
            words: "原文".to_owned(),
            options: (0..3).map(|option| (format!("option{option}"), titled(option))).collect(),
            own: "option0".to_owned(),
        })
        .collect();
    let change = |number: usize, option: usize| -> f64 {
        shape.largest as f64 * WAN / ((number + 1) * (3 * option - 2)) as f64
    };
    let priced = |series: SeriesName, fen: f64| PricedDifference {
        series,
        mean_fen: fen.abs(),
        quantile_fen: fen as i64,
        difference_fen: fen,
        difference_se_fen: Some(fen.abs() / 20.0),
        difference_interval_fen: interval(fen),
        quantile_difference_fen: fen as i64,
        quantile_interval_fen: interval(fen),
        more: 0.5,
        less: 0.25,
    };
    let option = |(number, option): (usize, usize)| {
        let fen = change(number, option);
        let series = [(None, 1.0), (Some(Payer::City), 0.3), (Some(Payer::County), 0.7)];
        OptionPrice {
            switch: format!("switch{number}"),
            option: format!("option{option}"),
            series: series.map(|(payer, part)| priced(name(Basis::Accrual, payer), fen * part)).into(),
        }
    };
    let options = (0..shape.switches).flat_map(|number| [(number, 1), (number, 2)]);
    let combined = combined(shape, &name(Basis::Accrual, None));
    let found = ReadingPrices {
        format: String::new(),
        scenario: "shape".to_owned(),
        title: shape.title.clone(),
        document: String::new(),
        policy: Text::same("x"),
        seed: 1,
        paths: 1000,
        confidence: "0.95".to_owned(),
        own: vec![PricedSeries {
            series: name(Basis::Accrual, None),
            mean_fen: WAN,
            se_fen: None,
            quantile_fen: 0,
        }],
        options: options.map(option).collect(),
        switches,
        effects: combined.0,
        combinations: combined.1,
        rankings: combined.2,
    };
    Study::Readings(Box::new(found))
}

fn combined(
    shape: &Priced,
    name: &SeriesName,
) -> (Vec<EffectsOfSeries>, Vec<CombinationPrice>, Vec<Ranking>) {
    if !shape.combined {
        return (Vec::new(), Vec::new(), Vec::new());
    }
    let fen = |index: i64| shape.largest.abs() as f64 * WAN * index as f64 / 3.0;
    let combination = |index: i64| CombinationPrice {
        options: vec!["option0".to_owned(); shape.switches],
        mean_fen: vec![fen(index)],
        quantile_fen: vec![fen(index) as i64],
        difference_fen: vec![fen(index - 1)],
        difference_interval_fen: vec![interval(fen(index - 1))],
    };
    let effect = |number: usize| Effect {
        factor: format!("switch{number}"),
        level_means: Vec::new(),
        main: (shape.largest != 0).then(|| 0.5 / (number + 1) as f64),
        total: (shape.largest != 0).then(|| 0.9 / (number + 1) as f64),
    };
    let effects = EffectsOfSeries {
        series: name.clone(),
        variance: 1.0,
        switches: (0..shape.switches).map(effect).collect(),
        interactions: Vec::new(),
    };
    let width = (fen(3) / 10.0).max(WAN) as i64;
    let bin = |index: i64| CombinationBin {
        lower_fen: width * index,
        upper_fen: width * (index + 1),
        combinations: 40,
    };
    let ranking = Ranking {
        series: name.clone(),
        cheapest: 0,
        own: 1,
        dearest: 3,
        cheaper_than_own: 1,
        dearer_than_own: 2,
        bins: (0..=10).map(bin).collect(),
    };
    (vec![effects], (0..4).map(combination).collect(), vec![ranking])
}
