//! `[budget]` of `projet.toml`: where a table stands and what its columns hold, when its headers do not say it.

use super::header::{Column, Header, OtherHeader, YearColumns, header_text};
use super::role::{Certainty, ColumnRole, TableKind};
use super::wide::{is_year, is_yearly};
use crate::model::project::{BudgetLayout, TableLayout};
use crate::model::{Place, cell_name, column_name};
use crate::source::limits;
use crate::source::project_file::nearest;
use crate::source::workbook::sheet::Sheet;

/// The names of columns in `projet.toml`, by table.
const NAMES: &[(TableKind, &str, ColumnRole)] = &[
    (TableKind::Expenses, "numero", ColumnRole::Number),
    (TableKind::Expenses, "poste", ColumnRole::Category),
    (TableKind::Expenses, "intitule", ColumnRole::Label),
    (TableKind::Expenses, "prestataire", ColumnRole::Supplier),
    (TableKind::Expenses, "partenaire", ColumnRole::Partner),
    (TableKind::Expenses, "action", ColumnRole::Action),
    (TableKind::Expenses, "section", ColumnRole::Section),
    (TableKind::Expenses, "annee", ColumnRole::Year),
    (TableKind::Expenses, "quantite", ColumnRole::Quantity),
    (TableKind::Expenses, "prix_unitaire", ColumnRole::UnitPrice),
    (TableKind::Expenses, "montant_ht", ColumnRole::AmountExclVat),
    (TableKind::Expenses, "taux_tva", ColumnRole::VatRate),
    (TableKind::Expenses, "tva", ColumnRole::Vat),
    (TableKind::Expenses, "montant_ttc", ColumnRole::AmountInclVat),
    (TableKind::Expenses, "assiette", ColumnRole::VatBasis),
    (TableKind::Expenses, "piece", ColumnRole::Document),
    (TableKind::Staff, "numero", ColumnRole::Number),
    (TableKind::Staff, "nom", ColumnRole::Label),
    (TableKind::Staff, "mission", ColumnRole::Mission),
    (TableKind::Staff, "partenaire", ColumnRole::Partner),
    (TableKind::Staff, "action", ColumnRole::Action),
    (TableKind::Staff, "annee", ColumnRole::Year),
    (TableKind::Staff, "cout_annuel", ColumnRole::AnnualCost),
    (TableKind::Staff, "heures_annuelles", ColumnRole::AnnualHours),
    (TableKind::Staff, "methode", ColumnRole::Method),
    (TableKind::Staff, "cout_mensuel", ColumnRole::MonthlyCost),
    (TableKind::Staff, "heures_mensuelles", ColumnRole::MonthlyHours),
    (TableKind::Staff, "quotite", ColumnRole::WorkingShare),
    (TableKind::Staff, "couts_documentes_au", ColumnRole::CostsAsOf),
    (TableKind::Staff, "part_fixe", ColumnRole::FixedShare),
    (TableKind::Staff, "mois", ColumnRole::Months),
    (TableKind::Staff, "heures", ColumnRole::Hours),
    (TableKind::Staff, "cout", ColumnRole::StatedCost),
    (TableKind::Staff, "piece", ColumnRole::Document),
    (TableKind::Resources, "numero", ColumnRole::Number),
    (TableKind::Resources, "cofinanceur", ColumnRole::CoFinancer),
    (TableKind::Resources, "nature", ColumnRole::Nature),
    (TableKind::Resources, "statut", ColumnRole::Status),
    (TableKind::Resources, "montant", ColumnRole::Amount),
    (TableKind::Resources, "part", ColumnRole::Share),
    (TableKind::Resources, "date", ColumnRole::Date),
    (TableKind::Resources, "piece", ColumnRole::Document),
    (TableKind::Indicators, "code", ColumnRole::Code),
    (TableKind::Indicators, "intitule", ColumnRole::Label),
    (TableKind::Indicators, "unite", ColumnRole::Unit),
    (TableKind::Indicators, "valeur_depart", ColumnRole::Baseline),
    (TableKind::Indicators, "valeur_cible", ColumnRole::Target),
    (TableKind::Indicators, "source", ColumnRole::Source),
];

/// How `projet.toml` names a column of a table.
#[must_use]
pub fn layout_name(kind: TableKind, role: ColumnRole) -> Option<&'static str> {
    NAMES.iter().find(|(of, _, one)| *of == kind && *one == role).map(|(_, name, _)| *name)
}

/// The section of `projet.toml` that says where a table stands.
#[must_use]
pub const fn layout_section(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Expenses => "budget",
        TableKind::Staff => "budget.personnel",
        TableKind::Resources => "budget.ressources",
        TableKind::Indicators => "budget.indicateurs",
    }
}

/// The lines of `projet.toml` that say where a table stands and what its columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutLines {
    /// The section that they stand under.
    pub section: &'static str,
    /// The name of the sheet.
    pub sheet: String,
    /// The row of the headers, from 1.
    pub header_row: u32,
    /// `intitule = "A"`, `montant_ht = "B"`.
    pub columns: Vec<String>,
}

impl LayoutLines {
    /// The lines for a table whose headers stand at a place.
    #[must_use]
    pub fn of(kind: TableKind, columns: &[(ColumnRole, u32)], place: &Place) -> Self {
        let (sheet, header_row) = match place {
            Place::Cell { sheet, row, .. } => (sheet.to_string(), row.saturating_add(1)),
            _ => (String::new(), 1),
        };
        let named = columns.iter().filter_map(|(role, column)| {
            Some(format!("{} = \"{}\"", layout_name(kind, *role)?, column_name(*column)))
        });
        Self { section: layout_section(kind), sheet, header_row, columns: named.collect() }
    }
}

/// A table as `projet.toml` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedTable {
    pub(super) kind: TableKind,
    pub(super) sheet: Option<String>,
    /// Zero-based.
    pub(super) header_row: Option<u32>,
    columns: Vec<NamedColumn>,
    /// The dotted path of the section.
    pub(super) path: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct NamedColumn {
    role: ColumnRole,
    year: Option<i32>,
    column: u32,
}

/// The tables that `projet.toml` names.
///
/// # Errors
/// A message, in French, that names the field at fault.
pub(super) fn named_tables(layout: &BudgetLayout) -> Result<Vec<NamedTable>, String> {
    let expenses = TableLayout {
        sheet: layout.sheet.clone(),
        header_row: layout.header_row,
        columns: layout.columns.clone(),
    };
    let tables = [
        (TableKind::Expenses, Some(&expenses)),
        (TableKind::Staff, layout.staff.as_ref()),
        (TableKind::Resources, layout.resources.as_ref()),
        (TableKind::Indicators, layout.indicators.as_ref()),
    ];
    tables
        .into_iter()
        .filter_map(|(kind, table)| {
            let table = table?;
            (*table != TableLayout::default()).then(|| named_table(kind, layout_section(kind), table))
        })
        .collect()
}

fn named_table(kind: TableKind, path: &'static str, table: &TableLayout) -> Result<NamedTable, String> {
    let header_row = match table.header_row {
        Some(row) if (1..=limits::FAR_ROW).contains(&row) => Some(row - 1),
        Some(row) => {
            return Err(format!(
                "{path}.ligne_entete : {row} n’est pas un numéro de ligne ; donnez celui qu’Excel affiche, de 1 à {}",
                limits::FAR_ROW
            ));
        }
        None => None,
    };
    let mut columns: Vec<NamedColumn> = Vec::new();
    for (name, letters) in &table.columns {
        let (role, year) = role_named(kind, name).ok_or_else(|| unknown_name(kind, path, name))?;
        let column = column_number(letters).ok_or_else(|| {
            format!(
                "{path}.colonnes.{name} : « {letters} » n’est pas une colonne ; donnez ses lettres, comme « G » ou « AB »"
            )
        })?;
        if let Some(twin) = columns.iter().find(|one| one.column == column) {
            let twin = NAMES.iter().find(|(of, _, role)| *of == kind && *role == twin.role);
            return Err(format!(
                "{path}.colonnes.{name} : la colonne {} est déjà celle de « {} »",
                column_name(column),
                twin.map_or("une autre", |(_, name, _)| name)
            ));
        }
        columns.push(NamedColumn { role, year, column });
    }
    Ok(NamedTable { kind, sheet: table.sheet.clone(), header_row, columns, path })
}

/// `montant_ht`, or `montant_ht_2024` in a table with one column per year.
fn role_named(kind: TableKind, name: &str) -> Option<(ColumnRole, Option<i32>)> {
    let role = |name: &str| {
        NAMES.iter().find(|(of, known, _)| *of == kind && *known == name).map(|(_, _, role)| *role)
    };
    if let Some(role) = role(name) {
        return Some((role, None));
    }
    let (name, year) = name.rsplit_once('_')?;
    let year = year.parse::<i32>().ok().filter(|year| is_year(*year))?;
    let role = role(name).filter(|role| is_yearly(kind, *role))?;
    Some((role, Some(year)))
}

fn unknown_name(kind: TableKind, path: &str, name: &str) -> String {
    let known = || NAMES.iter().filter(|(of, ..)| *of == kind).map(|(_, name, _)| *name);
    let hint =
        nearest(name, known()).map_or_else(String::new, |near| format!(" (vouliez-vous dire « {near} » ?)"));
    format!(
        "{path}.colonnes : « {name} » n’est pas une colonne connue{hint} ; colonnes connues : {}",
        known().collect::<Vec<_>>().join(", ")
    )
}

/// `A` is 0, `AB` is 27.
fn column_number(letters: &str) -> Option<u32> {
    let letters = letters.trim();
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number = 0_u32;
    for c in letters.chars() {
        let digit = c.to_ascii_uppercase();
        if !digit.is_ascii_uppercase() {
            return None;
        }
        number = number * 26 + (u32::from(digit) - u32::from('A') + 1);
    }
    Some(number - 1).filter(|column| *column < limits::FAR_COLUMN)
}

impl NamedTable {
    /// The sheet it stands on; any sheet when none is named.
    pub(super) fn is_on(&self, sheet: &Sheet) -> bool {
        self.sheet.as_deref().is_none_or(|name| same_name(name, &sheet.name))
    }

    /// The leftmost of the columns named.
    pub(super) fn first_column(&self) -> Option<u32> {
        self.columns.iter().map(|column| column.column).min()
    }

    /// Gives the named columns their roles.
    pub(super) fn apply(&self, sheet: &Sheet, header: &mut Header) {
        // Amounts named for whole lines leave no room for years that were only guessed.
        let yearly = |named: &&NamedColumn| is_yearly(self.kind, named.role);
        if self.columns.iter().any(|named| yearly(&named))
            && self.columns.iter().all(|named| named.year.is_none())
        {
            let guessed = header.years.drain(..).flat_map(|year| year.columns);
            header.others.extend(guessed.map(OtherHeader::aside));
        }
        for named in &self.columns {
            let text = header_text(sheet, header.row, named.column)
                .unwrap_or_else(|| format!("colonne {}", column_name(named.column)));
            let normal = super::normal::normalise(&text);
            header.others.retain(|other| other.column != named.column);
            header.columns.retain(|column| column.column != named.column);
            for year in &mut header.years {
                year.columns.retain(|column| column.column != named.column);
            }
            let column = Column {
                role: named.role,
                column: named.column,
                header: text,
                scale: normal.scale,
                currency: normal.currency,
                certainty: Certainty::Said,
            };
            let columns = match named.year {
                None => &mut header.columns,
                Some(year) => {
                    let position = match header.years.iter().position(|one| one.year == year) {
                        Some(position) => position,
                        None => {
                            let at = (header.row, named.column);
                            header.years.push(YearColumns { year, at, columns: Vec::new() });
                            header.years.len() - 1
                        }
                    };
                    match header.years.get_mut(position) {
                        Some(year) => &mut year.columns,
                        None => continue,
                    }
                }
            };
            // The column that guessing had chosen for this role is no longer read: it is told.
            if let Some(guessed) = columns.iter().position(|one| one.role == named.role) {
                let guessed = columns.remove(guessed);
                header.others.push(OtherHeader::aside(guessed));
            }
            columns.push(column);
            header.first_column = header.first_column.min(named.column);
            header.last_column = header.last_column.max(named.column);
        }
        header.years.retain(|year| !year.columns.is_empty());
        header.years.sort_by_key(|year| year.year);
        header.columns.sort_by_key(|column| column.column);
        header.others.sort_by_key(|other| other.column);
    }

    /// What is wrong with a table that was named and not found.
    pub(super) fn not_found(&self, sheets: &[&Sheet]) -> String {
        let path = self.path;
        if let Some(name) = &self.sheet
            && !sheets.iter().any(|sheet| same_name(name, &sheet.name))
        {
            let known = || sheets.iter().map(|sheet| &*sheet.name);
            let hint = nearest(name, known())
                .map_or_else(String::new, |near| format!(" (vouliez-vous dire « {near} » ?)"));
            return format!(
                "{path}.feuille : le classeur n’a pas de feuille « {name} »{hint} ; ses feuilles : {}",
                known().map(|name| format!("« {name} »")).collect::<Vec<_>>().join(", ")
            );
        }
        match self.header_row {
            Some(row) => format!(
                "{path}.ligne_entete : la ligne {} ne donne pas un tableau {} ; nommez au moins {} dans {path}.colonnes",
                row + 1,
                self.kind.sheet_name(),
                match self.kind {
                    TableKind::Expenses => "intitule ou poste, et montant_ht ou montant_ttc",
                    TableKind::Staff => "nom ou mission, et cout_annuel ou heures",
                    TableKind::Resources => "cofinanceur et montant",
                    TableKind::Indicators => "code ou intitule, et valeur_cible",
                }
            ),
            None => format!(
                "{path} : aucun en-tête de tableau {} n’est reconnu{} ; donnez {path}.ligne_entete",
                self.kind.sheet_name(),
                self.sheet.as_ref().map(|name| format!(" sur la feuille « {name} »")).unwrap_or_default()
            ),
        }
    }

    /// The place of the header row, for messages.
    pub(super) fn shown(&self) -> String {
        match (&self.sheet, self.header_row) {
            (Some(sheet), Some(row)) => format!("{sheet} › {}", cell_name(row, 0_u32)),
            (Some(sheet), None) => sheet.clone(),
            (None, Some(row)) => cell_name(row, 0_u32),
            (None, None) => String::new(),
        }
    }
}

/// Excel itself takes no account of case.
fn same_name(written: &str, sheet: &str) -> bool {
    written.trim().to_lowercase() == sheet.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        let layout: BudgetLayout = toml::from_str(text).unwrap();
        named_tables(&layout).unwrap_err()
    }

    #[test]
    fn columns_are_named_by_their_letters() {
        for (letters, expected) in [
            ("A", Some(0)),
            ("g", Some(6)),
            (" AB ", Some(27)),
            ("", None),
            ("7", None),
            ("ZZZ", None),
            ("É", None),
        ] {
            assert_eq!(column_number(letters), expected, "{letters}");
        }
    }

    #[test]
    fn a_slip_is_told_with_its_field() {
        assert!(error("ligne_entete = 0").starts_with("budget.ligne_entete : 0 n’est pas"));
        let message = error("colonnes = { montant_htt = \"G\" }");
        assert!(message.contains("vouliez-vous dire « montant_ht »"), "{message}");
        let message = error("colonnes = { montant_ht = \"7\" }");
        assert!(message.starts_with("budget.colonnes.montant_ht : « 7 » n’est pas une colonne"), "{message}");
        let message = error("colonnes = { montant_ht = \"G\", tva = \"g\" }");
        assert!(message.contains("la colonne G est déjà celle de « montant_ht »"), "{message}");
        let message = error("[ressources]\ncolonnes = { montant_ht = \"G\" }");
        assert!(message.starts_with("budget.ressources.colonnes : « montant_ht »"), "{message}");
    }

    #[test]
    fn a_column_may_hold_one_year() {
        let layout: BudgetLayout = toml::from_str("colonnes = { montant_ht_2024 = \"C\" }").unwrap();
        let tables = named_tables(&layout).unwrap();
        assert_eq!(
            tables[0].columns,
            [NamedColumn { role: ColumnRole::AmountExclVat, year: Some(2024), column: 2 }]
        );
        assert!(error("colonnes = { intitule_2024 = \"C\" }").contains("intitule_2024"));
    }

    #[test]
    fn an_empty_section_names_nothing() {
        assert!(named_tables(&BudgetLayout::default()).unwrap().is_empty());
    }
}
