//! The dates of a folded text: `12 decembre 2023`, `1er fevrier 2024`, `12/12/2023`, `2023-12-12`.

use jiff::civil::Date;

use crate::model::date::month_of;

/// Short forms of months, with their numbers.
const SHORT: [(&str, i8); 10] = [
    ("janv", 1),
    ("fev", 2),
    ("fevr", 2),
    ("avr", 4),
    ("juil", 7),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// Every date of a folded text: where it begins, where it ends, what it says.
pub(crate) fn dates(text: &str) -> Vec<(usize, usize, Date)> {
    let words: Vec<(usize, &str)> = words(text).collect();
    let mut found = Vec::new();
    for (rank, (at, word)) in words.iter().enumerate() {
        let numeric = numeric(word).map(|date| (*at, at + word.len(), date));
        let spelt = || {
            let day: i8 = word.strip_suffix("er").unwrap_or(word).parse().ok()?;
            let (_, month) = words.get(rank + 1)?;
            let (last, year) = words.get(rank + 2)?;
            let short = || SHORT.iter().find(|(name, _)| name == month).map(|(_, number)| *number);
            let date = Date::new(year.parse().ok()?, month_of(month).or_else(short)?, day).ok()?;
            Some((*at, last + year.len(), date))
        };
        found.extend(numeric.or_else(spelt));
    }
    found
}

/// Words with their positions, the signs around them left out.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split(' ').filter_map(move |word| {
        let at = start;
        start += word.len() + 1;
        let trimmed = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let at = at + (word.len() - trimmed.len());
        let trimmed = trimmed.trim_end_matches(|c: char| !c.is_alphanumeric());
        (!trimmed.is_empty()).then_some((at, trimmed))
    })
}

fn numeric(word: &str) -> Option<Date> {
    let mark = word.chars().find(|c| "/-.".contains(*c))?;
    let mut parts = word.split(mark);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    (year.len() == 4).then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        let all: Vec<String> =
            dates("le 12 decembre 2023, du 1er fevrier 2024 au 31/01/2027 (2024-01-15), 45 mars 2024")
                .iter()
                .map(|(.., date)| date.to_string())
                .collect();
        assert_eq!(all, ["2023-12-12", "2024-02-01", "2027-01-31", "2024-01-15"]);
    }
}
