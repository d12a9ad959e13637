//! What still stands between the columns of a line that lacks one.

use std::collections::BTreeMap;

use crate::audit::Audit;
use crate::audit::bounds::{Broken, bounds};
use crate::audit::totals::to_type;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::source::table::{ColumnRole, TableKind, TableReading};

/// What still stands between the columns of a line that lacks one.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-32",
    title: "Ce qu’une ligne dit tient aussi quand une colonne manque",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Quand le HT, la TVA, le TTC ou les heures manquent, la ligne est comparée à ce qui reste vrai : TTC au moins égal au HT, TVA d’au plus 20 % du HT, TTC = HT × (1 + taux), coût affecté d’au plus le coût annuel.",
        why: "Deux colonnes interverties, ou la TVA tapée à la place du TTC, ne se voient pas sans la troisième colonne.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : le TTC est la somme du HT et de la TVA ; taux de TVA : code général des impôts, art. 278",
        ),
        mend: "Corrigez le montant d’après le devis ; ajoutez au tableau la colonne qui manque (TVA ou taux).",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let bounds = bounds(audit);
        let exchanged = exchanged(audit, &bounds.broken);
        for (header, lines) in &exchanged {
            answers.finding(swapped(header, *lines));
        }
        for broken in &bounds.broken {
            let is_told = broken.is_exchanged
                && table_of(audit, broken).is_some_and(|table| {
                    exchanged.iter().any(|(header, _)| header.row == table.header_row && header.is_of(table))
                });
            if !is_told {
                answers.finding(tell(audit, broken));
            }
        }
        if bounds.compared == 0 {
            answers.not_applicable("aucune ligne à laquelle il ne manque qu’une colonne");
        }
        answers.compared(
            bounds.compared,
            Fact::count(
                bounds.compared,
                "ligne comparée à ce que ses colonnes permettent",
                "lignes comparées à ce que leurs colonnes permettent",
            ),
        );
    }),
};

fn tell(audit: &Audit<'_>, broken: &Broken<'_>) -> Finding {
    let finding = Finding::new(broken.message.clone())
        .at(broken.culprit)
        .at_all(broken.others.iter().copied())
        .found(broken.found)
        .expected(broken.expected.clone());
    match broken.right {
        Some(right) => finding.mended_by(broken.culprit, to_type(audit, broken.culprit, broken.found, right)),
        None => finding.unknown(),
    }
}

/// The headers HT and TTC of a table.
struct Headers {
    excl: Place,
    incl: Place,
    row: u32,
}

impl Headers {
    fn is_of(&self, table: &TableReading) -> bool {
        matches!(&self.excl, Place::Cell { sheet, .. } if **sheet == table.sheet)
    }
}

/// Tables all of whose lines would agree with a legal rate if HT and TTC were exchanged, with how many lines.
fn exchanged(audit: &Audit<'_>, broken: &[Broken<'_>]) -> Vec<(Headers, usize)> {
    let mut tables: BTreeMap<usize, usize> = BTreeMap::new();
    for one in broken.iter().filter(|one| one.is_exchanged) {
        let table = table_of(audit, one);
        let rank =
            table.and_then(|table| audit.reading.tables.iter().position(|other| std::ptr::eq(other, table)));
        *tables.entry(rank.unwrap_or(usize::MAX)).or_default() += 1;
    }
    tables
        .into_iter()
        .filter_map(|(rank, lines)| {
            let table = audit.reading.tables.get(rank)?;
            let taxed = audit.budget().expense_lines.iter().filter(|line| {
                audit.table_of(&line.place, TableKind::Expenses).is_some_and(|one| std::ptr::eq(one, table))
                    && line.amount_excl_vat.as_ref().map(|cell| cell.value)
                        != line.amount_incl_vat.as_ref().map(|cell| cell.value)
            });
            if lines < 2 || taxed.count() != lines {
                return None;
            }
            let place = audit.budget().expense_lines.iter().map(|line| &line.place).find(|place| {
                audit.table_of(place, TableKind::Expenses).is_some_and(|one| std::ptr::eq(one, table))
            })?;
            let Place::Cell { sheet, .. } = place else { return None };
            let header = |role: ColumnRole| {
                let (_, column, _) = table.columns.iter().find(|(known, ..)| *known == role)?;
                Some(sheet.cell(table.header_row, *column))
            };
            let headers = Headers {
                excl: header(ColumnRole::AmountExclVat)?,
                incl: header(ColumnRole::AmountInclVat)?,
                row: table.header_row,
            };
            Some((headers, lines))
        })
        .collect()
}

fn table_of<'a>(audit: &Audit<'a>, broken: &Broken<'_>) -> Option<&'a TableReading> {
    audit.table_of(broken.culprit, TableKind::Expenses)
}

fn swapped(headers: &Headers, lines: usize) -> Finding {
    Finding::new(say!(
        "les en-têtes HT et TTC semblent intervertis : sur {}, le TTC est inférieur au HT, et le rapport des deux est un taux légal",
        Fact::count(lines, "ligne", "lignes")
    ))
    .at(&headers.excl)
    .at(&headers.incl)
    .expected("HT au-dessus des montants hors taxe, TTC au-dessus des montants taxe comprise")
    .mend("Échangez les deux en-têtes, ou les deux colonnes.")
    .unknown()
}
