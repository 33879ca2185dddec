//! Tables: findings as CSV for Excel and WPS, as the budget table of the terminal, and a policy's coverage table.

mod appropriations;
mod appropriations_csv;
mod assumptions;
mod budget;
mod comparison;
mod coverage;
mod csv_text;
mod determination;
mod exact;
mod fund;
mod grid;
mod histogram;
mod paint;
mod parameter_indices;
mod parameter_uncertainty;
mod precision;
mod reading_prices;
mod scenario_differences;
mod sensitivity;
mod series;
mod stated_values;
mod story;
mod terminal;
mod verification;
mod verification_csv;
mod words;
mod wrapping;

pub use appropriations::appropriations_text;
pub use appropriations_csv::{appropriations_csv, frontier_csv};
pub use assumptions::{assumptions_text, difference_text};
pub use budget::budget_csv;
pub use comparison::comparison_text;
pub use coverage::coverage_table;
pub use csv_text::CsvText;
pub use determination::{clauses_csv, determination_text, obligations_csv, refusals_csv};
pub use exact::exact_table;
pub use fund::fund_csv;
pub use paint::Paint;
pub use parameter_indices::{indices_csv, indices_text};
pub use parameter_uncertainty::{parameter_uncertainty_csv, parameter_uncertainty_text};
pub use precision::precision_text;
pub use reading_prices::{combinations_csv, reading_prices_csv, reading_prices_text};
pub use scenario_differences::{
    parameter_differences_csv, quantile_differences_csv, scenario_differences_csv, scenario_differences_text,
};
pub use sensitivity::{sensitivity_text, tornado_csv};
pub use series::series_csv;
pub use stated_values::stated_value;
pub use story::story_text;
pub use terminal::budget_table;
pub use verification::{verdict, verification_text};
pub use verification_csv::verification_csv;
pub use words::{decimal, exact, grouped, grouped_wan, percent};
