//! Quorum and votes.

use super::reading::readings;
use super::shared::declared;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::evidence::Count;
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use rust_decimal::Decimal;

/// Quorum and votes.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-07",
    title: "Le quorum et les votes de chaque délibération se tiennent",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Les présents sont comparés à la moitié des membres en exercice, les votes aux présents et aux représentés, les voix pour aux voix contre. Les nombres sont ceux que donne le demandeur, ou ceux du texte de l’acte ; sans eux, l’adoption est seulement déclarée.",
        why: "Une délibération votée sans quorum est nulle ; un extrait dont les voix ne se tiennent pas revient.",
        basis: Basis::Usage(
            "Usage : la majorité des membres en exercice est présente, et les voix sont celles des présents et des représentés (CGCT, art. L. 2121-17 et L. 2121-20 ; à confirmer)",
        ),
        mend: "Reportez les nombres de l’extrait du registre.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let deliberations = declared(scope, answers);
        if deliberations.is_empty() {
            return;
        }
        let mut compared = 0;
        for reading in readings(scope) {
            let one = reading.said;
            let number = |number: u32| Fact::from(Decimal::from(number));
            let present = reading.count(Count::Present);
            match (reading.count(Count::Members), &present) {
                (Some(members), Some(present)) => {
                    compared += 1;
                    let is_quorate = u64::from(present.value) * 2 > u64::from(members.value);
                    answers.expect(is_quorate && present.value <= members.value, || {
                        Finding::new(say!(
                            "le quorum de la délibération du {} n’est pas atteint, ou ses nombres sont faux",
                            one.date
                        ))
                        .at_all([&present.place, &members.place])
                        .found(number(present.value))
                        .expected(say!(
                            "plus de la moitié de {}, et pas davantage que tous",
                            number(members.value)
                        ))
                    });
                }
                // Neither the act nor the applicant says them: here, the applicant alone says that it was carried.
                _ => answers.declared(say!(
                    "délibération du {} dite adoptée, sans le nombre des présents ni des voix",
                    one.date
                )),
            }
            let (Some(pour), Some(contre), Some(present)) =
                (reading.count(Count::For), reading.count(Count::Against), present)
            else {
                continue;
            };
            compared += 1;
            let of = |count: Count| reading.count(count).map_or(0, |stated| u64::from(stated.value));
            let cast = u64::from(pour.value) + u64::from(contre.value) + of(Count::Abstentions);
            let may = u64::from(present.value) + of(Count::Represented);
            answers.expect(cast <= may, || {
                Finding::new(say!(
                    "les voix de la délibération du {} sont plus nombreuses que les votants",
                    one.date
                ))
                .at_all([&pour.place, &present.place])
                .found(say!("{} voix", Decimal::from(cast)))
                .expected(say!("au plus {}", Decimal::from(may)))
            });
            answers.expect(pour.value > contre.value, || {
                Finding::new(say!("la délibération du {} n’est pas adoptée", one.date))
                    .at(&pour.place)
                    .found(say!("{} pour, {} contre", number(pour.value), number(contre.value)))
                    .expected("plus de voix pour que contre")
            });
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "comparaison de présents ou de voix",
                "comparaisons de présents ou de voix",
            ),
        );
    }),
};
