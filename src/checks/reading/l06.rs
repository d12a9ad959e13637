//! Things read all the same, worth a look.

use super::shared::{TYPED, report, table_name};
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::Place;
use crate::source::table::{IssueKind, TableKind};

/// Things read all the same, worth a look.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-06",
    title: "Le classeur est propre : une unité, HT ou TTC, un tableau de chaque sorte",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Montants en k€, colonnes sans HT ni TTC, tableaux en double, vides ou non lus, lignes sans montant.",
        why: "Ce qui peut se comprendre de deux façons sera compris de l’autre par l’instructeur.",
        source: TYPED,
        mend: "Donnez les montants en euros, précisez HT ou TTC dans l’en-tête, et gardez un seul tableau de chaque sorte.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, |kind| {
            Some(match kind {
                IssueKind::ScaledAmount { scale } => {
                    let factor =
                        crate::model::money::group_thousands(scale.factor().to_string().parse().unwrap_or(1));
                    (
                        format!(
                            "montant en {}, multiplié par {factor} pour être lu en euros",
                            scale_name(*scale)
                        ),
                        None,
                    )
                }
                IssueKind::VatBasisMismatch { .. } => {
                    ("la cellule dit HT ou TTC, sa colonne dit l’inverse".to_owned(), None)
                }
                IssueKind::AmountWithoutVatBasis => (
                    "colonne de montant sans HT ni TTC : lue comme HT".to_owned(),
                    Some("Montant HT ou Montant TTC".to_owned()),
                ),
                IssueKind::DuplicateTable { kind, first } => (
                    format!(
                        "second tableau {} (le premier : {first}) : les deux sont lus",
                        table_name(*kind)
                    ),
                    None,
                ),
                IssueKind::SummaryTableSkipped { kind } => (
                    format!(
                        "tableau récapitulatif {}, non lu : ses lignes figurent ailleurs",
                        table_name(*kind)
                    ),
                    None,
                ),
                IssueKind::TableNotNamed { kind, named } => (
                    format!("tableau {} non lu : projet.toml nomme celui de « {named} »", table_name(*kind)),
                    None,
                ),
                IssueKind::MissingTable { kind: kind @ (TableKind::Staff | TableKind::Indicators) } => {
                    (format!("le tableau {} est absent du classeur", table_name(*kind)), None)
                }
                IssueKind::LineWithoutAmount => {
                    ("ligne sans aucun montant".to_owned(), Some("un montant".to_owned()))
                }
                IssueKind::TooManyIssues => {
                    ("trop de remarques sur ce classeur : les suivantes ne sont pas listées".to_owned(), None)
                }
                _ => return None,
            })
        });
        for table in scope.reading.tables.iter().filter(|table| table.line_count == 0) {
            answers.finding(Finding::new(format!("le tableau {} est vide", table_name(table.kind))).at(
                &Place::cell(&scope.folder.budget.name.as_str().into(), &table.sheet, table.header_row, 0),
            ));
        }
        answers.compliant(counted(scope.reading.tables.len(), "tableau regardé", "tableaux regardés"));
    }),
};

const fn scale_name(scale: crate::source::amount::Scale) -> &'static str {
    match scale {
        crate::source::amount::Scale::Euro => "€",
        crate::source::amount::Scale::Thousand => "k€",
        crate::source::amount::Scale::Million => "M€",
    }
}
