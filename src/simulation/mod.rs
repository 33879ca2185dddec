//! Many paths: histories drawn, settled and counted in parallel, into a tally that merges exactly.

mod budgets;
mod courses;
mod divisions;
mod layout;
mod observer;
mod pairing;
mod pricing;
mod resolution;
mod rounds;
mod run;
mod survey;
mod tornado;
mod variants;

pub use budgets::StatedBudget;
pub use courses::{PaymentCourses, payment_courses};
pub use divisions::{Division, Part};
pub use layout::{FundMeasure, Layout, SeriesKey, YearBucket};
pub use pairing::{FullPairing, Pairing, SharedSeries, pair};
pub use pricing::{AlonePricing, CombinationPricing, PairedCount, Pricing, PricingPlan, price};
pub use rounds::{Aim, Aimed, simulate_until};
pub use run::{Engine, Path, Progress, SimulationError, Tally, simulate};
pub use survey::{Survey, survey};
pub use tornado::{PairedChance, VariedOutcome, Watch, vary};
pub use variants::{Switch, VariantPath, Variants};
