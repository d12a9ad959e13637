//! Values that could not be read.

use super::issues::report;
use super::shared::TYPED;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::{Place, cell_name};
use crate::source::table::IssueKind;
use rust_decimal::Decimal;

/// Values that could not be read.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-02",
    title: "Chaque valeur du classeur est lisible sans hésitation",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les montants, années, dates, taux et nombres que rien ne permet de lire sont signalés ; les erreurs, les formules sans résultat, les montants ambigus et les dates parmi les montants relèvent de T-11, T-20, T-25 et T-26.",
        why: "Une valeur devinée est une valeur fausse : le programme refuse plutôt que de choisir.",
        basis: Basis::Usage(TYPED),
        mend: "Corrigez la cellule, puis enregistrez le classeur.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| {
            if let IssueKind::TooManyFields { found, expected } = issue.kind {
                return Some(
                    Finding::new(say!(
                        "{} champs, l’en-tête en a {} : un séparateur se trouve dans un montant ou dans un texte",
                        Decimal::from(found),
                        Decimal::from(expected)
                    ))
                    .expected(say!("{} champs", Decimal::from(expected)))
                    .mend("Enregistrez le fichier avec le point-virgule pour séparateur, ou mettez entre guillemets les champs qui contiennent une virgule.")
                    .unknown(),
                );
            }
            if let IssueKind::SeveralYears { years: (first, last) } = issue.kind {
                let cell = match &issue.place {
                    Place::Cell { row, column, .. } => cell_name(*row, *column),
                    other => other.to_string(),
                };
                return Some(
                    Finding::new(say!(
                        "deux années dans une cellule, {} et {} : la ligne ne peut être rattachée à une seule",
                        Fact::Year(first),
                        Fact::Year(last)
                    ))
                    .expected("une année")
                    .mend(say!(
                        "Faites une ligne par année, avec la part du montant de chacune ; ou videz la cellule et écrivez, dans projet.toml, annees = [{}, {}] sous [budget.lignes.{}] : une part par année, au prorata des jours de l’opération.",
                        Fact::Year(first),
                        Fact::Year(last),
                        cell
                    ))
                    .unknown(),
                );
            }
            let (what, expected) = match issue.kind {
                IssueKind::UnreadableAmount => ("montant illisible", "un montant comme 1 234,56"),
                IssueKind::UnreadableYear => ("année illisible", "une année comme 2024"),
                IssueKind::UnreadableDate => ("date illisible", "une date comme 15/01/2024"),
                IssueKind::UnreadableRate => ("taux illisible", "un taux de 0 à 100 %, comme 20 %"),
                IssueKind::UnreadableNumber => ("nombre illisible", "un nombre comme 12,5"),
                _ => return None,
            };
            Some(Finding::new(what).expected(expected).unknown())
        });
        let lines: usize = audit.reading.tables.iter().map(|table| table.line_count).sum();
        if lines == 0 {
            answers.missing(Missing::of_workbook("aucune ligne n’est lue dans le classeur"));
        }
        answers
            .compared(lines, say!("{}, cellule par cellule", Fact::count(lines, "ligne lue", "lignes lues")));
    }),
};
