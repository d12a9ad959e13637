//! What lines leave blank, taken from `projet.toml`, or from their own names: a category, a year, a partner, a nature.
//!
//! What the workbook writes always comes first. Then, in `[budget]`: its line, its label, the default of all. A resource
//! without nature takes that of its entry in `[[cofinanceurs]]`, else that which its name says: « État – DETR » is the
//! State's. Each is told as such by `check --montrer-lecture`.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::french::listed;
use crate::model::fund::NatureRole;
use crate::model::project::{BudgetLayout, Project};
use crate::model::stated::Stated;
use crate::model::text::{holds_words, normalise};
use crate::model::{Fund, Located, Maybe, Place};
use crate::source::folder::PROJECT_FILE;
use crate::source::project_file::nearest;
use crate::source::table::{BudgetReading, ColumnRole, Inherited, Origin, TableKind};

/// Completes the lines of a budget.
///
/// # Errors
/// A message, in French, when `[budget]` names a line or a label that the workbook does not have.
pub fn complete(reading: &mut BudgetReading, project: &Project, funds: &[&Fund]) -> Result<(), String> {
    let layout = &project.layout;
    let mut completion = Completion { layout, funds, used: BTreeSet::new(), notes: Vec::new() };
    let budget = &mut reading.budget;
    for line in &mut budget.expense_lines {
        let said = completion.said(&line.place, line.label.as_ref());
        let kind = TableKind::Expenses;
        completion
            .text(kind, ColumnRole::Category, &line.place, &mut line.category, &said, |one| &one.category);
        completion.text(kind, ColumnRole::Partner, &line.place, &mut line.partner, &said, |one| &one.partner);
        completion.text(kind, ColumnRole::Action, &line.place, &mut line.action, &said, |one| &one.action);
        completion.text(kind, ColumnRole::Section, &line.place, &mut line.section, &said, |one| &one.section);
        completion.year(kind, &line.place, (&mut line.year, &mut line.years), &said);
        completion.category_of_name(&line.place, &mut line.category, line.label.as_ref());
    }
    for line in &mut budget.staff_lines {
        let said = completion.said(&line.place, line.label.as_ref());
        let kind = TableKind::Staff;
        completion.text(kind, ColumnRole::Partner, &line.place, &mut line.partner, &said, |one| &one.partner);
        completion.text(kind, ColumnRole::Action, &line.place, &mut line.action, &said, |one| &one.action);
        completion.year(kind, &line.place, (&mut line.year, &mut line.years), &said);
    }
    for line in &mut budget.resources {
        let said = completion.said(&line.place, line.co_financer.as_ref());
        let named: Vec<_> = said.iter().filter(|(_, at)| !at.starts_with(DEFAULT)).cloned().collect();
        let kind = TableKind::Resources;
        completion.text(kind, ColumnRole::Nature, &line.place, &mut line.nature, &named, |one| &one.nature);
        completion.nature_of_name(&line.place, &mut line.nature, line.co_financer.as_ref(), project);
        completion.text(kind, ColumnRole::Nature, &line.place, &mut line.nature, &said, |one| &one.nature);
    }
    completion.refuse_unused(reading)?;
    for (kind, note) in completion.notes {
        let row = note.first_row;
        let table = reading
            .tables
            .iter_mut()
            .find(|table| table.kind == kind && (table.first_row..=table.last_row).contains(&row));
        if let Some(table) = table {
            add(&mut table.inherited, note);
        }
    }
    Ok(())
}

const DEFAULT: &str = "budget.par_defaut";

/// What `[budget]` says of a line, with the path that says it, the nearest first.
type Said<'a> = Vec<(&'a Stated, String)>;

struct Completion<'a> {
    layout: &'a BudgetLayout,
    funds: &'a [&'a Fund],
    /// The entries that some line took.
    used: BTreeSet<String>,
    notes: Vec<(TableKind, Inherited)>,
}

impl<'a> Completion<'a> {
    fn said(&mut self, place: &Place, label: Option<&Located<Arc<str>>>) -> Said<'a> {
        let layout = self.layout;
        let mut said = Vec::new();
        for (key, stated) in &layout.lines {
            if is_line(key, place) {
                said.push((stated, format!("budget.lignes.{key}")));
            }
        }
        let label = label.map(|label| normalise(&label.value));
        for (key, stated) in &layout.labels {
            if label.as_ref().is_some_and(|label| *label == normalise(key)) {
                said.push((stated, format!("budget.intitules.{key}")));
            }
        }
        self.used.extend(said.iter().map(|(_, path)| path.clone()));
        said.extend(layout.default.as_ref().map(|stated| (stated, DEFAULT.to_owned())));
        said
    }

    fn text(
        &mut self,
        kind: TableKind,
        role: ColumnRole,
        line: &Place,
        field: &mut Maybe<Arc<str>>,
        said: &[(&'a Stated, String)],
        of: impl Fn(&Stated) -> &Option<String>,
    ) {
        if field.is_some() {
            return;
        }
        let Some((value, path)) = said.iter().find_map(|(one, path)| Some((of(one).as_ref()?, path))) else {
            return;
        };
        let place = Place::field(PROJECT_FILE, format!("{path}.{}", field_name(role)));
        self.note(kind, role, value, &place, Origin::Stated, line);
        *field = Some(Located::new(value.as_str().into(), place));
    }

    fn year(
        &mut self,
        kind: TableKind,
        line: &Place,
        (field, spread): (&mut Maybe<i32>, &mut Maybe<Vec<i32>>),
        said: &[(&'a Stated, String)],
    ) {
        if field.is_some() {
            return;
        }
        let nearest = said.iter().find_map(|(one, path)| {
            let one_year = one.year.map(|year| (vec![year], format!("{path}.annee")));
            one_year.or_else(|| Some((one.years.clone()?, format!("{path}.annees"))))
        });
        let Some((years, path)) = nearest else { return };
        let place = Place::field(PROJECT_FILE, path);
        let shown = years.iter().map(i32::to_string).collect::<Vec<_>>();
        self.note(kind, ColumnRole::Year, &listed(&shown), &place, Origin::Stated, line);
        match years.as_slice() {
            [only] => *field = Some(Located::new(*only, place)),
            _ => *spread = Some(Located::new(years, place)),
        }
    }

    /// `Communication` is a line of the category of that name.
    fn category_of_name(
        &mut self,
        line: &Place,
        field: &mut Maybe<Arc<str>>,
        label: Option<&Located<Arc<str>>>,
    ) {
        let (None, Some(label)) = (&field, label) else { return };
        let is_known = self.funds.iter().any(|fund| fund.has_category_called(&label.value));
        if is_known {
            self.note(
                TableKind::Expenses,
                ColumnRole::Category,
                &label.value,
                &label.place,
                Origin::Named,
                line,
            );
            *field = Some(label.clone());
        }
    }

    /// The nature that a name says, unless `[[cofinanceurs]]` says it.
    fn nature_of_name(
        &mut self,
        line: &Place,
        field: &mut Maybe<Arc<str>>,
        name: Option<&Located<Arc<str>>>,
        project: &Project,
    ) {
        let (None, Some(name)) = (&field, name) else { return };
        let known = project.co_financer_called(&name.value);
        if known.is_some_and(|known| known.nature.is_some()) {
            return;
        }
        let Some(nature) = self.funds.iter().find_map(|fund| nature_named(fund, &name.value, project)) else {
            return;
        };
        self.note(TableKind::Resources, ColumnRole::Nature, nature, &name.place, Origin::Named, line);
        *field = Some(Located::new(nature.into(), name.place.clone()));
    }

    fn note(
        &mut self,
        kind: TableKind,
        role: ColumnRole,
        value: &str,
        from: &Place,
        origin: Origin,
        line: &Place,
    ) {
        let Place::Cell { row, .. } = line else { return };
        let inherited = Inherited {
            role,
            value: value.to_owned(),
            from: from.clone(),
            origin,
            lines: 1,
            first_row: *row,
            last_row: *row,
        };
        self.notes.push((kind, inherited));
    }

    /// A label or a line that nothing in the workbook bears is a slip.
    fn refuse_unused(&self, reading: &BudgetReading) -> Result<(), String> {
        let budget = &reading.budget;
        let labels: Vec<&str> = budget
            .expense_lines
            .iter()
            .filter_map(|line| line.label.as_ref())
            .chain(budget.staff_lines.iter().filter_map(|line| line.label.as_ref()))
            .chain(budget.resources.iter().filter_map(|line| line.co_financer.as_ref()))
            .map(|label| &*label.value)
            .collect();
        for key in self.layout.labels.keys() {
            if !self.used.contains(&format!("budget.intitules.{key}")) {
                let hint = nearest(key, labels.iter().copied())
                    .map_or_else(String::new, |near| format!(" (vouliez-vous dire « {near} » ?)"));
                return Err(format!(
                    "budget.intitules : aucune ligne du classeur ne s’intitule « {key} »{hint}"
                ));
            }
        }
        for key in self.layout.lines.keys() {
            if !self.used.contains(&format!("budget.lignes.{key}")) {
                return Err(format!(
                    "budget.lignes : aucune ligne lue n’est en « {key} » ; donnez son numéro (14), une de ses cellules (F14), ou la feuille et la cellule (Dépenses › F14)"
                ));
            }
        }
        Ok(())
    }
}

/// The label of the nature that a fund gives to a funder of this name; what bears the applicant's own name is its own.
fn nature_named<'a>(fund: &'a Fund, name: &str, project: &Project) -> Option<&'a str> {
    let own = normalise(&project.applicant.legal_name);
    let is_own = !own.is_empty() && holds_words(&normalise(name), &own);
    let of_role = || fund.natures.iter().position(|one| one.role == NatureRole::Autofinancement);
    let index = if is_own { of_role() } else { fund.nature_of_funder(name) };
    index.and_then(|index| fund.natures.get(index)).map(|nature| nature.label.as_str())
}

/// True when `14`, `F14` or `Dépenses › F14` is where a line stands.
fn is_line(key: &str, place: &Place) -> bool {
    let Place::Cell { sheet, row, .. } = place else { return false };
    let (of_sheet, cell) = match key.rsplit_once(['›', '!']) {
        Some((name, cell)) => (normalise(name) == normalise(sheet), cell.trim()),
        None => (true, key.trim()),
    };
    let digits = cell.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = cell.len() - digits.len();
    of_sheet && letters <= 3 && digits.parse::<u32>().is_ok_and(|number| number == row.saturating_add(1))
}

const fn field_name(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Category => "poste",
        ColumnRole::Partner => "partenaire",
        ColumnRole::Action => "action",
        ColumnRole::Section => "section",
        ColumnRole::Nature => "nature",
        _ => "annee",
    }
}

/// Adds a note to those of a table: one for all the lines that take the same value from the same place.
fn add(notes: &mut Vec<Inherited>, note: Inherited) {
    let same = notes.iter_mut().find(|one| {
        one.role == note.role && one.from == note.from && one.origin == note.origin && one.value == note.value
    });
    match same {
        Some(one) => {
            one.lines += 1;
            one.last_row = one.last_row.max(note.last_row);
        }
        None => notes.push(note),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_named_by_its_number_or_by_a_cell() {
        let place = Place::cell(&"budget.xlsx".into(), &"Dépenses".into(), 13, 1);
        for (key, is_it) in [
            ("14", true),
            ("F14", true),
            ("Dépenses › F14", true),
            ("depenses!B14", true),
            ("Ressources › F14", false),
            ("15", false),
            ("", false),
        ] {
            assert_eq!(is_line(key, &place), is_it, "{key}");
        }
    }
}
