//! Reading once every text of the project that documents may print, sign by sign.

use std::collections::BTreeSet;

use crate::model::character::{
    MISSING, describe, is_blank, is_harmless_when_left_out, is_left_out, is_no_character, is_private,
    is_right_to_left,
};
use crate::model::{Budget, Coverage, Maybe, Place};
use crate::source::workbook::BudgetReading;
use crate::source::{Description, ProjectFolder};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Letters after which a word of a cell or of a field no longer fits in a column of the documents.
pub(super) const LONGEST_WORD: usize = 60;

/// The same for a paragraph of the description, which has the width of the page.
pub(super) const LONGEST_WORD_OF_A_PARAGRAPH: usize = 80;

/// Columns after which a table of the description is set too small to be read.
pub(super) const MOST_COLUMNS: usize = 15;

/// Fields of `projet.toml` that hold sentences; the others name someone or something.
const PROSE: [&str; 8] =
    ["resume", "principes_horizontaux", "role", "action", "objet", "motif", "source", "champs"];

/// What printing would do to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// These signs are printed as an empty box, or wrongly.
    Signs(Vec<Sign>),
    /// These signs are left out of the page.
    Hidden(Vec<char>),
    /// A word of so many letters.
    LongWord { word: String, letters: usize },
    /// A table of so many columns.
    WideTable { columns: usize },
}

/// A sign that cannot be printed as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// The fonts have no glyph for it.
    NoGlyph(char),
    /// It has no meaning of its own.
    Private(char),
    /// Writing from right to left.
    RightToLeft(char),
    /// The original character was lost before the file was read.
    Lost,
    /// The sign that the program prints for a missing one.
    Box,
    /// A diacritic with no letter to bear it.
    LoneMark(char),
}

/// A text with its trouble.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) place: Place,
    /// Names someone or something that is filed, rather than being part of a narrative.
    pub(super) is_name: bool,
    pub(super) text: String,
    pub(super) trouble: Trouble,
}

/// Every text of the project that documents may print, read once for all packs.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    pub(super) findings: Vec<Finding>,
}

impl Survey {
    /// Read the texts of a project against what the fonts cover.
    #[must_use]
    pub fn of_project(
        folder: &ProjectFolder,
        reading: &BudgetReading,
        description: Option<&Description>,
        coverage: &Coverage,
    ) -> Self {
        let mut survey = Self::default();
        survey.definition(&folder.project_file.name, &folder.project_file.bytes, coverage, true);
        survey.text(&Place::file(folder.name.as_str()), &folder.name, true, LONGEST_WORD, coverage);
        for table in &reading.tables {
            let place = Place::sheet(&folder.budget.name.as_str().into(), &table.sheet);
            survey.text(&place, &table.sheet, true, LONGEST_WORD, coverage);
        }
        let mut seen = BTreeSet::new();
        for cell in cells(&reading.budget).flatten() {
            // A merged cell is read for each of its lines.
            if seen.insert(&cell.place) {
                survey.text(&cell.place, &cell.value, true, LONGEST_WORD, coverage);
            }
        }
        if let Some(description) = description {
            let file = folder.description.as_ref().map_or("description.md", |file| file.name.as_str());
            survey.description(file, description, coverage);
        }
        survey
    }

    /// Read the texts of a fund's definition.
    #[must_use]
    pub fn of_fund(name: &str, definition: &[u8], coverage: &Coverage) -> Self {
        let mut survey = Self::default();
        survey.definition(name, definition, coverage, false);
        survey
    }

    fn description(&mut self, file: &str, description: &Description, coverage: &Coverage) {
        let place = |line: usize| Place::line(file, line);
        for line in &description.lines {
            self.text(&place(line.line), &line.text, false, LONGEST_WORD_OF_A_PARAGRAPH, coverage);
        }
        for (line, columns) in description.tables.iter().filter(|(_, columns)| *columns > MOST_COLUMNS) {
            self.findings.push(Finding {
                place: place(*line),
                is_name: false,
                text: String::new(),
                trouble: Trouble::WideTable { columns: *columns },
            });
        }
    }

    /// Every string of a TOML file. Nearly all are sound: the file is searched as a whole before it is taken apart.
    fn definition(&mut self, file: &str, bytes: &[u8], coverage: &Coverage, is_project: bool) {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        // An escape may hide any character behind plain letters.
        let sound = !["\\u", "\\U", "\\x", "\\e", "\\b", "\\f", "\\r", "'''", "\"\"\""]
            .iter()
            .any(|escape| text.contains(escape))
            && text.lines().all(|line| is_sound(line, is_project, coverage));
        if sound {
            return;
        }
        let Ok(table) = text.parse::<toml::Table>() else { return };
        let mut walk = Walk { survey: self, file, coverage, is_project };
        for (key, value) in &table {
            walk.value(&mut String::new(), key, value, is_project);
        }
    }

    fn text(&mut self, place: &Place, text: &str, is_name: bool, longest: usize, coverage: &Coverage) {
        let mut push = |trouble| {
            self.findings.push(Finding { place: place.clone(), is_name, text: text.to_owned(), trouble });
        };
        if !is_plain(text) {
            let (signs, hidden) = troubles(text, coverage);
            if !signs.is_empty() {
                push(Trouble::Signs(signs));
            }
            if !hidden.is_empty() {
                push(Trouble::Hidden(hidden));
            }
        }
        if text.len() > longest
            && let Some((word, letters)) = longest_word(text)
            && letters > longest
        {
            push(Trouble::LongWord { word: word.to_owned(), letters });
        }
    }
}

/// A walk over the strings of a TOML file.
struct Walk<'a> {
    survey: &'a mut Survey,
    file: &'a str,
    coverage: &'a Coverage,
    is_project: bool,
}

impl Walk<'_> {
    /// `path` leads to the table or the list that holds `key`, and is left as it was.
    fn value(&mut self, path: &mut String, key: &str, value: &toml::Value, is_name: bool) {
        let length = path.len();
        if !path.is_empty() && !key.starts_with('[') {
            path.push('.');
        }
        path.push_str(&readable(key));
        let is_name = is_name && !PROSE.contains(&key);
        // The name of a free field is printed beside its text.
        if !key.is_ascii() {
            self.text(path, key, is_name);
        }
        match value {
            toml::Value::String(text) => self.text(path, text, is_name),
            toml::Value::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    self.value(path, &format!("[{index}]"), value, is_name);
                }
            }
            toml::Value::Table(table) => {
                for (key, value) in table {
                    self.value(path, key, value, is_name);
                }
            }
            _ => {}
        }
        path.truncate(length);
    }

    fn text(&mut self, path: &str, text: &str, is_name: bool) {
        // Words of a fund's definition are its author's concern: layout tells him.
        let longest = match (self.is_project, is_name) {
            (false, _) => usize::MAX,
            (true, true) => LONGEST_WORD,
            (true, false) => LONGEST_WORD_OF_A_PARAGRAPH,
        };
        self.survey.text(&Place::field(self.file, path), text, is_name, longest, self.coverage);
    }
}

/// The texts of the workbook that documents print.
fn cells(budget: &Budget) -> impl Iterator<Item = &Maybe<String>> {
    let expenses = budget.expense_lines.iter().flat_map(|line| {
        [&line.number, &line.category, &line.label, &line.supplier, &line.partner, &line.document]
    });
    let staff = budget
        .staff_lines
        .iter()
        .flat_map(|line| [&line.number, &line.label, &line.mission, &line.partner, &line.document]);
    let resources = budget
        .resources
        .iter()
        .flat_map(|line| [&line.co_financer, &line.nature, &line.status, &line.document]);
    let indicators =
        budget.indicators.iter().flat_map(|line| [&line.code, &line.label, &line.unit, &line.source]);
    expenses.chain(staff).chain(resources).chain(indicators)
}

/// Nothing but printable ASCII.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t'))
}

/// A line of a definition that holds nothing to report, whatever its strings are.
fn is_sound(line: &str, is_project: bool, coverage: &Coverage) -> bool {
    if line.trim_start().starts_with('#') {
        return true;
    }
    let (signs, hidden) = if is_plain(line) { Default::default() } else { troubles(line, coverage) };
    let short = !is_project || longest_word(line).is_none_or(|(_, letters)| letters <= LONGEST_WORD);
    signs.is_empty() && hidden.is_empty() && short
}

/// The signs of a text that print wrongly, then those that are left out; each once, in the order met.
fn troubles(text: &str, coverage: &Coverage) -> (Vec<Sign>, Vec<char>) {
    let (mut signs, mut hidden) = (Vec::new(), Vec::new());
    let mut bears_marks = false;
    let mut judge = |c: char| {
        if is_left_out(c) || (c.is_control() && !c.is_ascii_whitespace()) {
            if !is_harmless_when_left_out(c) && !hidden.contains(&c) {
                hidden.push(c);
            }
            return;
        }
        let sign = match c {
            ' '..='~' => None,
            '\u{FFFD}' => Some(Sign::Lost),
            MISSING => Some(Sign::Box),
            // Drawn by the program, or set as a space, a line break or another hyphen.
            '☐' | '☑' | '☒' | '\u{A0}' | '\u{2010}' | '\u{2028}' => None,
            c if is_blank(c) => None,
            c if is_private(c) => Some(Sign::Private(c)),
            c if is_right_to_left(c) => Some(Sign::RightToLeft(c)),
            c if !coverage.contains(c) => Some(Sign::NoGlyph(c)),
            c if is_combining_mark(c) && !bears_marks => Some(Sign::LoneMark(c)),
            _ => None,
        };
        bears_marks = !c.is_whitespace();
        if let Some(sign) = sign.filter(|sign| !signs.contains(sign)) {
            signs.push(sign);
        }
    };
    // Pages compose letters and marks before they look for glyphs.
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.chars().for_each(&mut judge);
    } else {
        text.nfc().for_each(&mut judge);
    }
    (signs, hidden)
}

/// The longest part of a text in which no line may break, with its number of characters.
fn longest_word(text: &str) -> Option<(&str, usize)> {
    text.split(|c: char| {
        c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}') || matches!(c, '-' | '–' | '—')
    })
    .map(|word| (word, word.chars().count()))
    .max_by_key(|(_, letters)| *letters)
}

/// A text on one line, with what has no look of its own written out.
pub(super) fn readable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if is_blank(c) => shown.push(' '),
            c if is_private(c) || is_no_character(c) || (is_left_out(c) && !is_harmless_when_left_out(c)) => {
                shown.push_str(&format!("[{}]", crate::model::character::code_point(c)));
            }
            c => shown.push(c),
        }
    }
    shown
}

impl Sign {
    /// The character.
    pub(super) const fn character(self) -> char {
        match self {
            Self::NoGlyph(c) | Self::Private(c) | Self::RightToLeft(c) | Self::LoneMark(c) => c,
            Self::Lost => '\u{FFFD}',
            Self::Box => MISSING,
        }
    }

    /// What it is.
    pub(super) fn what(self) -> &'static str {
        describe(self.character())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin() -> Coverage {
        Coverage::new((0x20..0x250).chain(0x300..0x370).chain([0x2019, 0x25A1, 0xE000]))
    }

    #[test]
    fn each_awkward_sign_has_its_own_answer() {
        for (text, sign) in [
            ("漢", Sign::NoGlyph('漢')),
            ("😀", Sign::NoGlyph('😀')),
            ("\u{E000}", Sign::Private('\u{E000}')),
            ("שלום", Sign::RightToLeft('ש')),
            ("\u{FFFD}", Sign::Lost),
            ("□", Sign::Box),
            ("\u{301}a", Sign::LoneMark('\u{301}')),
        ] {
            let (signs, hidden) = troubles(text, &latin());
            assert_eq!(signs.first(), Some(&sign), "{text:?}");
            assert!(hidden.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn signs_that_are_left_out_are_told_and_the_harmless_ones_are_not() {
        for c in ['\u{202E}', '\u{2069}', '\u{200B}', '\u{FEFF}', '\u{7}', '\u{9B}', '\u{B}', '\u{85}'] {
            let (signs, hidden) = troubles(&format!("a{c}b"), &latin());
            assert_eq!((signs, hidden), (vec![], vec![c]), "U+{:04X}", u32::from(c));
        }
        let (signs, hidden) = troubles("fi\u{AD}nan\u{FE0F}ce l’e\u{301}te\u{301}\t\n☑\u{A0}", &latin());
        assert!(signs.is_empty() && hidden.is_empty(), "{signs:?} {hidden:?}");
    }

    #[test]
    fn a_sound_definition_is_not_taken_apart_and_an_escape_is_not_missed() {
        let mut survey = Survey::default();
        survey.definition("p", "[a]\nnom = \"Été\"\n# ────── 漢\n".as_bytes(), &latin(), true);
        assert!(survey.findings.is_empty());
        survey.definition("p", b"[[a]]\nnom = \"x\\u202Ey\"\n", &latin(), true);
        let found = survey.findings.first().map(|finding| (finding.place.to_string(), &finding.trouble));
        assert_eq!(found, Some(("p › a[0].nom".to_owned(), &Trouble::Hidden(vec!['\u{202E}']))));
    }

    #[test]
    fn names_are_told_apart_from_sentences() {
        let mut survey = Survey::default();
        survey.definition("p", "[a]\nnom = \"漢\"\nrole = \"漢\"\n".as_bytes(), &latin(), true);
        let names: Vec<bool> = survey.findings.iter().map(|finding| finding.is_name).collect();
        assert_eq!(names, [true, false]);
    }

    #[test]
    fn the_longest_word_stops_where_a_line_may_break() {
        assert_eq!(longest_word("un très-longs mot"), Some(("longs", 5)));
    }
}
