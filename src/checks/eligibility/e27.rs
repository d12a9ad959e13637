//! The conditions of the call.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::form::{Answer, Verdict};

/// The conditions of the call.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-27",
    title: "Les conditions de l’appel sont remplies",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque condition que la définition du fonds donne est comparée à la réponse du demandeur au champ qu’elle nomme : remplie, non remplie, ou sans réponse. Ce qui est seulement regardé avec faveur n’exclut personne. Les réponses sont celles du demandeur : le programme les compare, il ne les vérifie pas.",
        why: "Une demande qui n’entre pas dans l’appel n’est pas examinée.",
        basis: Basis::Sheet("Définition du fonds : conditions de l’appel, chacune avec sa source"),
        mend: "Corrigez la réponse si elle est fausse ; si elle est juste, cet appel n’est pas ouvert à ce projet.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let fund = scope.fund();
        if fund.conditions.is_empty() {
            answers.not_applicable("la définition de ce fonds ne donne pas de condition à comparer");
            return;
        }
        let given = scope.answers();
        let (mut met, mut unmet, mut idle) = (Vec::new(), Vec::new(), 0);
        for condition in &fund.conditions {
            let path = format!("{}.champs.{}", scope.fund_section(), condition.field);
            let label = || Fact::text(condition.label.as_str());
            match condition.judge(&fund.form, given) {
                (Verdict::NotAsked, _) => idle += 1,
                (Verdict::Met, _) => met.push(label()),
                (Verdict::Unfavoured, _) => unmet.push(label()),
                (Verdict::Unmet, answer) => answers.finding(
                    Finding::new(say!("condition non remplie : {}", &condition.label))
                        .at_field(path)
                        .found(Fact::text(answer.map(Answer::french).unwrap_or_default()))
                        .expected(Fact::text(condition.expected()))
                        .basis(&condition.source),
                ),
                (Verdict::Open, _) => answers.missing(Missing::of_applicant(
                    say!("on ne sait pas si cette condition est remplie : {}", &condition.label),
                    path,
                )),
            }
        }
        if !met.is_empty() {
            answers.declared(say!("remplies, d’après le demandeur : {}", Fact::list_with(met, " ; ")));
        }
        if !unmet.is_empty() {
            answers
                .declared(say!("regardées avec faveur, et non remplies : {}", Fact::list_with(unmet, " ; ")));
        }
        if idle == fund.conditions.len() {
            answers.not_applicable("aucune condition ne vaut pour cette demande");
        }
    }),
};
