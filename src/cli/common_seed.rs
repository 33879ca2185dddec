//! The one seed of a comparison.

use std::io;
use std::path::Path;

use crate::language::{Language, both};
use crate::results::manifest_of;

use super::disk::say;
use super::exit::Failure;

/// What a results folder says of its sample.
struct Drawn<'a> {
    folder: &'a str,
    seed: u64,
    paths: Option<u64>,
}

/// The seed on which scenarios are compared: the one asked for, else that of the results folders among them, else 1. Their levels are
/// the folders' own only with as many paths, which is said where it is not so.
///
/// # Errors
/// Folders of different seeds, or of another than the one asked for; a manifest that cannot be read.
pub(super) fn common_seed(
    names: &[&String],
    asked: Option<u64>,
    paths: u64,
    language: Language,
) -> Result<u64, Failure> {
    let folders = names.iter().map(|name| drawn(name)).collect::<Result<Vec<_>, _>>()?;
    let folders: Vec<Drawn> = folders.into_iter().flatten().collect();
    let seed = asked.or(folders.first().map(|first| first.seed)).unwrap_or(1);
    if let Some(other) = folders.iter().find(|drawn| drawn.seed != seed) {
        let one = match asked {
            Some(_) => both!("--seed 为 {seed}", "--seed is {seed}"),
            None => {
                let first = folders[0].folder;
                both!("{first} 的种子为 {seed}", "{first} has the seed {seed}")
            }
        };
        let Drawn { folder, seed, .. } = other;
        let rest = both!(
            "，{folder} 的种子为 {seed}：差额在同一种子上逐路径计算；请用另一方的 --seed 重新运行其中之一，或以情景文件代替文件夹",
            " and {folder} the seed {seed}: differences are taken path by path on one seed; run one of them again with the \
             other's --seed, or name scenario files in place of folders"
        );
        return Err(Failure::wrong(one.then(&rest.zh, &rest.en)));
    }
    for drawn in folders.iter().filter(|drawn| drawn.paths != Some(paths)) {
        let own = drawn.paths.map_or_else(|| "0".to_owned(), |paths| paths.to_string());
        let folder = drawn.folder;
        let note = both!(
            "提示：{folder} 有 {own} 条路径，本次比较为 {paths} 条：其水平值与文件夹中的略有抽样差异；用 --paths 可取相同的条数\n",
            "note: {folder} has {own} paths and the comparison {paths}: its levels differ from the folder's by chance; \
             give --paths to have as many\n"
        );
        say(io::stderr(), language.of(&note));
    }
    Ok(seed)
}

/// The sample of a results folder; none for a file, and for a folder without chance or manifest.
fn drawn(name: &str) -> Result<Option<Drawn<'_>>, Failure> {
    let folder = name.split('+').next().unwrap_or(name);
    if !Path::new(folder).is_dir() {
        return Ok(None);
    }
    let manifest = manifest_of(Path::new(folder)).map_err(Failure::told)?;
    Ok(manifest.and_then(|manifest| Some(Drawn { folder, seed: manifest.seed?, paths: manifest.paths })))
}
