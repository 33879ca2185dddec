//! `fiscast cases`.

use std::io;
use std::path::Path;

use crate::case_file::{LoadedCases, load_cases};
use crate::findings::{CaseDifference, differences};
use crate::language::{Language, Text};

use super::arguments::CasesArguments;
use super::disk::{DiskFiles, colour, say};
use super::exit::Failure;

/// Decides every case of every file; tells those that do not hold.
pub(super) fn cases(arguments: &CasesArguments, language: Language) -> Result<(), Failure> {
    let (mut wrong, mut failed, mut all) = (false, 0, 0);
    for file in &arguments.files {
        let loaded = load_cases(file, &DiskFiles);
        for diagnostics in loaded.policy_diagnostics.iter().chain([&loaded.diagnostics]) {
            say(io::stderr(), &diagnostics.render(language, colour()));
        }
        if loaded.diagnostics.errors() > 0 {
            wrong = true;
            continue;
        }
        let failures = decided(file, &loaded, language);
        let count = loaded.cases.len();
        for failure in &failures {
            say(io::stdout(), failure);
        }
        let verdict = match (failures.len(), language) {
            (0, Language::Chinese) => format!("{count} 个案例，全部成立"),
            (0, Language::English) if count == 1 => "1 case, which holds".to_owned(),
            (0, Language::English) => format!("{count} cases, all hold"),
            (failed, Language::Chinese) => format!("{count} 个案例，{failed} 个不成立"),
            (failed, Language::English) => format!("{}, {}", cases_of(count), do_not_hold(failed)),
        };
        say(io::stdout(), &format!("{}: {verdict}\n", file.display()));
        failed += failures.len();
        all += count;
    }
    if wrong {
        return Err(Failure::printed());
    }
    if failed > 0 {
        return Err(Failure::Failed(Text::new(
            format!("{all} 个案例中有 {failed} 个不成立"),
            format!("of {}, {}", cases_of(all), do_not_hold(failed)),
        )));
    }
    Ok(())
}

fn cases_of(count: usize) -> String {
    format!("{count} case{}", if count == 1 { "" } else { "s" })
}

fn do_not_hold(count: usize) -> String {
    format!("{count} do{} not hold", if count == 1 { "es" } else { "" })
}

/// The cases that do not hold, each with its place, title and differences.
fn decided(file: &Path, loaded: &LoadedCases, language: Language) -> Vec<String> {
    let Some(policy) = &loaded.policy else { return Vec::new() };
    let mut failures = Vec::new();
    for loaded_case in &loaded.cases {
        let case = &loaded_case.case;
        let differences = differences(case, policy, &loaded.registry).unwrap_or_default();
        if differences.is_empty() {
            continue;
        }
        let mut text = format!("{}:{}: {}\n", file.display(), loaded_case.line, language.of(&case.title));
        for difference in differences {
            let (zh, en, words) = match &difference {
                CaseDifference::OnlyInCase(words) => ("案例认为应有", "only in the case", words),
                CaseDifference::OnlyInLaw(words) => ("程序认为应有", "only in the program's law", words),
            };
            text.push_str(&format!("    {}: {}\n", language.say(zh, en), language.of(words)));
        }
        failures.push(text);
    }
    failures
}
