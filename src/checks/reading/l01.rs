//! Where the four tables are.

use super::issues::report;
use super::shared::{TYPED, header};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::project::VatBasis;
use crate::source::table::{ColumnRole, IssueKind, TableKind};

/// Where the four tables are.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-01",
    title: "Les tableaux Dépenses, Personnel, Ressources et Indicateurs sont reconnus",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les tableaux sont cherchés par leurs en-têtes, n’importe où dans le classeur.",
        why: "Un tableau non reconnu est un pan du budget qui manque.",
        basis: Basis::Usage(TYPED),
        mend: "Rétablissez la ligne d’en-tête du tableau (par exemple : Poste, Intitulé, Année, Montant HT, TVA, Montant TTC).",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let audit = scope.audit;
        report(audit, answers, CHECK.code, |issue| match &issue.kind {
            IssueKind::MissingTable { kind } => Some(
                Finding::new(say!("le tableau « {} » est introuvable dans le classeur", kind.french()))
                    .expected(say!("une ligne d’en-tête du tableau {}", kind.french()))
                    .unknown(),
            ),
            IssueKind::MergedHeader { last } => Some(
                Finding::new(say!(
                    "un en-tête est fusionné jusqu’en {} : les colonnes qu’il recouvre n’ont plus de titre",
                    Fact::cells([last.clone()], &issue.place)
                ))
                .at(last)
                .expected("un en-tête par colonne : Montant HT, Taux de TVA, TVA, Montant TTC")
                .mend("Défusionnez la cellule, puis donnez à chaque colonne son titre.")
                .unknown(),
            ),
            IssueKind::DuplicateColumn { first } => Some(
                Finding::new("deux colonnes disent la même chose ; seule la première est lue")
                    .expected(say!("une seule colonne de ce nom (la première : {})", first)),
            ),
            _ => None,
        });
        let (role, name) = match scope.plan().basis {
            VatBasis::ExclVat => (ColumnRole::AmountExclVat, "Montant HT"),
            VatBasis::InclVat => (ColumnRole::AmountInclVat, "Montant TTC"),
        };
        let tables = audit.reading.tables.iter();
        for table in tables.clone().filter(|table| table.kind == TableKind::Expenses) {
            let yearly = table.year_columns.iter().any(|(_, known, ..)| *known == role);
            answers.expect(yearly || table.columns.iter().any(|(known, ..)| *known == role), || {
                Finding::new(say!(
                    "le plan est présenté {}, et le tableau Dépenses n’a pas de colonne de montants de ce type",
                    scope.plan().basis.label()
                ))
                .at(&header(audit, table))
                .expected(say!("une colonne « {} »", name))
                .unknown()
            });
        }
        let read = tables.len();
        if read == 0 {
            answers.missing(Missing::of_workbook("aucun tableau n’est reconnu dans le classeur"));
        }
        let told = tables.map(|table| match &*table.sheet {
            "" => say!("{} ({})", table.kind.french(), Fact::count(table.line_count, "ligne", "lignes")),
            sheet => say!(
                "{} (feuille « {} », {})",
                table.kind.french(),
                sheet,
                Fact::count(table.line_count, "ligne", "lignes")
            ),
        });
        answers.compared(
            read,
            say!("{} : {}", Fact::count(read, "tableau reconnu", "tableaux reconnus"), Fact::list(told)),
        );
    }),
};
