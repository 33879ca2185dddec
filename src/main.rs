//! The command `fiscast`.

use std::process::ExitCode;

fn main() -> ExitCode {
    fiscast::cli::main()
}
