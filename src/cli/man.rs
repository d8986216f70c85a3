//! `microgov man`.

use super::{Cli, Failure};
use crate::scenario::nearest;
use clap::CommandFactory;
use std::io::Write;

/// What it takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Arguments {
    /// The command whose page is wanted; the page of microgov itself unless given
    pub command: Option<String>,
}

/// Prints a manual page in roff, for `man -l -`.
///
/// # Errors
/// [`Failure::CommandLine`] when there is no such command; [`Failure::Output`].
pub fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let mut program = Cli::command();
    program.build();
    let page = match &arguments.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                let near = nearest(name, program.get_subcommands().map(clap::Command::get_name));
                let help = near.map(|near| format!("did you mean `{near}`?")).into_iter().collect();
                return Err(Failure::CommandLine { message: format!("there is no command `{name}`"), help });
            }
        },
    };
    Ok(clap_mangen::Man::new(page).render(out)?)
}
