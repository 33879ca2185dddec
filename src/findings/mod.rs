//! Findings: the plain, serialisable answers of a run. Exporters format them and compute nothing.

mod build;
mod determination;
mod legal_case;
mod shapes;
mod story;
mod warnings;

pub use build::{FORMAT, findings};
pub use determination::{ClauseSum, Determination, Due, NotDue, determination, obligations_of_records};
pub use legal_case::{CaseDifference, ExpectedDue, ExpectedRefusal, LegalCase, differences};
pub use shapes::{
    AssumptionFinding, BudgetFinding, ClauseFinding, ContributionFinding, CountyFinding, CurvePoint,
    Dimension, Findings, FundFinding, HistogramBin, NamedReading, PolicyFinding, QuantileFinding,
    Recommendation, ScenarioFinding, SeriesFinding, SeriesStatistics, SplitCheck, TailFinding, YearLabel,
};
pub use story::{
    CashYear, Claim, DriverYear, EventLine, FundLine, InstituteStory, RefusalLine, Story, names_of, story,
};
pub use warnings::Warning;
