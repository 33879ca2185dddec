//! Names whose keys are equal: two institutes of one key would draw the same chances, unseen.

use super::diagnostics::Fault;
use super::reader::Section;
use crate::chance::{existing_spin_off_key, institute_key_named, subject_of};
use crate::policy::Policy;
use crate::scenario::{AwardLevel, NamedInstitute};

/// Checks that no two names that need draws of their own have the same key of a random stream.
pub(super) fn check_keys(
    policy: &Policy,
    institutes: Option<&[NamedInstitute]>,
    awards: Option<&[AwardLevel]>,
    root: &Section<'_>,
) {
    let clauses = policy.clauses.iter().map(|clause| clause.id.as_str());
    check("policy.clauses", clauses, subject_of, root);
    check("awards", awards.unwrap_or_default().iter().map(|level| level.id.as_str()), subject_of, root);
    let institutes = institutes.unwrap_or_default();
    check("institutes", institutes.iter().map(|institute| institute.id.as_str()), institute_key_named, root);
    for institute in institutes {
        let firms = institute.existing.iter().map(|firm| firm.id.as_str());
        check(&format!("institutes.{}.spin_offs", institute.id), firms, existing_spin_off_key, root);
    }
}

fn check<'n>(path: &str, names: impl Iterator<Item = &'n str>, key_of: fn(&str) -> u64, root: &Section<'_>) {
    let mut taken: Vec<(u64, &str)> = Vec::new();
    for name in names {
        let key = key_of(name);
        if let Some((_, other)) = taken.iter().find(|(taken, _)| *taken == key) {
            let Fault { wrong, right } = Fault::new(
                format!("the names {other} and {name} have the same key and would share their random draws"),
                "rename one of the two; any other name will do",
            );
            root.reading.error(&format!("{path}.{name}"), wrong, right);
        }
        taken.push((key, name));
    }
}
