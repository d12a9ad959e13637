//! Totals of rows and of columns that do not meet.

use super::shared::{of_sheet, searched};
use crate::checks::totals::RULE;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Severity, Sureness};

/// Totals of rows and of columns that do not meet.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-14",
    title: "Les totaux des lignes et ceux des colonnes se rejoignent",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Là où les totaux des lignes et ceux des colonnes d’un même tableau se rejoignent, leurs deux sommes sont comparées, au demi-centime.",
        why: "Deux sommes des mêmes nombres ne peuvent pas différer : une ligne ou une colonne manque à l’une d’elles.",
        basis: Basis::Arithmetic(RULE),
        mend: "Comparez les plages des totaux : l’une d’elles ne prend pas tout le tableau, ou une cellule y est comptée deux fois.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let search = sheets.corners();
        for one in &search.found {
            let (row, column) = one.totals;
            answers.finding(
                of_sheet(
                    audit,
                    one.at,
                    "les totaux des lignes et ceux des colonnes diffèrent",
                    Sureness::Certain,
                )
                .at_all(&[audit.place(row), audit.place(column)])
                .found(say!(
                    "{} par les lignes, {} par les colonnes",
                    Fact::Shown(one.of_rows),
                    Fact::Shown(one.of_columns)
                ))
                .expected("une même somme"),
            );
        }
        searched(
            answers,
            &search,
            "tableau comparé",
            "tableaux comparés",
            "aucun tableau n’a ses totaux dans les deux sens",
        );
    }),
};
