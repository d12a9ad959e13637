//! The VAT that the FCTVA gives back.

use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::figures::plan::PlanLine;
use crate::findings::{Class, Fact, Finding, Missing, Severity, say};
use crate::model::fund::CategoryRole;
use crate::model::project::VatBasis;
use crate::model::text::{holds_words, normalise};
use crate::model::{Money, Resource};
use crate::source::table::ColumnRole;

use super::shared::sum;

/// How the fund is written.
const NAMES: [&str; 4] =
    ["fctva", "f c t v a", "fonds de compensation pour la tva", "fonds de compensation de la tva"];

/// The VAT that the FCTVA gives back.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-19",
    title: "La TVA que compense le FCTVA n’est pas aussi dans l’assiette",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Une ressource nommée FCTVA, ou la réponse de projet.toml › tva.fctva, est rapprochée des lignes d’investissement que le plan retient TTC.",
        why: "Le FCTVA rend une part de la TVA des investissements : la compter dans l’assiette la ferait financer deux fois.",
        basis: Basis::Usage(
            "Usage : une TVA compensée par le FCTVA (CGCT, art. L1615-1 et suivants) n’est pas à la charge de la collectivité (à confirmer par l’autorité de gestion)",
        ),
        mend: "Passez les investissements à l’assiette HT (colonne « HT ou TTC ») et retirez le FCTVA des ressources, ou dites tva.fctva = false si ces investissements n’y ouvrent pas droit.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let compensation: Vec<&Resource> =
            scope.budget().resources.iter().filter(|resource| is_compensation(resource)).collect();
        let bearing: Vec<&PlanLine> =
            scope.plan().lines.iter().filter(|line| bears_vat(scope, line)).collect();
        let is_compensated = scope.project().vat.is_compensated;
        let investments =
            || say!("{} TTC ({})", sum(scope, &bearing), Fact::count(bearing.len(), "ligne", "lignes"));
        if bearing.is_empty() {
            if compensation.is_empty() {
                answers.not_applicable("le plan ne retient la TVA d’aucun investissement");
                return;
            }
            let retains_vat = scope.plan().lines.iter().any(|line| line.basis == VatBasis::InclVat);
            if retains_vat {
                answers.missing(Missing::of_applicant(
                    "le FCTVA est en ressource, et aucune ligne TTC n’est un investissement : rien ne dit quelle TVA il compense",
                    "tva.fctva",
                ));
                return;
            }
            // Excluding VAT, the compensation pays for something that the plan does not hold.
            for resource in compensation {
                let message = "le FCTVA est en ressource d’un plan HT, qui n’a pas la TVA qu’il compense";
                answers.finding(told(scope, message, resource).expected("aucun FCTVA en face d’un plan HT"));
            }
            return;
        }
        for resource in &compensation {
            let message = "le FCTVA est compté en ressource, et la TVA qu’il compense en dépense";
            let finding = told(scope, message, resource)
                .expected(say!("des investissements HT ; le plan en retient {}", investments()));
            answers.finding(
                finding.at_all(&bearing.iter().map(|line| scope.amount_cell(line)).collect::<Vec<_>>()),
            );
        }
        match (is_compensated, compensation.is_empty()) {
            (_, false) => {}
            (Some(true), true) => answers.finding(
                Finding::new(
                    "la TVA des investissements est compensée par le FCTVA, et retenue dans l’assiette",
                )
                .at_field("tva.fctva")
                .at_all(&bearing.iter().map(|line| scope.amount_cell(line)).collect::<Vec<_>>())
                .found(investments())
                .expected("les investissements HT")
                .stake(vat_of(scope, &bearing)),
            ),
            (Some(false), true) => answers.declared(say!(
                "la TVA des investissements, {}, n’est pas compensée par le FCTVA",
                investments()
            )),
            (None, true) => answers.missing_field("tva.fctva"),
        }
    }),
};

fn told(scope: &Scope<'_>, message: &'static str, resource: &Resource) -> Finding {
    let finding = Finding::new(message).at(&scope.resource_cell(resource, ColumnRole::Amount));
    match &resource.amount {
        Some(amount) => finding.found(say!("{} de FCTVA", amount.value)).stake(amount.value),
        None => finding,
    }
}

fn is_compensation(resource: &Resource) -> bool {
    let texts = [&resource.co_financer, &resource.nature].into_iter().flatten();
    texts.into_iter().any(|cell| {
        let text = normalise(&cell.value);
        NAMES.iter().any(|name| holds_words(&text, name))
    })
}

/// True for an investment whose VAT the plan retains.
fn bears_vat(scope: &Scope<'_>, line: &PlanLine) -> bool {
    let is_investment =
        scope.category(line).is_some_and(|category| category.role == CategoryRole::Investissement);
    is_investment && line.basis == VatBasis::InclVat && vat_of(scope, &[line]) != Money::ZERO
}

/// The VAT that the plan retains of some lines; what is not known of it counts for the whole line.
fn vat_of(scope: &Scope<'_>, lines: &[&PlanLine]) -> Money {
    let of = |line: &&PlanLine| {
        let amount = scope.money(line.amount)?;
        let excl_vat = line.excl_vat.and_then(|key| scope.money(key)).unwrap_or(Money::ZERO);
        amount.checked_sub(excl_vat)
    };
    lines.iter().filter_map(of).fold(Money::ZERO, |sum, vat| sum.checked_add(vat).unwrap_or(sum))
}
