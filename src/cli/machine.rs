//! What a run takes of the machine: threads and address space, settled before anything else.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{Builder, JoinHandle};

use crate::source::limits;

/// Settles the threads of the run; a child that reads has one, within the memory that its parent gave it.
///
/// # Errors
/// What to tell the officer, when the machine has not what a run needs.
pub fn settle(asked: Option<usize>, is_child: bool) -> Result<(), String> {
    let room = address_space();
    if let Some(room) = room.filter(|room| *room < limits::ADDRESS_SPACE && !is_child) {
        return Err(format!(
            "la mémoire que ce programme peut demander est limitée à {} Mio (ulimit -v) ; il en faut au moins {} : relevez cette limite, puis relancez",
            room >> 20,
            limits::ADDRESS_SPACE >> 20
        ));
    }
    // Each thread reserves room of its own.
    let is_narrow = is_child || room.is_some_and(|room| room < limits::ADDRESS_SPACE_OF_THREADS);
    let cores = if is_narrow { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    let count = threads(asked, cores);
    let pool = rayon::ThreadPoolBuilder::new();
    // One that fails to start would leave the process without any for good: whether they start is tried before.
    let pool = if count > 1 && start(count) {
        pool.num_threads(count)
    } else {
        pool.num_threads(1).use_current_thread()
    };
    pool.build_global().map_err(|error| {
        format!(
            "les fils d’exécution n’ont pas pu démarrer ({error}) ; fermez d’autres programmes ou relevez les limites de la session (ulimit -u), puis relancez"
        )
    })
}

/// How many threads a run has: as many as asked, but no more than the cores, nor than the program's own limit.
fn threads(asked: Option<usize>, cores: usize) -> usize {
    asked.filter(|asked| *asked > 0).unwrap_or(cores).min(cores).clamp(1, limits::THREADS)
}

/// True when all that the arguments name are folders that weigh little together: an option, or anything unknown, is not.
pub fn is_soon_read(arguments: &[PathBuf]) -> bool {
    let mut left = limits::SOON_READ_BYTES;
    let mut folders = arguments.to_vec();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { return false };
        for entry in entries {
            // Links are not followed.
            let Ok((path, metadata)) = entry.and_then(|entry| Ok((entry.path(), entry.metadata()?))) else {
                return false;
            };
            // What a folder itself takes keeps a deep or empty tree within the bound too.
            let Some(rest) = left.checked_sub(metadata.len().max(1)) else { return false };
            left = rest;
            if metadata.is_dir() {
                folders.push(path);
            }
        }
    }
    !arguments.is_empty()
}

/// True when so many threads start together.
fn start(count: usize) -> bool {
    // None ends before the last has been tried.
    let (open, held) = mpsc::channel::<()>();
    let held = Arc::new(Mutex::new(held));
    let one = |_| {
        let held = Arc::clone(&held);
        Builder::new().spawn(move || {
            // Nothing is ever sent: the end of the channel lets them all go.
            let _ = held.lock().map(|held| held.recv());
        })
    };
    let started: Vec<std::io::Result<JoinHandle<()>>> = (0..count).map(one).collect();
    drop(open);
    let all = started.iter().all(Result::is_ok);
    for thread in started.into_iter().flatten() {
        // Nothing in it panics.
        let _ = thread.join();
    }
    all
}

/// The address space that the process may take, where it is limited.
#[cfg(unix)]
fn address_space() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::As).current
}

/// Windows limits it otherwise.
#[cfg(not(unix))]
fn address_space() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_are_as_many_as_asked_within_the_cores_and_the_limit() {
        assert_eq!(threads(None, 4), 4);
        assert_eq!(threads(Some(2), 4), 2);
        assert_eq!(threads(Some(0), 4), 4);
        assert_eq!(threads(Some(100_000), 4), 4);
        assert_eq!(threads(Some(100_000), 128), limits::THREADS);
        assert_eq!(threads(None, 0), 1);
    }

    #[test]
    fn a_small_folder_alone_is_soon_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        std::fs::create_dir(path.join("depot")).unwrap();
        std::fs::write(path.join("depot/01.pdf"), b"%PDF").unwrap();
        assert!(is_soon_read(std::slice::from_ref(&path)));
        assert!(!is_soon_read(&[]));
        assert!(!is_soon_read(&[path.clone(), PathBuf::from("--rebuild")]));
        assert!(!is_soon_read(&[path.join("depot/01.pdf")]));
        std::fs::write(path.join("depot/02.pdf"), vec![0; 1 << 20]).unwrap();
        assert!(!is_soon_read(&[path]));
    }

    #[test]
    fn threads_that_start_are_told_and_end() {
        assert!(start(3));
    }
}
