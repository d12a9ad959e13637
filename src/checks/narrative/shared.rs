//! What several checks of this family share.

use crate::checks::Scope;
use crate::findings::say;
use crate::findings::{Fact, Missing};
use crate::model::Place;
use crate::source::description::DescriptionSection;

/// A length, as a portal counts it.
pub(in crate::checks) const fn characters(count: usize) -> Fact {
    Fact::count(count, "caractère", "caractères")
}

/// The heading of a part of the description; the file, for a part that is not there.
pub(in crate::checks) fn heading(scope: &Scope<'_>, section: Option<&DescriptionSection>) -> Place {
    let file = scope.project().identity.description.as_str();
    match section {
        Some(section) => Place::line(file, section.line),
        None => Place::file(file),
    }
}

/// There is no description to read.
pub(in crate::checks) fn no_description(scope: &Scope<'_>) -> Missing {
    let file = &scope.project().identity.description;
    Missing::of_applicant(say!("le fichier {} est introuvable", file), "projet.description")
        .how("Déposez-le dans le dossier du projet, avec un titre « ## » par rubrique du formulaire.")
}

/// The fund does not say what its form asks.
pub(in crate::checks) fn no_sections() -> Missing {
    Missing::of_authority("les rubriques du formulaire du fonds ne sont pas connues")
        .how("Inscrivez-les dans fund.toml, une entrée [[rubriques]] par rubrique.")
}
