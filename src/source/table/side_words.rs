//! The words that name a side of the plan: what it costs, or what pays for it.

use super::normal::{plain, without_number};
use super::role::TableKind;

/// The side of the plan that a title names: all of its words do.
pub(super) fn side_of(text: &str) -> Option<TableKind> {
    const EXPENSES: [&str; 10] = [
        "depenses", "depense", "charges", "charge", "couts", "cout", "emplois", "emploi", "besoins", "debit",
    ];
    const RESOURCES: [&str; 15] = [
        "recettes",
        "recette",
        "ressources",
        "ressource",
        "produits",
        "produit",
        "financements",
        "financement",
        "financeurs",
        "cofinancements",
        "cofinanceurs",
        "subventions",
        "credit",
        "aides",
        "contributions",
    ];
    const BESIDE: [&str; 35] = [
        "total",
        "totaux",
        "sous",
        "des",
        "de",
        "du",
        "d",
        "l",
        "la",
        "le",
        "les",
        "en",
        "et",
        "eur",
        "euros",
        "ht",
        "ttc",
        "hors",
        "taxes",
        "taxe",
        "montant",
        "montants",
        "previsionnel",
        "previsionnels",
        "previsionnelle",
        "previsionnelles",
        "prevues",
        "prevus",
        "projet",
        "operation",
        "action",
        "eligibles",
        "directs",
        "directes",
        "publiques",
    ];
    if text.len() > 80 {
        return None;
    }
    let words = plain(without_number(text.trim()));
    let mut found = None;
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let side = if EXPENSES.contains(&word) {
            TableKind::Expenses
        } else if RESOURCES.contains(&word) {
            TableKind::Resources
        } else if BESIDE.contains(&word) || word.chars().all(|c| c.is_ascii_digit()) {
            continue;
        } else {
            return None;
        };
        // `Financement des dépenses` is a title of resources, `Charges et produits` one of both.
        if found.is_some_and(|first| first != side) {
            return None;
        }
        found = Some(side);
    }
    found
}

/// True for a name that only a cost bears.
pub(super) fn names_a_cost(text: &str) -> bool {
    let words = plain(text);
    let first = words.split(' ').next().unwrap_or_default();
    matches!(first, "cout" | "couts" | "depense" | "depenses" | "travaux" | "charges" | "investissement")
        || words.starts_with("montant total")
        || words.starts_with("total ht")
        || words.starts_with("total ttc")
        || words.starts_with("total du projet")
        || words.starts_with("total de l operation")
        || words.starts_with("total des depenses")
        || words.starts_with("montant ht")
        || words.starts_with("montant ttc")
        || words.starts_with("montant des travaux")
        || words.starts_with("montant de l operation")
        || words.starts_with("montant du projet")
        || words.starts_with("budget total")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_a_side_of_the_plan() {
        use TableKind::{Expenses, Resources};
        for (text, side) in [
            ("DÉPENSES", Some(Expenses)),
            ("I – Dépenses prévisionnelles (en € HT)", Some(Expenses)),
            ("Total des recettes", Some(Resources)),
            ("B. RESSOURCES", Some(Resources)),
            ("Charges de personnel", None),
            ("Ressources humaines", None),
            ("Charges et produits", None),
            ("Plan de financement", None),
            ("Communication", None),
            ("Total", None),
        ] {
            assert_eq!(side_of(text), side, "{text}");
        }
    }
}
