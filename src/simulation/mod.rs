//! Many paths: histories drawn, settled and counted in parallel, into a tally that merges exactly.

mod budgets;
mod divisions;
mod layout;
mod observer;
mod pairing;
mod payer_row;
mod pricing;
mod resolution;
mod run;
mod survey;
mod tornado;
mod uncertain_paths;
mod uncertainty;
mod variants;

pub use budgets::StatedBudget;
pub use divisions::{Division, Part};
pub use layout::{FundMeasure, Layout, SeriesKey, YearBucket};
pub use pairing::{FullPairing, Pairing, SharedSeries, pair};
pub use payer_row::PayerRow;
pub use pricing::{AlonePricing, CombinationPricing, PairedCount, Pricing, PricingPlan, price};
pub use run::{Engine, Path, Progress, SimulationError, Tally, simulate};
pub use survey::{Survey, survey};
pub use tornado::{PairedChance, VariedOutcome, Watch, vary};
pub use uncertain_paths::{
    AmountCount, NestedPaths, Outputs, UncertainRun, conditional_means, nested, simulate_uncertain,
};
pub use uncertainty::{TunedEngine, UncertainParameter, Uncertainty};
pub use variants::{Switch, VariantPath, Variants};
