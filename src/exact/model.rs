//! A scenario prepared for solving: everything that no single series decides.

use crate::quantities::Date;
use crate::scenario::{Scenario, SectorModel};

use super::answer::{Accuracy, NotExact};
use super::firms::Life;
use super::quality::Quality;
use super::rules::Rules;
use super::schedule::schedule;
use super::sources::{Fineness, Source};
use super::spectrum::Transforms;

pub(super) struct Model<'a> {
    pub scenario: &'a Scenario,
    pub rules: Rules,
    /// Ways of living: sectors whose firms differ in nothing but their number share one.
    pub lives: Vec<Life>,
    /// The way of living of each sector's firms.
    pub life_of: Vec<usize>,
    pub named: Vec<Source>,
    pub pipeline: Source,
    pub quality: Quality,
    pub transforms: Transforms,
}

impl<'a> Model<'a> {
    /// Prepares a scenario.
    ///
    /// # Errors
    /// Where the scenario is outside what can be solved.
    pub fn new(scenario: &'a Scenario, accuracy: Accuracy) -> Result<Self, NotExact> {
        let rules = Rules::new(scenario);
        let (named, pipeline) = sources(scenario, &rules, accuracy);
        let cases = || named.iter().chain([&pipeline]).flat_map(|source| &source.cases);
        let starts: Vec<Date> = cases().map(|case| case.days.accredited).collect();
        let evaluations = cases().flat_map(|case| schedule(scenario, &rules, case.days));
        let highest =
            evaluations.filter(|instalment| instalment.is_judged()).count().min(most_evaluations(&rules));
        let (ways, life_of) = ways_of_living(&scenario.sectors);
        let lives = ways.iter().map(|sector| {
            Life::new(scenario, &rules, sector, [sector.growth_mean; 2], &starts, accuracy.nodes())
        });
        let lives = lives.collect::<Result<Vec<Life>, NotExact>>()?;
        let quality = Quality::new(scenario, highest)?;
        Ok(Model {
            scenario,
            lives,
            life_of,
            named,
            pipeline,
            quality,
            rules,
            transforms: Transforms::default(),
        })
    }
}

/// Where institutes come from: the named ones, and one of the pipeline.
pub(super) fn sources(scenario: &Scenario, rules: &Rules, accuracy: Accuracy) -> (Vec<Source>, Source) {
    let sectors = scenario.sectors.iter();
    let pace = sectors.map(|sector| sector.formation() * sector.formation_ramp[0].value());
    let fineness = Fineness { base: accuracy.days(), pace: pace.fold(0.0, f64::max) };
    let named = scenario.institutes.iter();
    let named = named.map(|institute| Source::named(scenario, rules, &institute.timing, fineness));
    (named.collect(), Source::drawn(scenario, rules, &scenario.pipeline.when, 1.0, fineness))
}

/// The most evaluations on which an institute's instalments can hang together.
fn most_evaluations(rules: &Rules) -> usize {
    rules.subsidies.iter().map(|rule| rule.instalments as usize + 1).sum()
}

/// Sectors that differ in the lives of their firms, and which of them each sector is like.
pub(super) fn ways_of_living(sectors: &[SectorModel]) -> (Vec<&SectorModel>, Vec<usize>) {
    let alike = |one: &SectorModel, other: &SectorModel| {
        SectorModel {
            formation_rate: other.formation_rate,
            formation_factor: other.formation_factor,
            formation_ramp: other.formation_ramp.clone(),
            ..one.clone()
        } == *other
    };
    let mut ways: Vec<&SectorModel> = Vec::new();
    let mut life_of = Vec::new();
    for sector in sectors {
        let known = ways.iter().position(|way| alike(way, sector));
        life_of.push(known.unwrap_or_else(|| {
            ways.push(sector);
            ways.len() - 1
        }));
    }
    (ways, life_of)
}
