//! Formulas that do nothing but add cells up.

/// True for a formula that does nothing but add cells up, rounded or not.
pub(super) fn is_additive(formula: &str) -> bool {
    let text: String =
        formula.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let text = text.trim_start_matches('=');
    if text.contains(['-', '*', '/', '"', '%', '^', '&', '<', '>', '=', '{', '[']) {
        return false;
    }
    // What precedes a parenthesis is the name of a function.
    let names = text.split('(').rev().skip(1).map(|before| {
        before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_').next().unwrap_or_default()
    });
    let mut known = true;
    for name in names {
        known &= matches!(name, "" | "SUM" | "ROUND" | "SUBTOTAL" | "AGGREGATE");
    }
    let adds = |name: &str, codes: &[&str]| {
        text.match_indices(name).all(|(at, name)| {
            let rest = text.get(at + name.len()..).unwrap_or_default();
            codes.iter().any(|code| rest.starts_with(code))
        })
    };
    known && adds("SUBTOTAL(", &["9,", "109,"]) && adds("AGGREGATE(", &["9,"])
}

pub(super) fn is_subtotal(formula: &str) -> bool {
    let text = formula.trim_start_matches(['=', ' ']).to_ascii_uppercase();
    text.starts_with("SUBTOTAL(") || text.starts_with("AGGREGATE(")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_from_other_formulas() {
        for formula in [
            "SUM(A1:A3)",
            "A1+A2+A3",
            "ROUND(SUM(A1:A3),2)",
            "SUBTOTAL(9,A1:A3)",
            "AGGREGATE(9,6,A1:A3)",
            "SUM(A1,A2)+A3",
        ] {
            assert!(is_additive(formula), "{formula}");
        }
        for formula in [
            "SUM(A1:A3)-A2",
            "SUM(A1:A3)*2",
            "AVERAGE(A1:A3)",
            "SUMIF(A1:A3,1)",
            "SUBTOTAL(1,A1:A3)",
            "AGGREGATE(1,6,A1:A3)",
        ] {
            assert!(!is_additive(formula), "{formula}");
        }
    }
}
