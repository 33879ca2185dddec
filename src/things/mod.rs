//! Things: the plain words of the domain. Institutes and their spin-offs, what happens to them, and what is
//! owed and paid for it. No random number, no file and no rule of the policy lives here.

mod event;
mod history;
mod institute;
mod known_words;
mod obligation;
mod registry;

pub use crate::language::{Language, Text};
pub use event::{Event, EventKey, Occurrence};
pub use history::{Drivers, Evaluation, History};
pub use institute::{Institute, InstituteOrigin, SpinOff, SpinOffOrigin};
pub use known_words::{alternative_name, award_level_name, market_name, prize_name};
pub use obligation::{Basis, Beneficiary, BeneficiaryKind, Obligation, Payer, Payment};
pub use registry::{
    AwardCategory, CategoryId, ClauseId, County, CountyId, InstituteIndex, Market, MarketId, Registry,
    Sector, SectorId, SpinOffIndex,
};
