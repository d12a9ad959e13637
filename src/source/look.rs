//! Looking at the attachments of a project: which is of what kind, whether it opens, what it says.

use std::fs;

use rayon::prelude::*;

use super::attachment::{Fault, Form, Look, Looks, Opened, apart, pdf};
use super::child::{NotStarted, Reader};
use super::form::LOOKED_AT;
use super::{ProjectFolder, SourceError, limits};

/// Looks at every attachment of a project that exists and is not empty.
///
/// A file that cannot be read any more is told as such.
///
/// # Errors
/// When the machine has nothing left to read them with: none of them is to blame.
pub fn look(folder: &ProjectFolder) -> Result<Looks, SourceError> {
    if let Some(known) = &folder.looks {
        return Ok(known.clone());
    }
    let mut looks = Looks::new();
    let mut batches: Vec<Vec<(String, Vec<u8>)>> = Vec::new();
    let mut room = 0;
    for (path, file) in &folder.attachments {
        if file.size == 0 || file.sha256.is_none() {
            continue;
        }
        let size = usize::try_from(file.size).unwrap_or(usize::MAX);
        let is_large = size > limits::ATTACHMENT_TEXT_BYTES;
        let (form, bytes) = match read(folder, &file.name, is_large)? {
            Some(bytes) => (Form::of(&bytes), bytes),
            None => (Form::Unknown, Vec::new()),
        };
        let opened = match form {
            Form::Pdf if is_large => Opened::Fault(Fault::TooLarge),
            Form::Pdf if !pdf::has_end(&bytes) => Opened::Fault(Fault::Cut),
            Form::Pdf => {
                if room < size {
                    batches.push(Vec::new());
                    room = limits::ATTACHMENT_BATCH_BYTES;
                }
                room = room.saturating_sub(size);
                if let Some(batch) = batches.last_mut() {
                    batch.push((path.clone(), bytes));
                }
                continue;
            }
            Form::Jpeg | Form::Png if !is_large && !has_picture_end(form, &bytes) => {
                Opened::Fault(Fault::Cut)
            }
            _ => Opened::NotRead,
        };
        looks.insert(path.clone(), Look { form, opened });
    }
    let opened: Vec<Vec<(String, Opened)>> = batches
        .into_par_iter()
        .map(|batch| open_all(&folder.reader, batch))
        .collect::<Result<_, NotStarted>>()
        .map_err(|NotStarted(why)| {
            SourceError::NotStarted(format!(
                "les pièces n’ont pas pu être lues : {why} ; fermez d’autres programmes ou relevez les limites de la session (ulimit), puis relancez"
            ))
        })?;
    let opened = opened.into_iter().flatten();
    looks.extend(opened.map(|(path, opened)| (path, Look { form: Form::Pdf, opened })));
    Ok(looks)
}

fn open_all(reader: &Reader, batch: Vec<(String, Vec<u8>)>) -> Result<Vec<(String, Opened)>, NotStarted> {
    let (paths, files): (Vec<String>, Vec<Vec<u8>>) = batch.into_iter().unzip();
    let opened = match reader {
        Reader::InProcess => files.iter().map(|bytes| pdf::open(bytes)).collect(),
        Reader::Apart(apart) => apart::open_all(apart, &files)?,
    };
    Ok(paths.into_iter().zip(opened).collect())
}

/// The bytes of a file, or those of its head; none when it has gone or is closed to us.
fn read(folder: &ProjectFolder, name: &str, head_only: bool) -> Result<Option<Vec<u8>>, SourceError> {
    use std::io::{ErrorKind, Read};
    let most = if head_only { LOOKED_AT } else { limits::ATTACHMENT_TEXT_BYTES };
    let mut bytes = Vec::new();
    let read = fs::File::open(folder.place(name))
        .and_then(|file| file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied) => Ok(None),
        // No file can be opened any more, or the disk does not answer: the machine's fault.
        Err(error) => Err(SourceError::io(name, error)),
    }
}

/// True when a picture has the mark of its end; cameras may add bytes after it.
fn has_picture_end(form: Form, bytes: &[u8]) -> bool {
    let mark: &[u8] = if form == Form::Png { b"IEND" } else { b"\xFF\xD9" };
    bytes
        .rchunks(LOOKED_AT.max(1 << 16))
        .next()
        .is_some_and(|tail| tail.windows(mark.len()).any(|window| window == mark))
}
