//! The solution of a scenario: all windows and worths once, then every series from them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::scenario::Scenario;
use crate::simulation::{Layout, Part, SeriesKey};
use crate::things::{Basis, CountyId};

use super::answer::{Accuracy, Exact, ExactPart, ExactSeries, NotExact, Numerics};
use super::institute::{Desk, Law};
use super::model::Model;
use super::opening::opening;
use super::portfolio::{Holding, Portfolio, Solved};
use super::tariff::{Selection, Tariff, Worth};
use super::window::Window;

/// The laws of one window and worth.
struct Laws {
    named: BTreeMap<usize, Law>,
    pipeline: Option<Law>,
}

/// Which laws are needed: by window and worth, the named institutes, and whether the pipeline.
type Wanted = BTreeMap<(Window, Worth), (Vec<usize>, bool)>;

/// The exact distribution of every series of a run (docs/exact.md).
///
/// # Errors
/// Where the shared drivers have an effect, or the numbers would leave their range.
///
/// # Panics
/// When a probability comes out below zero by more than rounding: never, short of a defect.
pub fn solve(scenario: &Scenario, accuracy: Accuracy) -> Result<Exact, NotExact> {
    if drivers_matter(scenario) {
        return Err(NotExact::Drivers);
    }
    let model = Model::new(scenario, accuracy)?;
    let solver = Solver::new(&model);
    let keys = solver.keys();
    let mut wanted = Wanted::new();
    for key in &keys {
        solver.want(key, &mut wanted);
    }
    let wanted: Vec<_> = wanted.into_iter().collect();
    let laws: Vec<Laws> =
        wanted.par_iter().map(|((window, worth), needs)| laws(&model, *window, worth, needs)).collect();
    let laws: BTreeMap<(Window, &Worth), Laws> =
        wanted.iter().zip(laws).map(|(((window, worth), _), laws)| ((*window, worth), laws)).collect();
    let solved: Vec<Solved> = keys.par_iter().map(|key| solver.solve(key, &laws)).collect();
    Ok(assemble(scenario, keys, solved))
}

/// The same scenario with the shared drivers' effect switched off.
pub fn without_drivers(scenario: &Scenario) -> Scenario {
    let mut scenario = scenario.clone();
    scenario.listing.market_loading = 0.0;
    scenario.sectors.iter_mut().for_each(|sector| sector.growth_economy_loading = 0.0);
    scenario
}

/// Whether the shared drivers have an effect.
pub fn drivers_matter(scenario: &Scenario) -> bool {
    scenario.listing.market_loading != 0.0
        || scenario.sectors.iter().any(|sector| sector.growth_economy_loading != 0.0)
}

/// A series, or a part of a total.
#[derive(Debug, Clone, Copy)]
enum Target {
    Series(SeriesKey),
    Part(Part, Window),
}

impl Target {
    fn window(&self) -> Window {
        match self {
            Target::Series(key) => Window { basis: key.basis, years: key.years },
            Target::Part(_, window) => *window,
        }
    }

    fn selection(&self) -> Selection {
        match self {
            Target::Series(key) => {
                Selection { clause: key.clause, payer: key.payer, beneficiary: key.beneficiary }
            }
            Target::Part(..) => Selection { clause: None, payer: None, beneficiary: None },
        }
    }

    /// Opening payables belong to series, not to institutes.
    fn opening(&self, scenario: &Scenario) -> i64 {
        match self {
            Target::Series(key) => opening(scenario, key),
            Target::Part(..) => 0,
        }
    }

    fn county(&self) -> Option<CountyId> {
        match self {
            Target::Series(key) => key.county,
            Target::Part(..) => None,
        }
    }
}

struct Solver<'m> {
    model: &'m Model<'m>,
    layout: Layout,
    /// By selection and county.
    tariffs: BTreeMap<(Selection, CountyId), Tariff>,
}

impl<'m> Solver<'m> {
    fn new(model: &'m Model<'m>) -> Self {
        let mut solver = Solver { model, layout: Layout::new(model.scenario), tariffs: BTreeMap::new() };
        for target in solver.keys() {
            for county in model.scenario.reachable_counties() {
                let place = (target.selection(), county);
                let tariff = || Tariff::new(model.scenario, &model.rules, county, target.selection());
                solver.tariffs.entry(place).or_insert_with(tariff);
            }
        }
        solver
    }

    /// Every series of the layout that obligations to pay make up, and the parts of totals.
    fn keys(&self) -> Vec<Target> {
        let keys = (0..self.layout.len()).filter_map(|cell| self.layout.key(cell));
        let keys = keys.filter(|key| key.basis != Basis::Contingent).map(Target::Series);
        let institutes = (0..self.model.scenario.institutes.len()).map(Part::Institute);
        let parts: Vec<Part> = institutes.chain([Part::Pipeline]).collect();
        let windows = Window::all(self.model.scenario.horizon);
        let parts = windows.into_iter().flat_map(|w| parts.iter().map(move |part| Target::Part(*part, w)));
        keys.chain(parts.collect::<Vec<_>>()).collect()
    }

    fn tariff(&self, target: &Target, county: CountyId) -> &Tariff {
        &self.tariffs[&(target.selection(), county)]
    }

    /// Named institutes that a target counts.
    fn named(&self, target: &Target) -> Vec<usize> {
        let chosen = |position: &usize| {
            let here = self.model.scenario.institutes[*position].county;
            match target {
                Target::Part(part, _) => *part == Part::Institute(*position),
                Target::Series(_) => target.county().is_none_or(|county| county == here),
            }
        };
        (0..self.model.scenario.institutes.len()).filter(chosen).collect()
    }

    /// Counties of the pipeline that a target counts, with their weights.
    fn pipeline(&self, target: &Target) -> Vec<(CountyId, f64)> {
        let pipeline = &self.model.scenario.pipeline;
        let any = pipeline.count.choices().iter().any(|(count, weight)| *count > 0 && *weight > 0.0);
        let counts = any && !matches!(target, Target::Part(Part::Institute(_), _));
        let chosen = |(county, weight): &&(CountyId, f64)| {
            counts && *weight > 0.0 && target.county().is_none_or(|own| own == *county)
        };
        pipeline.counties.choices().iter().filter(chosen).copied().collect()
    }

    fn want(&self, target: &Target, wanted: &mut Wanted) {
        let mut entry = |tariff: &Tariff, named: Option<usize>| {
            if tariff.step == 0 {
                return;
            }
            let (institutes, pipeline) = wanted.entry((target.window(), tariff.worth.clone())).or_default();
            match named {
                Some(position) if !institutes.contains(&position) => institutes.push(position),
                Some(_) => {}
                None => *pipeline = true,
            }
        };
        for position in self.named(target) {
            entry(self.tariff(target, self.model.scenario.institutes[position].county), Some(position));
        }
        for (county, _) in self.pipeline(target) {
            entry(self.tariff(target, county), None);
        }
    }

    fn solve(&self, target: &Target, laws: &BTreeMap<(Window, &Worth), Laws>) -> Solved {
        let nothing = Law::nothing();
        let scenario = self.model.scenario;
        let holding = |county: CountyId, named: Option<usize>| {
            let tariff = self.tariff(target, county);
            if tariff.step == 0 {
                return Holding { law: &nothing, step: 0 };
            }
            let laws = &laws[&(target.window(), &tariff.worth)];
            let law = match named {
                Some(position) => &laws.named[&position],
                None => laws.pipeline.as_ref().expect("wanted"),
            };
            Holding { law, step: tariff.step }
        };
        let named = self.named(target);
        let named = named.iter().map(|at| holding(scenario.institutes[*at].county, Some(*at)));
        let pipeline = self.pipeline(target);
        let pipeline = pipeline.iter().map(|(county, weight)| (*weight, holding(*county, None)));
        let portfolio = Portfolio {
            opening: target.opening(scenario),
            named: named.collect(),
            pipeline: pipeline.collect(),
        };
        portfolio.solve(scenario, &self.model.transforms)
    }
}

fn laws(model: &Model<'_>, window: Window, worth: &Worth, (named, pipeline): &(Vec<usize>, bool)) -> Laws {
    let desk = Desk::new(model, window, worth);
    Laws {
        named: named.iter().map(|position| (*position, desk.named(*position))).collect(),
        pipeline: pipeline.then(|| desk.pipeline()),
    }
}

fn assemble(scenario: &Scenario, keys: Vec<Target>, solved: Vec<Solved>) -> Exact {
    let mut exact =
        Exact { series: Vec::new(), parts: Vec::new(), numerics: Numerics::default(), left_out: Vec::new() };
    exact.left_out.push(NotExact::FundAccount);
    if scenario.sub_fund.is_some() {
        exact.left_out.push(NotExact::WriteOffs);
    }
    if solved.iter().any(|solved| solved.distribution.is_none()) {
        exact.left_out.push(NotExact::NoLattice);
    }
    for (target, solved) in keys.into_iter().zip(solved) {
        note(&mut exact.numerics, &solved);
        let Solved { mean, standard_deviation, distribution, .. } = solved;
        match target {
            Target::Series(key) => exact.series.push(ExactSeries {
                key,
                mean_fen: mean,
                standard_deviation_fen: standard_deviation,
                distribution,
            }),
            Target::Part(part, Window { basis, years }) => exact.parts.push(ExactPart {
                part,
                basis,
                years,
                mean_fen: mean,
                standard_deviation_fen: standard_deviation,
                distribution,
            }),
        }
    }
    exact
}

/// Keeps the largest errors.
fn note(numerics: &mut Numerics, solved: &Solved) {
    numerics.folded = numerics.folded.max(solved.folded);
    numerics.most_negative = numerics.most_negative.min(solved.most_negative);
    let Some(distribution) = &solved.distribution else { return };
    let scale = solved.mean.abs().max(solved.standard_deviation).max(1.0);
    numerics.total_defect = numerics.total_defect.max((distribution.total_probability() - 1.0).abs());
    numerics.mean_defect = numerics.mean_defect.max((distribution.mean() - solved.mean).abs() / scale);
    let deviation = (distribution.standard_deviation() - solved.standard_deviation).abs() / scale;
    numerics.deviation_defect = numerics.deviation_defect.max(deviation);
}
