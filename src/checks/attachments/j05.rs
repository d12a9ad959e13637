//! Number of documents.

use super::shared::{rounded, weight};
use crate::checks::reliance::reserve;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::rules::catalogue::{BYTES, DOCUMENTS};
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
        basis: Basis::Usage(
            "Usage : guide officiel d’une autorité de gestion voisine (2023 ; à confirmer) : 100 documents et 400 Mo",
        ),
        mend: "Regroupez ou allégez les pièces.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let files = &scope.folder.attachments;
        if files.is_empty() {
            answers.not_applicable("aucun fichier n’est joint");
            return;
        }
        if let Some(limit) = scope.rule_number(DOCUMENTS, answers) {
            let count = Decimal::from(files.len());
            answers.expect(count <= limit.value, || {
                Finding::new("les pièces sont plus nombreuses que le portail ne l’accepte")
                    .at_field("pieces")
                    .found(documents(count))
                    .expected(say!("au plus {}{}", documents(limit.value), reserve(&limit)))
            });
            let shown = say!("{}, pour une limite de {}{}", documents(count), limit.value, reserve(&limit));
            answers.compared(1, shown);
        }
        if let Some(limit) = scope.rule_number(BYTES, answers) {
            let size = Decimal::from(files.values().map(|file| file.size).sum::<u64>());
            answers.expect(size <= limit.value, || {
                Finding::new("les pièces pèsent plus que le portail ne l’accepte")
                    .at_field("pieces")
                    .found(weight(size))
                    .expected(say!("au plus {}{}", weight(limit.value), reserve(&limit)))
            });
            let shown =
                say!("{}, pour une limite de {}{}", rounded(size), rounded(limit.value), reserve(&limit));
            answers.compared(1, shown);
        }
    }),
};

fn documents(number: Decimal) -> Fact {
    Fact::quantity(number, if number > Decimal::ONE { "documents" } else { "document" })
}
