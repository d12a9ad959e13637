//! Stated own contribution against the remainder.

use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Class, Finding, Missing, Severity};
use crate::model::fund::NatureRole;
use crate::model::{Money, Place, Resource};

/// Stated own contribution against the remainder.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-01",
    title: "Le plan de financement est équilibré",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le coût total, moins les ressources autres que l’autofinancement, est comparé à l’autofinancement inscrit au classeur, au centime.",
        why: "Un plan non équilibré est renvoyé sans instruction.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : les ressources sont égales au coût, l’autofinancement est le solde",
        ),
        mend: "Inscrivez le solde : coût total − autres ressources. Si une ressource a changé, reportez-la d’abord.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        let Some(expected) = scope.needed(plan.own_contribution, answers) else { return };
        if plan.stated_own.is_empty() {
            answers.expect(expected == Money::ZERO, || {
                Finding::new("les ressources ne couvrent pas le coût total, et le classeur n’a pas de ligne Autofinancement")
                    .at(&Place::file(scope.folder.budget.name.as_str()))
                    .found("aucune ligne Autofinancement")
                    .expected(say!("une ligne Autofinancement de {}", expected))
                    .from_figures([plan.own_contribution])
            });
            answers.compared(1, "ressources comparées au coût total, sans autofinancement");
            return;
        }
        if plan.stated_own.len() > 1 {
            for (resource, _) in &plan.stated_own {
                if let Some(finding) = another_funder(scope, &scope.budget().resources[*resource]) {
                    answers.finding(finding);
                }
            }
        }
        let mut stated = Money::ZERO;
        let mut finding = Finding::new("l’autofinancement inscrit n’équilibre pas le plan");
        let mut cells = Vec::new();
        for (resource, key) in &plan.stated_own {
            let resource = &scope.budget().resources[*resource];
            let (Some(amount), Some(cell)) = (scope.money(*key), &resource.amount) else {
                answers.missing(Missing::of_workbook(say!(
                    "le montant de l’autofinancement ({}) n’est pas lisible",
                    &resource.place
                )));
                return;
            };
            stated = stated.checked_add(amount).unwrap_or(stated);
            finding = finding.at(&cell.place).from_figures([*key]);
            cells.push(&cell.place);
        }
        if stated == expected {
            answers.compared(1, say!("autofinancement de {}, comparé au solde du plan", expected));
            return;
        }
        // What makes the cost or another resource wrong explains the gap: told first, this one under it.
        finding = finding.from_figures([plan.own_contribution]);
        if let [only] = cells.as_slice() {
            finding = finding.mended_by(only, expected.to_decimal());
            if scope.audit.has_formula(only) {
                finding = finding
                    .mend("Corrigez la formule de l’autofinancement : coût total − autres ressources.");
            }
        }
        answers.finding(finding.found(stated).expected(say!(
            "{} = coût total {} − autres ressources (écart de {})",
            expected,
            scope.ledger().value(plan.total_cost).french(),
            stated.distance(expected)
        )));
    }),
};

/// Among several own contributions, one that bears the name of a funder of another kind than the applicant: an aid that
/// is counted as what the applicant pays.
fn another_funder(scope: &Scope<'_>, resource: &Resource) -> Option<Finding> {
    let fund = scope.fund();
    let name = resource.co_financer.as_ref()?;
    let applicant = &scope.project().applicant;
    let own = [Some(&applicant.legal_name), applicant.legal_form.as_ref()].into_iter().flatten();
    let nature = fund.nature_of_funder(&name.value)?;
    let is_aid = scope.nature_role(Some(nature)) == Some(NatureRole::AidePublique);
    let is_its_own_kind = own.filter_map(|name| fund.nature_of_funder(name)).any(|own| own == nature);
    (is_aid && !is_its_own_kind).then(|| {
        Finding::new(say!(
            "« {} » est inscrit en Autofinancement, et ce nom est celui d’un autre financeur",
            &name.value
        ))
        .at(&resource.place)
        .mend("Donnez à ce cofinanceur sa propre nature : une aide publique n’est pas un autofinancement.")
    })
}
