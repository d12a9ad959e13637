//! Family R: the narrative and the commitments.

use super::fields::field_name;
use super::wording::listed;
use super::{Anomaly, Check, Explanation, Severity, counted};

/// Sections of the form.
pub const SECTIONS: Check = Check {
    code: "R-01",
    title: "Toutes les rubriques du formulaire sont rédigées",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Chaque rubrique du fonds est cherchée parmi les titres « ## » de description.md, et ne doit pas être vide.",
        why: "Une rubrique absente de l’impression est réputée non remplie.",
        source: "Rubriques du fonds (chacune porte sa source dans fund.toml) ; motifs de renvoi constatés",
        mend: "Ajoutez le titre et son texte dans description.md.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let Some(description) = scope.description else {
            answers.missing(format!("{} est introuvable", scope.project().identity.description));
            return;
        };
        for section in &scope.fund().sections {
            let written =
                description.find(&section.description).is_some_and(|section| section.characters > 0);
            answers.expect(written, || {
                Anomaly::new(format!("la rubrique « {} » n’est pas rédigée", section.title))
                    .at(&crate::model::Place::file(scope.project().identity.description.as_str()))
                    .expected(format!("un titre « ## {} » suivi d’un texte", section.description))
            });
        }
        if scope.fund().sections.is_empty() {
            answers.missing("la définition du fonds ne liste pas de rubriques");
        } else {
            answers.compliant(counted(scope.fund().sections.len(), "rubrique rédigée", "rubriques rédigées"));
        }
    },
};

fn characters(count: usize) -> String {
    counted(count, "caractère", "caractères")
}

/// Lengths.
pub const LENGTHS: Check = Check {
    code: "R-02",
    title: "Les rubriques tiennent dans les champs du portail",
    severity: Severity::Error,
    explanation: Explanation {
        what: "La longueur de chaque rubrique est comparée à la longueur maximale du champ, quand elle est connue.",
        why: "Le portail coupe le texte sans prévenir.",
        source: "Portail de dépôt (longueurs à renseigner dans fund.toml)",
        mend: "Raccourcissez le texte, ou renseignez longueur_max avec sa source.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let mut unknown = Vec::new();
        let mut compared = 0usize;
        for section in &scope.fund().sections {
            let Some(limit) = section.longest else {
                unknown.push(section.title.as_str());
                continue;
            };
            let Some(text) = scope.description.and_then(|description| description.find(&section.description))
            else {
                continue;
            };
            answers.expect(text.characters <= limit, || {
                Anomaly::new(format!("la rubrique « {} » est trop longue", section.title))
                    .at(&crate::model::Place::file(scope.project().identity.description.as_str()))
                    .found(characters(text.characters))
                    .expected(format!("au plus {}", characters(limit)))
            });
            compared += 1;
        }
        if !unknown.is_empty() {
            answers.missing(format!("longueur maximale inconnue pour : {}", unknown.join(", ")));
        }
        if compared > 0 {
            answers.compliant(counted(compared, "rubrique mesurée", "rubriques mesurées"));
        }
    },
};

/// Sections of the description that no section of the form takes.
pub const UNUSED_SECTIONS: Check = Check {
    code: "R-03",
    title: "Aucune partie de la description n’est laissée de côté",
    severity: Severity::Note,
    explanation: Explanation {
        what: "Chaque titre « ## » de description.md est cherché parmi les rubriques du fonds.",
        why: "Un texte écrit et non repris est une omission silencieuse.",
        source: "Motifs de renvoi constatés (statut : à confirmer)",
        mend: "Renommez le titre comme la rubrique visée ; s’il ne concerne que l’autre fonds, rien n’est à faire.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let Some(description) = scope.description else {
            answers.missing(format!("{} est introuvable", scope.project().identity.description));
            return;
        };
        for section in &description.sections {
            let taken = scope.fund().sections.iter().any(|known| {
                crate::model::text::normalise(&known.description)
                    == crate::model::text::normalise(&section.title)
            });
            answers.expect(taken, || {
                Anomaly::new(format!(
                    "la partie « {} » n’est reprise par aucune rubrique de ce fonds",
                    section.title
                ))
                .at(&crate::model::Place::file(scope.project().identity.description.as_str()))
            });
        }
        answers.compliant(counted(description.sections.len(), "partie", "parties"));
    },
};

/// Horizontal principles.
pub const HORIZONTAL_PRINCIPLES: Check = Check {
    code: "R-04",
    title: "Les principes horizontaux sont traités",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "projet.toml › principes_horizontaux doit dire un mot de chacun des cinq principes.",
        why: "Ils sont examinés à la sélection des opérations.",
        source: "Règlement (UE) 2021/1060, art. 9",
        mend: "Complétez les cinq champs, même brièvement.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let asked =
            scope.fund().sections.iter().any(|section| {
                crate::model::text::normalise(&section.description) == "principes horizontaux"
            });
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
            answers.compliant(listed(&given));
        }
    },
};

/// Commitments.
pub const COMMITMENTS: Check = Check {
    code: "R-05",
    title: "Les engagements du demandeur sont pris",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "projet.toml › engagements doit répondre oui à chaque engagement que le fonds demande.",
        why: "Un engagement non tenu fait réduire l’aide : pour la publicité du FEDER, jusqu’à 3 %.",
        source: "Engagements du fonds (chacun porte sa source dans fund.toml)",
        mend: "Répondez à chaque engagement par true ou false ; un refus doit être expliqué à l’autorité.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let mut made = 0usize;
        for commitment in &scope.fund().commitments {
            let field = commitment.field.name();
            match commitment.field.answer(&scope.project().commitments) {
                Some(true) => made += 1,
                Some(false) => answers.anomaly(
                    Anomaly::new(format!("engagement refusé : {}", commitment.label))
                        .at_field(format!("engagements.{field}"))
                        .found("non")
                        .expected("oui")
                        .source(commitment.source.clone()),
                ),
                None => answers.missing_at(
                    format!("l’engagement « {} » n’a pas de réponse", commitment.label),
                    format!("engagements.{field}"),
                ),
            }
        }
        if made > 0 {
            answers.compliant(counted(made, "engagement pris", "engagements pris"));
        }
        if scope.fund().commitments.is_empty() {
            answers.missing("la définition du fonds ne liste pas d’engagements");
        }
    },
};

/// Invented amounts.
pub const FICTITIOUS: Check = Check {
    code: "R-06",
    title: "Le dossier n’est pas un exemple fictif",
    severity: Severity::Note,
    explanation: Explanation {
        what: "projet.toml › projet.exemple_fictif signale un dossier dont les montants sont inventés ; chaque document le dit.",
        why: "Un exemple déposé par erreur engagerait la collectivité sur des montants inventés.",
        source: "Règle du programme",
        mend: "Pour un vrai dossier, retirez exemple_fictif de projet.toml.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        if scope.project().identity.is_fictitious_example {
            answers.anomaly(
                Anomaly::new(
                    "ce dossier est un exemple fictif : ses montants sont inventés ; ne le déposez pas",
                )
                .at_field("projet.exemple_fictif"),
            );
        } else {
            answers.compliant("dossier réel");
        }
    },
};
