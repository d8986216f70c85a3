//! `microgov completions SHELL`.

use super::{Cli, Failure};
use clap::CommandFactory;
use std::io::Write;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Prints the completion script of a shell.
///
/// # Errors
/// [`Failure::Output`].
pub fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "microgov", &mut script);
    Ok(out.write_all(&script)?)
}
