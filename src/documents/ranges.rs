//! References that follow one another, in few words.

/// References in one line, three or more that follow each other as « P-09 à P-12 ».
pub(super) fn ranges(ids: &[&str]) -> String {
    let follows = |left: &str, right: &str| {
        let (prefix, number) = split_number(left);
        let (other, next) = split_number(right);
        prefix == other
            && number.len() == next.len()
            && number.parse::<u32>().ok().and_then(|number| number.checked_add(1)) == next.parse().ok()
    };
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for id in ids {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| follows(last, id)) => run.push(id),
            _ => runs.push(vec![id]),
        }
    }
    let texts: Vec<String> = runs
        .iter()
        .map(|run| match run.as_slice() {
            [first, _, .., last] => format!("{first} à {last}"),
            _ => run.join(", "),
        })
        .collect();
    texts.join(", ")
}

/// A reference and the digits that close it.
fn split_number(id: &str) -> (&str, &str) {
    id.split_at(id.trim_end_matches(|c: char| c.is_ascii_digit()).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_that_follow_each_other_are_a_range() {
        assert_eq!(ranges(&["P-09", "P-10", "P-11", "P-12"]), "P-09 à P-12");
        assert_eq!(ranges(&["P-01", "P-02"]), "P-01, P-02");
        assert_eq!(ranges(&["P-01", "P-03", "P-04", "P-05", "A-06"]), "P-01, P-03 à P-05, A-06");
        assert_eq!(ranges(&["lettre", "P-9", "P-10", "P-11"]), "lettre, P-9, P-10, P-11");
        assert_eq!(ranges(&[]), "");
    }
}
