//! Land.

use crate::checks::reliance::{based_on, reserve};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;
use crate::model::fund::CategoryRole;
use crate::rules::catalogue::{DERELICT_LAND_SHARE, LAND_SHARE};

/// Land.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-11",
    title: "L’achat de terrain reste sous la part admise",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le poste « Terrain » est comparé à la part admise du total éligible : paramètre part_terrain_max, ou part_terrain_max_friche quand projet.toml › terrain.site_abandonne le dit. Une opération de protection de l’environnement (terrain.protection_environnement) n’a pas cette limite.",
        why: "Au-delà, l’excédent est inéligible.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 64, § 1, point b)",
            sentence: Some(
                "l’achat de terrains pour un montant supérieur à 10 % des dépenses totales éligibles de l’opération concernée; pour les sites abandonnés ou ceux anciennement à usage industriel qui contiennent des bâtiments, cette limite est relevée à 15 %;",
            ),
        },
        mend: "Sortez l’excédent de l’assiette.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.does_not_bear(LAND_SHARE, answers) {
            return;
        }
        let plan = scope.plan();
        let is_land = |index: usize| {
            scope.fund().categories.get(index).is_some_and(|category| category.role == CategoryRole::Terrain)
        };
        let Some(land) = plan.categories.iter().find(|plan| plan.category.is_some_and(is_land)) else {
            answers.not_applicable("pas de terrain");
            return;
        };
        let cost = scope.needed(land.total, answers);
        let base = scope.needed(plan.eligible_base, answers);
        let declared = &scope.project().land;
        if declared.protects_environment == Some(true) {
            answers.declared("opération de protection de l’environnement : le terrain n’a pas cette limite (art. 64, § 1, second alinéa)");
            return;
        }
        let rule = if declared.is_derelict == Some(true) { DERELICT_LAND_SHARE } else { LAND_SHARE };
        let share = scope.rule_rate(rule, answers);
        let (Some(cost), Some(base), Some(share)) = (cost, base, share) else { return };
        let ceiling = base
            .to_decimal()
            .checked_mul(share.value.fraction())
            .and_then(Money::from_decimal)
            .unwrap_or(Money::ZERO);
        if cost <= ceiling {
            answers.compared(
                1,
                say!("{}, pour un maximum de {} ({}{})", cost, ceiling, share.value, reserve(&share)),
            );
            return;
        }
        // The largest purchase first.
        let mut lines: Vec<_> = land.lines.iter().filter_map(|index| plan.lines.get(*index)).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(scope.money(line.amount)));
        let cells: Vec<_> = lines.into_iter().map(|line| scope.amount_cell(line)).collect();
        let finding = Finding::new("le terrain dépasse la part admise")
            .at_all(&cells)
            .found(cost)
            .expected(say!("au plus {}, soit {} de {}{}", ceiling, share.value, base, reserve(&share)))
            .from_figures([land.total, plan.eligible_base]);
        answers.finding(based_on(&share, finding));
    }),
};
