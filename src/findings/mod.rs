//! Findings: the plain, serialisable answers of a run. Exporters format them and compute nothing.

mod build;
mod shapes;
mod story;
mod warnings;

pub use build::findings;
pub use shapes::{
    BudgetFinding, ClauseFinding, CountyFinding, CurvePoint, Findings, FundFinding, HistogramBin,
    NamedReading, PolicyFinding, QuantileFinding, Recommendation, ScenarioFinding, SeriesFinding,
    SeriesStatistics, SplitCheck, TailFinding, YearLabel,
};
pub use story::{
    CashYear, Claim, DriverYear, EventLine, FundLine, InstituteStory, RefusalLine, Story, story,
};
pub use warnings::Warning;
