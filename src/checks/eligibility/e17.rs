//! Staff lent by another body.

use super::shared::named_person;
use crate::checks::row::Row;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Severity, say};
use crate::model::text::{holds_words, normalise};
use crate::source::table::ColumnRole;

/// What officers write of a person whom another body lends.
const WORDS: [&str; 8] = [
    "mis a disposition",
    "mise a disposition",
    "mises a disposition",
    "mad",
    "personnel detache",
    "agent detache",
    "agente detachee",
    "interimaire",
];

/// Staff lent by another body.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-17",
    title: "Le personnel mis à disposition a sa convention, et n’est pas un salarié du demandeur",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’intitulé et la mission de chaque ligne de personnel sont comparés aux mots d’une mise à disposition, d’un détachement ou d’un intérim.",
        why: "La mise à disposition demande sa convention nominative ; facturée par un autre organisme, elle est une prestation (usage d’une autorité de gestion voisine, à confirmer), et sortirait du personnel sur lequel reposent les forfaits.",
        basis: Basis::Text {
            citation: "Décret n° 2022-608 du 21 avril 2022, annexe, « Personnel »",
            sentence: Some(
                "En cas de mise à disposition de personnel, la copie de la convention de mise à disposition nominative doit être fournie.",
            ),
        },
        mend: "Facturée par un autre organisme : portez-la dans les prestations externes. Sinon, joignez la convention nominative (type convention-mise-a-disposition).",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = &scope.budget().staff_lines;
        if lines.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        let has_convention =
            scope.project().attachments.iter().any(|piece| piece.kind == "convention-mise-a-disposition");
        let mut lent = 0;
        for line in lines {
            let texts = [&line.label, &line.mission].into_iter().flatten();
            let says_so = |text: &str| {
                let text = normalise(text);
                WORDS.iter().any(|words| holds_words(&text, words))
            };
            if !texts.into_iter().any(|cell| says_so(&cell.value)) {
                continue;
            }
            lent += 1;
            answers.expect(has_convention, || {
                Finding::new(say!("« {} » est une personne mise à disposition", named_person(line)))
                    .at(&scope.cell(Row::Staff(line), ColumnRole::Label))
                    .expected("la convention nominative, ou une prestation si un autre organisme la facture")
            });
        }
        if lent > 0 && has_convention {
            answers.declared(say!(
                "{} ; la convention est jointe",
                Fact::count(lent, "personne mise à disposition", "personnes mises à disposition")
            ));
        }
        answers.compared(
            lines.len(),
            Fact::count(lines.len(), "ligne de personnel lue", "lignes de personnel lues"),
        );
    }),
};
