//! A subtotal or a total against its lines.

use super::shared::in_its_unit;
use super::vat_methods;
use super::wrong::wrong_total;
use crate::audit::magnitude::is_thousandfold;
use crate::audit::totals::{Verdict, hidden_causes};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Sentence, Severity};

/// A subtotal or a total against its lines.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-01",
    title: "Les sous-totaux et totaux du classeur sont ceux de leurs lignes",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Chaque cellule de sous-total ou de total est comparée, au centime, à la somme des lignes qu’elle couvre.",
        why: "Un total resté ancien, une plage qui oublie une ligne ou une constante tapée sur une formule fausse tout le plan.",
        basis: Basis::Arithmetic("Règle arithmétique : un total est la somme de ses lignes"),
        mend: "Rétablissez la formule de somme sur toutes les lignes.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let mut compared = 0usize;
        for (total, verdict) in audit.totals() {
            match verdict {
                Verdict::NoValue => answers.missing(Missing::of_workbook(say!(
                    "le total « {} » ({}) n’a pas de valeur lisible",
                    &total.label,
                    &total.place
                ))),
                Verdict::NoLine(without) if without.is_empty() => answers.missing(Missing::of_workbook(
                    say!("des lignes du total « {} » ({}) n’ont pas de montant", &total.label, &total.place),
                )),
                Verdict::NoLine(without) => answers.missing(Missing::of_workbook(say!(
                    "des lignes du total « {} » ({}) n’ont pas de montant : {}",
                    &total.label,
                    &total.place,
                    Fact::cells(without.iter().cloned(), &total.place)
                ))),
                // T-12, T-13 and T-18 tell what is wrong with the formula.
                Verdict::Range { .. } | Verdict::Drift { .. } => {}
                Verdict::Right => compared += 1,
                Verdict::Follows { stated, sum, causes } => {
                    compared += 1;
                    let finding = wrong_total(audit, total, *stated, *sum, &[]);
                    answers.finding(
                        Finding {
                            message: say!(
                                "le total « {} » suit un montant faux (écart de {})",
                                &total.label,
                                in_its_unit(total, stated.distance(*sum))
                            ),
                            expected: Some(Sentence::of(in_its_unit(total, *sum))),
                            mend: None,
                            ..finding
                        }
                        .following(causes),
                    );
                }
                // T-28 tells a factor of a thousand.
                Verdict::Wrong { stated, sum, .. } if is_thousandfold(*stated, *sum) => {}
                Verdict::Wrong { stated, sum, lines } => {
                    compared += 1;
                    // A total of what is seen is wrong by what is not: the filter, or the hidden row, is told.
                    let causes = hidden_causes(audit, total);
                    let finding = vat_methods::told(audit, total, *stated, *sum)
                        .unwrap_or_else(|| wrong_total(audit, total, *stated, *sum, lines));
                    answers.finding(finding.following(&causes));
                }
            }
        }
        if audit.budget().declared_totals.is_empty() {
            answers.not_applicable("le classeur ne contient aucune ligne de total");
        }
        answers.compared(
            compared,
            say!(
                "{}",
                Fact::count(
                    compared,
                    "total comparé à ses lignes",
                    "sous-totaux et totaux comparés à leurs lignes"
                )
            ),
        );
    }),
};
