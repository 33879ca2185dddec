//! Parameters drawn from their ranges: ignorance on top of chance.

use crate::chance::{Purpose, StreamName, Streams, When, subject_of};
use crate::language::Told;
use crate::scenario::{Assumption, Measure, Parameter, Scale, Scenario, Setting, StatedWeights};
use crate::statistics::{Family, PlausibleRange};

use super::run::{Engine, SimulationError};

/// The laws of all parameters that have both a low and a high, or alternatives; independent of each other.
#[derive(Debug, Clone)]
pub struct Uncertainty {
    parameters: Vec<UncertainParameter>,
    seed: u64,
}

/// A parameter with its law.
#[derive(Debug, Clone)]
pub struct UncertainParameter {
    parameter: Parameter,
    law: ParameterLaw,
    subject: u64,
}

/// How a parameter is drawn by one uniform number.
#[derive(Debug, Clone)]
enum ParameterLaw {
    /// A law for each place of a list or year: all move together.
    Places(Vec<PlaceLaw>),
    /// The scenario's own distribution or one of its alternatives, each as likely as the others.
    Alternatives(Vec<StatedWeights>),
}

/// The law of one number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum PlaceLaw {
    /// Normal on a scale, cut to where values can lie.
    Cut { range: PlausibleRange, least: f64, most: f64 },
    /// `2 X − 1` of a logit-normal `X`: a number in [-1, 1].
    Correlation(PlausibleRange),
    /// Each whole number from low to high.
    Steps { low: f64, high: f64 },
}

impl Uncertainty {
    /// The laws of a scenario's ranged parameters, in its order, whose draws are named by `seed`.
    pub fn new(scenario: &Scenario, seed: u64) -> Self {
        let drawn = |assumption: &Assumption| {
            let parameter = Parameter::named(scenario, &assumption.path)?;
            let law = ParameterLaw::new(&assumption.measure, parameter.scale())?;
            Some(UncertainParameter { subject: subject_of(&assumption.path), parameter, law })
        };
        Uncertainty { parameters: scenario.assumptions.iter().filter_map(drawn).collect(), seed }
    }

    /// Leaves out the parameters that are not wanted: they keep the scenario's value. The draws of the others stay what they were.
    pub fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        self.parameters.retain(|parameter| wanted(parameter.path()));
    }

    /// The parameters that are drawn, in the scenario's order.
    pub fn parameters(&self) -> &[UncertainParameter] {
        &self.parameters
    }

    /// One uniform number for each parameter, of the streams that bear their names, on draw `number`.
    pub fn draw(&self, number: u64, uniforms: &mut Vec<f64>) {
        let streams = Streams::new(self.seed, number);
        uniforms.clear();
        uniforms.extend(self.parameters.iter().map(|parameter| {
            let (institute, spin_off, when) = (0, 0, When::NONE);
            let (purpose, subject) = (Purpose::Parameter, parameter.subject);
            streams.stream(StreamName { institute, spin_off, purpose, subject, when }).uniform()
        }));
    }
}

impl UncertainParameter {
    /// Its path in files.
    pub fn path(&self) -> &str {
        self.parameter.path()
    }

    /// Sets it to the quantile of its law at `uniform` in (0, 1).
    fn put(&self, uniform: f64, scenario: &mut Scenario) -> Result<(), SimulationError> {
        let put = match &self.law {
            ParameterLaw::Places(laws) => {
                let numbers: Vec<f64> = laws.iter().map(|law| law.quantile(uniform)).collect();
                self.parameter.put(scenario, Setting::Numbers(&numbers))
            }
            ParameterLaw::Alternatives(alternatives) => {
                let position = (uniform * alternatives.len() as f64) as usize;
                let weights = &alternatives[position.min(alternatives.len() - 1)];
                self.parameter.put(scenario, Setting::Weights(weights))
            }
        };
        put.map_err(|error| SimulationError::Contradiction(error.told().about(self.path())))
    }
}

impl ParameterLaw {
    /// None without both bounds and without alternatives.
    fn new(measure: &Measure, scale: Scale) -> Option<Self> {
        match measure {
            Measure::Numbers { low: Some(low), high: Some(high), .. } => {
                let laws = low.iter().zip(high).map(|(low, high)| PlaceLaw::new(scale, *low, *high));
                Some(ParameterLaw::Places(laws.collect::<Option<_>>()?))
            }
            Measure::Weights { base, alternatives } if !alternatives.is_empty() => {
                let others = alternatives.iter().map(|(_, weights)| weights);
                Some(ParameterLaw::Alternatives(std::iter::once(base).chain(others).cloned().collect()))
            }
            _ => None,
        }
    }
}

impl PlaceLaw {
    /// The law on a scale with these 5 % and 95 % quantiles. A law that cannot reach an end (0 for what is positive, 0 and 1 for
    /// what is a probability) gives way to the normal one, cut to where values can lie.
    fn new(scale: Scale, low: f64, high: f64) -> Option<Self> {
        let (family, least, most) = match scale {
            Scale::Whole(_) | Scale::Day => return Some(PlaceLaw::Steps { low, high }),
            Scale::Weights => return None,
            Scale::Correlation => {
                let half = |number: f64| 0.5 + 0.5 * number;
                if let Ok(range) = PlausibleRange::new(Family::LogitNormal, half(low), half(high)) {
                    return Some(PlaceLaw::Correlation(range));
                }
                (Family::Normal, -1.0, 1.0)
            }
            Scale::Real => (Family::Normal, f64::MIN, f64::MAX),
            Scale::NotNegative(most) => (Family::LogNormal, 0.0, most),
            Scale::Fraction => (Family::LogitNormal, 0.0, 1.0),
        };
        let range = PlausibleRange::new(family, low, high)
            .or_else(|_| PlausibleRange::new(Family::Normal, low, high));
        Some(PlaceLaw::Cut { range: range.ok()?, least, most })
    }

    fn quantile(&self, uniform: f64) -> f64 {
        match *self {
            PlaceLaw::Cut { range, least, most } => range.quantile(uniform).clamp(least, most),
            PlaceLaw::Correlation(range) => 2.0 * range.quantile(uniform) - 1.0,
            PlaceLaw::Steps { low, high } => (low + (uniform * (high - low + 1.0)).floor()).min(high),
        }
    }
}

/// A scenario whose parameters are set again and again, compiled each time: one thread's own.
#[derive(Debug, Clone)]
pub struct TunedEngine {
    scenario: Scenario,
    /// The engine of the values set last.
    pub engine: Engine,
    touches: Touches,
}

/// What besides the history must be compiled again when the parameters change.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Touches {
    pub law: bool,
    pub lags: bool,
    pub terms: bool,
}

impl TunedEngine {
    /// Begins with the scenario as it is.
    pub fn new(scenario: &Scenario, uncertainty: &Uncertainty, seed: u64) -> Self {
        let mut touches = Touches::default();
        for path in uncertainty.parameters.iter().map(UncertainParameter::path) {
            // a market that only an alternative names joins the registry, by which the law knows it
            touches.law |= path.starts_with("policy.") || path.ends_with("_markets");
            touches.lags |= path.starts_with("lags.");
            touches.terms |= path.starts_with("fund.") || path.starts_with("opening_payables.");
        }
        TunedEngine { scenario: scenario.clone(), engine: Engine::new(scenario, seed), touches }
    }

    /// Sets every parameter of the uncertainty to the quantile of its law.
    ///
    /// # Errors
    /// Values that contradict each other.
    pub fn tune(&mut self, uncertainty: &Uncertainty, uniforms: &[f64]) -> Result<(), SimulationError> {
        let mut drawn = uncertainty.parameters.iter().zip(uniforms);
        drawn.try_for_each(|(parameter, uniform)| parameter.put(*uniform, &mut self.scenario))?;
        if let Some(wrong) = self.scenario.contradiction() {
            return Err(SimulationError::Contradiction(wrong));
        }
        self.engine.retune(&self.scenario, self.touches);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scale_has_its_law_and_its_bounds_are_the_quantiles() {
        let law = |scale, low, high| PlaceLaw::new(scale, low, high).expect("a law");
        for (scale, low, high) in [
            (Scale::Real, -0.1, 0.5),
            (Scale::NotNegative(1000.0), 0.3, 2.5),
            (Scale::Fraction, 0.05, 0.3),
            (Scale::Correlation, 0.0, 0.6),
            (Scale::NotNegative(1.0), 0.0, 0.4),
            (Scale::Fraction, 0.0, 1.0),
            (Scale::Correlation, -1.0, 0.2),
        ] {
            let law = law(scale, low, high);
            // a few roundings of the normal scale
            assert!(
                (law.quantile(0.05) - low).abs() < 1e-12 && (law.quantile(0.95) - high).abs() < 1e-12,
                "{law:?}"
            );
            let at = |percent: i32| law.quantile(f64::from(percent) / 100.0);
            assert!((1..99).all(|percent| at(percent) <= at(percent + 1)), "{law:?} rises");
        }
        // the median of a positive parameter is the geometric mean of its bounds, that of a correlation the middle of its log-odds
        assert!((law(Scale::NotNegative(9.0), 0.5, 2.0).quantile(0.5) - 1.0).abs() < 1e-12);
        assert!(law(Scale::Correlation, -0.6, 0.6).quantile(0.5).abs() < 1e-12);
        // where a law cannot reach its end, values are cut
        assert_eq!(law(Scale::NotNegative(9.0), 0.0, 0.4).quantile(0.001), 0.0);
        assert_eq!(law(Scale::Fraction, 0.2, 1.0).quantile(0.999), 1.0);
        assert_eq!(law(Scale::NotNegative(2.6), 0.3, 2.5).quantile(0.9999), 2.6);
    }

    #[test]
    fn whole_numbers_and_days_are_each_as_likely() {
        let law = PlaceLaw::new(Scale::Whole(200.0), 1.0, 3.0).expect("a law");
        let values: Vec<f64> = (0..6).map(|sixth| law.quantile((f64::from(sixth) + 0.5) / 6.0)).collect();
        assert_eq!(values, [1.0, 1.0, 2.0, 2.0, 3.0, 3.0]);
        assert_eq!(law.quantile(1.0 - f64::EPSILON), 3.0);
        let day = PlaceLaw::new(Scale::Day, 738_000.0, 738_000.0).expect("a law");
        assert_eq!((day.quantile(0.01), day.quantile(0.99)), (738_000.0, 738_000.0));
    }
}
