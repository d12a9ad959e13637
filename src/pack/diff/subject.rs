//! What is compared: a project, a pack by what its archive copy carries, or a workbook alone.

use std::collections::BTreeMap;
use std::path::Path;

use super::fields::fields;
use super::row::{Kind, Row};
use crate::documents::edition::is_archive;
use crate::model::door;
use crate::model::french::french_number;
use crate::model::{Budget, Located, Money};
use crate::pack::statement::Rule;
use crate::pack::verify::source::archive;
use crate::prepare::{Choices, Prepared, prepare};
use crate::rules::{Definitions, hints};
use crate::source::child::Reader;
use crate::source::folder::PROJECT_FILE;
use crate::source::table::{ReadingHints, read_tables};
use crate::source::workbook::read_workbook_with;
use crate::source::{ProjectFolder, limits};

/// What is compared with another of its kind.
#[derive(Debug)]
pub struct Subject {
    /// As it was named.
    pub name: String,
    /// Its lines.
    pub rows: Vec<Row>,
    /// What its packs say: none of a workbook alone.
    pub packs: BTreeMap<String, PackSide>,
    /// What its `projet.toml` says, field by field.
    pub fields: toml::Table,
    /// The printed lines of its description.
    pub wording: Vec<String>,
    /// True for a workbook alone.
    pub is_workbook: bool,
}

/// What a pack says.
#[derive(Debug, Default)]
pub struct PackSide {
    /// Its figures that are no line's: identifier, label and printed value.
    pub figures: Vec<(String, String, String)>,
    /// The answer of each check, by its code.
    pub answers: BTreeMap<String, String>,
    /// Its rules.
    pub rules: Vec<Rule>,
}

impl Subject {
    /// Reads what a path names.
    ///
    /// # Errors
    /// The sentence that says why it cannot be.
    pub fn read(path: &Path, definitions: &Definitions, reader: &Reader) -> Result<Self, String> {
        let name = path.display().to_string();
        if path.is_file() {
            let is_pdf = path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("pdf"));
            return if is_pdf {
                Self::of_archive(name, path, reader)
            } else {
                Self::of_workbook(name, path, definitions, reader)
            };
        }
        if path.join(PROJECT_FILE).is_file() {
            let mut folder = ProjectFolder::read(path).map_err(|error| error.to_string())?;
            folder.reader = reader.clone();
            let prepared =
                prepare(folder, definitions, &Choices::default()).map_err(|error| error.to_string())?;
            return Ok(Self::of(name, &prepared));
        }
        match carried_in(path) {
            Some(pdf) => Self::of_archive(name, &pdf, reader),
            None => Err(format!(
                "{name} : donnez un projet, un dossier de demande, son exemplaire d’archive ou un classeur"
            )),
        }
    }

    /// A pack, by the sources and the rules that it carries.
    fn of_archive(name: String, path: &Path, reader: &Reader) -> Result<Self, String> {
        let refused = |why: String| format!("{} : {why}", path.display());
        let bytes = door::read(path, limits::ARCHIVE_BYTES).map_err(|error| refused(error.to_string()))?;
        let archive = archive(&bytes).map_err(refused)?;
        let definitions = archive.definitions();
        let choices = Choices { funds: vec![archive.asked.fonds], date: Some(archive.date), siblings: None };
        let folder = ProjectFolder::carried(archive.project, reader.clone());
        let prepared = folder.and_then(|folder| prepare(folder, &definitions, &choices));
        Ok(Self::of(name, &prepared.map_err(|error| refused(error.to_string()))?))
    }

    /// A workbook alone: its lines, and nothing of what a fund makes of them.
    fn of_workbook(
        name: String,
        path: &Path,
        definitions: &Definitions,
        reader: &Reader,
    ) -> Result<Self, String> {
        let bytes =
            door::read(path, limits::WORKBOOK_BYTES as u64).map_err(|error| format!("{name} : {error}"))?;
        let funds = definitions.fund_ids().into_iter().filter_map(|id| definitions.fund(id, None).ok());
        let funds: Vec<_> = funds.collect();
        let hints: ReadingHints = hints(&funds, std::iter::empty());
        let file = path.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
        let workbook = read_workbook_with(reader, &file, &bytes).map_err(|error| error.to_string())?;
        let reading = read_tables(&file, &workbook.sheets, &hints)?;
        Ok(Self {
            name,
            rows: rows(&reading.budget),
            packs: BTreeMap::new(),
            fields: toml::Table::new(),
            wording: Vec::new(),
            is_workbook: true,
        })
    }

    fn of(name: String, prepared: &Prepared) -> Self {
        let packs = prepared.packs.iter().map(|pack| {
            let ledger = &pack.computation.ledger;
            // What a line gives is told with the line: its identifier is its rank, which an insertion changes.
            let is_whole = |id: &str| {
                !id.split('.').any(|part| {
                    part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_digit()) && part.len() != 4
                })
            };
            let figures = ledger.keys().filter_map(|key| {
                let figure = ledger.get(key);
                let id = figure.id.to_string();
                (is_whole(&id) && !id.starts_with("parametre."))
                    .then(|| (id, figure.label.to_string(), ledger.french(key)))
            });
            let side = PackSide {
                figures: figures.collect(),
                answers: pack
                    .results
                    .iter()
                    .map(|result| (result.code().to_owned(), result.answer.label().to_owned()))
                    .collect(),
                rules: crate::pack::manifest::rules(prepared, pack),
            };
            (pack.fund.id.clone(), side)
        });
        Self {
            name,
            rows: rows(&prepared.reading.budget),
            packs: packs.collect(),
            fields: fields(&prepared.folder.project_file.bytes),
            wording: prepared
                .description
                .iter()
                .flat_map(|text| &text.lines)
                .map(|line| line.text.clone())
                .collect(),
            is_workbook: false,
        }
    }
}

/// The archive copy of a pack.
fn carried_in(pack: &Path) -> Option<std::path::PathBuf> {
    let entries = std::fs::read_dir(pack.join("interne")).ok()?.flatten().map(|entry| entry.path());
    let mut found: Vec<_> = entries.filter(|path| is_archive(&path.to_string_lossy())).collect();
    found.sort();
    found.into_iter().next()
}

fn rows(budget: &Budget) -> Vec<Row> {
    let expenses = budget.expense_lines.iter().map(|line| Row {
        kind: Kind::Expense,
        place: line.place.clone(),
        title: said(&line.label, |label| label.to_string()),
        identity: filled([
            ("poste", said(&line.category, |text| text.to_string())),
            ("année", said(&line.year, |year| year.to_string())),
            ("partenaire", said(&line.partner, |text| text.to_string())),
        ]),
        values: filled([
            ("prestataire", said(&line.supplier, |text| text.to_string())),
            ("quantité", said(&line.quantity, |number| french_number(*number))),
            ("prix unitaire", said(&line.unit_price, |number| french_number(*number))),
            ("montant HT", said(&line.amount_excl_vat, Money::to_string)),
            ("TVA", said(&line.vat, Money::to_string)),
            ("montant TTC", said(&line.amount_incl_vat, Money::to_string)),
            ("pièce", said(&line.document, |text| text.to_string())),
        ]),
    });
    let staff = budget.staff_lines.iter().map(|line| Row {
        kind: Kind::Staff,
        place: line.place.clone(),
        title: said(&line.label, |label| label.to_string()),
        identity: filled([
            ("année", said(&line.year, |year| year.to_string())),
            ("partenaire", said(&line.partner, |text| text.to_string())),
        ]),
        values: filled([
            ("coût annuel", said(&line.annual_cost, Money::to_string)),
            ("heures annuelles", said(&line.annual_hours, |number| french_number(*number))),
            ("heures", said(&line.hours, |number| french_number(*number))),
            ("coût affecté", said(&line.stated_cost, Money::to_string)),
        ]),
    });
    let resources = budget.resources.iter().map(|line| Row {
        kind: Kind::Resource,
        place: line.place.clone(),
        title: said(&line.co_financer, |label| label.to_string()),
        identity: filled([("nature", said(&line.nature, |text| text.to_string()))]),
        values: filled([
            ("statut", said(&line.status, |text| text.to_string())),
            ("montant", said(&line.amount, Money::to_string)),
        ]),
    });
    let indicators = budget.indicators.iter().map(|line| Row {
        kind: Kind::Indicator,
        place: line.place.clone(),
        title: said(&line.label, |label| label.to_string()),
        identity: filled([("code", said(&line.code, |text| text.to_string()))]),
        values: filled([
            ("valeur de référence", said(&line.baseline, |number| french_number(*number))),
            ("valeur cible", said(&line.target, |number| french_number(*number))),
        ]),
    });
    expenses.chain(staff).chain(resources).chain(indicators).collect()
}

fn said<T>(cell: &Option<Located<T>>, shown: impl Fn(&T) -> String) -> String {
    cell.as_ref().map(|cell| shown(&cell.value)).unwrap_or_default()
}

fn filled<const N: usize>(cells: [(&'static str, String); N]) -> Vec<(&'static str, String)> {
    cells.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}
