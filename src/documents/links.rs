//! Links from a paper to the pieces and to the other papers of its pack.
//!
//! A link says where the file is from the folder of the paper, so that it holds wherever the pack is copied.

use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderErrorReason, html_escape};
use serde_json::Value;

use super::helpers::Printed;

/// Register the helpers.
pub(super) fn register(registry: &mut Handlebars<'_>) {
    registry.register_helper("pieces", Box::new(Printed(pieces)));
    registry.register_helper("filed", Box::new(Printed(filed)));
}

/// `{{pieces document}}`: a text, the pieces that it names leading to their files.
fn pieces(helper: &Helper<'_>, context: &Context, out: &mut dyn Output) -> HelperResult {
    let Some(text) = helper.param(0).and_then(|param| param.value().as_str()) else {
        return Err(RenderErrorReason::Other("« pieces » attend un texte".to_owned()).into());
    };
    let files = context.data().get("document").and_then(|document| document.get("pieces"));
    let beside = beside(context);
    let mut rest = text;
    while let Some((at, code, file)) = first_piece(rest, files) {
        let (before, found) = rest.split_at(at);
        let (_, after) = found.split_at(code.len());
        out.write(&html_escape(before))?;
        out.write(&link(beside, file, code))?;
        rest = after;
    }
    out.write(&html_escape(rest))?;
    Ok(())
}

/// `{{filed file title}}`: a title that leads to a paper of the pack.
fn filed(helper: &Helper<'_>, context: &Context, out: &mut dyn Output) -> HelperResult {
    let text = |index: usize| helper.param(index).and_then(|param| param.value().as_str());
    let (Some(file), Some(title)) = (text(0), text(1)) else {
        return Err(RenderErrorReason::Other("« filed » attend un fichier et un titre".to_owned()).into());
    };
    out.write(&link(beside(context), file, title))?;
    Ok(())
}

/// From the folder of the paper to that of what is filed, as the engine reads an address of the pack; nothing for a paper
/// whose reader does not have the pack beside it.
fn beside(context: &Context) -> Option<&str> {
    context.data().get("document")?.get("beside")?.as_str()
}

/// Only a PDF opens from another one.
fn link(beside: Option<&str>, file: &str, text: &str) -> String {
    let text = html_escape(text);
    match beside.filter(|_| file.ends_with(".pdf")) {
        Some(beside) => format!("<a href=\"{}\">{text}</a>", html_escape(&format!("{beside}{file}"))),
        None => text,
    }
}

/// The first piece that a text names: where, its identifier as it is written, its file.
fn first_piece<'t>(text: &'t str, files: Option<&'t Value>) -> Option<(usize, &'t str, &'t str)> {
    let files = files?.as_object()?;
    let within =
        |character: Option<char>| character.is_some_and(|letter| letter.is_alphanumeric() || letter == '-');
    let found = files.iter().filter_map(|(code, file)| {
        let (at, end) =
            text.match_indices(code.as_str()).map(|(at, code)| (at, at + code.len())).find(|(at, end)| {
                !within(text.get(..*at).and_then(|before| before.chars().next_back()))
                    && !within(text.get(*end..).and_then(|after| after.chars().next()))
            })?;
        Some((at, text.get(at..end)?, file.as_str()?))
    });
    found.min_by_key(|(at, ..)| *at)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{first_piece, link};

    #[test]
    fn a_piece_is_found_by_its_whole_identifier() {
        let files = json!({ "P-1": "07-P-1-un.pdf", "P-12": "09-P-12-douze.pdf" });
        let first = |text| first_piece(text, Some(&files)).map(|(at, code, _)| (at, code));
        assert_eq!(first("devis P-12, P-1"), Some((6, "P-12")));
        assert_eq!(first("P-1"), Some((0, "P-1")));
        for none in ["", "P-13", "CTRL-P-1", "P-1-bis", "XP-12", "devis"] {
            assert_eq!(first(none), None, "{none}");
        }
    }

    #[test]
    fn only_a_pdf_beside_the_paper_is_led_to() {
        assert_eq!(link(Some("pack:"), "a.pdf", "A & B"), "<a href=\"pack:a.pdf\">A &amp; B</a>");
        assert_eq!(link(Some("pack:"), "a.xlsx", "A"), "A");
        assert_eq!(link(None, "a.pdf", "A"), "A");
    }
}
