//! The hidden command by which the program reads a workbook in a process of its own.

use super::arguments::ReadWorkbookArguments;
use super::status::Failure;
use super::{Status, Streams};
use crate::source::workbook::apart;

/// Run the command.
pub fn run(arguments: &ReadWorkbookArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    apart::serve(&arguments.name, arguments.memory, &mut std::io::stdin().lock(), streams.out)?;
    Ok(Status::Clean)
}
