//! The program: parse, run, exit code. All of it is in [`microgov::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    microgov::cli::main()
}
