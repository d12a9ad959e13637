//! Inline content as runs of one look each.

use docx_rs::{BreakType, Paragraph, Run};

use crate::pdf::block::{Check, Inline, SpanKind};

/// How a run looks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// In half-points; the size of the text when absent.
    pub(super) size: Option<usize>,
}

impl Look {
    fn run(self, text: &str) -> Run {
        self.dressed(Run::new().add_text(text))
    }

    fn dressed(self, run: Run) -> Run {
        let run = if self.bold { run.bold() } else { run };
        let run = if self.italic { run.italic() } else { run };
        match self.size {
            Some(size) => run.size(size),
            None => run,
        }
    }
}

/// Small print, in half-points.
pub(super) const SMALL: usize = 17;

/// The paragraph, with the content added.
pub(super) fn added(mut paragraph: Paragraph, inlines: &[Inline], look: Look) -> Paragraph {
    for inline in inlines {
        paragraph = match inline {
            Inline::Text(text) => paragraph.add_run(look.run(text)),
            Inline::Break => paragraph.add_run(Run::new().add_break(BreakType::TextWrapping)),
            Inline::Check(check) => paragraph.add_run(look.run(box_of(*check))),
            Inline::Span { kind, children } => added(paragraph, children, of_span(kind, look)),
        };
    }
    paragraph
}

const fn box_of(check: Check) -> &'static str {
    match check {
        Check::On => "☑",
        Check::Off => "☐",
        Check::NotApplicable => "–",
    }
}

const fn of_span(kind: &SpanKind, look: Look) -> Look {
    match kind {
        SpanKind::Strong => Look { bold: true, ..look },
        SpanKind::Emphasis => Look { italic: true, ..look },
        SpanKind::Small => Look { size: Some(SMALL), ..look },
        SpanKind::Code
        | SpanKind::Superscript
        | SpanKind::Subscript
        | SpanKind::Link { .. }
        | SpanKind::Figure { .. }
        | SpanKind::Foreign { .. }
        | SpanKind::NoWrap
        | SpanKind::Plain => look,
    }
}
