//! `fiscast new`.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};

use anyhow::Context;

use crate::scenario_file::{Start, name_fault};
use crate::things::Language;

use super::arguments::NewArguments;
use super::disk::say;
use super::exit::Failure;

/// Writes a scenario to start from.
pub(super) fn new(arguments: &NewArguments) -> Result<(), Failure> {
    let name = &arguments.name;
    if let Some((wrong, right)) = name_fault(name) {
        return Err(refused(&format!("a scenario cannot be called so: {wrong}: {right}")));
    }
    let start = Start::named(&arguments.from).expect("the parser knows what there is");
    let path = format!("{name}.toml");
    // never over a file that is there, not even over one that comes at the same moment
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(refused(&format!(
                "{path} is there already: take another name, or move the file away"
            )));
        }
        Err(error) => return Err(anyhow::Error::from(error).context(format!("cannot write {path}")).into()),
    };
    file.write_all(start.begun(name).as_bytes()).with_context(|| format!("cannot write {path}"))?;
    let text = match arguments.lang.named() {
        Language::Chinese => format!("已写入 {path}。检查：fiscast check {path}　运行：fiscast run {path}\n"),
        Language::English => {
            format!("{path} is written. Check it: fiscast check {path}. Run it: fiscast run {path}\n")
        }
    };
    say(io::stdout(), &text);
    Ok(())
}

fn refused(words: &str) -> Failure {
    say(io::stderr(), &format!("error: {words}\n"));
    Failure::WrongInput
}
