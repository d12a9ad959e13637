//! What stands at a place, as the applicant or the fund wrote it.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value as Toml;

use crate::figures::Value;
use crate::formula::{CellRef, Recalculation};
use crate::model::fund::ParameterUnit;
use crate::model::{Place, Rate};
use crate::prepare::Prepared;
use crate::rules::RuleValue;
use crate::source::amount::{Scale, parse_amount, parse_number};
use crate::source::workbook::read_workbook_with;
use crate::source::workbook::sheet::shorten;

/// The workbook and the definitions, as written.
pub struct Written {
    pub(super) recalculation: Option<Recalculation>,
    pub(super) definitions: BTreeMap<String, Toml>,
}

/// Most formulas followed one into the other.
const DEEPEST: usize = 8;

/// Most cells listed behind one.
const MOST_CELLS: usize = 200;

/// What stands at a place.
struct Found {
    text: String,
    formula: Option<String>,
}

impl Written {
    /// Read the files of a project again; what can no longer be read is left out, `prepared` has been read from it.
    #[must_use]
    pub fn of(prepared: &Prepared) -> Self {
        let folder = &prepared.folder;
        let workbook = read_workbook_with(&folder.reader, &folder.budget.name, &folder.budget.bytes).ok();
        let recalculation =
            workbook.map(|workbook| Recalculation::new(&folder.budget.name, workbook, &prepared.reading));
        let funds = prepared.packs.iter().map(|pack| (pack.fund.path.clone(), pack.fund.definition.as_ref()));
        let definitions =
            std::iter::once((folder.project_file.name.clone(), folder.project_file.bytes.as_ref()))
                .chain(funds)
                .filter_map(|(name, bytes)| {
                    let text = std::str::from_utf8(bytes).ok()?;
                    let table: toml::Table = toml::from_str(text.trim_start_matches('\u{feff}')).ok()?;
                    Some((name, Toml::Table(table)))
                })
                .collect();
        Self { recalculation, definitions }
    }

    /// The cells that the formula of a cell reads, and those that these read, each with its depth below the first.
    #[must_use]
    pub fn cells_behind(&self, place: &Place) -> Vec<CellBehind> {
        let mut found = Vec::new();
        if let Some(recalculation) = &self.recalculation
            && let Some(at) = recalculation.cell_of(place)
        {
            behind(recalculation, at, 0, &mut BTreeSet::from([at]), &mut found);
        }
        found
    }

    /// `écrit « 12,5 k€ »`, `formule =H12+I12`: what a reader of the place would see beside the value, where it differs.
    #[must_use]
    pub fn remark(&self, place: &Place, value: Value) -> Option<String> {
        let found = self.at(place)?;
        let written = (!is_same(&found.text, value)).then(|| format!("écrit « {} »", found.text));
        let formula = found.formula.map(|formula| format!("formule ={formula}"));
        let remarks: Vec<String> = written.into_iter().chain(formula).collect();
        (!remarks.is_empty()).then(|| remarks.join(", "))
    }

    /// The text that stands at a place, when it holds one.
    #[must_use]
    pub fn text(&self, place: &Place) -> Option<String> {
        self.at(place).map(|found| found.text)
    }

    /// The formula of the cell at a place, without its `=`.
    #[must_use]
    pub fn formula(&self, place: &Place) -> Option<String> {
        self.at(place).and_then(|found| found.formula)
    }

    /// The file that has a field of a path, and what the field holds unless it is a section.
    pub(super) fn field(&self, file: Option<&str>, path: &str) -> Option<(&str, Option<String>)> {
        let named = self.definitions.iter().filter(|(name, _)| file.is_none_or(|file| is_named(name, file)));
        named.into_iter().find_map(|(name, definition)| {
            walk(definition, path)?;
            Some((name.as_str(), self.text(&Place::field(name.as_str(), path))))
        })
    }

    fn at(&self, place: &Place) -> Option<Found> {
        match place {
            Place::Cell { .. } => {
                let recalculation = self.recalculation.as_ref()?;
                let cell = recalculation.content(recalculation.cell_of(place)?)?;
                let formula = cell.formula.as_ref().map(|formula| shorten(formula));
                Some(Found { text: cell.shown(), formula })
            }
            Place::Field(field) => {
                let value = walk(self.definitions.get(field.file())?, field.path())?;
                // A parameter of a fund is a section; its value is one of its fields.
                let value = value.get("valeur").unwrap_or(value);
                let text = match value {
                    Toml::String(text) => text.clone(),
                    Toml::Table(_) | Toml::Array(_) => return None,
                    other => other.to_string(),
                };
                Some(Found { text: shorten(&text), formula: None })
            }
            Place::File { .. } | Place::Sheet { .. } | Place::Line { .. } | Place::Page { .. } => None,
        }
    }
}

/// True for a file by its path or by its name alone.
pub(super) fn is_named(file: &str, asked: &str) -> bool {
    let own = file.rsplit('/').next().unwrap_or(file);
    [file, own].iter().any(|name| name.eq_ignore_ascii_case(asked.trim()))
}

/// A cell that a formula reads.
#[derive(Debug)]
pub struct CellBehind {
    /// How many formulas stand between it and the cell asked for.
    pub depth: usize,
    /// Where it is.
    pub place: Place,
    /// What it shows.
    pub text: String,
    /// Its own formula, without its `=`.
    pub formula: Option<String>,
}

fn behind(
    recalculation: &Recalculation,
    at: CellRef,
    depth: usize,
    seen: &mut BTreeSet<CellRef>,
    found: &mut Vec<CellBehind>,
) {
    if depth >= DEEPEST {
        return;
    }
    for area in recalculation.areas(at) {
        let Some(sheet) = recalculation.sheet(area.at(0, 0)) else { continue };
        let rows = sheet.rows_between(area.range.first_row, area.range.last_row);
        for cell in rows.flatten().filter(|cell| !cell.is_blank()) {
            let read = CellRef { sheet: area.sheet, row: cell.row, column: cell.column };
            if !area.contains(read) || found.len() >= MOST_CELLS || !seen.insert(read) {
                continue;
            }
            found.push(CellBehind {
                depth,
                place: recalculation.place(read),
                text: cell.shown(),
                formula: cell.formula.as_ref().map(|formula| shorten(formula)),
            });
            behind(recalculation, read, depth + 1, seen, found);
        }
    }
}

/// The value at a dotted path; identifiers may hold dots themselves, as `fonds.feder-ospe-1.3.taux_demande`.
fn walk<'a>(value: &'a Toml, path: &str) -> Option<&'a Toml> {
    let path = path.strip_prefix('.').unwrap_or(path);
    if path.is_empty() {
        return Some(value);
    }
    match value {
        Toml::Table(table) => table.iter().find_map(|(name, inner)| {
            let rest = path.strip_prefix(name.as_str())?;
            if rest.is_empty() || rest.starts_with(['.', '[']) { walk(inner, rest) } else { None }
        }),
        Toml::Array(items) => {
            let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
            walk(items.get(index.parse::<usize>().ok()?)?, rest)
        }
        _ => None,
    }
}

/// True when the text reads as the value, nothing added.
fn is_same(text: &str, value: Value) -> bool {
    match value {
        Value::Money(money) => parse_amount(text)
            .is_ok_and(|read| read.money == money && read.scale == Scale::Euro && !read.is_rounded()),
        Value::Foreign(amount, currency) => {
            RuleValue::parse(text, ParameterUnit::MontantEn(currency)).and_then(RuleValue::foreign)
                == Some(amount)
        }
        Value::Rate(rate) => Rate::parse_percent(text) == Some(rate),
        Value::Number(number) => parse_number(text) == Ok(number),
        Value::Missing => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;

    #[test]
    fn a_path_is_walked_through_names_that_hold_dots() {
        let text =
            "[fonds.\"a-1.3\"]\ntaux = \"45 %\"\n[[aides]]\nmontant = \"1\"\n[[aides]]\nmontant = \"2\"\n";
        let definition = Toml::Table(toml::from_str(text).unwrap());
        assert_eq!(walk(&definition, "fonds.a-1.3.taux").and_then(Toml::as_str), Some("45 %"));
        assert_eq!(walk(&definition, "aides[1].montant").and_then(Toml::as_str), Some("2"));
        for absent in ["fonds.a-1", "aides[2].montant", "aides[x]", "aide", "fonds.a-1.3.taux.plus"] {
            assert!(walk(&definition, absent).is_none(), "{absent}");
        }
    }

    #[test]
    fn a_text_that_says_more_than_the_value_is_told() {
        let amount = Value::Money(Money::from_cents(1_250_000));
        for same in ["12 500,00 €", "12500", "12500,0"] {
            assert!(is_same(same, amount), "{same}");
        }
        for other in ["12,5 k€", "12500,001", "douze mille", ""] {
            assert!(!is_same(other, amount), "{other}");
        }
    }
}
