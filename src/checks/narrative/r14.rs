//! Amounts and rates of the narrative that name a figure of the plan.

use super::named::Named;
use super::quotes::Folded;
use super::shared::no_description;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::Place;

/// Amounts and rates of the narrative that name a figure of the plan.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-14",
    title: "Les montants et les taux que nomme la description sont ceux du plan",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque montant et chaque taux de la description qu’un nom accompagne (coût total, assiette éligible, aide demandée, taux d’aide, autofinancement, forfait, un cofinanceur) est comparé au chiffre du plan, avec la précision à laquelle il est écrit. Un seuil (« plus de 500 000 € ») et un montant sans nom ne sont pas comparés ici.",
        why: "Le budget change jusqu’au dernier jour, le texte reste : l’instructeur lit deux montants pour la même chose et renvoie le dossier.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Corrigez le texte, ou demandez-y le chiffre du plan.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some((file, description)) = scope.folder.description.as_ref().zip(scope.description) else {
            answers.missing(no_description(scope));
            return;
        };
        let fund = scope.fund().identity.id.as_str();
        let (own, shared) = (Named::all(scope, true), Named::all(scope, false));
        let mut compared = 0;
        for line in description.lines_for(fund) {
            let folded = Folded::of(&line.text);
            let is_own = line.under.as_ref().is_some_and(|under| under.fund.is_some());
            let all = if is_own { &own } else { &shared };
            for quote in folded.quotes().iter().filter(|quote| !quote.is_bound) {
                let Some(named) = Named::of(all, &folded, quote) else { continue };
                let figure = scope.ledger().get(named.key);
                let written = folded.written(quote.at);
                if named.values.is_empty() {
                    answers.missing(Missing::of_workbook(say!(
                        "« {} » n’est pas connu : « {} », à la ligne {} de {}, n’est pas comparé",
                        &*figure.label,
                        written,
                        rust_decimal::Decimal::from(line.line),
                        file.name.as_str()
                    )));
                    continue;
                }
                compared += 1;
                answers.expect(named.values.iter().any(|value| quote.is(*value)), || {
                    Finding::new(say!("le texte ne dit pas le chiffre du plan pour « {} »", &*figure.label))
                        .at(&Place::line(file.name.as_str(), line.line))
                        .found(say!("« {} »", written))
                        .expected(scope.ledger().french(named.key))
                        .mend(say!(
                            "Corrigez le texte, ou écrivez-y {{chiffre {}}} : le chiffre du plan s’imprime à sa place.",
                            &*figure.id
                        ))
                        .from_figures([named.key])
                        .net()
                });
            }
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "montant ou taux nommé par le texte",
                "montants ou taux nommés par le texte",
            ),
        );
        if compared == 0 && answers.missing.is_empty() {
            answers.not_applicable("le texte ne nomme aucun montant ni taux du plan");
        }
    }),
};
