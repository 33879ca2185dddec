//! The manifest: what a run was made from. No clock time, so that a run repeats byte for byte.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a run was made from and how to repeat it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Name of the program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The scenario's identifier.
    pub scenario: String,
    /// SHA-256 of the effective scenario, `scenario.toml`.
    pub scenario_sha256: String,
    /// SHA-256 of the effective policy, `policy.toml`.
    pub policy_sha256: String,
    /// The files that were read, in order of reading.
    pub inputs: Vec<InputRecord>,
    /// The seed; none where no chance is in the results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// How many paths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paths: Option<u64>,
    /// The precision that was asked for in place of a number of paths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<PrecisionRecord>,
    /// The command that repeats the run from within the folder.
    pub repeat: String,
    /// The folder's other files with their SHA-256.
    pub files: Vec<InputRecord>,
}

impl Manifest {
    /// The command that made the results, such as `run`.
    pub fn command(&self) -> &str {
        self.repeat.split_whitespace().nth(1).unwrap_or_default()
    }
}

/// How closely the quantile of the horizon's cash at the scenario's confidence was to be known, and is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrecisionRecord {
    /// The half-width of its 95 % interval that was asked for, as a share of it: a decimal in text.
    pub asked: String,
    /// The half-width as a share of it; absent where an end of the interval is absent, or the quantile is 0.
    pub half_width: Option<f64>,
    /// Whether that is close enough.
    pub reached: bool,
}

/// A file and its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRecord {
    /// The file's name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
