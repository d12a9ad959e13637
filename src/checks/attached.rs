//! The text of the attachment that holds an act: a resolution, a convention.

use super::Scope;
use crate::evidence::{Content, Evidence};
use crate::findings::say;
use crate::findings::{Answers, Sentence};

/// The content of the attachment of an identifier.
pub(in crate::checks) fn content<'a>(scope: &Scope<'a>, id: Option<&str>) -> Option<&'a Content<'a>> {
    scope.pieces.get(id?).map(|(_, content)| content)
}

/// The text that was read of an act; that it was not is said, of « la délibération du… », « la convention avec… ».
pub(in crate::checks) fn text_or_say<'a>(
    content: Option<&'a Content<'a>>,
    act: Sentence,
    answers: &mut Answers,
) -> Option<&'a Evidence<'a>> {
    match content {
        Some(Content::Text(evidence)) => return Some(evidence),
        Some(Content::Silent) => {
            answers.declared(say!("{} est une image sans texte : elle n’est pas lue", act));
        }
        Some(Content::Unread) | None => {
            answers.declared(say!("le texte de {} n’est pas joint, ou ne s’ouvre pas", act));
        }
    }
    None
}
