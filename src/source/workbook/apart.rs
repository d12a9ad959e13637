//! Reads a workbook in a child process, for the formats whose readers hold the whole file.

use std::io::{self, Read, Write};

use super::error::{LimitKind, ReadError};
use super::{Workbook, read_workbook};
use crate::source::child::{Apart, Stopped, limit_this_process};
use crate::source::limits;

/// The hidden command of the child.
pub const COMMAND: &str = "lire-classeur";

/// Reads a workbook apart; `name` is its name relative to the project's folder.
pub(super) fn read(apart: &Apart, name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    let stopped = |detail: String| ReadError::ReaderStopped { file: name.to_owned(), detail };
    let answer = apart.ask(COMMAND, name, bytes).map_err(|why| match why {
        Stopped::Seconds(seconds) => ReadError::too_much(name, LimitKind::ReaderSeconds, seconds),
        Stopped::Bytes(bytes) => ReadError::too_much(name, LimitKind::ReaderBytes, bytes),
        Stopped::Otherwise(detail) => stopped(detail),
    })?;
    match postcard::take_from_bytes::<Result<Workbook, ReadError>>(&answer) {
        Ok((read, [])) => read,
        _ => Err(stopped("le lecteur de ce format a répondu autre chose qu’un classeur".to_owned())),
    }
}

/// The child: reads a workbook on `input` and writes its answer on `output`, within `memory` bytes.
///
/// # Errors
/// When the limits cannot be set, or a stream refuses.
pub fn serve(name: &str, memory: u64, input: &mut dyn Read, output: &mut dyn Write) -> io::Result<()> {
    limit_this_process(memory)?;
    let mut bytes = Vec::new();
    let most = u64::try_from(limits::WORKBOOK_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    input.take(most).read_to_end(&mut bytes)?;
    let answer = postcard::to_stdvec(&read_workbook(name, &bytes)).map_err(io::Error::other)?;
    output.write_all(&answer)?;
    output.flush()
}
