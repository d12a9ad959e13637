//! Number of documents.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Answers, Class, Finding, Severity};
use crate::model::french::{french_number, french_size};
use rust_decimal::Decimal;

/// Number of documents.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-05",
    title: "Le nombre et le poids des pièces tiennent dans le dépôt",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Le nombre de pièces et leur poids total sont comparés aux limites du portail de dépôt.",
        why: "Le dépôt se fait fichier par fichier, sans archive : une limite dépassée se découvre le dernier soir.",
        source: "Guide du porteur : 100 documents et 400 Mo (statut : à confirmer)",
        mend: "Regroupez ou allégez les pièces.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let count = Decimal::from(scope.folder.attachments.len());
        let size = Decimal::from(scope.folder.attachments.values().map(|file| file.size).sum::<u64>());
        let documents = |number: Decimal| {
            format!(
                "{} {}",
                french_number(number),
                if number > Decimal::ONE { "documents" } else { "document" }
            )
        };
        // What exceeds is told to the byte: both sides may round to the same number of megabytes.
        let bytes = |number: Decimal| format!("{} ({} octets)", french_size(number), french_number(number));
        let compare = |answers: &mut Answers, name: &str, value: Decimal, short: Unit, long: Unit| match scope
            .parameter(name)
            .decimal()
        {
            None => scope.missing_parameter(name, answers),
            Some(limit) if value > limit => answers.finding(
                Finding::new("les pièces dépassent ce que le portail accepte")
                    .at_field("pieces")
                    .found(long(value))
                    .expected(format!("au plus {}", long(limit))),
            ),
            Some(limit) => {
                answers.compliant(format!("{}, pour une limite de {}", short(value), short(limit)));
            }
        };
        compare(answers, "max_documents", count, &documents, &documents);
        compare(answers, "max_octets", size, &french_size, &bytes);
    }),
};

/// How to write a number with its unit.
type Unit<'a> = &'a dyn Fn(Decimal) -> String;
