//! Tables: findings as CSV for Excel and WPS, and as the budget table of the terminal.

mod budget;
mod csv_text;
mod fund;
mod series;
mod terminal;
mod words;

pub use budget::budget_csv;
pub use fund::fund_csv;
pub use series::series_csv;
pub use terminal::{Language, budget_table};
