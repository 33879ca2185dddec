//! Findings: the plain, serialisable answers of a run. Exporters format them and compute nothing.

mod agreement;
#[cfg(test)]
mod agreement_tests;
mod appropriation_plan;
mod appropriations;
mod build;
mod comparison;
mod determination;
mod difference_bins;
mod effects;
mod exact_answer;
mod exact_build;
mod intervals;
mod legal_case;
mod parameter_groups;
mod parameter_indices;
mod parameter_names;
mod parameter_uncertainty;
mod plan_judgement;
mod precision;
mod ranged_parameters;
mod reading_combinations;
mod reading_prices;
mod scenario_differences;
mod scenario_levels;
mod sensitivity;
mod series_statistics;
mod shapes;
mod story;
mod study;
mod verification;
mod verify;
mod warnings;

pub use agreement::{AgreedDistance, AgreedNumber, AgreedQuantile, Agreement};
pub use appropriation_plan::{Spread, cheapest_appropriations, paths_in_arrears, spread};
#[cfg(test)]
pub(crate) use appropriations::sample_appropriations;
pub use appropriations::{
    AppropriationPayer, AppropriationQuestion, Appropriations, CheapestPlan, Checked, GivenAppropriations,
    GivenBy, PayerAppropriations, RuleAppropriations, appropriation_payers, appropriations, cheapest_plan,
};
pub use build::{FORMAT, findings};
pub use comparison::{Against, Cause, Comparison, comparison, horizon_cash};
pub use determination::{ClauseSum, Determination, Due, NotDue, determination, obligations_of_records};
pub use difference_bins::DifferenceBin;
pub use effects::{Effect, Interaction, effects};
pub use exact_answer::{ExactFindings, MeanWithDrivers};
pub use exact_build::exact_findings;
pub use legal_case::{CaseDifference, ExpectedDue, ExpectedRefusal, LegalCase, differences};
pub use parameter_groups::{ParameterGroup, parts_of_model};
pub use parameter_indices::{
    Index, IndexedGroup, IndicesDesign, OutputIndices, OutputState, ParameterIndices, SpreadSplit,
    WithInterval, parameter_indices,
};
pub use parameter_names::ChoiceNames;
pub use parameter_uncertainty::{
    DrawnParameter, ParameterUncertainty, SpreadOfSeries, SpreadQuantile, WiderChance, WiderSeries,
    WiderSplit, parameter_uncertainty,
};
pub use plan_judgement::{ChanceFinding, JudgedPlan, JudgedYear, MeanFinding, judge};
pub use precision::{PrecisionFinding, precision_finding};
pub use ranged_parameters::{
    RangedParameter, Variation, parameters_without_range, ranged_parameters, variations,
};
pub use reading_combinations::{CombinationBin, CombinationPrice, EffectsOfSeries, Ranking};
pub use reading_prices::{
    OptionPrice, PricedDifference, PricedSeries, RANKED, ReadingPrices, SeriesName, SwitchFinding,
    pricing_plan, reading_prices, watched_series,
};
pub use scenario_differences::{
    ComparedScenario, ParameterDifference, QuantileDifference, ScenarioDifference, ScenarioDifferences,
    SeriesDifference, SharedNames, scenario_differences, shared_series,
};
pub use scenario_levels::{CurveBand, ScenarioLevel, Waterfall, WaterfallStep, YearLevel};
pub use sensitivity::{
    BaseLevels, ChanceChange, ChanceLevel, Change, Level, ParameterSensitivity, Sensitivity,
    UnvariedParameter, VariationFinding, sensitivity,
};
pub use series_statistics::{
    Above, CurvePoint, HistogramBin, QuantileFinding, SeriesStatistics, TailFinding, Within,
};
pub use shapes::{
    AssumptionFinding, BudgetFinding, ClauseFinding, ContributionFinding, CountyFinding, Dimension, Findings,
    FundFinding, NamedReading, PolicyFinding, Recommendation, ScenarioFinding, SeriesFinding, SplitCheck,
    YearLabel,
};
pub use story::{
    CashYear, Claim, DriverYear, EventLine, FundLine, InstituteStory, RefusalLine, Story, names_of, story,
};
pub use study::{Drawn, STUDY_FORMAT, Study, StudyOf};
pub use verification::{
    FALSE_ALARM, NumericsFinding, TrialFinding, Verification, VerifiedBin, VerifiedCurve, VerifiedPoint,
    VerifiedSeries,
};
pub use verify::{Trial, verification};
pub use warnings::Warning;
