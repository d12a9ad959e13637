//! The order of the dates of a resolution.

use super::shared::declared;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// The order of the dates of a resolution.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-05",
    title: "Les dates de chaque délibération se suivent",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "La convocation précède le vote, qui précède la transmission au représentant de l’État et la publication ; les dates qui ne sont pas données ne sont pas comparées.",
        why: "Une date hors de son ordre est une faute de frappe, ou un acte à reprendre.",
        basis: Basis::Arithmetic("Règle arithmétique : on convoque, on vote, puis on transmet et on publie"),
        mend: "Reportez les dates de l’extrait du registre.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let deliberations = declared(scope, answers);
        if deliberations.is_empty() {
            return;
        }
        let mut compared = 0;
        for (index, one) in deliberations.iter().enumerate() {
            if let Some(convened) = one.convened_on {
                compared += 1;
                answers.expect(convened <= one.date, || {
                    Finding::new("la convocation est postérieure au vote")
                        .at_field(format!("deliberations[{index}].date_convocation"))
                        .at_field(format!("deliberations[{index}].date"))
                        .found(convened)
                        .expected(say!("le {} au plus tard", one.date))
                });
            }
            let after = [
                ("date_transmission", "la transmission précède le vote", one.transmitted_on),
                ("date_publication", "la publication précède le vote", one.published_on),
            ];
            for (name, message, date) in after {
                let Some(date) = date else { continue };
                compared += 1;
                answers.expect(date >= one.date, || {
                    Finding::new(message)
                        .at_field(format!("deliberations[{index}].{name}"))
                        .at_field(format!("deliberations[{index}].date"))
                        .found(date)
                        .expected(say!("le {} au plus tôt", one.date))
                });
            }
        }
        if compared == 0 {
            answers.missing_field("deliberations[0].date_publication");
        }
        answers.compared(
            compared,
            Fact::count(compared, "date comparée à celle du vote", "dates comparées à celle du vote"),
        );
    }),
};
