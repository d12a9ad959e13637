//! An amount typed into a template: it would be printed without an origin, whatever the plan says.

/// What follows the digits of an amount.
const CURRENCIES: [&str; 8] = ["€", "k€", "M€", "EUR", "euro", "CAD", "$", "¢"];

/// Entities that stand in amounts.
const ENTITIES: [(&str, &str); 8] = [
    ("&nbsp;", " "),
    ("&thinsp;", " "),
    ("&#160;", " "),
    ("&#xA0;", " "),
    ("&#8239;", " "),
    ("&#x202F;", " "),
    ("&euro;", "€"),
    ("&#8364;", "€"),
];

/// The first amount of the text of a template, as it is typed: digits, then a currency, whatever styles stand between them.
#[must_use]
pub fn typed_amount(markup: &str) -> Option<String> {
    let text = words(markup);
    text.match_indices(|c: char| c.is_ascii_digit()).find_map(|(at, digit)| {
        let after = text.get(at + digit.len()..)?;
        let currency = after.trim_start();
        let unit = CURRENCIES.iter().find(|unit| currency.starts_with(**unit))?;
        // « 2 eurodéputés » is no amount.
        let next = currency.strip_prefix(unit)?.trim_start_matches('s').chars().next();
        if unit.ends_with(char::is_alphabetic) && next.is_some_and(char::is_alphabetic) {
            return None;
        }
        let number = |c: char| c.is_ascii_digit() || c.is_whitespace() || ",.".contains(c);
        let before = text.get(..=at)?;
        let digits = before.rsplit(|c| !number(c)).next().unwrap_or_default();
        let digits = digits.rsplit(", ").next().unwrap_or_default();
        Some(format!("{} {unit}", digits.trim()))
    })
}

/// The text of a piece of markup, without its tags; a tag that the piece cuts stands for a space.
fn words(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len());
    let mut is_tag = false;
    for c in markup.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if is_tag => {}
            _ => text.push(c),
        }
    }
    ENTITIES.iter().fold(text, |text, (entity, meaning)| text.replace(entity, meaning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_before_a_currency_are_an_amount() {
        for (markup, amount) in [
            ("<p>Aide : 999 999,99 €</p>", "999 999,99 €"),
            ("12\u{202f}000\u{a0}€", "12\u{202f}000 €"),
            ("<b>12</b>&nbsp;<i>k€</i>", "12 k€"),
            ("soit 3 euros.", "3 euro"),
            ("de 75.000 EUR", "75.000 EUR"),
            ("110 000 CAD par an", "110 000 CAD"),
            ("en 2024, 5&#8239;&euro;", "5 €"),
        ] {
            assert_eq!(typed_amount(markup).as_deref(), Some(amount), "{markup}");
        }
    }

    #[test]
    fn a_currency_alone_a_year_and_an_article_are_none() {
        for markup in [
            "(en €)",
            "2024 : aide en EUR",
            "art. L. 1111-10 du CGCT",
            "2 eurodéputés",
            "<th>€</th>",
            "3 pages",
        ] {
            assert_eq!(typed_amount(markup), None, "{markup}");
        }
    }
}
