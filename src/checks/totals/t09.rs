//! Lines without the amount of the plan's basis.

use super::shared::lines_compared;
use super::staff::lacking;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::figures::plan::LineSource;
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Sentence, Severity};
use crate::model::Place;
use crate::model::project::VatBasis;
use crate::source::table::{ColumnRole, TableKind};

/// Lines without the amount of the plan's basis.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-09",
    title: "Chaque ligne porte le montant retenu",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Chaque ligne de dépense ou de personnel, et chaque ressource, doit donner le montant sur l’assiette du plan (HT ou TTC).",
        why: "Un montant absent n’est pas un zéro : tant qu’il manque, aucun total ne peut être affirmé.",
        basis: Basis::Usage(
            "Usage : une dépense est positive ; ce qui se déduit est une recette ou un avoir",
        ),
        mend: "Complétez la cellule ; pour une dépense nulle, écrivez 0.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        for line in plan.lines.iter().filter(|line| scope.money(line.amount).is_none()) {
            let (kind, role) = match (line.source, line.basis) {
                (LineSource::Staff(index), _) => {
                    let staff = scope.budget().staff_lines.get(index);
                    (TableKind::Staff, staff.map_or(ColumnRole::AnnualCost, |line| lacking(line).1))
                }
                (LineSource::Expense(_), VatBasis::ExclVat) => {
                    (TableKind::Expenses, ColumnRole::AmountExclVat)
                }
                (LineSource::Expense(_), VatBasis::InclVat) => {
                    (TableKind::Expenses, ColumnRole::AmountInclVat)
                }
            };
            let message = match line.source {
                LineSource::Staff(index) => {
                    let staff = scope.budget().staff_lines.get(index);
                    let what = staff.map_or("le coût", |line| lacking(line).0);
                    say!("« {} » : {} manquent", scope.label(line), Fact::Words(what))
                }
                LineSource::Expense(_) => {
                    say!("la ligne « {} » n’a pas de montant {}", scope.label(line), line.basis.label())
                }
            };
            answers
                .finding(without(scope, message, scope.place(line), kind, role).from_figures([line.amount]));
        }
        for resource in scope.budget().resources.iter().filter(|resource| resource.amount.is_none()) {
            let name = resource.co_financer.as_ref().map_or("sans nom", |cell| &cell.value);
            let message = say!("la ressource « {} » n’a pas de montant", name);
            answers.finding(without(
                scope,
                message,
                &resource.place,
                TableKind::Resources,
                ColumnRole::Amount,
            ));
        }
        without_price(scope, answers);
        lines_compared(answers, plan.lines.len() + scope.budget().resources.len(), "un montant");
    }),
};

/// A line without its amount: the cell to fill in, or the formula that gives none.
fn without(scope: &Scope<'_>, message: Sentence, line: &Place, kind: TableKind, role: ColumnRole) -> Finding {
    let cell = scope.audit.standing(line, kind, role).unwrap_or_else(|| line.clone());
    let finding = Finding::new(message).at(&cell).found("vide").expected("un montant").unknown();
    if scope.audit.has_formula(&cell) {
        let at = scope.audit.cell_of(&cell);
        let finding = match at {
            Some(at) => finding.found(super::shared::saved_with_formula(scope.audit, at)),
            None => finding,
        };
        return finding
            .mend("La formule de cette cellule ne donne pas de montant : corrigez-la, ou ce qu’elle lit.");
    }
    finding
}

/// Lines with a quantity and no price, which are worth nothing.
fn without_price(scope: &Scope<'_>, answers: &mut Answers) {
    for line in &scope.budget().expense_lines {
        let priced =
            line.unit_price.is_some() || line.quantity.as_ref().is_none_or(|cell| cell.value.is_zero());
        let worth = line.amount_excl_vat.as_ref().or(line.amount_incl_vat.as_ref());
        if priced || worth.is_none_or(|amount| amount.value.cents() != 0) {
            continue;
        }
        if let Some(cell) = scope.audit.standing(&line.place, TableKind::Expenses, ColumnRole::UnitPrice) {
            answers.finding(
                Finding::new(say!(
                    "la ligne « {} » a une quantité et pas de prix unitaire : elle est comptée à 0,00 €",
                    line.label.as_ref().map_or("sans intitulé", |label| &label.value)
                ))
                .at(&cell)
                .at_all(line.quantity.as_ref().map(|quantity| &quantity.place))
                .found("vide")
                .expected("un prix unitaire")
                .unknown(),
            );
        }
    }
}
