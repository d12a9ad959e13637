//! One run at a time puts packs into an output folder: the others wait, and say so.

use std::fs::{File, TryLockError};
use std::path::Path;

/// The output folder, held until it is dropped; the system lets go of that of a process that dies.
#[derive(Debug)]
pub(super) struct OutputLock {
    _folder: Option<File>,
    /// True when no other run can be writing: what is left there is of runs that died.
    pub(super) is_held: bool,
}

impl OutputLock {
    /// Holds a folder; `on_wait` is called once when another run does.
    pub(super) fn wait(folder: &Path, on_wait: &mut dyn FnMut()) -> Self {
        // The folder itself is locked, so that no file is left behind. Where folders cannot be opened, nor locked, runs do
        // not wait: then nothing is taken for the leftover of a dead one.
        let Ok(opened) = File::open(folder) else { return Self { _folder: None, is_held: false } };
        let is_held = match opened.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => {
                on_wait();
                opened.lock().is_ok()
            }
            Err(TryLockError::Error(_)) => false,
        };
        Self { _folder: Some(opened), is_held }
    }

    /// Holds a folder when no other run does.
    pub(super) fn try_now(folder: &Path) -> Option<Self> {
        let opened = File::open(folder).ok()?;
        opened.try_lock().ok()?;
        Some(Self { _folder: Some(opened), is_held: true })
    }
}
