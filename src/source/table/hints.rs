//! What the reader may know beforehand: names of categories and partners, and the tables as `projet.toml` names them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::layout::{NamedTable, named_tables};
use super::normal::{plain, without_number};
use super::role::{ColumnRole, TableKind};
use super::wide::{Inherited, Origin, bare_year, dated};
use crate::model::currency::CurrencyCode;
use crate::model::project::BudgetLayout;
use crate::model::side::Side;
use crate::model::text::{holds_words, normalise};
use crate::model::{Located, Maybe, Place};
use crate::source::workbook::sheet::{Cell, Sheet};

/// Names that tell what a title or the name of a sheet stands for.
#[derive(Debug, Clone, Default)]
pub struct ReadingHints {
    categories: BTreeSet<String>,
    partners: BTreeSet<String>,
    /// Words by which a funder is known, in their one spelling.
    funders: Vec<String>,
    /// What `N` and `Année 1` stand for.
    pub(super) first_year: Option<i32>,
    /// True when the plan is presented with VAT.
    pub(super) includes_vat: bool,
    pub(super) tables: Vec<NamedTable>,
    /// The currency of what is read, where it is not the euro.
    pub(super) currency: Option<CurrencyCode>,
    /// The sheets to read, or not to read.
    scope: SheetScope,
}

/// Which sheets are read, by their names in one spelling.
#[derive(Debug, Clone, Default)]
enum SheetScope {
    #[default]
    All,
    Only(BTreeSet<String>),
    AllBut(BTreeSet<String>),
}

/// What a title or the name of a sheet says for the lines under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    Category(String),
    Partner(String),
    Year(i32),
}

impl ReadingHints {
    /// Names as the funds and the project write them; spelling is forgiven.
    #[must_use]
    pub fn new<'a>(
        categories: impl Iterator<Item = &'a str>,
        partners: impl Iterator<Item = &'a str>,
    ) -> Self {
        let gather = |names: &mut dyn Iterator<Item = &'a str>| {
            names.map(normalise).filter(|name| !name.is_empty()).collect()
        };
        let (mut categories, mut partners) = (categories, partners);
        let (categories, partners) = (gather(&mut categories), gather(&mut partners));
        Self { categories, partners, ..Self::default() }
    }

    /// The same, for the sheets of a side alone, whose amounts are in its currency.
    #[must_use]
    pub fn of_side(&self, side: &Side) -> Self {
        let names = side.sheets.iter().map(|name| normalise(name)).collect();
        let (currency, scope) = (Some(side.currency), SheetScope::Only(names));
        Self { currency, scope, tables: Vec::new(), ..self.clone() }
    }

    /// The same, without the sheets of the sides.
    #[must_use]
    pub fn without_sides(mut self, sides: &[Side]) -> Self {
        if !sides.is_empty() {
            let names = sides.iter().flat_map(|side| &side.sheets).map(|name| normalise(name));
            self.scope = SheetScope::AllBut(names.collect());
        }
        self
    }

    /// True for a sheet that is to be read.
    pub(super) fn is_read(&self, sheet: &str) -> bool {
        match &self.scope {
            SheetScope::All => true,
            SheetScope::Only(names) => names.contains(&normalise(sheet)),
            SheetScope::AllBut(names) => !names.contains(&normalise(sheet)),
        }
    }

    /// The words by which a funder is known in its name.
    #[must_use]
    pub fn with_funders<'a>(mut self, words: impl Iterator<Item = &'a str>) -> Self {
        self.funders = words.map(plain).filter(|words| !words.is_empty()).collect();
        self
    }

    /// The first civil year of the operation, which `N` and `Année 1` stand for.
    #[must_use]
    pub const fn with_first_year(mut self, year: Option<i32>) -> Self {
        self.first_year = year;
        self
    }

    /// Whether the plan is presented with VAT: what a column of amounts holds that says neither HT nor TTC.
    #[must_use]
    pub const fn with_vat(mut self, includes_vat: bool) -> Self {
        self.includes_vat = includes_vat;
        self
    }

    /// True for the name of a funder, or of what stands for one: `État – DETR`, `Autofinancement`.
    pub(super) fn is_funder(&self, name: &str) -> bool {
        let name = plain(name);
        self.funders.iter().any(|words| holds_words(&name, words))
    }

    /// True for a category that a fund knows.
    pub(super) fn is_category(&self, name: &str) -> bool {
        self.categories.contains(&normalise(name))
    }

    /// True when the categories of the funds are known.
    pub(super) fn knows_categories(&self) -> bool {
        !self.categories.is_empty()
    }

    /// The tables as `projet.toml` names them.
    ///
    /// # Errors
    /// A message, in French, that names the field at fault.
    pub fn with_layout(mut self, layout: &BudgetLayout) -> Result<Self, String> {
        self.tables = named_tables(layout)?;
        Ok(self)
    }

    /// Reads a title; `None` when it names nothing.
    pub(super) fn read(&self, text: &str) -> Option<Says> {
        let text = text.trim().trim_end_matches([':', ' ', '\u{a0}', '\u{202f}']);
        if text.is_empty() {
            return None;
        }
        if let Some(year) = bare_year(text) {
            return Some(Says::Year(year));
        }
        if self.categories.contains(&normalise(text)) {
            return Some(Says::Category(text.to_owned()));
        }
        if let Some((before, after)) = text.split_once([':', '–', '—']) {
            let before = plain(before);
            if ["partenaire", "porteur", "structure"].contains(&before.as_str()) && !after.trim().is_empty() {
                return Some(Says::Partner(after.trim().to_owned()));
            }
        }
        if self.partners.contains(&normalise(text)) {
            return Some(Says::Partner(text.to_owned()));
        }
        let bare = without_number(text);
        Some(Says::Category(if bare.is_empty() { text.to_owned() } else { bare.to_owned() }))
    }

    /// True when a name is one that the funds or the project know.
    pub(super) fn knows(&self, says: &Says) -> bool {
        match says {
            Says::Category(name) => self.categories.contains(&normalise(name)),
            Says::Partner(_) | Says::Year(_) => true,
        }
    }
}

/// Names of sheets and titles that say nothing of the category.
pub(super) fn is_generic(text: &str) -> bool {
    const WORDS: [&str; 39] = [
        "feuil",
        "feuille",
        "sheet",
        "tableau",
        "budget",
        "depense",
        "previsionnel",
        "previsionnelle",
        "plan",
        "financement",
        "poste",
        "projet",
        "operation",
        "detail",
        "donnee",
        "base",
        "total",
        "annexe",
        "onglet",
        "cout",
        "charge",
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "et",
        "ht",
        "ttc",
        "ligne",
        "version",
        "exemple",
        "fictif",
        "chiffrage",
        "estimation",
        "estimatif",
    ];
    let words = plain(text);
    words.split(' ').filter(|word| !word.is_empty()).all(|word| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let single = if word.len() > 3 { word.trim_end_matches('s') } else { word };
        word.is_empty() || WORDS.contains(&word) || WORDS.contains(&single)
    })
}

/// What stands for every line of a table, unless a line says otherwise.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    pub(super) category: Maybe<Arc<str>>,
    pub(super) partner: Maybe<Arc<str>>,
    pub(super) year: Maybe<i32>,
    /// How each of them came.
    pub(super) origins: [Option<Origin>; 3],
}

impl Given {
    /// What the title above the headers, then the name of the sheet, say.
    pub(super) fn of_table(
        file: &Arc<str>,
        sheet: &Sheet,
        title: Option<&Cell>,
        hints: &ReadingHints,
    ) -> Self {
        let mut given = Self::default();
        let sheet_place = Place::sheet(file, &sheet.name);
        let of_sheet = said_by_sheet(&sheet.name, hints);
        if let Some(says) = &of_sheet {
            given.set(says.clone(), &sheet_place, Origin::SheetName);
        }
        let Some((text, cell)) = title.and_then(|cell| Some((cell.text()?, cell))) else { return given };
        if is_generic(text) && dated(text).year.is_none() {
            return given;
        }
        let Some(says) = hints.read(text) else { return given };
        // A sentence above a table names its category only when a fund knows it, or nothing else does.
        let sure = hints.knows(&says);
        // `Plan de financement – Réfection de la halle` names the project.
        let names_project =
            ["plan de financement", "budget previsionnel", "plan previsionnel", "projet", "operation"]
                .iter()
                .any(|start| plain(text).starts_with(start));
        // The first words of a sheet name what all of it is about, more often than the category of one table.
        let names_sheet =
            hints.knows_categories() && sheet.filled_row(0).is_some_and(|(row, _)| row == cell.row);
        let may_be = !is_generic(text) && !names_project && !names_sheet;
        if sure || (given.category.is_none() && text.len() <= 60 && may_be) {
            given.set(says, &Place::cell(file, &sheet.name, cell.row, cell.column), Origin::Title);
        }
        given
    }

    /// Takes what a title says.
    pub(super) fn set(&mut self, says: Says, place: &Place, origin: Origin) {
        match says {
            Says::Category(name) => {
                self.category = Some(Located::new(name.into(), place.clone()));
                self.origins[0] = Some(origin);
            }
            Says::Partner(name) => {
                self.partner = Some(Located::new(name.into(), place.clone()));
                self.origins[1] = Some(origin);
            }
            Says::Year(year) => {
                self.year = Some(Located::new(year, place.clone()));
                self.origins[2] = Some(origin);
            }
        }
    }
}

fn said_by_sheet(name: &str, hints: &ReadingHints) -> Option<Says> {
    if is_generic(name) {
        return dated(name).year.map(Says::Year);
    }
    hints.read(name)
}

/// What the lines of a table took from above, in the order of the first line that did.
#[derive(Debug, Clone, Default)]
pub(super) struct InheritedNotes {
    notes: Vec<Inherited>,
    by_source: BTreeMap<(ColumnRole, Place), usize>,
}

impl InheritedNotes {
    /// Adds one more line.
    pub(super) fn add<T: ToString>(
        &mut self,
        role: ColumnRole,
        value: &Located<T>,
        origin: Origin,
        row: u32,
    ) {
        let next = self.notes.len();
        let index = *self.by_source.entry((role, value.place.clone())).or_insert(next);
        match self.notes.get_mut(index) {
            Some(note) => {
                note.lines += 1;
                note.last_row = row;
            }
            None => self.notes.push(Inherited {
                role,
                value: value.value.to_string(),
                from: value.place.clone(),
                origin,
                lines: 1,
                first_row: row,
                last_row: row,
            }),
        }
    }

    pub(super) fn into_vec(self) -> Vec<Inherited> {
        self.notes
    }
}

/// Tables whose lines have a category or a partner.
pub(super) fn takes_from_above(kind: TableKind) -> bool {
    matches!(kind, TableKind::Expenses | TableKind::Staff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_nothing_are_told() {
        for name in ["Feuil1", "Dépenses", "Budget prévisionnel 2024", "Tableau 2", "Plan de financement", ""]
        {
            assert!(is_generic(name), "{name}");
        }
        for name in ["Communication", "CCI Artois", "Prestations externes", "Dépenses de communication"] {
            assert!(!is_generic(name), "{name}");
        }
    }

    #[test]
    fn titles_name_a_category_a_partner_or_a_year() {
        let hints = ReadingHints::new(["Prestations externes"].into_iter(), ["CCI Artois"].into_iter());
        let category = |name: &str| Some(Says::Category(name.to_owned()));
        assert_eq!(hints.read("A. Prestations externes :"), category("Prestations externes"));
        assert_eq!(hints.read("1.2. Communication"), category("Communication"));
        assert_eq!(hints.read("Cci artois"), Some(Says::Partner("Cci artois".to_owned())));
        assert_eq!(hints.read("Partenaire : UPHF"), Some(Says::Partner("UPHF".to_owned())));
        assert_eq!(hints.read("Année 2025"), Some(Says::Year(2025)));
        assert_eq!(hints.read(" : "), None);
    }
}
