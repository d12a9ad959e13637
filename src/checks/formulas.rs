//! Family T, formulas: what was saved against what the formulas give.

use std::collections::{BTreeMap, BTreeSet};

use super::table_totals::{Verdict, judge};
use super::wording::listed;
use super::{Anomaly, Answers, Check, Explanation, Grid, Scope, Severity, counted, totals};
use rust_decimal::Decimal;

use crate::figures::value::french_number;
use crate::formula::{Area, CellRef, Outcome, Recalculated, Value};
use crate::model::{Place, cell_name};
use crate::source::table::IssueKind;
use crate::source::workbook::sheet::CellValue;

const RULE: &str = "Règle du programme : un montant du dossier doit pouvoir être recalculé depuis ses cellules (règlement (UE) 2021/1060, art. 82)";

/// Most cells named in one sentence.
const NAMED: usize = 12;

/// Most cells listed as not recomputed.
const LISTED: usize = 200;

/// A value as people read it.
fn french(value: &Value) -> String {
    match value {
        Value::Empty => "rien".to_owned(),
        Value::Number(number) => shown_number(*number),
        Value::Text(text) => format!("« {} »", crate::source::workbook::sheet::shorten(text)),
        Value::Bool(true) => "VRAI".to_owned(),
        Value::Bool(false) => "FAUX".to_owned(),
        Value::Error(error) => error.to_string(),
    }
}

/// A number with the decimals it has, two when it has one: `12,5` is an amount more often than not.
pub(super) fn shown_number(number: Decimal) -> String {
    let number = number.round_dp(6).normalize();
    if number.scale() == 1 {
        return format!("{}0", french_number(number));
    }
    french_number(number)
}

/// A value as it was saved.
fn saved(scope: &Scope<'_>, at: CellRef) -> String {
    let value = scope.recalculation.content(at).map_or(Value::Empty, |cell| Value::of_cell(&cell.value));
    french(&value)
}

fn formula(scope: &Scope<'_>, at: CellRef) -> String {
    let text = scope.recalculation.content(at).and_then(|cell| cell.formula.clone()).unwrap_or_default();
    let text = crate::source::workbook::sheet::shorten(&text);
    if text.is_empty() { "formule".to_owned() } else { format!("formule ={text}") }
}

/// The name of a cell, its sheet before it when it is another one.
fn name(scope: &Scope<'_>, at: CellRef, from: usize) -> String {
    let cell = cell_name(at.row, at.column);
    if at.sheet == from {
        return cell;
    }
    scope.recalculation.sheet(at).map_or(cell.clone(), |sheet| format!("{} › {cell}", sheet.name))
}

fn names(scope: &Scope<'_>, cells: &[CellRef], from: usize) -> String {
    let mut shown: Vec<String> = cells.iter().take(NAMED).map(|cell| name(scope, *cell, from)).collect();
    if cells.len() > NAMED {
        shown.push(counted(cells.len() - NAMED, "autre", "autres"));
    }
    listed(&shown)
}

/// The cells and ranges that a formula reads: « D7:D19 et Personnel › I23 ».
fn sources(scope: &Scope<'_>, one: &Recalculated, from: usize) -> String {
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
pub(super) fn spreading(culprit: &Place, places: &[&Place]) -> String {
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
fn spread(scope: &Scope<'_>, at: CellRef, rank: usize) -> String {
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

fn anomaly(scope: &Scope<'_>, at: CellRef, message: String) -> Anomaly {
    Anomaly::new(message).at(&scope.recalculation.place(at)).around(Grid::around(scope.recalculation, at))
}

fn recomputed_count(scope: &Scope<'_>) -> usize {
    scope.recalculation.cells().filter(|(_, one)| one.computed().is_some()).count()
}

/// Says how many formulas were compared, or that there is none.
fn compared(scope: &Scope<'_>, answers: &mut Answers) {
    match (scope.recalculation.is_empty(), recomputed_count(scope)) {
        (true, _) => answers.not_applicable("aucune formule ne nourrit le plan"),
        (false, 0) => answers.missing("aucune formule n’a pu être recalculée (voir T-17)"),
        (false, count) => answers.compliant(counted(count, "formule recalculée", "formules recalculées")),
    }
}

/// Saved values against their formulas.
pub const STALE: Check = Check {
    code: "T-10",
    title: "Chaque valeur enregistrée est celle que donne sa formule",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Chaque formule qui nourrit le plan est recalculée depuis son texte, en décimaux exacts, et comparée à la valeur enregistrée dans le classeur.",
        why: "Un classeur enregistré sans recalcul montre d’anciens montants : le dossier imprime alors un chiffre que personne ne retrouve.",
        source: RULE,
        mend: "Ouvrez le classeur, forcez le recalcul (Ctrl+Maj+F9 dans LibreOffice, Ctrl+Alt+F9 dans Excel), puis enregistrez-le.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        for (at, one) in scope.recalculation.cells() {
            let Outcome::Stale { computed, is_cause: true } = &one.outcome else { continue };
            // An error that comes from another cell is told there.
            if matches!(computed, Value::Error(_)) && !is_first_error(scope, at, one) {
                continue;
            }
            answers.anomaly(
                anomaly(
                    scope,
                    at,
                    format!(
                        "la valeur enregistrée n’est pas celle de la formule{}",
                        spread(scope, at, answers.anomalies.len())
                    ),
                )
                .found(format!("{} ({})", saved(scope, at), formula(scope, at)))
                .expected(match sources(scope, one, at.sheet) {
                    cells if cells.is_empty() => french(computed),
                    cells => format!("{}, recalculé depuis {cells}", french(computed)),
                }),
            );
        }
        compared(scope, answers);
    },
};

/// Formulas that nobody computed.
pub const UNCACHED: Check = Check {
    code: "T-11",
    title: "Aucune formule dont dépend le plan n’est sans résultat enregistré",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les formules que le classeur contient sans leur résultat sont signalées, dans les tableaux et sur toute feuille que lisent leurs formules.",
        why: "Un fichier produit par un logiciel, ou enregistré sans calcul, porte des formules et aucun montant : rien ne dit ce que l’officier a vu.",
        source: RULE,
        mend: "Ouvrez le classeur dans Excel ou LibreOffice, recalculez-le (Ctrl+Maj+F9) puis enregistrez-le.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        for issue in &scope.reading.issues {
            if !matches!(issue.kind, IssueKind::UncachedFormula { .. }) {
                continue;
            }
            let message = super::reading::with_column("formule sans résultat enregistré".to_owned(), issue);
            let mut found = Anomaly::new(message)
                .at(&issue.place)
                .found(&issue.shown)
                .expected("un classeur recalculé et enregistré");
            complete(scope, &mut found, answers.anomalies.len());
            answers.anomaly(found);
        }
        let told = told_by_reading(scope);
        for (at, one) in scope.recalculation.cells() {
            let Outcome::Uncached(computed) = &one.outcome else { continue };
            if !told.contains(&at) {
                answers.anomaly(
                    anomaly(scope, at, "formule sans résultat enregistré".to_owned())
                        .found(formula(scope, at))
                        .expected(format!("{}, que donne la formule", french(computed))),
                );
            }
        }
        compared(scope, answers);
    },
};

/// Errors outside the tables' columns that their formulas read: reading names the others.
pub(super) fn errors_elsewhere(scope: &Scope<'_>) -> Vec<Anomaly> {
    let told = told_by_reading(scope);
    let mut found: Vec<Anomaly> = Vec::new();
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
fn told_by_reading(scope: &Scope<'_>) -> BTreeSet<CellRef> {
    told(scope, |kind| matches!(kind, IssueKind::UncachedFormula { .. } | IssueKind::ErrorCell))
}

fn told(scope: &Scope<'_>, which: impl Fn(&IssueKind) -> bool) -> BTreeSet<CellRef> {
    let issues = scope.reading.issues.iter();
    issues
        .filter(|issue| which(&issue.kind))
        .filter_map(|issue| scope.recalculation.cell_of(&issue.place))
        .collect()
}

/// True when the error is born in this cell: nothing it reads holds one.
fn is_first_error(scope: &Scope<'_>, at: CellRef, one: &Recalculated) -> bool {
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
pub(super) fn is_error_of_another(scope: &Scope<'_>, place: &Place) -> bool {
    let Some(at) = scope.recalculation.cell_of(place) else { return false };
    let in_error =
        scope.recalculation.content(at).is_some_and(|cell| matches!(cell.value, CellValue::Error(_)));
    in_error
        && scope.recalculation.get(at).is_some_and(|one| {
            matches!(one.outcome, Outcome::Sound(Value::Error(_))) && !is_first_error(scope, at, one)
        })
}

/// Cells in error without a formula that formulas read, outside those that reading names.
fn typed_errors(scope: &Scope<'_>, told: &BTreeSet<CellRef>) -> BTreeSet<CellRef> {
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
pub(super) fn complete(scope: &Scope<'_>, anomaly: &mut Anomaly, rank: usize) {
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
pub(super) fn external_links(scope: &Scope<'_>) -> Vec<Anomaly> {
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

/// Sums that take too few or too many lines.
pub const SUM_RANGES: Check = Check {
    code: "T-12",
    title: "Chaque somme prend toutes ses lignes, une fois et une seule",
    severity: Severity::Error,
    explanation: Explanation {
        what: "La plage de chaque formule de total est comparée aux lignes du tableau : ligne oubliée au bord de la plage, sous-total additionné avec ses lignes.",
        why: "Une ligne ajoutée sous la plage n’entre pas dans le total ; un sous-total pris dans la plage compte ses lignes deux fois.",
        source: RULE,
        mend: "Corrigez la plage de la formule : de la première à la dernière ligne, sans les sous-totaux, ou la somme des seuls sous-totaux.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        // The same fault in the columns of one total row has one cause: the rows, told once.
        let mut groups: BTreeMap<(usize, u32, bool, Vec<u32>), Vec<RangeFault<'_>>> = BTreeMap::new();
        let mut seen: BTreeSet<CellRef> = BTreeSet::new();
        for (total, verdict) in judge(scope) {
            let Verdict::Range(coverage) = verdict else { continue };
            let Some(at) = scope.recalculation.cell_of(&total.place) else { continue };
            for (doubled, cells) in [(false, &coverage.edges), (true, &coverage.doubled)] {
                let cells: Vec<CellRef> = cells.iter().copied().filter(|cell| seen.insert(*cell)).collect();
                if cells.is_empty() {
                    continue;
                }
                let key = (at.sheet, at.row, doubled, cells.iter().map(|cell| cell.row).collect());
                let through = coverage.through.clone();
                groups.entry(key).or_default().push(RangeFault { at, label: &total.label, cells, through });
            }
        }
        for ((_, _, doubled, _), faults) in groups {
            if let Some(found) = range_anomaly(scope, doubled, &faults) {
                answers.anomaly(found);
            }
        }
        compared(scope, answers);
    },
};

/// A total whose formula takes some lines too often or not at all.
struct RangeFault<'a> {
    at: CellRef,
    label: &'a str,
    cells: Vec<CellRef>,
    through: Vec<CellRef>,
}

fn range_anomaly(scope: &Scope<'_>, doubled: bool, faults: &[RangeFault<'_>]) -> Option<Anomaly> {
    let fault = faults.first()?;
    let at = fault.at;
    let others: Vec<CellRef> = faults.iter().skip(1).map(|fault| fault.at).collect();
    let alike = if others.is_empty() {
        String::new()
    } else {
        format!(" ; de même en {}", names(scope, &others, at.sheet))
    };
    let lines = if fault.cells.len() > 1 { "les lignes" } else { "la ligne" };
    let what = if doubled {
        let through = names(scope, &fault.through, at.sheet);
        let how = if fault.through.is_empty() {
            String::new()
        } else {
            format!(", une fois pour {} et une fois dans {through}", pronoun(fault.cells.len()))
        };
        format!("compte deux fois {lines} {}{how}", rows(&fault.cells))
    } else {
        format!("oublie {lines} {}, au bord de sa plage", rows(&fault.cells))
    };
    let spread = spread_of_total(scope, at);
    let mut found =
        anomaly(scope, at, format!("la somme du total « {} » {what}{alike}{spread}", fault.label))
            .found(format!("{} ({})", saved(scope, at), formula(scope, at)))
            .expected(if doubled {
                "chaque ligne une seule fois".to_owned()
            } else {
                format!("une somme qui prend aussi {}", names(scope, &fault.cells, at.sheet))
            });
    let also = if doubled { &fault.through } else { &fault.cells };
    for cell in also.iter().chain(&others).take(NAMED) {
        found = found.at(&scope.recalculation.place(*cell));
    }
    Some(found)
}

const fn pronoun(count: usize) -> &'static str {
    if count > 1 { "elles-mêmes" } else { "elle-même" }
}

/// The numbers of rows: « 12, 13 et 14 ».
fn rows(cells: &[CellRef]) -> String {
    let mut shown: Vec<String> =
        cells.iter().take(NAMED).map(|cell| cell.row.saturating_add(1).to_string()).collect();
    if cells.len() > NAMED {
        shown.push(counted(cells.len() - NAMED, "autre", "autres"));
    }
    listed(&shown)
}

/// A total that adds the wrong lines makes wrong what reads it, right as the saved values are.
fn spread_of_total(scope: &Scope<'_>, at: CellRef) -> String {
    let places: Vec<Place> =
        scope.recalculation.readers(at).into_iter().map(|cell| scope.recalculation.place(cell)).collect();
    spreading(&scope.recalculation.place(at), &places.iter().collect::<Vec<_>>())
}

/// A line's cell, the total that leaves it out, and its label.
type Omission<'a> = (CellRef, CellRef, &'a str);

/// Lines that no total takes.
pub const OUTSIDE_TOTALS: Check = Check {
    code: "T-13",
    title: "Chaque ligne d’un tableau entre dans ses totaux",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les lignes qui n’entrent dans aucune plage de la formule du total, directement ou par un sous-total, sont signalées.",
        why: "Une ligne hors du total est dans le plan et pas dans le total que lit l’instructeur.",
        source: RULE,
        mend: "Ajoutez la ligne à la formule du total, ou son sous-total s’il en manque un.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let mut seen: BTreeSet<CellRef> = BTreeSet::new();
        let mut lines: BTreeMap<(usize, u32), Vec<Omission<'_>>> = BTreeMap::new();
        let misplaced: BTreeSet<(usize, u32)> = scope
            .reading
            .issues
            .iter()
            .filter(|issue| matches!(issue.kind, IssueKind::LineOutsideTable { .. }))
            .filter_map(|issue| scope.recalculation.cell_of(&issue.place))
            .map(|cell| (cell.sheet, cell.row))
            .collect();
        for (total, verdict) in judge(scope) {
            let Verdict::Range(coverage) = verdict else { continue };
            let Some(at) = scope.recalculation.cell_of(&total.place) else { continue };
            // Edges are T-12's, lines below the total L-04's.
            seen.extend(coverage.edges.iter().copied());
            for cell in &coverage.outside {
                if !misplaced.contains(&(cell.sheet, cell.row)) && seen.insert(*cell) {
                    lines.entry((cell.sheet, cell.row)).or_default().push((*cell, at, &total.label));
                }
            }
        }
        for columns in lines.into_values() {
            let Some((cell, at, label)) = columns.first().copied() else { continue };
            let totals: Vec<Place> =
                columns.iter().map(|(_, total, _)| scope.recalculation.place(*total)).collect();
            let line = cell.row.saturating_add(1);
            let spread = spreading(&scope.recalculation.place(cell), &totals.iter().collect::<Vec<_>>());
            let mut found = anomaly(
                scope,
                cell,
                format!("la ligne {line} n’entre pas dans le total « {label} »{spread}"),
            )
            .found(format!(
                "{} ({} en {})",
                saved(scope, cell),
                formula(scope, at),
                cell_name(at.row, at.column)
            ))
            .expected("une ligne prise une fois dans le total");
            for total in &totals {
                found = found.at(total);
            }
            answers.anomaly(found);
        }
        compared(scope, answers);
    },
};

/// The cells of one column of a table, and the formula that most of them share.
#[derive(Debug)]
pub(super) struct Column {
    /// The cell whose formula stands for all.
    model: CellRef,
    /// Cells with another formula.
    odd: Vec<CellRef>,
    /// Cells with a typed number.
    typed: Vec<CellRef>,
}

/// The columns of formulas: at least three lines, and six tenths of those filled, share one formula.
fn columns<'a>(scope: &Scope<'a>) -> &'a [Column] {
    scope.memo.columns.get_or_init(|| columns_of_tables(scope))
}

fn columns_of_tables(scope: &Scope<'_>) -> Vec<Column> {
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

/// Constants among formulas.
pub const TYPED_OVER: Check = Check {
    code: "T-14",
    title: "Aucune constante n’est tapée dans une colonne de formules",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Dans une colonne dont les lignes partagent une formule, les nombres tapés sont comparés à ce que donnerait la formule ; les cellules que signalent déjà T-01 à T-05 ne sont pas répétées.",
        why: "Une constante tapée sur une formule ne suit plus la quantité, le prix ni le taux quand ils changent.",
        source: RULE,
        mend: "Recopiez la formule de la ligne voisine sur cette cellule ; si la valeur est voulue, dites pourquoi dans une note.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        if scope.recalculation.has_lost_formulas() {
            answers.missing("le format .xls ne dit pas quelles valeurs sont des formules (voir T-17)");
            return;
        }
        let unreadable = told_unreadable(scope);
        let told: BTreeSet<CellRef> = told_by_arithmetic(scope).union(&unreadable).copied().collect();
        let mut elsewhere = 0usize;
        for column in columns(scope) {
            for at in column.typed.iter().copied() {
                let Some((moved, computed)) = scope.recalculation.as_if_filled(column.model, at) else {
                    continue;
                };
                // What it would read is itself in question.
                let unsure = scope.recalculation.get(column.model).is_some_and(|model| {
                    model.areas.iter().filter_map(Area::single).any(|read| {
                        let moved = CellRef { row: at.row, ..read };
                        read.row == column.model.row && unreadable.contains(&moved)
                    })
                });
                if unsure {
                    continue;
                }
                // An error would come from a cell told elsewhere.
                if matches!(computed, Value::Error(_)) {
                    continue;
                }
                if told.contains(&at) {
                    elsewhere += 1;
                    continue;
                }
                answers.anomaly(
                    anomaly(scope, at, "constante tapée dans une colonne de formules".to_owned())
                        .at(&scope.recalculation.place(column.model))
                        .found(format!("{} (valeur tapée, sans formule)", saved(scope, at)))
                        .expected(format!("{} (formule ={moved}, celle de ses voisines)", french(&computed))),
                );
            }
        }
        if elsewhere > 0 {
            answers.compliant(counted(
                elsewhere,
                "constante tapée, signalée par T-01 à T-05",
                "constantes tapées, signalées par T-01 à T-05",
            ));
        }
        compared(scope, answers);
    },
};

/// The culprits that the arithmetic of the lines already names.
fn told_by_arithmetic(scope: &Scope<'_>) -> BTreeSet<CellRef> {
    let mut told = BTreeSet::new();
    for check in [
        &totals::DECLARED_TOTALS,
        &totals::VAT_SUM,
        &totals::VAT_RATE,
        &totals::QUANTITY_PRICE,
        &totals::STAFF_COST,
        &STALE,
    ] {
        let mut answers = Answers::default();
        (check.run)(scope, &mut answers);
        let culprits = answers.anomalies.iter().filter_map(|anomaly| anomaly.places.first());
        told.extend(culprits.filter_map(|place| scope.recalculation.cell_of(place)));
    }
    told
}

/// The cells whose value could not be read.
fn told_unreadable(scope: &Scope<'_>) -> BTreeSet<CellRef> {
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

/// Formulas that are not their neighbours'.
pub const UNLIKE_NEIGHBOURS: Check = Check {
    code: "T-15",
    title: "Les formules d’une colonne se ressemblent",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Les formules d’une colonne sont comparées comme si on les avait recopiées de ligne en ligne ; celle qui diffère et donne autre chose que ses voisines est signalée.",
        why: "Une formule décalée d’une ligne ou faite à part donne un montant plausible et faux.",
        source: RULE,
        mend: "Recopiez la formule de la ligne voisine ; si la différence est voulue, dites pourquoi dans une note.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let told: BTreeSet<CellRef> =
            told_by_arithmetic(scope).union(&told_unreadable(scope)).copied().collect();
        let mut alike = 0usize;
        for column in columns(scope) {
            for at in column.odd.iter().copied() {
                // A formula without result is told by T-16 or T-17.
                let Some(own) = scope.recalculation.get(at).and_then(Recalculated::computed) else {
                    continue;
                };
                let filled = scope.recalculation.as_if_filled(column.model, at);
                let Some((moved, computed)) = filled else { continue };
                if *own == computed || matches!(computed, Value::Error(_)) || told.contains(&at) {
                    alike += 1;
                    continue;
                }
                answers.anomaly(
                    anomaly(scope, at, "formule différente de celle de ses voisines".to_owned())
                        .at(&scope.recalculation.place(column.model))
                        .found(format!("{} ({})", saved(scope, at), formula(scope, at)))
                        .expected(format!("{} (formule ={moved}, celle de ses voisines)", french(&computed))),
                );
            }
        }
        if alike > 0 {
            answers.compliant(counted(
                alike,
                "formule écrite autrement, de même résultat ou déjà signalée",
                "formules écrites autrement, de même résultat ou déjà signalées",
            ));
        }
        compared(scope, answers);
    },
};

/// Cells that read themselves.
pub const CIRCULAR: Check = Check {
    code: "T-16",
    title: "Aucune formule ne se lit elle-même",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les cellules que lit chaque formule sont suivies de proche en proche ; une boucle est une référence circulaire.",
        why: "Le résultat d’une boucle dépend du tableur et de ses réglages : ce n’est pas un montant.",
        source: RULE,
        mend: "Rompez la boucle : le total ne doit pas se compter lui-même, ni une part dépendre du total qu’elle forme.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let mut seen: BTreeSet<CellRef> = BTreeSet::new();
        for (at, one) in scope.recalculation.cells() {
            let Outcome::Circular(cycle) = &one.outcome else { continue };
            let known = cycle.iter().any(|cell| seen.contains(cell));
            seen.extend(cycle.iter().copied());
            if known {
                continue;
            }
            let mut path: Vec<String> = cycle.iter().map(|cell| name(scope, *cell, at.sheet)).collect();
            path.push(cell_name(at.row, at.column));
            let mut found = anomaly(scope, at, format!("référence circulaire : {}", path.join(" → ")))
                .found(format!("{} ({})", saved(scope, at), formula(scope, at)))
                .expected("une formule qui ne dépend pas de son propre résultat");
            for cell in cycle.iter().skip(1) {
                found = found.at(&scope.recalculation.place(*cell));
            }
            answers.anomaly(found);
        }
        if scope.recalculation.is_empty() {
            answers.not_applicable("aucune formule ne nourrit le plan");
        } else {
            let count = scope.recalculation.len();
            answers.compliant(counted(count, "formule suivie", "formules suivies"));
        }
    },
};

/// Formulas beyond the program.
pub const NOT_RECOMPUTED: Check = Check {
    code: "T-17",
    title: "Chaque formule qui nourrit le plan a pu être recalculée",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Les formules que le programme ne sait pas recalculer sont nommées, cellule par cellule : leur valeur enregistrée est lue, elle n’est pas vérifiée.",
        why: "Ce qui n’a pas été vérifié ne doit pas passer pour conforme.",
        source: RULE,
        mend: "Vérifiez ces cellules à la main, ou écrivez-les avec les fonctions usuelles (SOMME, SOMME.SI, ARRONDI, SI, RECHERCHEV…).",
        since: "0.1.0",
    },
    run: |scope, answers| {
        if scope.recalculation.has_lost_formulas() {
            answers.missing("le format .xls ne livre pas toutes ses formules : celles qui manquent sont lues comme des valeurs tapées ; enregistrez le classeur en .xlsx ou en .ods");
        }
        let mut more = 0usize;
        for (at, one) in scope.recalculation.cells() {
            let reason = match &one.outcome {
                Outcome::Cannot(cannot) => cannot.reason.clone(),
                Outcome::Dangling(cell) => {
                    format!("dépend de {}, qui n’a pas de valeur", name(scope, *cell, at.sheet))
                }
                _ => continue,
            };
            if answers.missing.len() < LISTED {
                answers.missing(format!(
                    "{} : {reason} ({}, valeur enregistrée {})",
                    scope.recalculation.place(at),
                    formula(scope, at),
                    saved(scope, at)
                ));
            } else {
                more += 1;
            }
        }
        if more > 0 {
            answers.missing(counted(more, "autre cellule non recalculée", "autres cellules non recalculées"));
        }
        compared(scope, answers);
    },
};

/// Totals rounded once over lines rounded one by one.
pub const ROUNDING_DRIFT: Check = Check {
    code: "T-18",
    title: "La somme des montants arrondis est le total arrondi",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Quand des lignes portent plus de deux décimales, la somme de leurs montants arrondis au centime est comparée au total arrondi.",
        why: "L’instructeur additionne ce qu’il lit : un centime d’écart suffit à faire renvoyer le plan.",
        source: RULE,
        mend: "Arrondissez chaque ligne au centime dans sa formule, par exemple =ARRONDI(G7*H7;2), puis additionnez.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        for (total, verdict) in judge(scope) {
            let Verdict::Drift { stated, sum } = verdict else { continue };
            let Some(at) = scope.recalculation.cell_of(&total.place) else { continue };
            answers.anomaly(
                anomaly(
                    scope,
                    at,
                    format!(
                        "le total « {} » est arrondi une fois, ses lignes une par une (écart de {})",
                        total.label,
                        stated.distance(*sum)
                    ),
                )
                .found(format!("{stated} ({})", formula(scope, at)))
                .expected(format!("{sum}, somme des montants arrondis")),
            );
        }
        compared(scope, answers);
    },
};
