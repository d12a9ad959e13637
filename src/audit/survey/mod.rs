//! Reading once every text of the project that documents may print, sign by sign.

mod signs;
mod walk;

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Budget, Coverage, Maybe, Place};
use crate::source::table::BudgetReading;
use crate::source::{Description, ProjectFolder};
pub(crate) use signs::{Sign, readable};
use signs::{is_plain, longest_word, troubles};
use walk::{Walk, is_sound};

/// Letters after which a word of a cell or of a field no longer fits in a column of the documents.
pub(crate) const LONGEST_WORD: usize = 60;

/// The same for a paragraph of the description, which has the width of the page.
pub(crate) const LONGEST_WORD_OF_A_PARAGRAPH: usize = 80;

/// Columns after which a table of the description is set too small to be read.
pub(crate) const MOST_COLUMNS: usize = 15;

/// What printing would do to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// These signs are printed as an empty box, or wrongly.
    Signs(Vec<Sign>),
    /// These signs are left out of the page.
    Hidden(Vec<char>),
    /// A word of so many letters: where it stands in the text, in bytes.
    LongWord { word: Range<usize>, letters: usize },
    /// A table of so many columns.
    WideTable { columns: usize },
    /// A block whose elements stand so deep in one another that no document takes it.
    Deep { depth: usize },
}

/// A text with its trouble.
#[derive(Debug, Clone)]
pub(crate) struct Remark {
    pub(crate) place: Place,
    /// Names someone or something that is filed, rather than being part of a narrative.
    pub(crate) is_name: bool,
    /// Shared with the cell it was read from: a hundred thousand lines may have the same trouble.
    pub(crate) text: Arc<str>,
    pub(crate) trouble: Trouble,
}

/// Every text of the project that documents may print, read once for all packs.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    pub(crate) remarks: Vec<Remark>,
    /// How many cells and lines were read: what the checks may say that they looked at.
    pub(crate) texts: usize,
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
        for table in reading.all_tables() {
            let place = Place::sheet(&folder.budget.name.as_str().into(), &table.sheet);
            survey.text(&place, &table.sheet, true, LONGEST_WORD, coverage);
            survey.texts += 1;
        }
        let sides = reading.sides.iter().map(|side| &side.reading.budget);
        for budget in std::iter::once(&reading.budget).chain(sides) {
            survey.lines(cells_of_expenses(budget), coverage);
            survey.lines(cells_of_staff(budget), coverage);
            survey.lines(cells_of_resources(budget), coverage);
            survey.lines(cells_of_indicators(budget), coverage);
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
        self.texts += description.lines.len();
        for line in &description.lines {
            self.text(&place(line.line), &line.text, false, LONGEST_WORD_OF_A_PARAGRAPH, coverage);
        }
        for (line, columns) in description.tables.iter().filter(|(_, columns)| *columns > MOST_COLUMNS) {
            self.remarks.push(Remark {
                place: place(*line),
                is_name: false,
                text: Arc::default(),
                trouble: Trouble::WideTable { columns: *columns },
            });
        }
        for (line, depth) in &description.deep {
            self.remarks.push(Remark {
                place: place(*line),
                is_name: false,
                text: Arc::default(),
                trouble: Trouble::Deep { depth: *depth },
            });
        }
    }

    /// Every string of a TOML file. Nearly all are sound: the file is searched as a whole before it is taken apart.
    fn definition(&mut self, file: &str, bytes: &[u8], coverage: &Coverage, is_project: bool) {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let is_text = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        self.texts += text.lines().filter(is_text).count();
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

    /// The cells of the lines of one kind of table.
    fn lines<'a, const N: usize>(
        &mut self,
        lines: impl Iterator<Item = [&'a Maybe<Arc<str>>; N]>,
        coverage: &Coverage,
    ) {
        // A merged cell is read for each of its lines, which follow one another.
        let mut before: [Option<&Place>; N] = [None; N];
        for cells in lines {
            for (cell, before) in cells.into_iter().zip(&mut before) {
                let Some(cell) = cell else { continue };
                if before.replace(&cell.place) != Some(&cell.place) {
                    self.shared(
                        &cell.place,
                        &cell.value,
                        || Arc::clone(&cell.value),
                        (true, LONGEST_WORD),
                        coverage,
                    );
                    self.texts += 1;
                }
            }
        }
    }

    fn text(&mut self, place: &Place, text: &str, is_name: bool, longest: usize, coverage: &Coverage) {
        self.shared(place, text, || text.into(), (is_name, longest), coverage);
    }

    /// A text, and how to keep it when it has a trouble.
    fn shared(
        &mut self,
        place: &Place,
        text: &str,
        kept: impl Fn() -> Arc<str>,
        (is_name, longest): (bool, usize),
        coverage: &Coverage,
    ) {
        let mut push = |trouble| {
            self.remarks.push(Remark { place: place.clone(), is_name, text: kept(), trouble });
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
            push(Trouble::LongWord { word, letters });
        }
    }
}

/// The texts of the workbook that documents print, line by line.
fn cells_of_expenses(budget: &Budget) -> impl Iterator<Item = [&Maybe<Arc<str>>; 6]> {
    budget.expense_lines.iter().map(|line| {
        [&line.number, &line.category, &line.label, &line.supplier, &line.partner, &line.document]
    })
}

fn cells_of_staff(budget: &Budget) -> impl Iterator<Item = [&Maybe<Arc<str>>; 5]> {
    budget
        .staff_lines
        .iter()
        .map(|line| [&line.number, &line.label, &line.mission, &line.partner, &line.document])
}

fn cells_of_resources(budget: &Budget) -> impl Iterator<Item = [&Maybe<Arc<str>>; 4]> {
    budget.resources.iter().map(|line| [&line.co_financer, &line.nature, &line.status, &line.document])
}

fn cells_of_indicators(budget: &Budget) -> impl Iterator<Item = [&Maybe<Arc<str>>; 4]> {
    budget.indicators.iter().map(|line| [&line.code, &line.label, &line.unit, &line.source])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin() -> Coverage {
        Coverage::new((0x20..0x250).chain(0x300..0x370).chain([0x2019, 0x25A1, 0xE000]))
    }

    #[test]
    fn a_sound_definition_is_not_taken_apart_and_an_escape_is_not_missed() {
        let mut survey = Survey::default();
        survey.definition("p", "[a]\nnom = \"Été\"\n# ────── 漢\n".as_bytes(), &latin(), true);
        assert!(survey.remarks.is_empty());
        assert_eq!(survey.texts, 2);
        survey.definition("p", b"[[a]]\nnom = \"x\\u202Ey\"\n", &latin(), true);
        let found = survey.remarks.first().map(|finding| (finding.place.to_string(), &finding.trouble));
        assert_eq!(found, Some(("p › a[0].nom".to_owned(), &Trouble::Hidden(vec!['\u{202E}']))));
    }

    #[test]
    fn names_are_told_apart_from_sentences() {
        let mut survey = Survey::default();
        survey.definition("p", "[a]\nnom = \"漢\"\nrole = \"漢\"\n".as_bytes(), &latin(), true);
        let names: Vec<bool> = survey.remarks.iter().map(|finding| finding.is_name).collect();
        assert_eq!(names, [true, false]);
    }
}
