//! Records: real events as somebody wrote them down, checked against each other and made into a history. No chance and no rule
//! of the policy lives here; whatever file they come from, rows are told apart by their position.

mod dossier;
mod names;
mod record;
mod standing;

pub use dossier::{Dossier, dossier};
pub use names::{OTHER, chinese, identifier, registry_of_records};
pub use record::{Objection, Record, RecordedEvent};
