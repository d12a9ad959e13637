//! What several checks of this family share.

use crate::audit::Audit;
use crate::findings::say;
use crate::findings::{Answers, Fact, Finding, Missing, Sentence};
use crate::formula::CellRef;
use crate::model::{DeclaredTotal, Money, TotalColumn};

pub(in crate::checks) const RULE: &str = "Règle arithmétique : un montant se recalcule depuis ses cellules";

pub(in crate::checks) const TYPED: &str =
    "Usage : un montant du dossier doit pouvoir être suivi jusqu’à sa cellule";

/// A finding on a cell.
pub(in crate::checks) fn at_cell(audit: &Audit<'_>, at: CellRef, message: impl Into<Sentence>) -> Finding {
    Finding::new(message).at(&audit.place(at))
}

/// The value of a cell and its formula: « 1 235,70 (formule =D4*E4) ».
pub(in crate::checks) fn saved_with_formula(audit: &Audit<'_>, at: CellRef) -> Sentence {
    say!("{} ({})", audit.saved(at), audit.formula(at))
}

/// Says how many formulas were compared, or that there is none.
pub(in crate::checks) fn formulas_compared(audit: &Audit<'_>, answers: &mut Answers) {
    match (audit.recalculation.is_empty(), audit.recomputed()) {
        (true, _) => answers.not_applicable("aucune formule ne nourrit le plan"),
        (false, 0) => answers.missing(
            Missing::of_workbook("aucune formule n’a pu être recalculée")
                .how("Le contrôle T-17 nomme les formules et ce qui leur manque."),
        ),
        (false, count) => {
            answers.compared(
                count,
                say!("{}", Fact::count(count, "formule recalculée", "formules recalculées")),
            );
        }
    }
}

/// Says how many of the cells that count were looked at; without any, there is nothing to look at.
pub(in crate::checks) fn cells_looked_at(audit: &Audit<'_>, answers: &mut Answers) {
    let budget = audit.budget();
    let expenses = budget.expense_lines.iter().flat_map(|line| {
        let amounts = [&line.amount_excl_vat, &line.vat, &line.amount_incl_vat];
        let amounts = amounts.into_iter().filter(|cell| cell.is_some()).count();
        std::iter::repeat_n(
            (),
            amounts
                + usize::from(line.unit_price.is_some())
                + usize::from(line.quantity.is_some())
                + usize::from(line.vat_rate.is_some())
                + usize::from(line.year.is_some()),
        )
    });
    let staff = budget.staff_lines.iter().flat_map(|line| {
        let amounts =
            [&line.annual_cost, &line.stated_cost].into_iter().filter(|cell| cell.is_some()).count();
        let hours = [&line.annual_hours, &line.hours].into_iter().filter(|cell| cell.is_some()).count();
        std::iter::repeat_n((), amounts + hours + usize::from(line.year.is_some()))
    });
    let resources = budget.resources.iter().flat_map(|line| {
        std::iter::repeat_n((), usize::from(line.amount.is_some()) + usize::from(line.stated_share.is_some()))
    });
    match expenses.chain(staff).chain(resources).count() {
        0 => answers.not_applicable("aucun montant n’est lu dans le classeur"),
        count => {
            answers.compared(count, say!("{}", Fact::count(count, "cellule vérifiée", "cellules vérifiées")));
        }
    }
}

/// Says how many lines give what it takes to compare; without any, the data that they lack.
pub(in crate::checks) fn lines_compared(answers: &mut Answers, compared: usize, what: &'static str) {
    if compared == 0 && answers.findings.is_empty() {
        answers.not_applicable(say!("aucune ligne ne donne à la fois {}", Fact::Words(what)));
    }
    answers.compared(
        compared,
        say!("{} ({})", Fact::count(compared, "ligne comparée", "lignes comparées"), Fact::Words(what)),
    );
}

/// Hours are totalled in hundredths, as cents are: they are not euros.
pub(in crate::checks) fn in_its_unit(total: &DeclaredTotal, amount: Money) -> Fact {
    if total.column == TotalColumn::Hours { Fact::hours(amount.to_decimal()) } else { amount.into() }
}
