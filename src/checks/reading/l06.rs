//! Things read all the same, worth a look.

use super::issues::{placed, told_by};
use super::named::shaped;
use super::shared::{TYPED, header};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::source::amount::{Scale, VatBasis};
use crate::source::table::IssueKind;

/// Things read all the same, worth a look.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-06",
    title: "Le classeur est propre : une unité, HT ou TTC, un tableau de chaque sorte",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Montants en k€, colonnes sans HT ni TTC, tableaux en double, vides ou non lus, lignes sans montant.",
        why: "Ce qui peut se comprendre de deux façons sera compris de l’autre par l’instructeur.",
        basis: Basis::Usage(TYPED),
        mend: "Donnez les montants en euros, précisez HT ou TTC dans l’en-tête, et gardez un seul tableau de chaque sorte.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        // A column or a title in thousands says it of all its amounts.
        let mut scaled: Vec<(Scale, Finding, usize)> = Vec::new();
        for issue in told_by(audit, CHECK.code) {
            if let IssueKind::ScaledAmount { scale } = issue.kind {
                let same = |(known, first, _): &&mut (Scale, Finding, usize)| {
                    *known == scale && same_column(first.places.first(), &issue.place)
                };
                match scaled.iter_mut().find(same) {
                    Some((.., count)) => *count += 1,
                    None => scaled.push((scale, placed(in_thousands(scale), issue), 1)),
                }
                continue;
            }
            let finding = match &issue.kind {
                IssueKind::VatBasisMismatch { .. } => {
                    Finding::new("la cellule dit HT ou TTC, sa colonne dit l’inverse")
                }
                IssueKind::AmountWithoutVatBasis { read } => Finding::new(match read {
                    VatBasis::ExclVat => "colonne de montant sans HT ni TTC : lue comme HT",
                    VatBasis::InclVat => {
                        "colonne de montant sans HT ni TTC : lue comme TTC, ainsi que le plan est présenté"
                    }
                })
                .expected("Montant HT ou Montant TTC"),
                IssueKind::KnownByShape { kind, columns } => shaped(*kind, columns, &issue.place),
                IssueKind::DuplicateTable { kind, first } => Finding::new(say!(
                    "second tableau {} (le premier : {}) : les deux sont lus",
                    kind.french(),
                    first
                ))
                .unknown(),
                IssueKind::DuplicatedTable { kind, lines, first } => Finding::new(say!(
                    "ce tableau {} recopie ligne pour ligne {} : il n’est pas compté une seconde fois ({})",
                    kind.french(),
                    first,
                    Fact::count(*lines, "ligne", "lignes")
                ))
                .mend("Supprimez la feuille ou le tableau recopié."),
                IssueKind::SummaryTableSkipped { kind } => Finding::new(say!(
                    "tableau récapitulatif {}, non lu : ses lignes figurent ailleurs",
                    kind.french()
                )),
                IssueKind::TableNotNamed { kind, named } => Finding::new(say!(
                    "tableau {} non lu : projet.toml nomme celui de « {} »",
                    kind.french(),
                    named
                )),
                IssueKind::ProbableTotal { as_total: true } => Finding::new(
                    "sans doute un total : cette ligne n’est pas comptée",
                )
                .expected("un intitulé qui commence par « Total », ou ce que remplissent les autres lignes")
                .mend("Si c’est un total, intitulez-le « Total » ; sinon, remplissez ce que remplissent les autres lignes."),
                IssueKind::ProbableTotal { as_total: false } => Finding::new(
                    "cette ligne est la somme des lignes qui la précèdent : sans doute un total, et elle est comptée",
                )
                .expected("un intitulé qui commence par « Total »")
                .mend("Si c’est un total, intitulez-le « Total » ; sinon, rien n’est à faire.")
                .unknown(),
                IssueKind::DoubtfulYear { year } => Finding::new(say!(
                    "l’année n’est pas certaine : lue comme {}",
                    Fact::Year(*year)
                ))
                .expected("l’année seule")
                .mend("Tapez l’année seule une fois qu’elle est arrêtée."),
                IssueKind::Recapitulation { kind, first, total } => Finding::new(say!(
                    "ce tableau {} a le même total ({}) que {} : lu comme un récapitulatif, il n’est pas compté une seconde fois",
                    kind.french(),
                    *total,
                    first
                ))
                .mend("Si ses lignes sont d’autres dépenses, donnez à chacune son intitulé et sa pièce ; sinon rien n’est à faire."),
                IssueKind::PivotTable { kind } => Finding::new(say!(
                    "tableau croisé dynamique {}, non lu : il est calculé d’un autre tableau",
                    kind.french()
                ))
                .mend("Rien n’est à faire si ses lignes figurent dans un autre tableau."),
                IssueKind::LineWithoutAmount => {
                    Finding::new("ligne sans aucun montant").expected("un montant")
                }
                IssueKind::TooManyIssues => {
                    Finding::new("trop de remarques sur ce classeur : les suivantes ne sont pas listées")
                }
                _ => continue,
            };
            answers.finding(placed(finding, issue));
        }
        for (_, mut finding, count) in scaled {
            if count > 1 {
                finding.message = finding.message.then(say!(
                    " ; de même pour {} de la colonne",
                    Fact::count(count - 1, "autre montant", "autres montants")
                ));
            }
            answers.finding(finding);
        }
        let tables = &audit.reading.tables;
        for table in tables.iter().filter(|table| table.line_count == 0) {
            answers.finding(
                Finding::new(say!("le tableau {} est vide", table.kind.french())).at(&header(audit, table)),
            );
        }
        if tables.is_empty() {
            answers.not_applicable("aucun tableau n’est reconnu");
        }
        answers.compared(
            tables.len(),
            say!("{}", Fact::count(tables.len(), "tableau vérifié", "tableaux vérifiés")),
        );
    }),
};

fn in_thousands(scale: Scale) -> Finding {
    let (unit, factor) = match scale {
        Scale::Euro => ("€", "1"),
        Scale::Thousand => ("k€", "1 000"),
        Scale::Million => ("M€", "1 000 000"),
    };
    Finding::new(say!("montant en {}, multiplié par {} pour être lu en euros", unit, factor))
}

fn same_column(one: Option<&Place>, other: &Place) -> bool {
    match (one, other) {
        (
            Some(Place::Cell { sheet, column, .. }),
            Place::Cell { sheet: other_sheet, column: other_column, .. },
        ) => sheet == other_sheet && column == other_column,
        _ => false,
    }
}
