//! The order of the dates of a resolution.

use super::reading::readings;
use super::shared::declared;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::evidence::Step;
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// The order of the dates of a resolution.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-05",
    title: "Les dates de chaque délibération se suivent",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "La convocation précède le vote, qui précède la transmission au représentant de l’État et la publication ; une date que projet.toml ne donne pas est cherchée dans le texte de l’acte, et n’est pas comparée si l’acte ne la dit pas.",
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
        for reading in readings(scope) {
            let vote = reading.said.date;
            let steps = [
                (Step::Convened, "la convocation est postérieure au vote"),
                (Step::Transmitted, "la transmission précède le vote"),
                (Step::Published, "la publication précède le vote"),
            ];
            for (step, message) in steps {
                let Some(day) = reading.day(step) else { continue };
                compared += 1;
                let (is_in_order, bound) = match step {
                    Step::Convened => (day.value <= vote, say!("le {} au plus tard", vote)),
                    Step::Transmitted | Step::Published => {
                        (day.value >= vote, say!("le {} au plus tôt", vote))
                    }
                };
                answers.expect(is_in_order, || {
                    Finding::new(message)
                        .at(&day.place)
                        .at_field(reading.field("date"))
                        .found(day.value)
                        .expected(bound)
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
