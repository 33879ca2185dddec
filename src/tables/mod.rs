//! Tables: findings as CSV for Excel and WPS, as the budget table of the terminal, and a policy's coverage table.

mod assumptions;
mod budget;
mod coverage;
mod csv_text;
mod determination;
mod fund;
mod histogram;
mod paint;
mod series;
mod story;
mod terminal;
mod words;

pub use assumptions::{assumptions_text, difference_text};
pub use budget::budget_csv;
pub use coverage::coverage_table;
pub use determination::{clauses_csv, determination_text, obligations_csv, refusals_csv};
pub use fund::fund_csv;
pub use paint::Paint;
pub use series::series_csv;
pub use story::story_text;
pub use terminal::budget_table;
pub use words::{grouped, grouped_wan};
