//! Studies: questions asked of several simulations. One place names them all, so that charts, pages, workbooks and results
//! folders treat each alike.

use serde::{Deserialize, Serialize};

use crate::things::Text;

use super::appropriations::Appropriations;
use super::exact_answer::ExactFindings;
use super::reading_prices::ReadingPrices;
use super::scenario_differences::ScenarioDifferences;
use super::sensitivity::Sensitivity;
use super::verification::Verification;

/// Version of the format of every study's findings.
pub const STUDY_FORMAT: &str = "fiscast-study-1";

/// What a study found.
#[derive(Debug, Clone, PartialEq)]
pub enum Study {
    /// Scenarios against a base.
    Comparison(Box<ScenarioDifferences>),
    /// The price of each open phrase of the policy.
    Readings(Box<ReadingPrices>),
    /// A simulation against distributions computed without simulating.
    Verification(Box<Verification>),
    /// What each parameter's range is worth.
    Sensitivity(Box<Sensitivity>),
    /// The cheapest appropriations that keep arrears rare.
    Appropriations(Box<Appropriations>),
    /// Distributions computed without simulating.
    Exact(Box<ExactFindings>),
}

/// What the numbers of a study are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudyOf<'s> {
    /// Identifier and title of each scenario, the base first.
    pub scenarios: Vec<(&'s str, &'s Text)>,
    /// What was drawn; nothing where all is computed.
    pub sample: Option<Drawn>,
}

/// What was drawn at random.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The seed.
    pub seed: u64,
    /// How many paths.
    pub paths: u64,
}

impl Study {
    /// What its numbers are of.
    pub fn of(&self) -> StudyOf<'_> {
        match self {
            Study::Comparison(found) => {
                let others = found.others.iter().map(|other| &other.scenario);
                let all = std::iter::once(&found.base).chain(others);
                StudyOf {
                    scenarios: all.map(|scenario| (scenario.id.as_str(), &scenario.title)).collect(),
                    sample: Some(Drawn { seed: found.seed, paths: found.paths }),
                }
            }
            Study::Readings(found) => alone(&found.scenario, &found.title, Some((found.seed, found.paths))),
            Study::Verification(found) => {
                alone(&found.scenario.id, &found.scenario.title, Some((found.seed, found.paths)))
            }
            Study::Sensitivity(found) => {
                alone(&found.scenario, &found.title, Some((found.seed, found.paths)))
            }
            Study::Appropriations(found) => {
                alone(&found.scenario, &found.title, Some((found.seed, found.paths)))
            }
            Study::Exact(found) => alone(&found.answers.scenario.id, &found.answers.scenario.title, None),
        }
    }
}

/// What the numbers of a study of one scenario are of.
fn alone<'s>(id: &'s str, title: &'s Text, drawn: Option<(u64, u64)>) -> StudyOf<'s> {
    StudyOf { scenarios: vec![(id, title)], sample: drawn.map(|(seed, paths)| Drawn { seed, paths }) }
}
