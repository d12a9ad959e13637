//! A child of this very program: what a reader does there, a panic, an abort or a loop, is an error that names the file.
//!
//! The child has its work on its standard input and answers on its standard output. It sets the limits of its memory and
//! of its processor time upon itself before it reads a byte; the parent watches the clock. Windows knows no such limits:
//! there only the clock is watched.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::limits;

/// The option of the child's commands for the memory it may take, in bytes.
const MEMORY_OPTION: &str = "--memoire";

/// How much of the child's messages is kept to tell why it stopped.
const MESSAGE_BYTES: usize = 4096;

/// Where files are read whose readers hold them whole.
#[derive(Debug, Clone, Default)]
pub enum Reader {
    /// In this process: a panic is caught, an abort is not.
    #[default]
    InProcess,
    /// In a child process.
    Apart(Apart),
}

/// The program that reads apart, within its limits.
#[derive(Debug, Clone)]
pub struct Apart {
    program: PathBuf,
    memory: usize,
    seconds: usize,
}

/// Why a child gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// It took longer than so many seconds.
    Seconds(usize),
    /// It wanted more than so many bytes.
    Bytes(usize),
    /// It ended otherwise; how, in French.
    Otherwise(String),
}

/// The child could not start; why, in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotStarted(pub String);

impl Apart {
    /// The program to start, within [`limits::READER_BYTES`] and [`limits::READER_SECONDS`].
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self { program, memory: limits::READER_BYTES, seconds: limits::READER_SECONDS }
    }

    /// The same with other limits: bytes and seconds.
    #[must_use]
    pub fn within(self, memory: usize, seconds: usize) -> Self {
        Self { memory, seconds, ..self }
    }

    /// Gives a child its work, and waits for its answer.
    ///
    /// # Errors
    /// When it does not start, does not end in time, or ends without success.
    pub fn ask(&self, command: &str, name: &str, work: &[u8]) -> Result<Vec<u8>, Stopped> {
        self.start(command, name, work).unwrap_or_else(|NotStarted(why)| Err(Stopped::Otherwise(why)))
    }

    /// The same, where a child that could not start is told apart: it says nothing of its work.
    ///
    /// # Errors
    /// When the machine does not start it, or has no thread to listen to it.
    pub fn start(
        &self,
        command: &str,
        name: &str,
        work: &[u8],
    ) -> Result<Result<Vec<u8>, Stopped>, NotStarted> {
        let not_started =
            |error: io::Error| NotStarted(format!("le lecteur de ce format n’a pas pu démarrer ({error})"));
        let mut child = Command::new(&self.program)
            .arg(command)
            .arg(format!("{MEMORY_OPTION}={}", self.memory))
            .arg("--")
            .arg(name)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(not_started)?;
        let heard = self.listen(&mut child, work);
        let status = child.wait();
        let heard = heard.map_err(not_started)?;
        let status = match status {
            Ok(status) => status,
            Err(error) => return Ok(Err(Stopped::Otherwise(error.to_string()))),
        };
        let Some(Heard { answer, message }) = heard else { return Ok(Err(Stopped::Seconds(self.seconds))) };
        if status.success() {
            return Ok(Ok(answer));
        }
        Ok(Err(if message.contains("memory allocation") {
            Stopped::Bytes(self.memory)
        } else {
            let how = end_of(status, &message);
            Stopped::Otherwise(format!("le lecteur de ce format s’est arrêté ({how})"))
        }))
    }

    /// Gives the child its work and waits for its answer; `None`, the child killed, when the time is over. Killed too when
    /// the machine has no thread left to listen to it.
    fn listen(&self, child: &mut Child, bytes: &[u8]) -> io::Result<Option<Heard>> {
        let (input, output, messages) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        std::thread::scope(|threads| {
            let (done, ended) = mpsc::channel();
            let writer = thread().spawn_scoped(threads, move || {
                // A child that stops early closes its end: its status tells the rest.
                let _ = input.map(|mut input| input.write_all(bytes));
            });
            let message = thread().spawn_scoped(threads, move || drain(messages, MESSAGE_BYTES));
            let answer = thread().spawn_scoped(threads, move || {
                let answer = drain(output, limits::READER_ANSWER_BYTES);
                let _ = done.send(());
                answer
            });
            let (message, answer) = match (writer, message, answer) {
                (Ok(_), Ok(message), Ok(answer)) => (message, answer),
                (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => {
                    // The threads that did start end with it.
                    let _ = child.kill();
                    return Err(error);
                }
            };
            let seconds = u64::try_from(self.seconds).unwrap_or(u64::MAX);
            let in_time = ended.recv_timeout(Duration::from_secs(seconds)).is_ok();
            if !in_time {
                // It may have ended meanwhile: there is nothing left to kill then.
                let _ = child.kill();
            }
            let message = String::from_utf8_lossy(&message.join().unwrap_or_default()).into_owned();
            let answer = answer.join().unwrap_or_default();
            Ok(in_time.then_some(Heard { answer, message }))
        })
    }
}

/// A thread that says, rather than panics, that the machine has none left.
fn thread() -> std::thread::Builder {
    std::thread::Builder::new()
}

/// What a child said before it ended.
struct Heard {
    answer: Vec<u8>,
    message: String,
}

/// Reads a stream to its end and keeps its first bytes.
fn drain(stream: Option<impl Read>, most: usize) -> Vec<u8> {
    let mut kept = Vec::new();
    if let Some(mut stream) = stream {
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        // What a broken stream held before it broke is all there is to know.
        let _ = stream.by_ref().take(most).read_to_end(&mut kept);
        let _ = io::copy(&mut stream, &mut io::sink());
    }
    kept
}

/// How a child ended, in French.
fn end_of(status: ExitStatus, message: &str) -> String {
    if message.contains("overflowed its stack") {
        return "pile épuisée".to_owned();
    }
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    status.code().map_or_else(|| "sans dire pourquoi".to_owned(), |code| format!("état de sortie {code}"))
}

/// Bounds the memory and the processor time of this process, for good.
///
/// # Errors
/// When the system refuses.
#[cfg(unix)]
pub fn limit_this_process(memory: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    // Twice the parent's patience: it only serves when the parent is gone.
    let seconds = u64::try_from(limits::READER_SECONDS).unwrap_or(u64::MAX).saturating_mul(2);
    for (resource, wanted) in [(Resource::As, memory), (Resource::Cpu, seconds)] {
        let allowed = getrlimit(resource).maximum;
        let limit = Some(allowed.map_or(wanted, |allowed| allowed.min(wanted)));
        setrlimit(resource, Rlimit { current: limit, maximum: limit })?;
    }
    Ok(())
}

/// Nothing bounds a process here but the parent's clock.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn limit_this_process(_memory: u64) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_that_cannot_start_is_told_apart() {
        let apart = Apart::new(PathBuf::from("/nulle/part/dossier"));
        let NotStarted(why) = apart.start("lire", "a", b"").unwrap_err();
        assert!(why.starts_with("le lecteur de ce format n’a pas pu démarrer"), "{why}");
        assert_eq!(apart.ask("lire", "a", b""), Err(Stopped::Otherwise(why)));
    }
}
