//! Simplified cost options below 200 000 €.

use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Missing, Sentence, Severity};
use crate::model::fund::{CategoryRole, FlatRateBase};
use crate::rules::catalogue::SIMPLIFIED_COSTS;

/// Simplified cost options below 200 000 €.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-06",
    title: "Les options de coûts simplifiés sont utilisées quand elles sont obligatoires",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le coût total (et non l’aide) est comparé au seuil sous lequel coûts unitaires, montants ou taux forfaitaires sont obligatoires ; avec un taux forfaitaire, seules les dépenses auxquelles il s’applique peuvent rester au réel.",
        why: "Sous le seuil, une opération au réel est irrecevable, sauf aide d’État.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 53, § 2",
            sentence: Some(
                "Lorsque le coût total d’une opération ne dépasse pas 200 000 EUR, la contribution accordée au bénéficiaire au titre du FEDER, du FSE+, du FTJ, du FAMI, du FSI et de l’IGFV prend la forme de coûts unitaires, montants forfaitaires ou taux forfaitaires, sauf en ce qui concerne les opérations pour lesquelles le soutien constitue une aide d’État. Lorsqu’il est recouru à un financement à taux forfaitaire, seules les catégories de coûts auxquelles le taux forfaitaire s’applique peuvent être remboursées conformément au paragraphe 1, point a).",
            ),
        },
        mend: "Choisissez un taux forfaitaire dans projet.toml › couts_indirects, avec l’autorité de gestion.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.does_not_bear(SIMPLIFIED_COSTS, answers) {
            return;
        }
        let total = scope.needed(scope.plan().total_cost, answers);
        let threshold = scope.rule_money(SIMPLIFIED_COSTS, answers);
        let (Some(total), Some(threshold)) = (total, threshold) else { return };
        if total > threshold.value {
            answers.compared(1, say!("coût total de {}, au-dessus de {}", total, relied(&threshold)));
        } else if scope.plan().indirect.is_some() {
            outside_the_base(
                scope,
                answers,
                say!("coût total de {}, dans la limite de {}", total, relied(&threshold)),
            );
        } else if let Some(choice) = &scope.project().indirect_costs {
            answers.missing(Missing::of_applicant(
                say!(
                    "le forfait « {} » n’est pas un de ceux du fonds : ce qu’il couvre n’est pas connu",
                    &choice.rule
                ),
                "couts_indirects.regle",
            ));
        } else {
            let finding =
                Finding::new("le coût total impose des options de coûts simplifiés et le plan est au réel")
                    .at_field("couts_indirects")
                    .found(total)
                    .expected(say!("plus de {}, ou un forfait", relied(&threshold)))
                    .stake(total)
                    .from_figures([scope.plan().total_cost]);
            answers.finding(based_on(&threshold, finding));
        }
    }),
};

/// With a flat rate, only what the rate applies to stays at real cost (art. 53, § 2, second sentence).
fn outside_the_base(scope: &Scope<'_>, answers: &mut Answers, limit: Sentence) {
    let Some(flat) =
        scope.plan().indirect.as_ref().and_then(|indirect| scope.fund().flat_rates.get(indirect.flat_rate))
    else {
        return;
    };
    // A flat rate that covers everything stands alone: F-05 looks at it. One on all direct costs leaves nothing out.
    if flat.covers_all_other_costs || flat.base == FlatRateBase::Directs {
        answers.compared(1, say!("{} : un forfait est utilisé (« {} »)", limit, &flat.label));
        return;
    }
    let mut inside = 0;
    for line in &scope.plan().lines {
        let Some(category) = scope.category(line) else {
            answers.missing(Missing::of_workbook(say!(
                "le poste de « {} » n’est pas reconnu : il peut être dans la base du forfait ou non",
                scope.label(line)
            )));
            continue;
        };
        if matches!(category.role, CategoryRole::Personnel | CategoryRole::Participants) {
            inside += 1;
            continue;
        }
        let finding = Finding::new(
            "la dépense est au réel, hors de la base du forfait : le coût total ne l’admet pas",
        )
        .at(&scope.amount_cell(line))
        .expected(say!("{}, seule la base du forfait au réel (« {} »)", limit.clone(), &flat.label))
        .mend("Choisissez un forfait assis sur tous les coûts directs, ou qui couvre tous les autres coûts.")
        .from_figures([scope.plan().total_cost]);
        answers.finding(match scope.money(line.amount) {
            Some(amount) => finding.found(amount).stake(amount),
            None => finding,
        });
    }
    answers.compared(
        inside,
        say!(
            "{} : {}",
            limit,
            Fact::count(inside, "ligne dans la base du forfait", "lignes dans la base du forfait")
        ),
    );
}
