//! What nobody can waive: an error of law, a sum that is false, a check on waivers.

use crate::checks::waivers::{at, of_fund};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// What nobody can waive.
pub(in crate::checks) const CHECK: Check = Check {
    code: "M-07",
    title: "Aucune dérogation ne lève une erreur de droit ni un calcul faux",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque [[derogation]] et chaque gravité abaissée sous [controles] de projet.toml est comparée à ce sur quoi le contrôle repose : un texte de loi et la gravité « erreur », l’arithmétique, ou la surveillance des dérogations. Elle n’est alors pas appliquée.",
        why: "Personne ne déroge à la loi par une ligne d’un fichier, et un total faux reste faux quand on l’accepte.",
        basis: Basis::Usage(
            "Usage de ce logiciel : on déroge à un usage ou à une feuille de l’autorité, ni à la loi ni à l’arithmétique",
        ),
        mend: "Retirez la dérogation et corrigez l’anomalie ; si le texte laisse un choix à l’autorité, faites-le inscrire dans la définition du fonds.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let waivers = of_fund(scope);
        let overrides = &scope.project().overrides;
        let lowered: Vec<_> = overrides
            .iter()
            .filter_map(|(code, chosen)| {
                // A code of old is told by M-02.
                let check = scope.firm(code).filter(|check| check.code == code)?;
                (Severity::parse(&chosen.severity)? < check.severity).then_some(check)
            })
            .collect();
        let read = waivers.len() + lowered.len();
        if read == 0 {
            answers.not_applicable("aucune dérogation, aucune gravité abaissée");
            return;
        }
        for (rank, _, check) in waivers {
            if let Some(why) = check.why() {
                let message = say!("il n’y a pas de dérogation à {} : {}", check.code, why);
                answers.finding(at(rank, "code", Finding::new(message).basis(check.basis.citation())));
            }
        }
        for check in lowered {
            if let Some(why) = check.why() {
                answers.finding(
                    Finding::new(say!("la gravité de {} ne s’abaisse pas : {}", check.code, why))
                        .at_field(format!("controles.{}", check.code))
                        .expected(say!("la gravité du contrôle : {}", check.severity.label()))
                        .basis(check.basis.citation()),
                );
            }
        }
        let allowed = read - answers.found().min(read);
        answers.compared(
            allowed,
            Fact::count(
                allowed,
                "dérogation à un usage ou à une feuille",
                "dérogations à un usage ou à une feuille",
            ),
        );
    }),
};
