//! No category of costs under two forms.

use super::shared::asked;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::fund::{CategoryRole, Covers};

/// No category of costs under two forms.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-07",
    title: "Les frais de personnel au forfait ne sont pas aussi au réel, ni la base des 40 %",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Avec le forfait de frais de personnel (20 % des autres coûts directs), aucune ligne de personnel ne doit rester au réel, et le forfait de 40 % du personnel ne doit pas être demandé.",
        why: "Les formes de coût se combinent seulement si elles couvrent des catégories différentes ; les 40 % ne s’appliquent pas à des frais de personnel eux-mêmes obtenus par un taux.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 56, § 3",
            sentence: Some(
                "Le taux forfaitaire visé au paragraphe 1 du présent article ne s’applique pas aux frais de personnel calculés sur la base d’un taux forfaitaire visé à l’article 55, paragraphe 1.",
            ),
        },
        mend: "Retirez la feuille Personnel ou la section frais_de_personnel ; avec les 40 %, gardez le personnel au réel.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let asked = asked(scope, answers);
        let Some(staff) = &scope.plan().flat_staff else {
            if !asked.is_empty() {
                answers.not_applicable("aucun forfait de frais de personnel demandé");
            }
            return;
        };
        let with = |covers: Covers| {
            asked.iter().find(move |asked| asked.flat.is_some_and(|flat| flat.covers() == covers))
        };
        if let (Some(all_the_rest), Some(of_staff)) = (with(Covers::AllTheRest), with(Covers::Staff)) {
            let finding = Finding::new(
                "le forfait de 40 % ne s’applique pas à des frais de personnel obtenus par un taux",
            )
            .at_field(all_the_rest.rule_field())
            .at_field(of_staff.rule_field())
            .found(say!("« {} » et « {} »", all_the_rest.rule, of_staff.rule))
            .expected("l’un ou l’autre");
            let amount = all_the_rest.plan.and_then(|plan| scope.money(plan.amount));
            answers.finding(match amount {
                Some(amount) => finding.stake(amount),
                None => finding,
            });
        }
        for line in &scope.plan().lines {
            let is_staff =
                scope.category(line).is_some_and(|category| category.role == CategoryRole::Personnel);
            if !is_staff {
                continue;
            }
            let finding = Finding::new(say!(
                "« {} » est au réel alors qu’un forfait couvre les frais de personnel",
                scope.label(line)
            ))
            .at(&scope.amount_cell(line));
            answers.finding(match scope.money(line.amount) {
                Some(amount) => finding.found(amount).stake(amount),
                None => finding,
            });
        }
        let lines = scope.plan().lines.len();
        if let Some(base) = scope.needed(staff.base, answers) {
            answers.compared(lines + 1, say!("{}, base de {}", Fact::count(lines, "ligne", "lignes"), base));
        }
    }),
};
