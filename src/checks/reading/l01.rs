//! Where the four tables are.

use super::shared::{TYPED, report, table_name};
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::Place;
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
        source: TYPED,
        mend: "Rétablissez la ligne d’en-tête du tableau (par exemple : Poste, Intitulé, Année, Montant HT, TVA, Montant TTC).",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, |kind| match kind {
            IssueKind::MissingTable { kind: kind @ (TableKind::Expenses | TableKind::Resources) } => {
                let name = table_name(*kind);
                Some((
                    format!("le tableau « {name} » est introuvable dans le classeur"),
                    Some(format!("une ligne d’en-tête du tableau {name}")),
                ))
            }
            IssueKind::DuplicateColumn { first } => Some((
                format!("deux colonnes disent la même chose ; seule la première ({first}) est lue"),
                None,
            )),
            _ => None,
        });
        let basis = match scope.plan().basis {
            VatBasis::ExclVat => (ColumnRole::AmountExclVat, "Montant HT"),
            VatBasis::InclVat => (ColumnRole::AmountInclVat, "Montant TTC"),
        };
        for table in scope.reading.tables.iter().filter(|table| table.kind == TableKind::Expenses) {
            answers.expect(table.columns.iter().any(|(role, ..)| *role == basis.0), || {
                Finding::new(format!(
                    "le plan est présenté {}, et le tableau Dépenses n’a pas de colonne de montants de ce type",
                    scope.plan().basis.label()
                ))
                .at(&Place::cell(
                    &scope.folder.budget.name.as_str().into(),
                    &table.sheet,
                    table.header_row,
                    0,
                ))
                .expected(format!("une colonne « {} »", basis.1))
            });
        }
        for table in &scope.reading.tables {
            let lines = counted(table.line_count, "ligne", "lignes");
            answers.compliant(match &*table.sheet {
                "" => format!("{} : {lines}", table_name(table.kind)),
                sheet => format!("{} : feuille « {sheet} », {lines}", table_name(table.kind)),
            });
        }
    }),
};
