//! Opens attachments in a child process: one child for many files, and one for each when that child stops.

use std::io::{self, Read, Write};

use super::{Fault, Opened, pdf};
use crate::source::child::{Apart, NotStarted, limit_this_process};
use crate::source::limits;

/// The hidden command of the child.
pub const COMMAND: &str = "lire-pieces";

/// Opens files apart; each has its answer.
///
/// # Errors
/// When no child starts: none of the files is to blame.
pub(in crate::source) fn open_all(apart: &Apart, files: &[Vec<u8>]) -> Result<Vec<Opened>, NotStarted> {
    if let Some(opened) = ask(apart, files)? {
        return Ok(opened);
    }
    // One of them stopped the reader: alone, each answers for itself.
    let alone = |file: &Vec<u8>| {
        let answer = if files.len() > 1 { ask(apart, std::slice::from_ref(file))? } else { None };
        Ok(answer.and_then(|mut opened| opened.pop()).unwrap_or(Opened::Fault(Fault::Stopped)))
    };
    files.iter().map(alone).collect()
}

fn ask(apart: &Apart, files: &[Vec<u8>]) -> Result<Option<Vec<Opened>>, NotStarted> {
    let Ok(work) = postcard::to_stdvec(files) else { return Ok(None) };
    let Ok(answer) = apart.start(COMMAND, "", &work)? else { return Ok(None) };
    let opened: Option<Vec<Opened>> = postcard::from_bytes(&answer).ok();
    Ok(opened.filter(|opened| opened.len() == files.len()))
}

/// The child: opens the files given on `input` and writes what they hold on `output`, within `memory` bytes.
///
/// # Errors
/// When the limits cannot be set, or a stream refuses.
pub fn serve(memory: u64, input: &mut dyn Read, output: &mut dyn Write) -> io::Result<()> {
    limit_this_process(memory)?;
    let mut work = Vec::new();
    let most = limits::ATTACHMENT_TEXT_BYTES.saturating_add(limits::ATTACHMENT_BATCH_BYTES);
    input.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut work)?;
    let files: Vec<&[u8]> = postcard::from_bytes(&work).map_err(io::Error::other)?;
    let opened: Vec<Opened> = files.into_iter().map(pdf::open).collect();
    output.write_all(&postcard::to_stdvec(&opened).map_err(io::Error::other)?)?;
    output.flush()
}
