//! The command line: one file per command. Results go to the standard output, messages to the standard error.

mod arguments;
mod audit;
mod build;
mod check;
mod diff;
mod doctor;
mod explain;
mod funds;
mod init;
mod locks;
mod machine;
mod patient;
mod read_attachments;
mod read_workbook;
mod shell;
mod sign;
mod simulate;
mod status;
mod trace;
mod usage;
mod verify;
mod version;
mod watch;

use std::ffi::OsString;
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Parser;

pub use crate::report::style::Style;
pub use status::Status;

use crate::findings::limits;
use crate::model::text::french_spacing;
use crate::pack::{Leftover, settle_output};
use crate::report::style::printable;
use crate::report::text::Look;
use crate::source::child::{Apart, Reader};
use crate::source::{attachment, workbook};
use arguments::{Arguments, Command, OUT};
use patient::Patient;
use status::Failure;

/// Where a run writes, so that tests can look.
pub struct Streams<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Messages.
    pub err: &'a mut dyn Write,
    /// Colours of the results.
    pub style: Style,
    /// Who answers questions, where someone can.
    pub input: Option<&'a mut dyn BufRead>,
    /// Columns of the reader's terminal, when the results go to one.
    pub width: Option<usize>,
    /// This program's own file, to start it anew where a workbook must be read apart; `None` reads it here.
    pub program: Option<PathBuf>,
}

/// The commands that this program starts itself with.
const CHILDREN: [&str; 2] = [workbook::apart::COMMAND, attachment::COMMAND];

/// Run the program with the process's own arguments and streams.
#[must_use]
pub fn main() -> Status {
    // The environment enters here and nowhere else.
    let threads = std::env::var_os("RAYON_NUM_THREADS").and_then(|count| count.to_str()?.trim().parse().ok());
    let command = std::env::args_os().nth(1).unwrap_or_default();
    let is_child = CHILDREN.iter().any(|one| command == *one);
    // One thread has read a small pack before others have started.
    let is_small =
        || machine::is_soon_read(&std::env::args_os().skip(2).map(PathBuf::from).collect::<Vec<_>>());
    let threads = if command == "verify" && is_small() { Some(1) } else { threads };
    if let Err(message) = machine::settle(threads, is_child) {
        // Nothing can be done when the standard error itself refuses.
        let _ = writeln!(std::io::stderr(), "dossier\u{202f}: {}", french_spacing(&message));
        return Status::Failure;
    }
    let stdout = std::io::stdout();
    let is_terminal = stdout.is_terminal();
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
        || !is_terminal;
    let style = if plain { Style::Plain } else { Style::Coloured };
    let width = if is_terminal { terminal_width() } else { None };
    // A program that cannot find itself says so when it must: an empty path starts nothing.
    let program = Some(std::env::current_exe().ok().or_else(as_called).unwrap_or_default());
    let mut out = std::io::BufWriter::new(stdout.lock());
    let mut err = std::io::stderr().lock();
    let stdin = std::io::stdin();
    // Questions are asked where they are read and answered.
    let mut keyboard = (is_terminal && stdin.is_terminal()).then(|| stdin.lock());
    let input = keyboard.as_mut().map(|keyboard| keyboard as &mut dyn BufRead);
    let status =
        run(std::env::args_os(), &mut Streams { out: &mut out, err: &mut err, style, input, width, program });
    match out.flush() {
        Ok(()) => status,
        // The reader closed the pipe: it has what it wanted.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => status,
        Err(_) => Status::Failure,
    }
}

/// This program's own file by the name it was called by, where the system does not tell: in a root without `/proc`.
fn as_called() -> Option<PathBuf> {
    let called = PathBuf::from(std::env::args_os().next()?);
    if called.components().count() > 1 {
        return std::path::absolute(called).ok();
    }
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(&called)).find(|path| path.is_file())
}

/// Columns of the terminal that the process writes to, or what the environment says of them.
fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size()
        .map(|(width, _)| usize::from(width.0))
        .filter(|width| *width > 0)
        .or_else(|| std::env::var_os("COLUMNS")?.to_str()?.trim().parse().ok().filter(|columns| *columns > 0))
}

/// Run the program with given arguments and streams.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> Status {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if version::is_asked(&arguments) {
        return if version::write(streams).is_ok() { Status::Clean } else { Status::Failure };
    }
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return usage::answer(&error, streams),
    };
    // Whoever watches has left: nobody would stop it.
    if matches!(arguments.command, Command::Watch(_)) {
        return dispatch(arguments.command, streams);
    }
    let (mut out, mut err) = (Patient::new(&mut *streams.out), Patient::new(&mut *streams.err));
    let status = dispatch(
        arguments.command,
        &mut Streams {
            out: &mut out,
            err: &mut err,
            style: streams.style,
            input: streams.input.as_mut().map(|input| &mut **input as &mut dyn BufRead),
            width: streams.width,
            program: streams.program.clone(),
        },
    );
    match out.failure {
        None => status,
        Some(error) => {
            let _ = streams.tell(&Failure::Output(error).to_string());
            Status::Failure
        }
    }
}

fn dispatch(command: Command, streams: &mut Streams<'_>) -> Status {
    // Nothing can be done when the standard error itself refuses.
    let _ = build::tell_leftovers(&settled(&command), streams);
    let outcome = match command {
        Command::Build(arguments) => build::run(&arguments, streams),
        Command::Init(arguments) => init::run(&arguments, streams),
        Command::Check(arguments) => check::run(&arguments, streams),
        Command::Audit(arguments) => audit::run(&arguments, streams),
        Command::Verify(arguments) => verify::run(&arguments, streams),
        Command::Diff(arguments) => diff::run(&arguments, streams),
        Command::Trace(arguments) => trace::run(&arguments, streams),
        Command::Simulate(arguments) => simulate::run(&arguments, streams),
        Command::Explain(arguments) => explain::run(&arguments, streams),
        Command::Funds(arguments) => funds::run(&arguments, streams),
        Command::Watch(arguments) => watch::run(&arguments, streams),
        Command::Doctor(arguments) => doctor::run(&arguments, streams),
        Command::Sign(arguments) => sign::run(&arguments, streams),
        Command::Schema(arguments) => shell::schema(arguments.of, streams),
        Command::Completions(arguments) => shell::completions(&arguments, streams),
        Command::Manual => shell::manual(streams),
        Command::ReadWorkbook(arguments) => read_workbook::run(&arguments, streams),
        Command::ReadAttachments(arguments) => read_attachments::run(&arguments, streams),
    };
    match outcome {
        Ok(status) => status,
        Err(failure) if failure.is_closed_pipe() => Status::Clean,
        Err(failure) => {
            // Nothing can be done when the standard error itself refuses.
            let _ = streams.tell(&failure.to_string());
            Status::Failure
        }
    }
}

/// What runs that died had left where this command writes, or where one usually does: whatever the command, it begins by
/// putting that in order.
fn settled(command: &Command) -> Vec<Leftover> {
    match command {
        // The readers of one file are children of another command; what is written to the terminal alone is not about packs.
        Command::ReadWorkbook(_)
        | Command::ReadAttachments(_)
        | Command::Schema(_)
        | Command::Completions(_)
        | Command::Manual => Vec::new(),
        Command::Build(arguments) => settle_output(&arguments.destination.out),
        Command::Watch(arguments) => settle_output(&arguments.destination.out),
        Command::Doctor(arguments) => settle_output(&arguments.out),
        _ => settle_output(Path::new(OUT)),
    }
}

impl Streams<'_> {
    /// Where this program's readers of one file run.
    fn reader(&self) -> Reader {
        match &self.program {
            Some(program) => Reader::Apart(Apart::new(program.clone())),
            None => Reader::InProcess,
        }
    }

    /// Tell something on the side of the results.
    fn tell(&mut self, message: &str) -> std::io::Result<()> {
        writeln!(self.err, "dossier\u{202f}: {}", french_spacing(&printable(message)))
    }

    /// How findings are laid out for this reader.
    fn look(&self) -> Look {
        Look { style: self.style, width: self.width.unwrap_or(limits::WIDTH) }
    }
}
