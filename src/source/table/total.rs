//! Tells subtotal and total rows from lines.

use super::normal::plain;

/// What the label of a row says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TotalLabel {
    /// `Sous-total …`.
    Subtotal,
    /// `TOTAL`, `Total général`, `Montant total`.
    GrandTotal,
    /// `Total prestations`: a subtotal, unless nothing else can be the grand total.
    NamedTotal,
}

/// Reads a label such as `Sous-total prestations`.
pub(super) fn total_label(text: &str) -> Option<TotalLabel> {
    // Most labels are no totals: the costly spelling is done for the few that may be.
    if text.len() > 200 {
        return None;
    }
    if !text
        .get(..text.len().min(40))
        .is_none_or(|head| contains_ignoring_case(head, b"tot") || contains_ignoring_case(head, b"ensemble"))
    {
        return None;
    }
    let words = plain(text);
    let after = |prefix: &str| {
        words.strip_prefix(prefix).filter(|rest| rest.is_empty() || rest.starts_with(' ')).map(str::trim)
    };
    for prefix in ["sous total", "sous totaux", "soustotal", "s total", "ss total", "stotal", "sous tot"] {
        if after(prefix).is_some() {
            return Some(TotalLabel::Subtotal);
        }
    }
    let rest = ["total", "totaux", "montant total", "cout total", "ensemble", "somme totale"]
        .iter()
        .rev()
        .find_map(|prefix| after(prefix))?;
    let general = rest.split(' ').filter(|word| !word.is_empty()).all(|word| {
        matches!(
            word,
            "general"
                | "generaux"
                | "ht"
                | "ttc"
                | "hors"
                | "taxe"
                | "taxes"
                | "toutes"
                | "comprises"
                | "de"
                | "du"
                | "des"
                | "d"
                | "la"
                | "le"
                | "les"
                | "l"
                | "depenses"
                | "depense"
                | "ressources"
                | "ressource"
                | "recettes"
                | "produits"
                | "charges"
                | "personnel"
                | "eligible"
                | "eligibles"
                | "previsionnel"
                | "previsionnelles"
                | "projet"
                | "operation"
                | "budget"
                | "plan"
                | "financement"
                | "financements"
                | "eur"
                | "global"
                | "cout"
                | "montant"
                | "tva"
                | "et"
                | "en"
                | "euros"
                | "salaires"
                | "frais"
        )
    });
    Some(if general { TotalLabel::GrandTotal } else { TotalLabel::NamedTotal })
}

/// True for the label of a row where whoever made the workbook checks it: a gap, or a control that is computed.
pub(super) fn is_control(text: &str, is_computed: bool) -> bool {
    if text.len() > 120 {
        return false;
    }
    let words = plain(text);
    let mut words = words.split(' ');
    match (words.next(), words.next()) {
        (Some("ecart" | "ecarts"), second) => second != Some("type"),
        (Some("controle" | "controles" | "verification" | "verif"), _) => is_computed,
        _ => false,
    }
}

/// True for words that may name an expense as well as a total.
pub(super) fn is_vague(text: &str) -> bool {
    total_label(text).is_none()
        && !matches!(text.trim(), "∑" | "Σ")
        && !matches!(
            plain(text).as_str(),
            "s t" | "a reporter" | "grand total" | "grand totaux" | "somme" | "sommes"
        )
}

/// Reads a label that names a total in a row that says nothing else: `Somme`, `S/T`, `Grand total`, `À reporter`.
pub(super) fn loose_total_label(text: &str) -> Option<TotalLabel> {
    if text.len() > 60 {
        return None;
    }
    match text.trim() {
        "∑" | "Σ" => return Some(TotalLabel::NamedTotal),
        _ => {}
    }
    let words = plain(text);
    match words.as_str() {
        "s t" | "a reporter" => Some(TotalLabel::Subtotal),
        "grand total" | "grand totaux" => Some(TotalLabel::GrandTotal),
        "somme" | "sommes" => Some(TotalLabel::NamedTotal),
        _ => ["cout global", "montant global"]
            .iter()
            .any(|start| {
                words.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
            .then_some(TotalLabel::NamedTotal),
    }
}

fn contains_ignoring_case(text: &str, word: &[u8]) -> bool {
    let Some(first) = word.first().copied() else { return true };
    text.as_bytes().windows(word.len()).any(|window| {
        window.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&first))
            && window.eq_ignore_ascii_case(word)
    })
}

/// True for a formula that only adds a column up, as the total row of a table without label does.
pub(super) fn is_sum_formula(formula: &str) -> bool {
    let compact: String =
        formula.chars().filter(|c| !c.is_whitespace()).take(24).collect::<String>().to_ascii_uppercase();
    ["SUM(", "SUBTOTAL(", "ROUND(SUM(", "AGGREGATE("].iter().any(|start| compact.starts_with(start))
}

/// True when every cell that a sum reads stands below `row` (zero-based).
pub(super) fn sums_below(formula: &str, row: u32) -> bool {
    if formula.contains('!') {
        return false;
    }
    let mut found = false;
    let mut letters = 0_usize;
    let mut characters = formula.chars().filter(|c| *c != '$').peekable();
    while let Some(c) = characters.next() {
        if c.is_ascii_alphabetic() {
            letters += 1;
            continue;
        }
        if c.is_ascii_digit() && letters > 0 {
            let mut number = String::from(c);
            while let Some(digit) = characters.next_if(char::is_ascii_digit) {
                number.push(digit);
            }
            // Written from 1: the row itself is `row + 1`.
            if number.parse::<u32>().is_ok_and(|read| read > row + 1) {
                found = true;
            } else {
                return false;
            }
        }
        letters = 0;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_lines() {
        use TotalLabel::{GrandTotal, NamedTotal, Subtotal};
        for (text, expected) in [
            ("Sous-total prestations", Some(Subtotal)),
            ("SOUS TOTAL", Some(Subtotal)),
            ("S/Total 2024", Some(Subtotal)),
            ("Total", Some(GrandTotal)),
            ("TOTAL GÉNÉRAL", Some(GrandTotal)),
            ("Total des dépenses HT", Some(GrandTotal)),
            ("Montant total", Some(GrandTotal)),
            ("Coût total de l’opération", Some(GrandTotal)),
            ("Total :", Some(GrandTotal)),
            ("Total prestations externes", Some(NamedTotal)),
            ("Total 2024", Some(NamedTotal)),
            ("Totalisateur", None),
            ("Étude sociotechnique", None),
            ("Communication", None),
            ("Montant des travaux", None),
            ("Sous-traitance", None),
            ("", None),
        ] {
            assert_eq!(total_label(text), expected, "{text}");
        }
    }

    #[test]
    fn totals_are_known_by_other_names() {
        use TotalLabel::{GrandTotal, NamedTotal, Subtotal};
        for (text, expected) in [
            ("Somme", Some(NamedTotal)),
            ("S/T", Some(Subtotal)),
            ("Grand total", Some(GrandTotal)),
            ("À reporter", Some(Subtotal)),
            ("Coût global de l’opération", Some(NamedTotal)),
            ("∑", Some(NamedTotal)),
            ("Département de la Somme", None),
            ("Reportage", None),
        ] {
            assert_eq!(loose_total_label(text), expected, "{text}");
            let is_sure = expected.is_some() && !text.starts_with("Coût");
            assert_eq!(is_vague(text), !is_sure, "{text}");
        }
    }

    #[test]
    fn sums_of_the_rows_below_are_recognised() {
        assert!(sums_below("SUM(F5:F20)", 3));
        assert!(sums_below("SUBTOTAL(9,$F$5:$F$20)", 3));
        assert!(!sums_below("SUM(F5:F20)", 4), "it reads its own row");
        assert!(!sums_below("SUM(F1:F3)", 3));
        assert!(!sums_below("SUM(Feuil2!F5:F20)", 3));
        assert!(!sums_below("SUM(1,2)", 3));
    }

    #[test]
    fn sums_are_recognised() {
        assert!(is_sum_formula("SUM(F5:F20)"));
        assert!(is_sum_formula("SUBTOTAL(9,F5:F20)"));
        assert!(!is_sum_formula("D5*E5"));
    }
}
