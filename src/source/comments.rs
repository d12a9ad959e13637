//! Comments of a Markdown text, taken out before it is read: a note of the writer to himself is never printed, whatever
//! stands around it, and what stands around it is read as though it were not there.

use std::ops::Range;

/// Opens a comment.
const OPENING: &str = "<!--";

/// Closes it.
const CLOSING: &str = "-->";

/// A text without its comments.
#[derive(Debug)]
pub(super) struct Uncommented {
    /// What is left.
    pub text: String,
    /// 1-based line of a comment that is never closed: nothing after it is left.
    pub open: Option<usize>,
    /// Offsets of the text that is left, in growing order, each with the lines taken out before it.
    cuts: Vec<(usize, usize)>,
    /// Where the last line of what is left starts.
    line: usize,
    /// True when that line holds nothing yet but marks of lists and quotes.
    is_head: bool,
}

impl Uncommented {
    /// Takes the comments out of a text, but for what stands in ranges of code.
    pub(super) fn of(source: &str, code: &[Range<usize>]) -> Self {
        let text = String::with_capacity(source.len());
        let mut left = Self { text, open: None, cuts: Vec::new(), line: 0, is_head: true };
        let (mut at, mut taken, mut lines) = (0, 0, 1);
        let mut code = code.iter().peekable();
        while let Some(rest) = source.get(at..) {
            // A range that starts inside a comment is no code.
            while code.next_if(|range| range.start < at).is_some() {}
            let end = code.peek().map_or(source.len(), |range| range.start);
            let Some(opening) = opening(source.get(at..end).unwrap_or_default()) else {
                let end = code.peek().map_or(source.len(), |range| range.end);
                let kept = source.get(at..end).unwrap_or(rest);
                lines += ends(kept);
                left.push(kept);
                if code.next().is_none() {
                    break;
                }
                at = end;
                continue;
            };
            let (before, comment) = rest.split_at(opening);
            lines += ends(before);
            left.push(before);
            // « <!--> » is closed.
            let Some(inside) = comment.get(2..).and_then(|after| after.find(CLOSING)) else {
                left.open = Some(lines);
                break;
            };
            let length = 2 + inside + CLOSING.len();
            let after = comment.get(length..).unwrap_or_default();
            let length = length + left.close(after);
            let lost = ends(comment.get(..length).unwrap_or_default());
            (taken, lines, at) = (taken + lost, lines + lost, at + opening + length);
            // What was trimmed took the cuts that were in it.
            let here = left.text.len();
            while left.cuts.pop_if(|(cut, _)| *cut > here).is_some() {}
            left.cuts.push((here, taken));
        }
        left
    }

    /// The lines taken out before an offset of what is left.
    pub(super) fn taken_before(&self, offset: usize) -> usize {
        let after = self.cuts.partition_point(|(cut, _)| *cut <= offset);
        after.checked_sub(1).and_then(|last| self.cuts.get(last)).map_or(0, |(_, taken)| *taken)
    }

    fn push(&mut self, kept: &str) {
        let tail = kept.rfind('\n').map(|end| end + 1);
        if let Some(tail) = tail {
            (self.line, self.is_head) = (self.text.len() + tail, true);
        }
        let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || ">-*+.)".contains(c);
        let tail = kept.get(tail.unwrap_or_default()..).unwrap_or_default();
        self.is_head = self.is_head && tail.chars().all(is_mark);
        self.text.push_str(kept);
    }

    /// Joins what stands before a comment to what stands after; how much of the latter goes with the comment.
    fn close(&mut self, after: &str) -> usize {
        let start = self.line;
        let (above, line) = self.text.split_at(start);
        let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        let next = after.get(blanks..).unwrap_or_default();
        if next.is_empty() || next.starts_with(['\n', '\r']) {
            // A line that was a comment is blank, but between two items: it would part them.
            let end = next.find('\n').map_or(next.len(), |end| end + 1);
            let below = next.get(end..).unwrap_or_default();
            let last = above.trim_end_matches(['\n', '\r']).rsplit('\n').next().unwrap_or_default();
            let is_close = above.ends_with('\n') && !above.ends_with("\n\n") && !above.ends_with("\n\r\n");
            let is_blank = self.is_head && line.trim().is_empty();
            if is_blank && is_close && is_item(last) && is_item(below) {
                self.text.truncate(start);
                return blanks + end;
            }
            // Two spaces at the end of a line would break it.
            self.text.truncate(start + line.trim_end_matches([' ', '\t']).len());
            return 0;
        }
        // At the head of a line, what follows takes the place of the comment.
        if self.is_head { blanks } else { 0 }
    }
}

/// How many lines end in a text.
fn ends(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// True for a line that is an item of a list.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    let mark = if number.is_empty() { &['-', '*', '+'][..] } else { &['.', ')'][..] };
    rest.strip_prefix(mark).is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// Where the first comment opens, which neither a backslash nor marks of code make a text.
fn opening(text: &str) -> Option<usize> {
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        // Most lines hold none.
        if line.contains(OPENING)
            && let Some(at) = opening_in(line)
        {
            return Some(line_start + at);
        }
        line_start += line.len();
    }
    None
}

fn opening_in(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(rest) = line.get(at..) {
        let next = at + rest.find(['\\', '`', '<'])?;
        at = match bytes.get(next) {
            Some(b'`') => {
                let marks = run(bytes, next);
                // Marks that nothing closes are text.
                closed(bytes, next + marks, marks).unwrap_or(next + marks)
            }
            // The sign after a backslash is text.
            Some(b'\\') if bytes.get(next + 1).is_some_and(u8::is_ascii_punctuation) => next + 2,
            Some(b'<') if line.get(next..).is_some_and(|rest| rest.starts_with(OPENING)) => {
                return Some(next);
            }
            _ => next + 1,
        };
    }
    None
}

/// How many marks of code stand together.
fn run(bytes: &[u8], from: usize) -> usize {
    bytes.iter().skip(from).take_while(|byte| **byte == b'`').count()
}

/// Where the code ends that so many marks open.
fn closed(bytes: &[u8], from: usize, marks: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        let length = run(bytes, at);
        if length == marks {
            return Some(at + length);
        }
        at += length.max(1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_leaves_what_stands_around_it() {
        let cases = [
            ("<!-- a --> T <!-- b --> T", "T  T"),
            ("<!-- x --> <!-- jamais fermé\n\nfin", ""),
            ("mot <!-- jamais", "mot "),
            ("- un <!-- a\n  b --> deux\n- trois", "- un  deux\n- trois"),
            ("- un\n<!-- a -->\n- deux", "- un\n- deux"),
            ("un\n<!-- a\n\nb -->\ndeux", "un\n\ndeux"),
            ("un\n<!-- a -->\n---", "un\n\n---"),
            ("un <!-- a -->\ndeux", "un\ndeux"),
            ("    <!-- a -->", ""),
            ("- <!-- a -->       un", "- un"),
            ("<!--> un", "un"),
            ("`<!-- a -->` et ``<!-- ` -->``", "`<!-- a -->` et ``<!-- ` -->``"),
            ("\\<!-- a -->", "\\<!-- a -->"),
            ("un ` <!-- a --> deux", "un `  deux"),
            ("é<!-- é -->é", "éé"),
        ];
        for (source, expected) in cases {
            assert_eq!(Uncommented::of(source, &[]).text, expected, "{source}");
        }
    }

    #[test]
    fn lines_are_those_of_the_source() {
        let source = "a\n<!-- b\nc -->\nd <!-- e\nf --> g\nh\n<!-- i";
        let left = Uncommented::of(source, &[]);
        assert_eq!(left.text, "a\n\nd  g\nh\n");
        let line = |of: &str| {
            let at = left.text.find(of).unwrap();
            1 + ends(&left.text[..at]) + left.taken_before(at)
        };
        assert_eq!([line("a"), line("d"), line("g"), line("h")], [1, 4, 5, 6]);
        assert_eq!(left.open, Some(7));
    }

    #[test]
    fn what_is_code_is_kept() {
        let source = "```\n<!-- a -->\n```\n<!-- b -->\nc <!-- ``` --> d";
        let end = source.find("\n<!-- b").unwrap();
        assert_eq!(
            Uncommented::of(source, std::slice::from_ref(&(0..end))).text,
            "```\n<!-- a -->\n```\n\nc  d"
        );
    }
}
