//! Names whose keys are equal: two institutes of one key would draw the same chances, unseen.

use crate::chance::{existing_spin_off_key, institute_key_named, subject_of};
use crate::files::diagnostics::Fault;
use crate::files::reader::Section;
use crate::language::both;
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
                both!(
                    "名称 {other} 与 {name} 的键相同，会共用随机数",
                    "the names {other} and {name} have the same key and would share their random draws"
                ),
                both!("请改其中一个名称，任何别的名称均可", "rename one of the two; any other name will do"),
            );
            root.reading.error(&format!("{path}.{name}"), wrong, right);
        }
        taken.push((key, name));
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::scenario_file::tests::files::{COMPLETE, Memory, errors, replaced};

    /// Two names of one 63-bit key, and two of one 56-bit key, found by Pollard's rho method.
    const ENTITIES: [&str; 2] = ["bj4iibuknzi1f", "0ta2qdyhgrdue"];
    const SUBJECTS: [&str; 2] = ["j10y1pwqer3ba", "mfoc33wli2qba"];

    fn named(name: &str, names: [&str; 2]) -> String {
        name.replace("first", names[0]).replace("second", names[1])
    }

    #[test]
    fn names_that_would_share_their_draws_are_refused() {
        let firm =
            "name = { zh = \"x\", en = \"x\" }\nfounded = 2020-05-01\nrevenue = \"1万元\"\ncaptive = false\n";
        let institute = "name = { zh = \"x\", en = \"x\" }\ncounty = \"gaoxin\"\nsector = \"devices\"\naccredited = 2022-06-01\n";
        let level = "institute_rate = 0\nspin_off_rate = 0\nspin_off_min_age = 0\nprizes = { weights = { a = 1 } }\nrounds = []\n";
        let clause = "article = \"x\"\ntitle = { zh = \"x\", en = \"x\" }\nwords = \"x\"\nbeneficiaries = { zh = \"x\", en = \"x\" }\nkind = \"no_payment\"\nreason = { zh = \"x\", en = \"x\" }\n";
        for (path, text, names) in [
            ("institutes", institute, ENTITIES),
            ("institutes.biomed.spin_offs", firm, ENTITIES),
            ("awards", level, SUBJECTS),
            ("policy.clauses", clause, SUBJECTS),
        ] {
            let scenario = |names: [&str; 2]| {
                let further = format!("[{path}.first]\n{text}[{path}.second]\n{text}[quality]");
                let text = replaced(COMPLETE, "[quality]", &named(&further, names));
                Memory::complete().with("complete.toml", text).load("complete.toml", &[])
            };
            let usual = scenario(["one", "other"]);
            assert!(usual.scenario.is_some(), "{}", usual.diagnostics.render(Language::English, false));
            let refused = scenario(names);
            let errors = errors(&refused);
            assert_eq!(errors.len(), 1, "{path}: {}", refused.diagnostics.render(Language::English, false));
            let expected = format!(
                "{path}.{}: the names {} and {} have the same key and would share their random draws",
                names[1], names[0], names[1]
            );
            assert_eq!(errors[0].message.en, expected);
        }
    }
}
