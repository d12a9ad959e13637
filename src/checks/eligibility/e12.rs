//! Depreciation and purchase of the same thing.

use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::fund::CategoryRole;
use crate::model::text::{holds_words, normalise};
use crate::source::table::ColumnRole;

/// Depreciation and purchase of the same thing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-12",
    title: "Un bien n’est pas à la fois acheté et amorti",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’intitulé de chaque amortissement est cherché parmi les investissements du plan.",
        why: "L’amortissement et l’achat du même bien sont une double dépense ; un bien subventionné ne s’amortit pas à nouveau.",
        source: "Décret n° 2022-608 du 21 avril 2022, annexe (amortissements) ; règlement (UE) 2021/1060, art. 67, § 2",
        mend: "Gardez l’achat ou l’amortissement, et joignez la déclaration d’absence de subvention.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let with_role = |role: CategoryRole| {
            let lines = scope.plan().lines.iter();
            lines.filter(move |line| scope.category(line).is_some_and(|category| category.role == role))
        };
        let bought: Vec<_> = with_role(CategoryRole::Investissement)
            .map(|line| (line, normalise(scope.label(line))))
            .collect();
        let mut count = 0;
        for depreciated in with_role(CategoryRole::Amortissement) {
            count += 1;
            let text = normalise(scope.label(depreciated));
            let bare = ["amortissement ", "de ", "du ", "des ", "la ", "le "]
                .iter()
                .fold(text.as_str(), |rest, word| rest.strip_prefix(word).unwrap_or(rest));
            // The thing bought is named in the depreciation, or the other way round.
            let same = |label: &str| holds_words(&text, label) || holds_words(label, bare);
            if let Some((bought, _)) = bought.iter().find(|(_, label)| same(label)) {
                let cell = |line| scope.cell(scope.row(line), ColumnRole::Label);
                let finding =
                    Finding::new(say!("« {} » est aussi acheté dans le plan", scope.label(depreciated)))
                        .at(&cell(depreciated))
                        .at(&cell(bought));
                answers.finding(match scope.money(depreciated.amount) {
                    Some(amount) => finding.stake(amount),
                    None => finding,
                });
            }
        }
        if count == 0 {
            answers.not_applicable("pas d’amortissement");
        } else if bought.is_empty() {
            answers.not_applicable("pas d’investissement à comparer aux amortissements");
        } else {
            answers.compared(
                count,
                Fact::count(count, "amortissement comparé aux achats", "amortissements comparés aux achats"),
            );
        }
    }),
};
