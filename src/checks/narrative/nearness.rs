//! How near a name stands to a value in a narrative.

use super::links::{AFTER, LINKS, linked, links};

/// Longest stretch of such words between a name and its value, in bytes: ten of the longest, with their marks.
const WIDEST_GAP: usize = 200;

/// A value of a text, with what stands on both sides of it where nothing but links parts it from a name.
///
/// Only there is a name looked for: a line may hold thousands of amounts, and a plan dozens of names.
pub(super) struct Around<'a> {
    text: &'a str,
    /// Where the value begins and ends.
    at: (usize, usize),
    /// Where a name may end before it, at the earliest, and begin after it, at the latest.
    reach: (usize, usize),
}

impl<'a> Around<'a> {
    /// What stands around a place of a text.
    pub(super) fn of(text: &'a str, (start, end): (usize, usize)) -> Option<Self> {
        let (before, after) = (text.get(..start)?, text.get(end..)?);
        let before = before.get(boundary(before, start.saturating_sub(WIDEST_GAP))..)?;
        let after = after.get(..boundary(after, WIDEST_GAP))?;
        let reach = (start - linked(before, true, &LINKS), end + linked(after, false, &AFTER));
        Some(Self { text, at: (start, end), reach })
    }

    /// The nearest of some names; `is_before` when the value may come before them.
    pub(super) fn nearest(
        &self,
        names: &[String],
        is_before: bool,
    ) -> Option<(usize, std::cmp::Reverse<usize>)> {
        let (text, (start, end), (from, to)) = (self.text, self.at, self.reach);
        let side = |range: std::ops::Range<usize>| text.as_bytes().get(range).unwrap_or_default();
        let ends = (from..=start).flat_map(|until| {
            let before = side(0..until);
            let is = move |name: &&String| {
                // One byte tells most names apart.
                before.last() == name.as_bytes().last() && before.ends_with(name.as_bytes())
            };
            names.iter().filter(is).map(move |name| (until - name.len(), name))
        });
        let begins = (end..=to).filter(|_| is_before).flat_map(|at| {
            let after = side(at..text.len());
            let is = move |name: &&String| {
                after.first() == name.as_bytes().first() && after.starts_with(name.as_bytes())
            };
            names.iter().filter(is).map(move |name| (at, name))
        });
        let places = ends.chain(begins).filter(|(at, name)| is_word(text, *at, at + name.len()));
        let near = places.filter_map(|(at, name)| {
            let until = at + name.len();
            let gap = if until <= start && links(text.get(until..start)?, &LINKS) {
                start - until
            } else if is_before && end <= at && links(text.get(end..at)?, &AFTER) {
                at - end
            } else {
                return None;
            };
            Some((gap, std::cmp::Reverse(name.len())))
        });
        near.min()
    }
}

/// The beginning of a sign, at a place of a text or just before it.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// True when a text stands as whole words, a plural forgiven.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    !is_letter(text.get(..start).and_then(|before| before.chars().next_back()))
        && !is_letter(text.get(end..).and_then(|after| after.chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::narrative::quotes::Folded;

    const TOTAL: &[&str] = &["cout total", "budget total", "cout du projet"];
    const OWN: &[&str] = &["autofinancement"];

    #[test]
    fn a_name_is_found_beside_its_value_only() {
        let of = |text: &str, rank: usize, names: &[&str], is_before: bool| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let folded = Folded::of(text);
            let at = folded.quotes().remove(rank).at;
            Around::of(&folded.text, at).and_then(|around| around.nearest(&names, is_before)).is_some()
        };
        assert!(of("Le coût total de l’opération s’élève à 45 000 €", 0, TOTAL, false));
        assert!(of("45 000 € d’autofinancement", 0, OWN, true));
        assert!(!of("45 000 € d’autofinancement", 0, OWN, false));
        assert!(!of("Coût total : 45 000 €, dont 5 000 € de matériel", 1, TOTAL, false));
        assert!(!of(&format!("Coût total {}5 000 €", "et puis ".repeat(40)), 0, TOTAL, false));
    }

    /// As it is said: every place of every name, its gap read whole.
    fn nearest_of_all(
        names: &[String],
        is_before: bool,
        text: &str,
        (start, end): (usize, usize),
    ) -> Option<(usize, std::cmp::Reverse<usize>)> {
        let places = names.iter().flat_map(|name| {
            let at = |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with(name.as_str()));
            (0..text.len()).filter(at).map(move |at| (at, at + name.len()))
        });
        let gaps = places.filter(|(at, until)| is_word(text, *at, *until)).filter_map(|(at, until)| {
            let before = until <= start && links(&text[until..start], &LINKS);
            let after = is_before && end <= at && links(&text[end..at], &AFTER);
            let gap = if before { start.checked_sub(until) } else { at.checked_sub(end) };
            gap.filter(|_| before || after).map(|gap| (gap, std::cmp::Reverse(until - at)))
        });
        gaps.filter(|(gap, _)| *gap < WIDEST_GAP).min()
    }

    #[test]
    fn the_nearest_is_the_one_found_by_trying_every_place() {
        let names: Vec<String> = TOTAL.iter().chain(OWN).map(|name| (*name).to_owned()).collect();
        let words = [
            "cout total",
            "budget total",
            "autofinancement",
            "s'eleve",
            "a",
            "de",
            "d'autofinancement",
            "12 €",
            "40 %",
            "et",
            ":",
            "(",
            "é",
            "totaux",
            "l'operation",
            "au titre",
            "autofinancement:",
        ];
        let mut seed = 7_u64;
        let (mut near, mut all) = (0, 0);
        for _ in 0..3_000 {
            let mut text = String::new();
            for _ in 0..14 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(words[usize::try_from(seed >> 33).unwrap() % words.len()]);
                text.push_str(if (seed >> 20).is_multiple_of(9) { "" } else { " " });
            }
            let folded = Folded::of(&text);
            for quote in folded.quotes() {
                for is_before in [false, true] {
                    let found = Around::of(&folded.text, quote.at).unwrap().nearest(&names, is_before);
                    assert_eq!(found, nearest_of_all(&names, is_before, &folded.text, quote.at), "{text}");
                    all += 1;
                    near += usize::from(found.is_some());
                }
            }
        }
        assert!(near > 500 && all - near > 500, "{near} of {all}");
    }

    #[test]
    fn a_line_of_many_amounts_takes_the_time_of_its_length() {
        let names: Vec<String> = TOTAL.iter().chain(OWN).map(|name| (*name).to_owned()).collect();
        let text = "coût total : 12 €, ".repeat(20_000);
        let folded = Folded::of(&text);
        let quotes = folded.quotes();
        assert_eq!(quotes.len(), 20_000);
        let is_named = |at| Around::of(&folded.text, at).unwrap().nearest(&names, true).is_some();
        assert!(quotes.iter().all(|quote| is_named(quote.at)));
    }
}
