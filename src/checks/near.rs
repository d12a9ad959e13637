//! The known name that a written one may stand for.

use crate::model::text::{holds_words, normalise};
use crate::source::project_file::{distance, nearest};

/// The known name nearest to the one written, when it is near enough to be a slip, or the only one that holds its words.
pub(super) fn near<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = normalise(written);
    let known: Vec<(String, &str)> = known.into_iter().map(|name| (normalise(name), name)).collect();
    // Short names are all near one another: « CAF » is no slip of « CCI ».
    let is_slip = |name: &str| distance(&wanted, name) * 3 <= wanted.chars().count();
    let slip = nearest(&wanted, known.iter().map(|(normal, _)| normal.as_str())).filter(|name| is_slip(name));
    if let Some(slip) = slip {
        return known.iter().find(|(normal, _)| normal == slip).map(|(_, name)| *name);
    }
    let mut holding =
        known.iter().filter(|(normal, _)| holds_words(normal, &wanted) || holds_words(&wanted, normal));
    holding.next().filter(|_| holding.next().is_none()).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_slip_or_a_short_form_is_near_another_name_is_not() {
        let known = ["Communication", "Études", "Fonds régional de soutien", "CCI"];
        assert_eq!(near("Comunication", known), Some("Communication"));
        assert_eq!(near("Fonds régional", known), Some("Fonds régional de soutien"));
        assert_eq!(near("CAF", known), None);
        assert_eq!(near("", known), None);
    }
}
