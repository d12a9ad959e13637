//! Amounts in French words, as letters and cheques write them (1990 spelling: all joined by hyphens).

use super::Money;

const UNITS: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
];
const TENS: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];

/// « cent-quatre-vingt-un-mille-huit-cent-vingt-et-un euros et soixante-quinze centimes ».
#[must_use]
pub fn in_words(amount: Money) -> String {
    let cents = amount.cents().unsigned_abs();
    let (euros, cents) = (cents / 100, cents % 100);
    let sign = if amount.is_negative() { "moins " } else { "" };
    // « un million d’euros », but « un million un euros ».
    let link = if euros >= 1_000_000 && euros % 1_000_000 == 0 { " d’" } else { " " };
    let name = if euros < 2 { "euro" } else { "euros" };
    let whole = format!("{sign}{}{link}{name}", number(euros));
    if cents == 0 {
        return whole;
    }
    let name = if cents < 2 { "centime" } else { "centimes" };
    format!("{whole} et {} {name}", number(cents))
}

/// A whole number in words.
#[must_use]
pub fn number(value: u64) -> String {
    if value == 0 {
        return UNITS[0].to_owned();
    }
    let mut parts = Vec::new();
    for (scale, one, many) in [(1_000_000_000, "milliard", "milliards"), (1_000_000, "million", "millions")] {
        let count = value / scale % if scale == 1_000_000 { 1_000 } else { u64::MAX };
        if count > 0 {
            parts.push(number(count));
            parts.push(if count == 1 { one } else { many }.to_owned());
        }
    }
    let thousands = value / 1_000 % 1_000;
    if thousands > 0 {
        if thousands > 1 {
            // « deux-cent-mille »: neither hundred nor eighty takes its mark before a number.
            parts.push(below_thousand(thousands, false));
        }
        parts.push("mille".to_owned());
    }
    let rest = value % 1_000;
    if rest > 0 {
        parts.push(below_thousand(rest, true));
    }
    parts.join("-")
}

fn below_thousand(value: u64, is_last: bool) -> String {
    let (hundreds, rest) = (value / 100, value % 100);
    let mut parts = Vec::new();
    match hundreds {
        0 => {}
        1 => parts.push("cent".to_owned()),
        _ => {
            parts.push(unit(hundreds).to_owned());
            parts.push(if rest == 0 && is_last { "cents" } else { "cent" }.to_owned());
        }
    }
    if rest > 0 {
        parts.push(below_hundred(rest, is_last));
    }
    parts.join("-")
}

fn below_hundred(value: u64, is_last: bool) -> String {
    match value {
        0..=16 => unit(value).to_owned(),
        17..=19 => format!("dix-{}", unit(value - 10)),
        71 => "soixante-et-onze".to_owned(),
        70..=79 => format!("soixante-{}", below_hundred(value - 60, is_last)),
        80 => if is_last { "quatre-vingts" } else { "quatre-vingt" }.to_owned(),
        81..=99 => format!("quatre-vingt-{}", below_hundred(value - 80, is_last)),
        _ => {
            let ten = usize::try_from(value / 10).ok().and_then(|ten| TENS.get(ten)).copied().unwrap_or("");
            match value % 10 {
                0 => ten.to_owned(),
                1 => format!("{ten}-et-un"),
                rest => format!("{ten}-{}", unit(rest)),
            }
        }
    }
}

fn unit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|value| UNITS.get(value)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelt_as_the_rectified_spelling_has_them() {
        for (value, words) in [
            (0, "zéro"),
            (1, "un"),
            (17, "dix-sept"),
            (21, "vingt-et-un"),
            (70, "soixante-dix"),
            (71, "soixante-et-onze"),
            (77, "soixante-dix-sept"),
            (80, "quatre-vingts"),
            (81, "quatre-vingt-un"),
            (91, "quatre-vingt-onze"),
            (99, "quatre-vingt-dix-neuf"),
            (100, "cent"),
            (200, "deux-cents"),
            (201, "deux-cent-un"),
            (280, "deux-cent-quatre-vingts"),
            (1_000, "mille"),
            (1_080, "mille-quatre-vingts"),
            (80_000, "quatre-vingt-mille"),
            (200_000, "deux-cent-mille"),
            (1_000_000, "un-million"),
            (2_300_041, "deux-millions-trois-cent-mille-quarante-et-un"),
            (1_000_000_000, "un-milliard"),
            (5_000_001_000, "cinq-milliards-mille"),
        ] {
            assert_eq!(number(value), words, "{value}");
        }
    }

    #[test]
    fn amounts_agree_with_their_euros_and_centimes() {
        for (cents, words) in [
            (0, "zéro euro"),
            (1, "zéro euro et un centime"),
            (100, "un euro"),
            (200, "deux euros"),
            (100_000_000, "un-million d’euros"),
            (100_000_100, "un-million-un euros"),
            (
                18_182_175,
                "cent-quatre-vingt-un-mille-huit-cent-vingt-et-un euros et soixante-quinze centimes",
            ),
            (-150, "moins un euro et cinquante centimes"),
        ] {
            assert_eq!(in_words(Money::from_cents(cents)), words, "{cents}");
        }
    }
}
