//! What several checks of this family share.

use std::collections::BTreeMap;

use crate::checks::Scope;
use crate::checks::reliance::unless_confirmed;
use crate::figures::plan::PlanLine;
use crate::findings::say;
use crate::findings::{Answers, Fact, Finding, Missing};
use crate::model::text::{holds_words, normalise};
use crate::model::{Money, Place, StaffLine};
use crate::source::table::ColumnRole;

/// Who works, as a sentence names it.
pub(super) fn named_person(line: &StaffLine) -> &str {
    line.label.as_ref().or(line.mission.as_ref()).map_or("sans intitulé", |label| &label.value)
}

/// A workbook without expenses: said by checks that look at each line.
pub(super) fn no_line() -> Missing {
    Missing::of_workbook("le classeur n’a pas de ligne de dépense")
}

/// Lines by the cell that gave them something: a title above a block gives it to many lines, and is mended once.
pub(super) fn by_cell<'a>(
    scope: &Scope<'_>,
    lines: impl Iterator<Item = &'a PlanLine>,
    role: ColumnRole,
) -> BTreeMap<Place, Vec<&'a PlanLine>> {
    let mut cells: BTreeMap<Place, Vec<&PlanLine>> = BTreeMap::new();
    for line in lines {
        let row = scope.row(line);
        let cell = scope.header_without(row, role).unwrap_or_else(|| scope.cell(row, role));
        cells.entry(cell).or_default().push(line);
    }
    cells
}

/// Every name that a line may give to who bears it: the applicant's and those of the partners.
pub(super) fn bearers<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a str> {
    let project = scope.project();
    let applicant = [Some(&project.applicant.legal_name), project.identity.acronym.as_ref()];
    let partners = project.partners.iter().flat_map(|partner| [&partner.id, &partner.name]);
    applicant.into_iter().flatten().chain(partners).map(String::as_str).chain(["demandeur"])
}

/// The cells that name who bears a line, each with its lines.
pub(super) fn bearing<'a>(scope: &Scope<'a>) -> BTreeMap<Place, Vec<&'a PlanLine>> {
    let naming = scope.plan().lines.iter().filter(|line| line.partner.is_some());
    by_cell(scope, naming, ColumnRole::Partner)
}

/// The cells that name a partner that the project does not have, as E-10 tells them: the sums by partner follow from
/// them.
pub(in crate::checks) fn unknown_bearers(scope: &Scope<'_>) -> Vec<Place> {
    let known: Vec<String> = bearers(scope).map(normalise).collect();
    let is_unknown = |lines: &[&PlanLine]| {
        let written = lines.first().and_then(|line| line.partner.as_deref());
        written.is_some_and(|written| !known.contains(&normalise(written)))
    };
    bearing(scope).into_iter().filter(|(_, lines)| is_unknown(lines)).map(|(cell, _)| cell).collect()
}

/// What some lines amount to.
pub(super) fn sum(scope: &Scope<'_>, lines: &[&PlanLine]) -> Money {
    lines.iter().filter_map(|line| scope.money(line.amount)).sum()
}

/// The words of the exclusions of the fund in the labels of the lines.
pub(super) fn exclusions(scope: &Scope<'_>, answers: &mut Answers, blocking: bool) {
    let exclusions: Vec<(Vec<String>, &crate::model::fund::Exclusion)> = scope
        .fund()
        .exclusions
        .iter()
        .filter(|exclusion| exclusion.blocking == blocking)
        .map(|exclusion| (exclusion.words.iter().map(|words| normalise(words)).collect(), exclusion))
        .collect();
    if exclusions.is_empty() {
        if let Some(reason) = &scope.fund().identity.none.exclusions {
            answers.not_applicable(say!("ce fonds n’exclut aucune dépense par ses mots : {}", reason));
            return;
        }
        answers.missing(Missing::of_authority("la définition du fonds ne liste pas de telles dépenses"));
        return;
    }
    let lines = &scope.plan().lines;
    if lines.is_empty() {
        answers.missing(no_line());
        return;
    }
    for line in lines {
        let text = normalise(scope.label(line));
        let hit = exclusions.iter().find(|(words, _)| words.iter().any(|words| holds_words(&text, words)));
        if let Some((_, exclusion)) = hit {
            let mut finding = Finding::new(say!(
                "« {} » : {}{}",
                scope.label(line),
                &exclusion.label,
                unless_confirmed(exclusion.status)
            ))
            .at(&scope.cell(scope.row(line), ColumnRole::Label))
            .basis(exclusion.source.clone());
            if let Some(amount) = scope.money(line.amount) {
                finding = finding.found(amount);
            }
            answers.finding(finding);
        }
    }
    answers.compared(
        lines.len(),
        say!(
            "{} à {}",
            Fact::count(lines.len(), "intitulé comparé", "intitulés comparés"),
            Fact::count(exclusions.len(), "famille de mots", "familles de mots")
        ),
    );
}
