//! `fiscast new`.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::files::diagnostics::Fault;
use crate::language::{Language, both};
use crate::scenario_file::{Start, name_fault};

use super::arguments::NewArguments;
use super::disk::say;
use super::exit::{Failure, not_written};

/// Writes a scenario to start from.
pub(super) fn new(arguments: &NewArguments, language: Language) -> Result<(), Failure> {
    let name = &arguments.name;
    if let Some(Fault { wrong, right }) = name_fault(name) {
        let told = wrong.after("情景不能这样命名：", "a scenario cannot be called so: ");
        return Err(Failure::wrong(told.then(&format!("；{}", right.zh), &format!(": {}", right.en))));
    }
    let start = Start::named(&arguments.from).expect("the parser knows what there is");
    let path = format!("{name}.toml");
    // never over a file that is there, not even over one that comes at the same moment
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::wrong(both!(
                "{path} 已经存在；请另取名称，或先移走该文件",
                "{path} is there already: take another name, or move the file away"
            )));
        }
        refused => refused.map_err(not_written(Path::new(&path)))?,
    };
    file.write_all(start.begun(name).as_bytes()).map_err(not_written(Path::new(&path)))?;
    let text = match language {
        Language::Chinese => format!("已写入 {path}。检查：fiscast check {path}　运行：fiscast run {path}\n"),
        Language::English => {
            format!("{path} is written. Check it: fiscast check {path}. Run it: fiscast run {path}\n")
        }
    };
    say(io::stdout(), &text);
    Ok(())
}
