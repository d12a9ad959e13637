//! What several checks of this family share.

use crate::findings::Finding;
use crate::model::french::counted;
use crate::model::text::{holds_words, normalise};

pub(in crate::checks) fn exclusions(
    scope: &crate::checks::Scope<'_>,
    answers: &mut crate::findings::Answers,
    blocking: bool,
) {
    let exclusions: Vec<(Vec<String>, &crate::model::fund::Exclusion)> = scope
        .fund()
        .exclusions
        .iter()
        .filter(|exclusion| exclusion.blocking == blocking)
        .map(|exclusion| (exclusion.words.iter().map(|words| normalise(words)).collect(), exclusion))
        .collect();
    if exclusions.is_empty() {
        answers.missing("la définition du fonds ne liste pas de telles exclusions");
        return;
    }
    for line in &scope.plan().lines {
        let text = normalise(scope.label(line));
        let hit = exclusions.iter().find(|(words, _)| words.iter().any(|words| holds_words(&text, words)));
        if let Some((_, exclusion)) = hit {
            answers.finding(
                Finding::new(format!("« {} » : {}", scope.label(line), exclusion.label))
                    .at(scope.place(line))
                    .found(scope.ledger().value(line.amount).french())
                    .basis(exclusion.source.clone()),
            );
        }
    }
    answers.compliant(format!(
        "{} à {}",
        counted(scope.plan().lines.len(), "ligne comparée", "lignes comparées"),
        counted(exclusions.len(), "famille d’exclusions", "familles d’exclusions")
    ));
}
