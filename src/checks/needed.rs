//! What a check needs to know: the value of a figure, or which data nobody gave.

use std::collections::BTreeSet;

use super::Scope;
use crate::figures::{Expression, FigureKey, Origin};
use crate::findings::say;
use crate::findings::{Answers, Fact, Missing, Sentence};
use crate::model::project::VatBasis;
use crate::model::{Money, Place, Rate};
use crate::source::table::{ColumnRole, TableKind};

/// Cells in a sentence that has no place of its own: the sheet is named once.
pub(super) fn listed(cells: impl IntoIterator<Item = Place>) -> Sentence {
    let mut cells = cells.into_iter();
    let Some(first) = cells.next() else { return "".into() };
    let rest: Vec<Place> = cells.collect();
    let named = Fact::cells([first.clone()], &Place::file(first.file_name()));
    match rest.len() {
        0 => named.into(),
        1 => say!("{} et {}", named, Fact::cells(rest, &first)),
        _ => say!("{}, {}", named, Fact::cells(rest, &first)),
    }
}

impl Scope<'_> {
    /// The amount of a figure; what it lacks is said when it is not known.
    pub(super) fn needed(&self, key: FigureKey, answers: &mut Answers) -> Option<Money> {
        let amount = self.money(key);
        if amount.is_none() {
            self.missing_figure(key, answers);
        }
        amount
    }

    /// The rate of a figure; what it lacks is said when it is not known.
    pub(super) fn needed_rate(&self, key: FigureKey, answers: &mut Answers) -> Option<Rate> {
        let rate = self.rate(key);
        if rate.is_none() {
            self.missing_figure(key, answers);
        }
        rate
    }

    /// True when the authority records the data of CPR Annex XVII, among which `what`; else why the check has nothing to
    /// compare is said.
    pub(super) fn records_annex_xvii(&self, answers: &mut Answers, what: &'static str) -> bool {
        match self.fund().identity.records_annex_xvii {
            Some(true) => return true,
            Some(false) => answers.not_applicable("ce fonds n’enregistre pas les données de l’annexe XVII"),
            None => answers.missing(
                Missing::of_authority(say!(
                    "la définition du fonds ne dit pas si l’autorité enregistre {}",
                    Fact::Words(what)
                ))
                .how("Écrivez donnees_annexe_xvii = true ou false dans fund.toml › fonds."),
            ),
        }
        false
    }

    /// Say which data a figure lacks: the cells, fields and parameters behind it that hold nothing.
    pub(super) fn missing_figure(&self, key: FigureKey, answers: &mut Answers) {
        let ledger = self.ledger();
        let (mut seen, mut cells) = (BTreeSet::from([key]), Vec::new());
        let mut left = vec![key];
        while let Some(key) = left.pop() {
            let figure = ledger.get(key);
            match &figure.expression {
                Expression::Given(Origin::Parameter { .. }) => {
                    let name = figure.id.strip_prefix("parametre.").unwrap_or(&figure.id);
                    self.lacks_parameter(name, answers);
                }
                Expression::Given(Origin::Input(Place::Field(field))) => answers.missing_field(field.path()),
                Expression::Given(Origin::Input(place)) => cells.push((key, self.empty_cell(place))),
                computed => {
                    let operands = computed.operands();
                    let missing = |key: &FigureKey| ledger.value(*key).is_missing();
                    if !operands.iter().any(missing) {
                        answers.missing(Missing::of_workbook(say!(
                            "« {} » ne peut pas être calculé : son diviseur est nul",
                            &*figure.label
                        )));
                    }
                    // Backwards, so that the first of the workbook is the first said.
                    left.extend(operands.into_iter().rev().filter(missing).filter(|key| seen.insert(*key)));
                }
            }
        }
        match cells.as_slice() {
            [] => {}
            [(key, place)] => {
                let label = &ledger.get(*key).label;
                answers.missing(Missing::of_workbook(say!("« {} » n’a pas de valeur ({})", &**label, place)));
            }
            [_, _, ..] => answers.missing(Missing::of_workbook(say!(
                "{} n’ont pas de valeur : {}",
                Fact::count(cells.len(), "montant", "montants"),
                listed(cells.iter().map(|(_, place)| place.clone()))
            ))),
        }
    }

    /// The cell to fill in: a line without an amount stands in the ledger under the cell that names it.
    fn empty_cell(&self, line: &Place) -> Place {
        let retained = match self.plan().basis {
            VatBasis::InclVat => ColumnRole::AmountInclVat,
            VatBasis::ExclVat => ColumnRole::AmountExclVat,
        };
        let columns = [
            (TableKind::Expenses, retained),
            (TableKind::Staff, ColumnRole::StatedCost),
            (TableKind::Resources, ColumnRole::Amount),
        ];
        columns
            .into_iter()
            .find_map(|(kind, role)| self.audit.standing(line, kind, role))
            .unwrap_or_else(|| line.clone())
    }
}
