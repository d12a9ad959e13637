//! Enterprises by size.

use rust_decimal::Decimal;

use super::shared::known;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// Enterprises by size.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-09",
    title: "Les entreprises sont réparties par taille, et la répartition fait la cible",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Pour chaque indicateur que le programme déclare par taille, les quatre nombres de projet.toml › indicateurs.tailles sont additionnés et comparés à la cible du classeur.",
        why: "L’autorité déclare les entreprises par taille : micro, petites, moyennes, grandes.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, annexe VII, tableau 8 (à confirmer)",
            sentence: None,
        },
        mend: "Écrivez tailles = { micro = …, petites = …, moyennes = …, grandes = … } dans l’entrée [[indicateurs]].",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let by_size: Vec<_> = known(scope).filter(|(.., known)| known.is_by_size).collect();
        if by_size.is_empty() {
            answers.not_applicable("aucun indicateur du classeur ne se déclare par taille");
            return;
        }
        let mut compared = 0;
        for (indicator, place, known) in by_size {
            let links = scope.project().indicators.iter().enumerate();
            let mut links = links.filter(|(_, link)| link.code.trim().eq_ignore_ascii_case(&known.code));
            let (field, sizes) = match links.next() {
                Some((index, link)) => (format!("indicateurs[{index}].tailles"), link.sizes),
                None => ("indicateurs".to_owned(), None),
            };
            let Some(sizes) = sizes else {
                answers.missing(Missing::of_applicant(
                    say!("la répartition par taille de « {} » n’est pas dite", &known.code),
                    field,
                ));
                continue;
            };
            // A target that is lacking is told by N-02.
            let Some(target) = &indicator.target else { continue };
            compared += 1;
            answers.expect(Decimal::from(sizes.total()) == target.value, || {
                Finding::new(say!("la répartition par taille de « {} » ne fait pas sa cible", &known.code))
                    .at_field(field)
                    .at(place)
                    .found(Decimal::from(sizes.total()))
                    .expected(target.value)
            });
        }
        answers.compared(
            compared,
            Fact::count(compared, "répartition comparée à sa cible", "répartitions comparées à leur cible"),
        );
    }),
};
