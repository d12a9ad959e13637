//! The hidden command by which the program opens attachments in a process of its own.

use super::arguments::ReadWorkbookArguments;
use super::status::Failure;
use super::{Status, Streams};
use crate::source::attachment;

/// Run the command.
pub fn run(arguments: &ReadWorkbookArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    attachment::serve(arguments.memory, &mut std::io::stdin().lock(), streams.out)?;
    Ok(Status::Clean)
}
