//! Which parameters a study varies, and to what.

use crate::language::{Text, Told};
use crate::scenario::{Assumption, Measure, Parameter, Scenario, Setting};

use super::parameter_names::parameter_name;

/// A parameter with a range or alternatives.
#[derive(Debug, Clone)]
pub struct RangedParameter {
    /// As the register has it.
    pub assumption: Assumption,
    /// What it is, with the sector, institute or award that it is of.
    pub name: Text,
    /// Sets it.
    pub parameter: Parameter,
}

/// A bound or an alternative of a parameter.
#[derive(Debug, Clone)]
pub struct Variation {
    /// Position of the parameter among those varied.
    pub parameter: usize,
    /// `low`, `high`, or the alternative's name.
    pub name: String,
    /// The value as written.
    pub value: String,
    /// The scenario with this value.
    pub scenario: Scenario,
}

/// The parameters of a scenario that have a range or alternatives, in its order.
pub fn ranged_parameters(scenario: &Scenario) -> Vec<RangedParameter> {
    let ranged = scenario.assumptions.iter().filter(|assumption| assumption.measure.is_ranged());
    ranged
        .filter_map(|assumption| {
            Some(RangedParameter {
                name: parameter_name(scenario, assumption),
                parameter: Parameter::named(scenario, &assumption.path)?,
                assumption: assumption.clone(),
            })
        })
        .collect()
}

/// The parameters that could have a range or alternatives, and have none: a study leaves them as they are. What the law, the
/// budget or the calendar decide (policy, fund, budgets, named institutes, what is owed) is no estimate and not among them.
pub fn parameters_without_range(scenario: &Scenario) -> Vec<(Assumption, Text)> {
    const DECIDED: [&str; 5] = ["policy", "fund", "budgets", "institutes", "opening_payables"];
    let estimates = scenario.assumptions.iter().filter(|assumption| {
        let section = assumption.path.split('.').next().unwrap_or_default();
        let probable = assumption.path.contains(".accreditation_");
        (probable || !DECIDED.contains(&section)) && !assumption.measure.is_ranged()
    });
    estimates
        .filter(|assumption| Parameter::named(scenario, &assumption.path).is_some())
        .map(|assumption| (assumption.clone(), parameter_name(scenario, assumption)))
        .collect()
}

/// Every bound and alternative of the parameters, alone.
///
/// # Errors
/// A bound that contradicts another value of the scenario: which, and how.
pub fn variations(scenario: &Scenario, parameters: &[RangedParameter]) -> Result<Vec<Variation>, Text> {
    let mut variations = Vec::new();
    for (position, ranged) in parameters.iter().enumerate() {
        let assumption = &ranged.assumption;
        let mut vary = |name: &str, value: &Option<String>, setting: Setting<'_>| {
            let mut varied = scenario.clone();
            let set = ranged.parameter.set(&mut varied, setting);
            set.map_err(|error| error.told().about(&format!("{}.{name}", assumption.path)))?;
            variations.push(Variation {
                parameter: position,
                name: name.to_owned(),
                value: value.clone().unwrap_or_default(),
                scenario: varied,
            });
            Ok::<(), Text>(())
        };
        match &assumption.measure {
            Measure::Numbers { low, high, .. } => {
                let bounds = [("low", low, &assumption.low), ("high", high, &assumption.high)];
                for (name, numbers, words) in bounds {
                    if let Some(numbers) = numbers {
                        vary(name, words, Setting::Numbers(numbers))?;
                    }
                }
            }
            Measure::Weights { alternatives, .. } => {
                for (name, weights) in alternatives {
                    let words = assumption.alternatives.iter().find(|(of, _)| of == name);
                    vary(name, &words.map(|(_, words)| words.clone()), Setting::Weights(weights))?;
                }
            }
            Measure::Words => {}
        }
    }
    Ok(variations)
}
