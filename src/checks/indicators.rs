//! Family N: indicators.

use rust_decimal::Decimal;

use super::{Anomaly, Check, Explanation, Severity, counted};
use crate::figures::value::french_number;
use crate::model::text::normalise;

/// Known codes.
pub const CODES: Check = Check {
    code: "N-01",
    title: "Les indicateurs sont ceux du programme",
    severity: Severity::Note,
    explanation: Explanation {
        what: "Le code de chaque indicateur du classeur est cherché dans la liste du fonds.",
        why: "Un indicateur sans rapport avec le programme est un motif de renvoi.",
        source: "Règlement (UE) 2021/1058, annexe I (libellés : statut à confirmer)",
        mend: "Gardez un indicateur du programme, ou présentez le vôtre comme propre au projet.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        if scope.fund().indicators.is_empty() {
            answers.missing("la définition du fonds ne liste pas ses indicateurs");
            return;
        }
        for indicator in &scope.budget().indicators {
            let Some(code) = &indicator.code else {
                answers.missing(format!("{} : indicateur sans code", indicator.place));
                continue;
            };
            let known = scope
                .fund()
                .indicators
                .iter()
                .any(|known| known.code.eq_ignore_ascii_case(code.value.trim()));
            answers.expect(known, || {
                Anomaly::new(format!(
                    "« {} » est propre au projet, absent de la liste du programme",
                    code.value.trim()
                ))
                .at(&code.place)
            });
        }
        if scope.budget().indicators.is_empty() {
            answers.missing("le classeur n’a pas d’indicateur");
        } else {
            answers.compliant(counted(scope.budget().indicators.len(), "indicateur", "indicateurs"));
        }
    },
};

/// Targets.
pub const TARGETS: Check = Check {
    code: "N-02",
    title: "Chaque indicateur a une cible",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque ligne de la feuille Indicateurs doit donner une valeur cible positive.",
        why: "Le résultat de l’opération est jugé sur ces cibles.",
        source: "Règlement (UE) 2021/1060, art. 73, § 2 (mesure des réalisations ; statut : à confirmer)",
        mend: "Complétez la colonne « Valeur cible ».",
        since: "0.1.0",
    },
    run: |scope, answers| {
        for indicator in &scope.budget().indicators {
            match &indicator.target {
                None => answers
                    .anomaly(Anomaly::new("indicateur sans valeur cible").at(&indicator.place).found("vide")),
                Some(target) if target.value.is_sign_negative() => answers.anomaly(
                    Anomaly::new("cible négative").at(&target.place).found(french_number(target.value)),
                ),
                Some(_) => {}
            }
        }
        if scope.budget().indicators.is_empty() {
            answers.missing("le classeur n’a pas d’indicateur");
        } else {
            answers.compliant(counted(scope.budget().indicators.len(), "indicateur", "indicateurs"));
        }
    },
};

/// Link with actions.
pub const ACTIONS: Check = Check {
    code: "N-03",
    title: "Chaque indicateur est relié à une action",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque indicateur du classeur est cherché dans [[indicateurs]] de projet.toml, qui nomme l’action qui le fait bouger.",
        why: "Des indicateurs sans lien avec les actions font renvoyer le dossier.",
        source: "Motifs de renvoi constatés (statut : à confirmer)",
        mend: "Ajoutez une entrée [[indicateurs]] avec code et action.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        for indicator in &scope.budget().indicators {
            let Some(code) = &indicator.code else { continue };
            let link = scope
                .project()
                .indicators
                .iter()
                .find(|link| normalise(&link.code) == normalise(&code.value));
            answers.expect(link.is_some_and(|link| link.action.is_some()), || {
                Anomaly::new("indicateur relié à aucune action")
                    .at(&code.place)
                    .at_field("indicateurs")
                    .found(&code.value)
            });
        }
        for (index, link) in scope.project().indicators.iter().enumerate() {
            let listed = scope.budget().indicators.iter().any(|indicator| {
                indicator.code.as_ref().is_some_and(|code| normalise(&code.value) == normalise(&link.code))
            });
            answers.expect(listed, || {
                Anomaly::new("indicateur annoncé, absent de la feuille Indicateurs")
                    .at_field(format!("indicateurs[{index}].code"))
                    .found(&link.code)
            });
        }
        if scope.budget().indicators.is_empty() {
            answers.missing("le classeur n’a pas d’indicateur");
        } else {
            answers.compliant(counted(
                scope.project().indicators.len(),
                "indicateur relié à son action",
                "indicateurs reliés à leur action",
            ));
        }
    },
};

/// RCO01 = RCO02 + RCO03 + RCO04.
pub const SUPPORTED_ENTERPRISES: Check = Check {
    code: "N-04",
    title: "RCO01 couvre RCO02, RCO03 et RCO04 sans double compte",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "La cible de RCO01 ne peut ni dépasser la somme de RCO02, RCO03 et RCO04, ni être inférieure au plus grand des trois.",
        why: "RCO01 compte les entreprises soutenues une seule fois, quelle que soit la forme du soutien.",
        source: "Définition de l’indicateur commun RCO01 (statut : à confirmer)",
        mend: "Accordez les cibles : une entreprise soutenue deux fois compte une fois dans RCO01.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let target = |wanted: &str| {
            scope.budget().indicators.iter().find(|indicator| {
                indicator.code.as_ref().is_some_and(|code| code.value.trim().eq_ignore_ascii_case(wanted))
            })
        };
        let Some(total) = target("RCO01") else {
            answers.not_applicable("RCO01 n’est pas retenu");
            return;
        };
        let parts: Vec<Decimal> = ["RCO02", "RCO03", "RCO04"]
            .into_iter()
            .filter_map(target)
            .filter_map(|part| part.target.as_ref())
            .map(|cell| cell.value)
            .collect();
        let Some(cell) = &total.target else {
            answers.missing(format!("{} : RCO01 n’a pas de cible", total.place));
            return;
        };
        if parts.is_empty() {
            answers.missing("ni RCO02, ni RCO03, ni RCO04 n’a de cible");
            return;
        }
        let sum = parts.iter().fold(Decimal::ZERO, |sum, part| sum.saturating_add(*part));
        let largest = parts.iter().copied().max().unwrap_or_default();
        if cell.value > sum || cell.value < largest {
            answers.anomaly(
                Anomaly::new("la cible de RCO01 ne s’accorde pas avec ses composantes")
                    .at(&cell.place)
                    .found(french_number(cell.value))
                    .expected(format!("de {} à {}", french_number(largest), french_number(sum))),
            );
        } else {
            answers.compliant(format!(
                "cible de {} pour RCO01, entre {} (la plus grande de RCO02, RCO03 et RCO04) et {} (leur somme)",
                french_number(cell.value),
                french_number(largest),
                french_number(sum)
            ));
        }
    },
};
