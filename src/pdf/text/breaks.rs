//! Where lines break when words are too long, or a last line too short.

use std::ops::Range;

use super::{ADDED_HYPHEN, Rich, Shaper, tokens};
use crate::pdf::error::Notice;

/// Narrowest measure in which a last line of one word is avoided: cells of tables are left as they are.
const RUNT_MEASURE: f32 = 220.0;
/// Widths tried for that, each 2 % of the measure shorter than the one before.
const RUNT_STEPS: u8 = 6;
/// Titles of this size on look better balanced than full, and have more to try.
const DISPLAY_SIZE: f32 = 12.0;
const DISPLAY_STEPS: u8 = 20;

impl Shaper {
    /// Hyphenates the words that are wider than the column, and reports those that have no better place to break.
    pub(super) fn hyphenate(&mut self, rich: &Rich, width: f32) -> Option<Rich> {
        if self.narrowest(rich) <= width {
            return None;
        }
        let mut cuts: Vec<usize> = Vec::new();
        let mut broken: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        for word in rich.text.split_inclusive([' ', '\n', '-', '–', '—']) {
            let range = start..start + word.len();
            start = range.end;
            let at = rich.segment_at(range.start);
            if let Some(notice) = self.cut_word(rich, range, width, &mut cuts) {
                broken.push((at, notice));
            }
        }
        let mut hyphenated = Rich {
            text: String::with_capacity(rich.text.len() + 3 * cuts.len()),
            segments: rich.segments.clone(),
            ranges: Vec::with_capacity(rich.ranges.len()),
        };
        for (segment, notice) in broken {
            if let Some(segment) = hyphenated.segments.get_mut(segment) {
                segment.notices.push(notice);
            }
        }
        let mut cuts = cuts.into_iter().peekable();
        for range in &rich.ranges {
            let from = hyphenated.text.len();
            let mut at = range.start;
            while let Some(cut) = cuts.next_if(|cut| *cut <= range.end && *cut > range.start) {
                hyphenated.text.push_str(rich.text.get(at..cut).unwrap_or_default());
                hyphenated.text.push(ADDED_HYPHEN);
                at = cut;
            }
            hyphenated.text.push_str(rich.text.get(at..range.end).unwrap_or_default());
            hyphenated.ranges.push(from..hyphenated.text.len());
        }
        Some(hyphenated)
    }

    /// Adds the byte offsets after which a hyphen goes, so that each part of the word fits; the notice when one does not.
    fn cut_word(
        &mut self,
        rich: &Rich,
        range: Range<usize>,
        width: f32,
        cuts: &mut Vec<usize>,
    ) -> Option<usize> {
        let word = rich.text.get(range.clone()).unwrap_or_default().trim_end();
        let segment = rich.segments.get(rich.segment_at(range.start))?;
        let (face, size) = (segment.style.face(), segment.style.size);
        let mut measure = |text: &str| -> f32 {
            tokens(text).map(|token| self.word(face, token).width).sum::<f32>() * size
        };
        if word.is_empty() || measure(word) <= width {
            return None;
        }
        let hyphen = measure("\u{2010}");
        let mut broken = false;
        // Apostrophes and the like end a part that hyphenation rules can read.
        let is_letters =
            !segment.literal && word.chars().count() < 60 && word.chars().any(char::is_alphabetic);
        if is_letters {
            let mut part_start = 0;
            let mut end = 0;
            for syllable in hypher::hyphenate(word, hypher::Lang::French) {
                let next = end + syllable.len();
                let grown = word.get(part_start..next).unwrap_or_default();
                if end > part_start && measure(grown) + hyphen > width {
                    cuts.push(range.start + end);
                    part_start = end;
                }
                end = next;
                let alone = word.get(part_start..end).unwrap_or_default();
                broken |= measure(alone) > width;
            }
        } else {
            broken = true;
        }
        if broken {
            let mut shown: String = word.chars().take(40).collect();
            if shown.len() < word.len() {
                shown.push('…');
            }
            return Some(self.notices.add(Notice::BrokenWord { word: shown }));
        }
        None
    }
}

/// Breaks lines a little shorter when that spares a last line of one word, and no line is added.
pub(super) fn avoid_runt(layout: &mut parley::Layout<()>, text: &str, width: f32, size: f32) {
    let count = layout.len();
    if width < RUNT_MEASURE || count < 2 || !ends_with_runt(layout, text) {
        return;
    }
    for step in 1..=if size < DISPLAY_SIZE { RUNT_STEPS } else { DISPLAY_STEPS } {
        layout.break_all_lines(Some(width * (1.0 - 0.02 * f32::from(step))));
        if layout.len() == count && !ends_with_runt(layout, text) {
            return;
        }
    }
    layout.break_all_lines(Some(width));
}

/// Whether the last line holds a single word.
fn ends_with_runt(layout: &parley::Layout<()>, text: &str) -> bool {
    let last = layout.lines().last().and_then(|line| text.get(line.text_range()));
    last.is_some_and(|last| !last.trim().contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Fonts;
    use crate::pdf::colour::Colour;
    use crate::pdf::display::{Artifact, Owner};
    use crate::pdf::text::{Segment, Style};

    fn rich(text: &str, shaper: &mut Shaper) -> Rich {
        let segment = Segment {
            style: Style::new(9.5, Colour([0; 3])),
            owner: Owner::Artifact(Artifact::Layout),
            link: None,
            figure: None,
            check: None,
            literal: false,
            no_wrap: false,
            notices: Vec::new(),
        };
        Rich::new(vec![(text.to_owned(), segment)], shaper)
    }

    fn words_of_last_line(text: &str, width: f32, shaper: &mut Shaper) -> (usize, usize) {
        let rich = rich(text, shaper);
        let lines = shaper.lines(&rich, width);
        let last: String = lines.last().unwrap().pieces.iter().map(|piece| piece.run.text.as_str()).collect();
        (lines.len(), last.split_whitespace().count())
    }

    #[test]
    fn a_paragraph_does_not_end_with_a_lonely_word() {
        let mut shaper = Shaper::new(&Fonts::embedded().unwrap());
        let (mut spared, mut before) = (0, 0);
        for words in 20..200 {
            let text = "mot et phrase ".repeat(words / 3) + &"mot ".repeat(words % 3) + "fin";
            let (lines, last) = words_of_last_line(&text, 400.0, &mut shaper);
            if lines > before && last > 1 {
                // A line more than with a word less, and yet two words on it.
                spared += 1;
            }
            assert!(last > 1 || lines < 2, "{words} words");
            before = lines;
        }
        assert!(spared > 3, "{spared}");
        // Cells of tables are left as they are.
        assert_eq!(words_of_last_line("mot mot mot mot fin", 78.0, &mut shaper), (2, 1));
    }
}
