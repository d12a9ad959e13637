//! The document that a fixed share needs.

use super::shared::named_person;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Severity, say};
use crate::model::StaffLine;

/// Types of attachments that hold the employer's document: a job sheet, a mission letter, a contract of employment.
const KINDS: [&str; 3] = ["fiche-poste", "lettre-mission", "contrat-travail"];

/// The document that a fixed share needs.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-14",
    title: "Chaque part fixe a le document de l’employeur qui la donne",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Pour chaque ligne de personnel à part fixe, une pièce nommée par la ligne est cherchée, et parmi les pièces du projet une fiche de poste, une lettre de mission ou un contrat de travail (types fiche-poste, lettre-mission, contrat-travail). Que le document donne ce pourcentage et sa période se lit à la main.",
        why: "Sans ce document, la part fixe ne dispense pas des feuilles de temps, et le coût n’est pas justifié.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 5 ; décret n° 2022-608 du 21 avril 2022, annexe, « Personnel », 1°, a)",
            sentence: Some(
                "L’employeur établit pour les salariés un document indiquant ce pourcentage fixe.",
            ),
        },
        mend: "Joignez la fiche de poste ou la lettre de mission qui donne la part, les missions et la période, et nommez-la sur la ligne.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines: Vec<&StaffLine> =
            scope.budget().staff_lines.iter().filter(|line| line.fixed_share.is_some()).collect();
        if lines.is_empty() {
            answers.not_applicable("aucune personne n’est affectée à part fixe");
            return;
        }
        let has_piece = scope.project().attachments.iter().any(|piece| KINDS.contains(&piece.kind.as_str()));
        let mut named = 0;
        for line in &lines {
            let is_named = line.document.as_ref().is_some_and(|cell| !cell.value.trim().is_empty());
            named += usize::from(is_named);
            if !is_named && let Some(share) = &line.fixed_share {
                answers.finding(
                    Finding::new(say!("la part fixe de « {} » n’a pas de document", named_person(line)))
                        .at(&share.place)
                        .found(say!("{}, sans pièce", share.value))
                        .expected("la fiche de poste ou la lettre de mission qui la donne"),
                );
            }
        }
        if !has_piece && named > 0 {
            answers.finding(
                Finding::new("aucune fiche de poste, lettre de mission ni contrat de travail n’est joint")
                    .at_field("pieces")
                    .expected("une pièce de type fiche-poste, lettre-mission ou contrat-travail"),
            );
        } else if named > 0 {
            answers.declared(say!(
                "{} ; le pourcentage que donne la pièce se lit à la main",
                Fact::count(named, "part fixe qui nomme sa pièce", "parts fixes qui nomment leur pièce")
            ));
        }
    }),
};
