//! `fiscast check`.

use std::io;
use std::path::Path;

use crate::files::{Diagnostics, Files};
use crate::language::Language;
use crate::scenario_file::{FileKind, file_kind, load_policy, load_scenario};

use super::arguments::CheckArguments;
use super::disk::{DiskFiles, colour, say};
use super::exit::Failure;

/// Reports every problem of every file; fails on errors, not on warnings.
pub(super) fn check(arguments: &CheckArguments, language: Language) -> Result<(), Failure> {
    let mut wrong = false;
    for file in &arguments.files {
        let diagnostics = diagnostics_of(file, arguments);
        say(io::stderr(), &diagnostics.render(language, colour()));
        let (errors, warnings) = (diagnostics.errors(), diagnostics.warnings());
        wrong |= errors > 0;
        let verdict = match language {
            Language::Chinese => verdict(errors, warnings),
            Language::English => english_verdict(errors, warnings),
        };
        say(io::stdout(), &format!("{}{}{verdict}\n", file.display(), language.say("：", ": ")));
    }
    if wrong { Err(Failure::printed()) } else { Ok(()) }
}

/// A file that cannot be read is loaded as a scenario, which says so.
fn diagnostics_of(file: &Path, arguments: &CheckArguments) -> Diagnostics {
    // read once, because a pipe can be read only once
    let read = DiskFiles.read(file).ok();
    let files = |path: &Path| match &read {
        Some(bytes) if path == file => Ok(bytes.clone()),
        _ => DiskFiles.read(path),
    };
    match file_kind(&String::from_utf8_lossy(read.as_deref().unwrap_or_default())) {
        FileKind::Policy => load_policy(file, &files).diagnostics,
        FileKind::Scenario => load_scenario(file, &arguments.overlays, &files).diagnostics,
    }
}

fn verdict(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => "有效".to_owned(),
        (0, warnings) => format!("有效，{warnings} 个警告"),
        (errors, 0) => format!("{errors} 个错误"),
        (errors, warnings) => format!("{errors} 个错误，{warnings} 个警告"),
    }
}

fn english_verdict(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => "valid".to_owned(),
        (0, warnings) => format!("valid, {}", counted(warnings, "warning")),
        (errors, 0) => counted(errors, "error"),
        (errors, warnings) => format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
