//! The one seed of a comparison.

use std::io;
use std::path::Path;

use crate::results::manifest_of;

use super::disk::say;
use super::exit::Failure;
use super::study;

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
pub(super) fn common_seed(names: &[&String], asked: Option<u64>, paths: u64) -> Result<u64, Failure> {
    let folders = names.iter().map(|name| drawn(name)).collect::<Result<Vec<_>, _>>()?;
    let folders: Vec<Drawn> = folders.into_iter().flatten().collect();
    let seed = asked.or(folders.first().map(|first| first.seed)).unwrap_or(1);
    if let Some(other) = folders.iter().find(|drawn| drawn.seed != seed) {
        let one = match asked {
            Some(_) => format!("--seed is {seed}"),
            None => format!("{} has the seed {seed}", folders[0].folder),
        };
        return Err(study::wrong(&format!(
            "{one} and {} the seed {}: differences are taken path by path on one seed; run one of them again with the \
             other's --seed, or name scenario files in place of folders",
            other.folder, other.seed
        )));
    }
    for drawn in folders.iter().filter(|drawn| drawn.paths != Some(paths)) {
        let own = drawn.paths.map_or_else(|| "no".to_owned(), |paths| paths.to_string());
        say(
            io::stderr(),
            &format!(
                "note: {} has {own} paths and the comparison {paths}: its levels differ from the folder's by chance; \
                 give --paths to have as many\n",
                drawn.folder
            ),
        );
    }
    Ok(seed)
}

/// The sample of a results folder; none for a file, and for a folder without chance or manifest.
fn drawn(name: &str) -> Result<Option<Drawn<'_>>, Failure> {
    let folder = name.split('+').next().unwrap_or(name);
    if !Path::new(folder).is_dir() {
        return Ok(None);
    }
    let manifest = manifest_of(Path::new(folder)).map_err(|error| study::wrong(&error.to_string()))?;
    Ok(manifest.and_then(|manifest| Some(Drawn { folder, seed: manifest.seed?, paths: manifest.paths })))
}
