//! Letters of co-financers.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::fund::NatureRole;

/// Letters of co-financers.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-04",
    title: "Chaque cofinanceur a sa lettre ou son acte",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque entrée [[cofinanceurs]], hors l’aide de ce fonds, les recettes et l’autofinancement, doit citer une pièce. Ce que dit la pièce est comparé au plan par J-10.",
        why: "La lettre doit donner nom, taille, description, dates, lieu, coûts, type et montant de l’aide.",
        basis: Basis::Usage(
            "Usage : guide officiel d’une autorité de gestion voisine (2023 ; à confirmer) ; le contenu attendu est celui des motifs de renvoi constatés",
        ),
        mend: "Joignez la lettre d’intention, l’acte, la convention ou l’attestation, et citez-la dans [[cofinanceurs]].",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        let fund = scope.fund();
        let (mut cited, mut elsewhere) = (0, 0);
        for (index, co_financer) in project.co_financers.iter().enumerate() {
            let nature = co_financer.nature.as_deref().and_then(|written| fund.find_nature(written));
            let role = scope.nature_role(nature);
            let exempt = matches!(role, Some(NatureRole::Autofinancement | NatureRole::Recettes))
                || co_financer.fund.as_deref() == Some(fund.identity.id.as_str());
            if exempt {
                continue;
            }
            // A sum asked from another fund of this project is proved by that fund's own pack.
            let own_pack =
                co_financer.fund.as_ref().is_some_and(|fund| project.identity.funds.contains(fund));
            if co_financer.piece.as_ref().is_some_and(|piece| !piece.trim().is_empty()) {
                cited += 1;
            } else if own_pack {
                elsewhere += 1;
            } else {
                answers.finding(
                    Finding::new(say!("« {} » n’a ni lettre ni acte", &co_financer.name))
                        .at_field(format!("cofinanceurs[{index}].piece"))
                        .found("vide")
                        .expected("l’identifiant d’une pièce"),
                );
            }
        }
        answers.compared(
            cited,
            Fact::count(cited, "cofinanceur cite une pièce", "cofinanceurs citent une pièce"),
        );
        answers.compared(
            elsewhere,
            say!(
                "{} par un autre dossier de ce projet",
                Fact::count(elsewhere, "cofinanceur sollicité", "cofinanceurs sollicités")
            ),
        );
        if answers.is_empty() && project.co_financers.is_empty() && !scope.plan().resources.is_empty() {
            answers.missing(Missing::of_applicant(
                "aucune entrée [[cofinanceurs]] ne dit quelle pièce atteste chaque ressource du classeur",
                "cofinanceurs",
            ));
        } else if answers.is_empty() {
            answers.not_applicable("aucun cofinanceur n’a de lettre à joindre");
        }
    }),
};
