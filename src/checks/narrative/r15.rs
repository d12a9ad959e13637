//! Amounts of the narrative that no figure of the plan equals.

use std::collections::BTreeSet;

use super::named::Named;
use super::quotes::{Folded, Kind, Quote};
use super::shared::no_description;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::{Money, Place};

/// Amounts of the narrative that no figure of the plan equals.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-15",
    title: "Chaque montant de la description a une origine dans le plan",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque montant en euros de la description est cherché parmi tous les chiffres du plan, lignes de dépense comprises, avec la précision à laquelle il est écrit. Un seuil, un montant par unité ou tiré d’un texte de loi, et un montant que compare R-14 ne sont pas cherchés.",
        why: "Un montant que rien n’explique est une question de l’instructeur, ou le reste d’un budget d’avant.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Vérifiez d’où vient ce montant ; s’il est au plan, demandez-le par {{chiffre …}} (« dossier trace » liste les chiffres).",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some((file, description)) = scope.folder.description.as_ref().zip(scope.description) else {
            answers.missing(no_description(scope));
            return;
        };
        let named = Named::all(scope, false);
        let mut known: Option<BTreeSet<Money>> = None;
        let mut found = 0;
        for line in description.lines_for(&scope.fund().identity.id) {
            let folded = Folded::of(&line.text);
            // Once for the whole line, which may hold thousands of amounts.
            if is_of_law(&folded.text) {
                continue;
            }
            for quote in folded.quotes() {
                let is_sought = quote.kind == Kind::Amount
                    && !quote.is_bound
                    && !is_of_unit(&folded, &quote)
                    && Named::of(&named, &folded, &quote).is_none();
                if !is_sought {
                    continue;
                }
                let known = known.get_or_insert_with(|| amounts(scope));
                if holds(known, &quote) {
                    found += 1;
                    continue;
                }
                answers.finding(
                    Finding::new(say!(
                        "aucun chiffre du plan n’est égal à « {} » : ce montant n’a pas d’origine",
                        folded.written(quote.at)
                    ))
                    .at(&Place::line(file.name.as_str(), line.line))
                    .found(say!("« {} »", folded.written(quote.at))),
                );
            }
        }
        answers.compared(
            found,
            Fact::count(found, "montant du texte retrouvé au plan", "montants du texte retrouvés au plan"),
        );
        if found == 0 {
            answers.not_applicable("le texte n’a pas de montant qui se retrouve au plan");
        }
    }),
};

/// Every amount of the packs.
fn amounts(scope: &Scope<'_>) -> BTreeSet<Money> {
    let ledgers =
        std::iter::once(scope.ledger()).chain(scope.others.iter().map(|pack| &pack.computation.ledger));
    ledgers.flat_map(|ledger| ledger.keys().filter_map(|key| ledger.value(key).money())).collect()
}

/// True when one of the amounts may be written so.
fn holds(known: &BTreeSet<Money>, quote: &Quote) -> bool {
    let (low, high) = (quote.value - quote.within, quote.value + quote.within);
    let bounds = Money::from_decimal(low.round_dp(2)).zip(Money::from_decimal(high.round_dp(2)));
    bounds.is_some_and(|(low, high)| low <= high && known.range(low..=high).next().is_some())
}

/// True for what a text of law states.
fn is_of_law(text: &str) -> bool {
    let laws = [
        "reglement (ue)",
        "reglement de minimis",
        " article ",
        "(article",
        " art. ",
        "decret",
        "loi n",
        "code ",
    ];
    laws.iter().any(|law| text.contains(law))
}

/// True for what each unit costs.
fn is_of_unit(folded: &Folded<'_>, quote: &Quote) -> bool {
    let after = folded.text.get(quote.at.1..).unwrap_or_default();
    // Spaces that follow one another are one in a folded text.
    let rest = after.trim_start();
    let rest = ["ht", "ttc"].iter().find_map(|tax| rest.strip_prefix(tax)).unwrap_or(rest).trim_start();
    rest.starts_with("par ") || rest.starts_with('/')
}
