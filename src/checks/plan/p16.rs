//! Receipts are resources.

use crate::checks::row::Row;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Severity, say};
use crate::model::fund::NatureRole;
use crate::model::text::{holds_words, normalise};
use crate::source::table::ColumnRole;

/// What officers write of receipts.
const WORDS: [&str; 14] = [
    "recette",
    "recettes",
    "billetterie",
    "droits d entree",
    "droits d inscription",
    "frais d inscription",
    "inscriptions payantes",
    "redevance",
    "redevances",
    "loyers percus",
    "produit des ventes",
    "produits des ventes",
    "participation des exposants",
    "participations des exposants",
];

/// Receipts are resources.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-16",
    title: "Les recettes de l’opération sont en ressources, sous leur nature",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Une ressource dont le nom dit des recettes (billetterie, droits d’entrée, redevances…) doit avoir la nature « Recettes » ; une dépense négative qui en dit n’est pas une dépense ; et la réponse de projet.toml › recettes.attendues doit s’accorder avec les ressources.",
        why: "Une recette oubliée, déduite d’une dépense ou comptée comme un apport privé fausse l’équilibre du plan et l’autofinancement.",
        basis: Basis::Usage(
            "Usage : guide officiel d’une autorité de gestion voisine (2023 ; à confirmer) : les recettes ont leur ligne parmi les ressources",
        ),
        mend: "Portez les recettes en ressources, nature « Recettes », pour leur montant entier.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let says_so = |text: &str| {
            let text = normalise(text);
            WORDS.iter().any(|words| holds_words(&text, words))
        };
        let has_nature = scope.fund().natures.iter().any(|nature| nature.role == NatureRole::Recettes);
        let (mut receipts, mut misnamed) = (0, 0);
        for line in &scope.plan().resources {
            let Some(resource) = scope.budget().resources.get(line.resource) else { continue };
            if scope.nature_role(line.nature) == Some(NatureRole::Recettes) {
                receipts += 1;
                continue;
            }
            let Some(name) = resource.co_financer.as_ref().filter(|name| says_so(&name.value)) else {
                continue;
            };
            misnamed += 1;
            let written = resource.nature.as_ref().map_or("sans nature", |nature| &nature.value);
            let finding = Finding::new(say!("« {} » est une recette, et n’en a pas la nature", &*name.value))
                .at(&scope.resource_cell(resource, ColumnRole::Nature))
                .found(Fact::text(written))
                .expected(if has_nature {
                    say!("Recettes")
                } else {
                    say!("une nature de rôle « recettes », que la définition de ce fonds n’a pas")
                });
            answers.finding(match scope.money(line.amount) {
                Some(amount) => finding.stake(amount),
                None => finding,
            });
        }
        for line in &scope.plan().lines {
            let Some(amount) = scope.money(line.amount).filter(|amount| amount.is_negative()) else {
                continue;
            };
            if matches!(scope.row(line), Row::Expense(_)) && says_so(scope.label(line)) {
                answers.finding(
                    Finding::new(say!("« {} » est une recette déduite des dépenses", scope.label(line)))
                        .at(&scope.amount_cell(line))
                        .found(amount)
                        .expected("une ressource du même montant, sans son signe"),
                );
            }
        }
        match (scope.project().receipts.are_expected, receipts) {
            // Those that lack their nature are told already.
            (Some(true) | None, 0) if misnamed > 0 => {}
            (Some(true), 0) => answers.finding(
                Finding::new("l’opération attend des recettes, et les ressources n’en ont pas")
                    .at_field("recettes.attendues")
                    .found("true")
                    .expected("une ressource de nature « Recettes »"),
            ),
            (Some(false), 1..) => answers.finding(
                Finding::new("l’opération n’attend pas de recettes, et les ressources en ont")
                    .at_field("recettes.attendues")
                    .found("false")
                    .expected(say!(
                        "true : {}",
                        Fact::count(receipts, "ligne de recettes", "lignes de recettes")
                    )),
            ),
            (Some(false), 0) => answers.declared("l’opération n’attend pas de recettes"),
            (None, 0) => answers.missing_field("recettes.attendues"),
            (_, 1..) => answers.compared(
                receipts,
                Fact::count(
                    receipts,
                    "ligne de recettes parmi les ressources",
                    "lignes de recettes parmi les ressources",
                ),
            ),
        }
    }),
};
