//! Lines of a terminal being laid out.

use super::style::{Style, printable};
use super::width::{columns, wrapped};
use crate::findings::Severity;
use crate::findings::limits::{NARROWEST, cut, shortened};
use crate::model::french::counted;
use crate::model::text::french_spacing;

/// How much to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What does not hold; of the rest, counts.
    Findings,
    /// The same with its surroundings and consequences, and what every check answered.
    Everything,
}

/// For whom a text is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Colours.
    pub style: Style,
    /// Columns of a line.
    pub width: usize,
}

/// Lines being laid out.
pub(super) struct Page {
    /// What is written so far.
    pub text: String,
    /// Colours.
    pub style: Style,
    /// Columns of a line.
    pub width: usize,
}

impl Page {
    /// A page with nothing on it.
    pub fn new(look: Look) -> Self {
        Self { text: String::new(), style: look.style, width: look.width.max(NARROWEST) }
    }

    /// A text made safe, with the spaces of French.
    pub fn clean(text: &str) -> String {
        french_spacing(&printable(&shortened(text)))
    }

    /// A line without layout.
    pub fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// A paragraph at an indent.
    pub fn say(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), indent, &Self::clean(text));
    }

    /// A text after a start that is already made safe and may hold colours; what follows its first line hangs at an indent.
    fn hanging(&mut self, start: &str, indent: usize, text: &str) {
        let rest = self.width.saturating_sub(indent).max(1);
        for (rank, line) in wrapped(text, rest, rest).iter().enumerate() {
            let line =
                if rank == 0 { format!("{start}{line}") } else { format!("{}{line}", " ".repeat(indent)) };
            self.line(&line);
        }
    }

    /// A paragraph after a mark that may hold colours and takes one column.
    pub fn marked(&mut self, indent: usize, mark: &str, text: &str) {
        self.hanging(&format!("{}{mark} ", " ".repeat(indent)), indent + 2, &Self::clean(text));
    }

    /// A fact after its label.
    pub fn labelled(&mut self, indent: usize, label: &str, text: &str) {
        let hang = indent + columns(label).max(LABEL) + 2;
        let padding = " ".repeat(hang - indent - columns(label));
        let start = format!("{}{}{padding}", " ".repeat(indent), self.style.faint(label));
        self.hanging(&start, hang, &Self::clean(text));
    }

    /// A remark on one line, with how many more its check makes: its place when there is room for it.
    pub fn remark(&mut self, place: &str, message: &str, more: usize, code: &str) {
        let more =
            if more > 0 { format!(" (et {})", counted(more, "autre", "autres")) } else { String::new() };
        let room = self.width.saturating_sub(columns(code) + columns(&more) + 4).max(1);
        let place = Self::clean(place);
        let message = cut(&Self::clean(message), room);
        let beside = !place.is_empty() && columns(&place) + 3 + columns(&message) <= room;
        let place = if beside { format!("{place}   ") } else { String::new() };
        let taken = columns(&place) + columns(&message);
        let padding = " ".repeat(room.saturating_sub(taken) + 2);
        let (mark, place) = (self.style.faint("·"), self.style.strong(&place));
        self.line(&format!("{mark} {place}{message}{more}{padding}{code}"));
    }

    /// The line of a finding: its mark, its place, its message, its code at the end of the first line.
    pub fn finding(&mut self, indent: usize, severity: Severity, place: &str, message: &str, code: &str) {
        let (place, message) = (Self::clean(place), Self::clean(message));
        let mark = match severity {
            Severity::Error => self.style.error("✗"),
            Severity::Warning => self.style.warning("!"),
            Severity::Note => self.style.faint("·"),
        };
        let margin = " ".repeat(indent);
        let (hang, end) = (indent + 4, columns(code) + 2);
        let taken = indent + 2 + columns(&place) + if place.is_empty() { 0 } else { 3 };
        let coded = |text: &str, taken: usize| {
            format!("{text}{}{code}", " ".repeat(self.width.saturating_sub(taken + columns(code)).max(2)))
        };
        let mut lines = Vec::new();
        // A long place leaves no room beside it for a message.
        let beside = taken + end + LEAST < self.width;
        if beside {
            let gap = if place.is_empty() { "" } else { "   " };
            let said = wrapped(&message, self.width - taken - end, self.width.saturating_sub(hang));
            let mut said = said.into_iter();
            let first = said.next().unwrap_or_default();
            let start = format!("{margin}{mark} {}{gap}{first}", self.style.strong(&place));
            lines.push(coded(&start, taken + columns(&first)));
            lines.extend(said.map(|line| format!("{}{line}", " ".repeat(hang))));
        } else {
            let room = self.width.saturating_sub(indent + 2 + end).max(1);
            for (rank, part) in wrapped(&place, room, room).iter().enumerate() {
                let start =
                    format!("{margin}{} {}", if rank == 0 { &mark } else { " " }, self.style.strong(part));
                lines.push(if rank == 0 { coded(&start, indent + 2 + columns(part)) } else { start });
            }
            let room = self.width.saturating_sub(hang).max(1);
            lines.extend(
                wrapped(&message, room, room).iter().map(|line| format!("{}{line}", " ".repeat(hang))),
            );
        }
        for line in lines {
            self.line(&line);
        }
    }
}

/// Columns of a label, but for the long ones.
const LABEL: usize = 8;

/// Columns that a message needs beside its place.
const LEAST: usize = 30;
