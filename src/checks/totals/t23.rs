//! Amounts out of sight.

use rust_decimal::Decimal;

use super::shared::{TYPED, cells_looked_at};
use crate::audit::Audit;
use crate::audit::totals::{Verdict, hidden_causes, to_type};
use crate::checks::reading::issues::report;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::source::table::IssueKind;

/// Amounts out of sight.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-23",
    title: "Tout ce qui compte se voit",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les lignes, les colonnes et les feuilles masquées qui portent des montants sont lues, comptées et signalées ; de même un montant que son format cache ou divise, qui est écrit en blanc sur blanc, ou barré.",
        why: "Un montant compté que personne ne voit à l’écran fausse la relecture.",
        basis: Basis::Usage(TYPED),
        mend: "Affichez la ligne, la colonne ou la feuille, ou supprimez-la.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| {
            Some(match &issue.kind {
                IssueKind::HiddenRow => {
                    let cut = cut_totals(audit, &issue.place);
                    let finding = if cut.is_empty() {
                        Finding::new("ligne masquée, et pourtant comptée")
                    } else {
                        Finding::new(
                            "ligne masquée, et pourtant comptée : les totaux n’additionnent que les lignes visibles",
                        )
                    };
                    mended_with(finding, &cut).expected("une ligne affichée")
                }
                IssueKind::FilterOn { rows, has_criteria, first } => {
                    let rows = Fact::count(*rows, "ligne comptée", "lignes comptées");
                    let cut = cut_totals(audit, &issue.place);
                    let finding = match (has_criteria, cut.is_empty()) {
                        (true, false) => Finding::new(
                            "le filtre est resté posé, les totaux n’additionnent que les lignes visibles : retirez-le",
                        )
                        .found(say!("{}, hors de ces totaux (la première : {})", rows, first))
                        .mend("Retirez le filtre (Données, Effacer), puis enregistrez le classeur : les totaux suivent."),
                        (true, true) => {
                            Finding::new(say!("un filtre actif masque {} (la première : {})", rows, first))
                                .mend("Retirez le filtre (Données, Effacer), puis enregistrez le classeur.")
                        }
                        (false, _) => Finding::new(say!(
                            "{} en lignes masquées dans la plage d’un filtre (la première : {})",
                            rows,
                            first
                        ))
                        .mend("Affichez les lignes, ou retirez le filtre (Données, Effacer)."),
                    };
                    mended_with(finding, &cut).expected("toutes les lignes affichées")
                }
                IssueKind::UnseenAmount => Finding::new(
                    "montant invisible, et pourtant compté : son format ou sa couleur le cache",
                )
                .expected("un montant que l’on voit")
                .mend("Donnez à la cellule un format de nombre et une couleur de texte qui se voient, ou videz-la."),
                IssueKind::StruckAmount => Finding::new("montant barré, et pourtant compté")
                    .expected("un montant qui compte, ou qui est retiré")
                    .mend("Retirez la rature si le montant compte ; sinon supprimez la ligne."),
                IssueKind::DividedByFormat => {
                    Finding::new("montant affiché en milliers par le format de la cellule, sans que rien le dise")
                        .expected("un montant affiché en euros")
                        .mend("Donnez à la cellule un format qui affiche des euros, ou dites l’unité dans l’en-tête de la colonne.")
                }
                IssueKind::HiddenColumn => {
                    Finding::new("colonne masquée, et pourtant lue").expected("une colonne affichée")
                }
                IssueKind::HiddenSheet { kind } => {
                    Finding::new(say!("feuille masquée, et pourtant lue (tableau {})", kind.french()))
                        .expected("une feuille affichée")
                }
                _ => return None,
            })
        });
        cells_looked_at(audit, answers);
    }),
};

/// The totals that a filter makes wrong, since they add what is seen alone, with what each would be without it.
fn cut_totals<'a>(audit: &'a Audit<'_>, filter: &Place) -> Vec<(&'a Place, Decimal)> {
    let wrong = audit.totals().filter_map(|(total, verdict)| match verdict {
        Verdict::Wrong { stated, sum, .. } | Verdict::Follows { stated, sum, .. } => {
            Some((total, *stated, *sum))
        }
        _ => None,
    });
    wrong
        .filter(|(total, ..)| hidden_causes(audit, total).contains(filter))
        .map(|(total, stated, sum)| (&total.place, to_type(audit, &total.place, stated, sum)))
        .collect()
}

/// Once the rows are seen, these totals are right.
fn mended_with(finding: Finding, totals: &[(&Place, Decimal)]) -> Finding {
    totals.iter().fold(finding, |finding, (total, right)| finding.mended_by(total, *right))
}
