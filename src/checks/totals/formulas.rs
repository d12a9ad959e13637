//! What several checks of this family share.

use crate::checks::{Scope};
use crate::findings::{Answers, Finding, Grid};
use crate::model::french::counted;
use crate::formula::{Area, CellRef, Outcome, Recalculated, Value};
use crate::model::french::listed;
use crate::model::french::shown_number;
use crate::model::{Place, cell_name};
use crate::source::table::IssueKind;
use crate::source::workbook::sheet::CellValue;
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::checks) const RULE: &str = "Règle du programme : un montant du dossier doit pouvoir être recalculé depuis ses cellules (règlement (UE) 2021/1060, art. 82)";

/// Most cells named in one sentence.
pub(in crate::checks) const NAMED: usize = 12;

/// Most cells listed as not recomputed.
pub(in crate::checks) const LISTED: usize = 200;

/// A value as people read it.
pub(in crate::checks) fn french(value: &Value) -> String {
    match value {
        Value::Empty => "rien".to_owned(),
        Value::Number(number) => shown_number(*number),
        Value::Text(text) => format!("« {} »", crate::source::workbook::sheet::shorten(text)),
        Value::Bool(true) => "VRAI".to_owned(),
        Value::Bool(false) => "FAUX".to_owned(),
        Value::Error(error) => error.to_string(),
    }
}

/// A value as it was saved.
pub(in crate::checks) fn saved(scope: &Scope<'_>, at: CellRef) -> String {
    let value = scope.recalculation.content(at).map_or(Value::Empty, |cell| Value::of_cell(&cell.value));
    french(&value)
}

pub(in crate::checks) fn formula(scope: &Scope<'_>, at: CellRef) -> String {
    let text = scope.recalculation.content(at).and_then(|cell| cell.formula.clone()).unwrap_or_default();
    let text = crate::source::workbook::sheet::shorten(&text);
    if text.is_empty() { "formule".to_owned() } else { format!("formule ={text}") }
}

/// The name of a cell, its sheet before it when it is another one.
pub(in crate::checks) fn name(scope: &Scope<'_>, at: CellRef, from: usize) -> String {
    let cell = cell_name(at.row, at.column);
    if at.sheet == from {
        return cell;
    }
    scope.recalculation.sheet(at).map_or(cell.clone(), |sheet| format!("{} › {cell}", sheet.name))
}

/// The cells and ranges that a formula reads: « D7:D19 et Personnel › I23 ».
pub(in crate::checks) fn sources(scope: &Scope<'_>, one: &Recalculated, from: usize) -> String {
    let shown = |area: &Area| {
        let first = name(scope, area.at(0, 0), from);
        match area.single() {
            Some(_) => first,
            None => format!("{first}:{}", cell_name(area.range.last_row, area.range.last_column)),
        }
    };
    let mut cells: Vec<String> = Vec::new();
    for area in &one.areas {
        let text = shown(area);
        if !cells.contains(&text) {
            cells.push(text);
        }
    }
    if cells.len() > NAMED {
        let rest = cells.len() - NAMED;
        cells.truncate(NAMED);
        cells.push(counted(rest, "autre", "autres"));
    }
    listed(&cells)
}

/// « ; se répercute sur F20 et F35 », or nothing.
pub(in crate::checks) fn spreading(culprit: &Place, places: &[&Place]) -> String {
    let own_sheet = |place: &Place| match (place, culprit) {
        (Place::Cell { sheet, .. }, Place::Cell { sheet: own, .. }) => sheet == own,
        _ => false,
    };
    let mut shown: Vec<String> = places
        .iter()
        .take(NAMED)
        .map(|place| match place {
            Place::Cell { row, column, .. } if own_sheet(place) => cell_name(*row, *column),
            Place::Cell { sheet, row, column, .. } => format!("{sheet} › {}", cell_name(*row, *column)),
            other => other.to_string(),
        })
        .collect();
    if places.len() > NAMED {
        shown.push(counted(places.len() - NAMED, "autre cellule", "autres cellules"));
    }
    if shown.is_empty() { String::new() } else { format!(" ; se répercute sur {}", listed(&shown)) }
}

/// The cells that are wrong because of the `rank`-th culprit; not followed beyond those that anyone would read.
pub(in crate::checks) fn spread(scope: &Scope<'_>, at: CellRef, rank: usize) -> String {
    if rank >= LISTED {
        return String::new();
    }
    let places: Vec<Place> = scope
        .recalculation
        .consequences(at)
        .into_iter()
        .map(|cell| scope.recalculation.place(cell))
        .collect();
    spreading(&scope.recalculation.place(at), &places.iter().collect::<Vec<_>>())
}

pub(in crate::checks) fn anomaly(scope: &Scope<'_>, at: CellRef, message: String) -> Finding {
    Finding::new(message).at(&scope.recalculation.place(at)).around(Grid::around(scope.recalculation, at))
}

pub(in crate::checks) fn recomputed_count(scope: &Scope<'_>) -> usize {
    scope.recalculation.cells().filter(|(_, one)| one.computed().is_some()).count()
}

/// Says how many formulas were compared, or that there is none.
pub(in crate::checks) fn compared(scope: &Scope<'_>, answers: &mut Answers) {
    match (scope.recalculation.is_empty(), recomputed_count(scope)) {
        (true, _) => answers.not_applicable("aucune formule ne nourrit le plan"),
        (false, 0) => answers.missing("aucune formule n’a pu être recalculée (voir T-17)"),
        (false, count) => answers.compliant(counted(count, "formule recalculée", "formules recalculées")),
    }
}

/// Errors outside the tables' columns that their formulas read: reading names the others.
pub(in crate::checks) fn errors_elsewhere(scope: &Scope<'_>) -> Vec<Finding> {
    let told = told_by_reading(scope);
    let mut found: Vec<Finding> = Vec::new();
    for (at, one) in scope.recalculation.cells() {
        let Outcome::Sound(Value::Error(error)) = &one.outcome else { continue };
        if !told.contains(&at) && is_first_error(scope, at, one) {
            found.push(
                anomaly(scope, at, format!("cellule en erreur{}", spread(scope, at, found.len())))
                    .found(format!("{error} ({})", formula(scope, at)))
                    .expected("une valeur"),
            );
        }
    }
    for at in typed_errors(scope, &told) {
        found.push(
            anomaly(scope, at, "cellule en erreur, lue par une formule".to_owned())
                .found(saved(scope, at))
                .expected("une valeur"),
        );
    }
    found
}

/// The cells of the tables whose issues name a formula without result or an error.
pub(in crate::checks) fn told_by_reading(scope: &Scope<'_>) -> BTreeSet<CellRef> {
    told(scope, |kind| matches!(kind, IssueKind::UncachedFormula { .. } | IssueKind::ErrorCell))
}

pub(in crate::checks) fn told(scope: &Scope<'_>, which: impl Fn(&IssueKind) -> bool) -> BTreeSet<CellRef> {
    let issues = scope.reading.issues.iter();
    issues
        .filter(|issue| which(&issue.kind))
        .filter_map(|issue| scope.recalculation.cell_of(&issue.place))
        .collect()
}

/// True when the error is born in this cell: nothing it reads holds one.
pub(in crate::checks) fn is_first_error(scope: &Scope<'_>, at: CellRef, one: &Recalculated) -> bool {
    let in_error = |cell: CellRef| {
        scope
            .recalculation
            .content(cell)
            .is_some_and(|cell| matches!(Value::of_cell(&cell.value), Value::Error(_)))
    };
    !one.areas.iter().any(|area| {
        scope.recalculation.sheet(at).is_some()
            && scope.recalculation.sheet(area.at(0, 0)).is_some_and(|sheet| {
                sheet.rows_between(area.range.first_row, area.range.last_row).flatten().any(|cell| {
                    let cell = CellRef { sheet: area.sheet, row: cell.row, column: cell.column };
                    area.contains(cell) && in_error(cell)
                })
            })
    })
}

/// True for a cell in error only because of another one, which is told with the cells it spreads to.
pub(in crate::checks) fn is_error_of_another(scope: &Scope<'_>, place: &Place) -> bool {
    let Some(at) = scope.recalculation.cell_of(place) else { return false };
    let in_error =
        scope.recalculation.content(at).is_some_and(|cell| matches!(cell.value, CellValue::Error(_)));
    in_error
        && scope.recalculation.get(at).is_some_and(|one| {
            matches!(one.outcome, Outcome::Sound(Value::Error(_))) && !is_first_error(scope, at, one)
        })
}

/// Cells in error without a formula that formulas read, outside those that reading names.
pub(in crate::checks) fn typed_errors(scope: &Scope<'_>, told: &BTreeSet<CellRef>) -> BTreeSet<CellRef> {
    let mut found = BTreeSet::new();
    for (_, one) in scope.recalculation.cells() {
        for area in &one.areas {
            let Some(sheet) = scope.recalculation.sheet(area.at(0, 0)) else { continue };
            for cell in sheet.rows_between(area.range.first_row, area.range.last_row).flatten() {
                let at = CellRef { sheet: area.sheet, row: cell.row, column: cell.column };
                let error = matches!(cell.value, CellValue::Error(_));
                if error && cell.formula.is_none() && area.contains(at) && !told.contains(&at) {
                    found.insert(at);
                }
            }
        }
    }
    found
}

/// Gives an anomaly of reading what recomputing knows: the result of the formula, the cells it spreads to, the grid.
pub(in crate::checks) fn complete(scope: &Scope<'_>, anomaly: &mut Finding, rank: usize) {
    let Some(at) = anomaly.places.first().and_then(|place| scope.recalculation.cell_of(place)) else {
        return;
    };
    anomaly.grid = Grid::around(scope.recalculation, at);
    anomaly.message.push_str(&spread(scope, at, rank));
    if let Some(one) = scope.recalculation.get(at)
        && let Outcome::Uncached(computed) = &one.outcome
    {
        let cells = sources(scope, one, at.sheet);
        let from = if cells.is_empty() { String::new() } else { format!(", recalculé depuis {cells}") };
        anomaly.expected =
            Some(format!("{}{from}, une fois le classeur recalculé et enregistré", french(computed)));
    }
}

/// Formulas outside the tables' columns that read another workbook: reading names the others.
pub(in crate::checks) fn external_links(scope: &Scope<'_>) -> Vec<Finding> {
    let told = told(scope, |kind| matches!(kind, IssueKind::ExternalLink { .. }));
    scope
        .recalculation
        .cells()
        .filter(|(at, one)| {
            !told.contains(at) && matches!(&one.outcome, Outcome::Cannot(cannot) if cannot.is_external)
        })
        .map(|(at, _)| {
            anomaly(scope, at, format!("{} vers un autre classeur, dont le plan dépend", formula(scope, at)))
                .found(saved(scope, at))
        })
        .collect()
}

/// The numbers of rows: « 12, 13 et 14 ».
pub(in crate::checks) fn rows(cells: &[CellRef]) -> String {
    let mut shown: Vec<String> =
        cells.iter().take(NAMED).map(|cell| cell.row.saturating_add(1).to_string()).collect();
    if cells.len() > NAMED {
        shown.push(counted(cells.len() - NAMED, "autre", "autres"));
    }
    listed(&shown)
}

/// The cells of one column of a table, and the formula that most of them share.
#[derive(Debug)]
pub(in crate::checks) struct Column {
    /// The cell whose formula stands for all.
    pub(in crate::checks) model: CellRef,
    /// Cells with another formula.
    pub(in crate::checks) odd: Vec<CellRef>,
    /// Cells with a typed number.
    pub(in crate::checks) typed: Vec<CellRef>,
}

/// The columns of formulas: at least three lines, and six tenths of those filled, share one formula.
pub(in crate::checks) fn columns<'a>(scope: &Scope<'a>) -> &'a [Column] {
    scope.memo.columns.get_or_init(|| columns_of_tables(scope))
}

pub(in crate::checks) fn columns_of_tables(scope: &Scope<'_>) -> Vec<Column> {
    let budget = scope.budget();
    let places = budget
        .expense_lines
        .iter()
        .map(|line| &line.place)
        .chain(budget.staff_lines.iter().map(|line| &line.place))
        .chain(budget.resources.iter().map(|line| &line.place));
    let lines: BTreeSet<(usize, u32)> =
        places.filter_map(|place| scope.recalculation.cell_of(place)).map(|at| (at.sheet, at.row)).collect();
    let mut found = Vec::new();
    for table in &scope.reading.tables {
        let Some(sheet) = scope.recalculation.sheet_index(&table.sheet) else { continue };
        for (_, column, _) in &table.columns {
            let mut by_formula: BTreeMap<&str, Vec<CellRef>> = BTreeMap::new();
            let mut typed = Vec::new();
            let rows = lines.range((sheet, table.first_row)..=(sheet, table.last_row));
            for (sheet, row) in rows {
                let at = CellRef { sheet: *sheet, row: *row, column: *column };
                let Some(cell) = scope.recalculation.content(at) else { continue };
                match scope.recalculation.get(at) {
                    Some(one) if !one.relative.is_empty() => {
                        by_formula.entry(&one.relative).or_default().push(at);
                    }
                    None if cell.formula.is_none()
                        && matches!(Value::of_cell(&cell.value), Value::Number(_)) =>
                    {
                        typed.push(at);
                    }
                    _ => {}
                }
            }
            let filled = typed.len() + by_formula.values().map(Vec::len).sum::<usize>();
            let Some((text, shared)) = by_formula.iter().max_by_key(|(_, cells)| cells.len()) else {
                continue;
            };
            let (count, model) = (shared.len(), shared.first().copied());
            let (true, Some(model)) = (count >= 3 && count * 10 >= filled * 6, model) else { continue };
            let others = by_formula.iter().filter(|(other, _)| *other != text);
            let odd: Vec<CellRef> = others.flat_map(|(_, cells)| cells).copied().collect();
            found.push(Column { model, odd, typed });
        }
    }
    found
}

/// The culprits that the arithmetic of the lines already names.
pub(in crate::checks) fn told_by_arithmetic(scope: &Scope<'_>) -> BTreeSet<CellRef> {
    let mut told = BTreeSet::new();
    for check in [
        &crate::checks::totals::t01::CHECK,
        &crate::checks::totals::t02::CHECK,
        &crate::checks::totals::t03::CHECK,
        &crate::checks::totals::t04::CHECK,
        &crate::checks::totals::t05::CHECK,
        &super::t10::CHECK,
    ] {
        let mut answers = Answers::default();
        (check.run)(scope, &mut answers);
        let culprits = answers.findings.iter().filter_map(|anomaly| anomaly.places.first());
        told.extend(culprits.filter_map(|place| scope.recalculation.cell_of(place)));
    }
    told
}

/// The cells whose value could not be read.
pub(in crate::checks) fn told_unreadable(scope: &Scope<'_>) -> BTreeSet<CellRef> {
    told(scope, |kind| {
        matches!(
            kind,
            IssueKind::UncachedFormula { .. }
                | IssueKind::ErrorCell
                | IssueKind::AmbiguousAmount { .. }
                | IssueKind::DateInAmountColumn
                | IssueKind::UnreadableAmount
                | IssueKind::UnreadableYear
                | IssueKind::UnreadableDate
                | IssueKind::UnreadableRate
                | IssueKind::UnreadableNumber
        )
    })
}
