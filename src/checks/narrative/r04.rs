//! Horizontal principles.

use super::shared::heading;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity, field_name};
use crate::model::text::normalise;

/// Horizontal principles.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-04",
    title: "Les principes horizontaux sont traités",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "projet.toml › principes_horizontaux doit dire un mot de chacun des cinq principes. La rubrique de la description ne répond pas une seconde fois à l’un d’eux. Ce que dit le texte n’est pas jugé.",
        why: "Ils sont examinés à la sélection des opérations.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 9, § 4",
            sentence: Some(
                "Les objectifs des Fonds sont poursuivis conformément à l’objectif consistant à promouvoir le développement durable énoncé à l’article 11 du traité sur le fonctionnement de l’Union européenne, compte tenu des objectifs de développement durable des Nations unies, de l’accord de Paris et du principe consistant à «ne pas causer de préjudice important».",
            ),
        },
        mend: "Complétez les cinq champs, même brièvement ; gardez pour la rubrique ce qui vaut pour tous.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(asked) = scope.fund().sections.iter().find(|section| section.is_principles()) else {
            answers.not_applicable("aucune rubrique de ce fonds ne les demande");
            return;
        };
        let written = scope
            .description
            .and_then(|description| description.find(&asked.description, &scope.fund().identity.id));
        let told = written.map(|section| normalise(&section.html)).unwrap_or_default();
        let principles = &scope.project().horizontal_principles;
        let mut given = Vec::new();
        for (field, named, text) in [
            ("droits_fondamentaux", "droits fondamentaux", &principles.fundamental_rights),
            ("developpement_durable", "developpement durable", &principles.sustainable_development),
            ("egalite_femmes_hommes", "egalite entre les femmes et les hommes", &principles.gender_equality),
            ("non_discrimination", "non-discrimination", &principles.non_discrimination),
            ("accessibilite", "accessibilite", &principles.accessibility),
        ] {
            let key = format!("principes_horizontaux.{field}");
            if text.as_ref().is_none_or(|text| text.trim().is_empty()) {
                answers.missing_field(&key);
                continue;
            }
            let Some(name) = field_name(&key) else { continue };
            // The form prints both: two answers to one question, seldom the same.
            answers.expect(!told.contains(&normalise(named)), || {
                Finding::new(say!("le formulaire répondrait deux fois sur {}", name.as_str()))
                    .at(&heading(scope, written))
                    .found(Fact::text("une réponse dans la rubrique et une dans projet.toml"))
                    .expected(say!("une seule réponse, dans projet.toml › {}", key.as_str()))
            });
            given.push(name);
        }
        if !given.is_empty() {
            answers.declared(say!("un texte du demandeur pour {}", Fact::list(given)));
        }
    }),
};
