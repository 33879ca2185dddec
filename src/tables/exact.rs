//! The computed answers in the terminal: a run's budget table, and what the shared drivers would change.

use std::fmt::Write;

use crate::findings::{ExactFindings, YearLabel};
use crate::things::{Basis, Language};

use super::paint::Paint;
use super::terminal::budget_table;
use super::words::wan;
use super::wrapping::fitted;

/// The budget table of a run with what was computed in it, then what the clauses that the drivers touch cost with their effect; amounts
/// in 万元.
pub fn exact_table(found: &ExactFindings, language: Language, paint: Paint) -> String {
    let mut text = budget_table(&found.answers, language, paint);
    write_drivers(&mut text, found, language);
    fitted(&text)
}

/// What the clauses that the drivers touch cost with their effect.
fn write_drivers(text: &mut String, found: &ExactFindings, language: Language) {
    let totals = found
        .means_with_drivers
        .iter()
        .filter(|mean| mean.basis == Basis::Accrual && mean.year == YearLabel::All);
    for mean in totals {
        let clause = found.answers.clauses.iter().find(|clause| clause.id == mean.clause);
        let title = clause.map_or(mean.clause.as_str(), |clause| language.of(&clause.title));
        let (with, error, without) = (wan(mean.mean_fen), wan(mean.se_fen), wan(mean.mean_without_fen));
        let _ = match language {
            Language::Chinese => writeln!(
                text,
                "计入年度共同因素，{title}的期望为 {with} 万元（标准误 {error}），不计为 {without} 万元。"
            ),
            Language::English => writeln!(
                text,
                "With the shared drivers, {title} is expected to cost {with} 万元 (s.e. {error}), without them {without} 万元."
            ),
        };
    }
}
