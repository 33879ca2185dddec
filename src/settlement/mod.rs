//! Settlement: obligations become payments by payer and year, and the special fund's account is kept. One
//! readable path of code, for the mass run and for whatever explains a single path.

mod fund_account;
mod ledger;
mod payment;

pub use fund_account::{FundTerms, FundYear, keep_account};
pub use ledger::{Ledger, SettledPayable, Terms};
pub use payment::settle;
