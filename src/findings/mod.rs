//! Findings: the plain, serialisable answers of a run. Exporters format them and compute nothing.

mod build;
mod comparison;
mod determination;
mod difference_bins;
mod effects;
mod intervals;
mod legal_case;
mod reading_combinations;
mod reading_prices;
mod scenario_differences;
mod scenario_levels;
mod shapes;
mod story;
mod study;
mod warnings;

pub use build::{FORMAT, findings};
pub use comparison::{Against, Cause, Comparison, comparison, horizon_cash};
pub use determination::{ClauseSum, Determination, Due, NotDue, determination, obligations_of_records};
pub use difference_bins::DifferenceBin;
pub use effects::{Effect, Interaction, effects};
pub use legal_case::{CaseDifference, ExpectedDue, ExpectedRefusal, LegalCase, differences};
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
pub use shapes::{
    AssumptionFinding, BudgetFinding, ClauseFinding, ContributionFinding, CountyFinding, CurvePoint,
    Dimension, Findings, FundFinding, HistogramBin, NamedReading, PolicyFinding, QuantileFinding,
    Recommendation, ScenarioFinding, SeriesFinding, SeriesStatistics, SplitCheck, TailFinding, YearLabel,
};
pub use story::{
    CashYear, Claim, DriverYear, EventLine, FundLine, InstituteStory, RefusalLine, Story, names_of, story,
};
pub use study::{STUDY_FORMAT, Study, StudyOf};
pub use warnings::Warning;
