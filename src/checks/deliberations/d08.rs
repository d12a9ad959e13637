//! The amounts that a resolution approves.

use crate::checks::near::near;
use crate::checks::plan::co_financers::{named, planned, strangers};
use crate::checks::typed::TypedAmount;
use crate::checks::{Basis, Check, Explanation, PackView, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Missing, Severity};
use crate::model::project::Deliberation;
use crate::model::text::normalise;
use crate::model::{Money, Place};

/// The amounts that a resolution approves.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-08",
    title: "Les montants votés sont ceux du plan, au centime",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Le coût total et chaque montant que projet.toml recopie de la délibération qui approuve le plan sont comparés au plan ; une ressource du plan que la délibération ne nomme pas est signalée.",
        why: "Une délibération qui montre un autre plan que la demande n’approuve pas la demande.",
        basis: Basis::Usage(
            "Usage : la délibération d’un demandeur public approuve le plan de financement (à confirmer)",
        ),
        mend: "Corrigez le plan ou la demande ; si le plan a changé depuis le vote, une délibération modificative est nécessaire.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let all = scope.project().deliberations.iter().enumerate();
        let approving: Vec<_> = all.filter(|(_, one)| one.approves_financing_plan).collect();
        if approving.is_empty() {
            answers.not_applicable("aucune délibération n’est dite approuver le plan de financement");
            return;
        }
        // The last one voted is the one in force.
        let Some((index, deliberation)) = approving.into_iter().max_by_key(|(_, one)| one.date) else {
            return;
        };
        let mut compared = 0;
        match &deliberation.total_cost {
            None => answers.missing_field(format!("deliberations[{index}].cout_total").as_str()),
            Some(typed) => {
                let field = format!("deliberations[{index}].cout_total");
                if let (Some(voted), Some(total)) = (
                    VOTED.read(typed, field.as_str(), answers),
                    scope.needed(scope.plan().total_cost, answers),
                ) {
                    compared += 1;
                    answers.expect(voted == total || is_of_another_pack(scope, voted), || {
                        Finding::new("le coût total voté n’est pas celui du plan")
                            .at_field(field)
                            .found(voted)
                            .expected(total)
                            .stake(voted.distance(total))
                            .from_figures([scope.plan().total_cost])
                            // The vote is one side only: what is wrong in the lines explains the gap.
                            .net()
                    });
                }
            }
        }
        if deliberation.amounts.is_empty() {
            answers.missing_field(format!("deliberations[{index}].montants").as_str());
        } else {
            compared += resources(scope, answers, index, deliberation);
        }
        answers.compared(
            compared,
            say!(
                "{} de la délibération du {}",
                Fact::count(compared, "montant comparé", "montants comparés"),
                deliberation.date
            ),
        );
    }),
};

/// True for the total of another pack: a fund may retain less than what was voted.
fn is_of_another_pack(scope: &Scope<'_>, voted: Money) -> bool {
    let total = |view: &PackView<'_>| view.computation.ledger.value(view.computation.plan.total_cost).money();
    scope.others.iter().any(|view| total(view) == Some(voted))
}

const VOTED: TypedAmount =
    TypedAmount { message: "le montant voté n’est pas un montant", ..TypedAmount::ANY };

/// Compare resource by resource, both ways; how many amounts were compared.
fn resources(scope: &Scope<'_>, answers: &mut Answers, index: usize, deliberation: &Deliberation) -> usize {
    let planned = planned(scope);
    if planned.is_empty() {
        answers
            .missing(Missing::of_workbook("le classeur n’a pas de ressource à comparer aux montants votés"));
        return 0;
    }
    let mut causes = strangers(scope);
    causes.push(Place::field("projet.toml", format!("deliberations[{index}].cout_total")));
    let mut compared = 0;
    for (rank, voted) in deliberation.amounts.iter().enumerate() {
        let field = |name: &str| format!("deliberations[{index}].montants[{rank}].{name}");
        let Some(in_plan) = named(&planned, &voted.resource) else {
            answers.finding(
                Finding::new("la délibération nomme une ressource que le plan n’a pas")
                    .at_field(field("ressource"))
                    .found(Fact::text(&voted.resource))
                    .expected(match near(&voted.resource, planned.iter().map(|one| one.name)) {
                        Some(name) => say!("peut-être « {} »", name),
                        None => "une ressource du classeur".into(),
                    })
                    .net()
                    .following(&causes),
            );
            continue;
        };
        let Some(amount) = VOTED.read(&voted.amount, field("montant"), answers) else { continue };
        compared += 1;
        answers.expect(amount == in_plan.amount, || {
            let finding =
                Finding::new(say!("« {} » : le montant voté n’est pas celui du plan", &voted.resource));
            // What a formula draws from the rest of the plan follows from what is wrong there.
            let is_drawn = in_plan.cells.iter().any(|cell| scope.audit.has_formula(cell));
            let finding = if is_drawn {
                finding.at_field(field("montant")).at_all(&in_plan.cells).net().following(&causes)
            } else {
                finding.at_all(&in_plan.cells).at_field(field("montant"))
            };
            finding
                .found(say!("{} au plan", in_plan.amount))
                .expected(say!("{}, le montant voté", amount))
                .stake(amount.distance(in_plan.amount))
        });
    }
    for one in &planned {
        let wanted = normalise(one.name);
        answers.expect(deliberation.amounts.iter().any(|voted| normalise(&voted.resource) == wanted), || {
            Finding::new(say!("la délibération du {} ne nomme pas « {} »", deliberation.date, one.name))
                .at_field(format!("deliberations[{index}].montants"))
                .at_all(&one.cells)
                .found(one.amount)
                .expected("un montant voté pour chaque ressource")
                .stake(one.amount)
                .net()
                .following(&causes)
        });
    }
    compared
}
