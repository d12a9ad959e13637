//! Depreciation and purchase of the same thing.

use std::collections::BTreeMap;

use crate::checks::{Basis, Check, Explanation, Run};
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
        why: "L’amortissement et l’achat du même bien sont une double dépense.",
        basis: Basis::Text {
            citation: "Décret n° 2022-608 du 21 avril 2022, annexe, « Amortissement de biens »",
            sentence: Some(
                "Les dépenses d’amortissement et l’achat du bien ne peuvent pas être financés de façon cumulative.",
            ),
        },
        mend: "Gardez l’achat ou l’amortissement, et joignez la déclaration d’absence de subvention.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let with_role = |role: CategoryRole| {
            let lines = scope.plan().lines.iter();
            lines.filter(move |line| scope.category(line).is_some_and(|category| category.role == role))
        };
        let bought: Vec<_> = with_role(CategoryRole::Investissement).collect();
        let labels: Vec<String> = bought.iter().map(|line| normalise(scope.label(line))).collect();
        let index = Labels::new(&labels);
        let mut count = 0;
        for depreciated in with_role(CategoryRole::Amortissement) {
            count += 1;
            let text = normalise(scope.label(depreciated));
            let bare = ["amortissement ", "de ", "du ", "des ", "la ", "le "]
                .iter()
                .fold(text.as_str(), |rest, word| rest.strip_prefix(word).unwrap_or(rest));
            // The thing bought is named in the depreciation, or the other way round.
            let first = index.first_in(&text).into_iter().chain(index.first_holding(bare)).min();
            if let Some(bought) = first.and_then(|index| bought.get(index)) {
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

/// Labels by their words: a plan may hold thousands of purchases and as many depreciations.
struct Labels<'a> {
    labels: &'a [String],
    /// Each label with the first place where it stands.
    whole: BTreeMap<&'a str, usize>,
    /// The labels that hold each word, in order.
    words: BTreeMap<&'a str, Vec<u32>>,
}

impl<'a> Labels<'a> {
    fn new(labels: &'a [String]) -> Self {
        let mut whole = BTreeMap::new();
        let mut words: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (index, label) in labels.iter().enumerate().filter(|(_, label)| !label.is_empty()) {
            let number = u32::try_from(index).unwrap_or(u32::MAX);
            // What follows from a label follows from the first that reads alike.
            if whole.contains_key(label.as_str()) {
                continue;
            }
            whole.insert(label.as_str(), index);
            for word in label.split(' ') {
                let holding = words.entry(word).or_default();
                if holding.last() != Some(&number) {
                    holding.push(number);
                }
            }
        }
        Self { labels, whole, words }
    }

    /// The first label whose words stand in a text.
    fn first_in(&self, text: &str) -> Option<usize> {
        let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(space, _)| space + 1));
        let mut first: Option<usize> = None;
        for rest in starts.filter_map(|start| text.get(start..)) {
            let ends = rest.match_indices(' ').map(|(space, _)| space).chain([rest.len()]);
            for words in ends.filter_map(|end| rest.get(..end)) {
                let mut from = self.whole.range(words..);
                let Some((label, index)) = from.next().filter(|(label, _)| label.starts_with(words)) else {
                    break;
                };
                if *label == words {
                    first = Some(first.map_or(*index, |known| known.min(*index)));
                }
            }
        }
        first
    }

    /// The first label that holds some words: looked for among those that hold the rarest of them.
    fn first_holding(&self, words: &str) -> Option<usize> {
        let holding = words.split(' ').map(|word| self.words.get(word));
        let rarest = holding.min_by_key(|labels| labels.map_or(0, Vec::len))??;
        let indices = rarest.iter().map(|index| *index as usize);
        indices
            .into_iter()
            .find(|index| self.labels.get(*index).is_some_and(|label| holds_words(label, words)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_as_if_each_were_compared() {
        let labels = ["", "banc", "banc d essai", "essai", "banc d essai", "un banc neuf", "ban"];
        let labels = labels.map(str::to_owned);
        let index = Labels::new(&labels);
        for text in [
            "",
            "banc",
            "le banc d essai",
            "d essai",
            "neuf",
            "essai du banc",
            "ban",
            "bancs",
            "un banc",
            "x",
        ] {
            let slow = |holds: &dyn Fn(&str) -> bool| labels.iter().position(|label| holds(label));
            assert_eq!(index.first_in(text), slow(&|label| holds_words(text, label)), "{text}");
            assert_eq!(index.first_holding(text), slow(&|label| holds_words(label, text)), "{text}");
        }
    }
}
