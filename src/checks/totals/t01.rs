//! A subtotal or a total against its lines.

use super::arithmetic::{told_as_slips, wrong_total};
use crate::checks::table_totals::{Verdict, judge};
use crate::checks::totals::magnitude::is_thousandfold;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::model::french::counted;
use crate::model::Place;

/// A subtotal or a total against its lines.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-01",
    title: "Les sous-totaux et totaux du classeur sont ceux de leurs lignes",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Chaque cellule de sous-total ou de total est comparée, au centime, à la somme des lignes qu’elle couvre.",
        why: "Un total resté ancien, une plage qui oublie une ligne ou une constante tapée sur une formule fausse tout le plan.",
        source: "Plan de financement équilibré et à jour : guide du porteur (statut : à confirmer) ; règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Rétablissez la formule de somme sur toutes les lignes, recalculez le classeur (F9) puis enregistrez-le.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut compared = 0usize;
        let (mut told_elsewhere, mut slips) = (0usize, 0usize);
        let judged = judge(scope);
        for (total, verdict) in &judged {
            match verdict {
                Verdict::NoValue => answers.missing(format!(
                    "{} : le total « {} » n’a pas de valeur lisible",
                    total.place, total.label
                )),
                Verdict::NoLine(without) => answers.missing(format!(
                    "{} : des lignes du total « {} » n’ont pas de montant{}",
                    total.place,
                    total.label,
                    named_cells(&total.place, without)
                )),
                Verdict::Range(_) | Verdict::Drift { .. } => told_elsewhere += 1,
                Verdict::Right | Verdict::Follows { .. } => compared += 1,
                Verdict::Wrong { stated, sum, .. } if is_thousandfold(*stated, *sum) => slips += 1,
                Verdict::Wrong { stated, sum, lines } => {
                    compared += 1;
                    answers.finding(wrong_total(scope, total, *stated, *sum, lines, &judged));
                }
            }
        }
        if compared > 0 {
            answers.compliant(counted(
                compared,
                "total comparé à ses lignes",
                "sous-totaux et totaux comparés à leurs lignes",
            ));
        } else if answers.missing.is_empty() && told_elsewhere + slips == 0 {
            answers.missing("le classeur ne contient aucune ligne de total");
        }
        told_as_slips(answers, slips);
        if told_elsewhere > 0 {
            // Nothing is claimed of them here.
            answers.missing(format!(
                "{} : voir les contrôles T-12, T-13 et T-18",
                counted(
                    told_elsewhere,
                    "total dont la formule est en cause",
                    "totaux dont la formule est en cause"
                )
            ));
        }
    }),
};

/// « (F3 et F7) », the first cells without amount.
fn named_cells(total: &Place, without: &[Place]) -> String {
    let names: Vec<String> = without
        .iter()
        .map(|place| match (place, total) {
            (Place::Cell { sheet, row, column, .. }, Place::Cell { sheet: own, .. }) if sheet == own => {
                crate::model::cell_name(*row, *column)
            }
            (place, _) => place.to_string(),
        })
        .collect();
    if names.is_empty() { String::new() } else { format!(" ({})", crate::model::french::listed(&names)) }
}
