//! Whom a resolution authorises to sign.

use crate::checks::near::near;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::text::normalise;

/// Whom a resolution authorises to sign.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-09",
    title: "Le signataire a une qualité que la délibération autorise",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "La qualité du signataire (demandeur.signataire.qualite) est cherchée parmi celles que projet.toml recopie de la délibération qui autorise la signature (signataires).",
        why: "Une demande signée par qui n’en a pas reçu le pouvoir est irrecevable.",
        basis: Basis::Usage("Usage : qui signe est le représentant légal ou son délégataire (à confirmer)"),
        mend: "Faites signer une personne autorisée, ou recopiez la qualité dans les mots de la délibération.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        let all = project.deliberations.iter().enumerate();
        let authorising: Vec<_> = all.filter(|(_, one)| one.authorises_signature).collect();
        if authorising.is_empty() {
            answers.not_applicable("aucune délibération n’est dite autoriser la signature");
            return;
        }
        let signatory = project.applicant.signatory.as_ref();
        let Some(capacity) = signatory.and_then(|signatory| signatory.capacity.as_ref()) else {
            answers.missing_field("demandeur.signataire.qualite");
            return;
        };
        let lists: Vec<(usize, &[String])> = authorising
            .iter()
            .filter_map(|(index, one)| Some((*index, one.authorised.as_deref()?)))
            .collect();
        if lists.is_empty() {
            if let Some((index, _)) = authorising.first() {
                answers.missing_field(format!("deliberations[{index}].signataires").as_str());
            }
            return;
        }
        let known = || lists.iter().flat_map(|(_, list)| list.iter().map(String::as_str));
        let wanted = normalise(capacity);
        answers.expect(known().any(|one| normalise(one) == wanted), || {
            lists.iter().fold(
                Finding::new("la délibération n’autorise pas cette qualité à signer")
                    .at_field("demandeur.signataire.qualite")
                    .found(Fact::text(capacity))
                    .expected(match near(capacity, known()) {
                        Some(name) => say!("peut-être « {} »", name),
                        None => say!("l’une de : {}", Fact::list_with(known(), " ; ")),
                    }),
                |finding, (index, _)| finding.at_field(format!("deliberations[{index}].signataires")),
            )
        });
        answers.compared(1, say!("« {} », parmi les qualités autorisées", capacity));
    }),
};
