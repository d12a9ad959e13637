//! Horizontal principles.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Severity, field_name};
use crate::model::text::normalise;

/// Horizontal principles.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-04",
    title: "Les principes horizontaux sont traités",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "projet.toml › principes_horizontaux doit dire un mot de chacun des cinq principes. Ce que dit le texte n’est pas jugé.",
        why: "Ils sont examinés à la sélection des opérations.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 9, § 4",
            sentence: Some(
                "Les objectifs des Fonds sont poursuivis conformément à l’objectif consistant à promouvoir le développement durable énoncé à l’article 11 du traité sur le fonctionnement de l’Union européenne, compte tenu des objectifs de développement durable des Nations unies, de l’accord de Paris et du principe consistant à «ne pas causer de préjudice important».",
            ),
        },
        mend: "Complétez les cinq champs, même brièvement.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let asked = scope
            .fund()
            .sections
            .iter()
            .any(|section| normalise(&section.description) == "principes horizontaux");
        if !asked {
            answers.not_applicable("aucune rubrique de ce fonds ne les demande");
            return;
        }
        let principles = &scope.project().horizontal_principles;
        let mut given = Vec::new();
        for (field, text) in [
            ("droits_fondamentaux", &principles.fundamental_rights),
            ("developpement_durable", &principles.sustainable_development),
            ("egalite_femmes_hommes", &principles.gender_equality),
            ("non_discrimination", &principles.non_discrimination),
            ("accessibilite", &principles.accessibility),
        ] {
            let key = format!("principes_horizontaux.{field}");
            match text {
                Some(text) if !text.trim().is_empty() => given.extend(field_name(&key)),
                _ => answers.missing_field(&key),
            }
        }
        if !given.is_empty() {
            answers.declared(say!("un texte du demandeur pour {}", Fact::list(given)));
        }
    }),
};
