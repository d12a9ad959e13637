//! Words of another language, marked so that a screen reader says them in it (PDF/UA-1, 7.2; WCAG 2.1, 3.1.2).

use super::dom::{Element, Node, Tag};
use crate::model::language::ForeignWords;

/// Marks the words wherever the document says them, but in what is marked already.
pub(crate) fn mark(element: &mut Element, foreign: &[&ForeignWords]) {
    if element.attribute("lang").is_some() || element.tag == Tag::Code {
        return;
    }
    let mut marked: Vec<Node> = Vec::with_capacity(element.children.len());
    for child in std::mem::take(&mut element.children) {
        match child {
            Node::Element(mut inner) => {
                mark(&mut inner, foreign);
                marked.push(Node::Element(inner));
            }
            Node::Text(text) => split(text, element.line, foreign, &mut marked),
        }
    }
    element.children = marked;
}

fn split(text: String, line: usize, foreign: &[&ForeignWords], out: &mut Vec<Node>) {
    let mut rest = text.as_str();
    while let Some((at, length, language)) = next(rest, foreign) {
        let (before, found) = rest.split_at(at);
        let (found, after) = found.split_at(length);
        if !before.is_empty() {
            out.push(Node::Text(before.to_owned()));
        }
        out.push(Node::Element(Element {
            tag: Tag::Span,
            attributes: vec![("lang".to_owned(), language.to_owned())],
            children: vec![Node::Text(found.to_owned())],
            line,
        }));
        rest = after;
    }
    if rest.len() == text.len() {
        out.push(Node::Text(text));
    } else if !rest.is_empty() {
        out.push(Node::Text(rest.to_owned()));
    }
}

/// The first foreign words of a text, the longest of those that begin there: where, how many bytes, which language.
fn next<'f>(text: &str, foreign: &[&'f ForeignWords]) -> Option<(usize, usize, &'f str)> {
    let by_language = foreign.iter().flat_map(|words| words.iter());
    let found = by_language.flat_map(|(language, words)| {
        words.iter().filter_map(|word| Some((find(text, word)?, word.len(), language.as_str())))
    });
    found.min_by_key(|(at, length, _)| (*at, std::cmp::Reverse(*length)))
}

/// Where a text holds whole words, whatever their capitals.
fn find(text: &str, words: &str) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    text.char_indices().map(|(at, _)| at).find(|at| {
        let end = at + words.len();
        let inside = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        text.get(*at..end).is_some_and(|piece| piece.eq_ignore_ascii_case(words))
            && !inside(text.get(..*at).and_then(|before| before.chars().next_back()))
            && !inside(text.get(end..).and_then(|after| after.chars().next()))
    })
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::model::language::{ForeignWords, Language};
    use crate::pdf::dom::{Element, Node, parse};

    fn shown(element: &Element) -> String {
        let inner: String = element
            .children
            .iter()
            .map(|child| match child {
                Node::Text(text) => text.clone(),
                Node::Element(element) => shown(element),
            })
            .collect();
        match element.attribute("lang") {
            Some(language) => format!("[{language}:{inner}]"),
            None => inner,
        }
    }

    fn marked(html: &str) -> String {
        let words = ["open data", "silver economy", "silver"].map(str::to_owned).to_vec();
        let mut root = parse(&format!("<article>{html}</article>")).unwrap();
        let words = ForeignWords::from([(Language::try_from("en".to_owned()).unwrap(), words)]);
        mark(&mut root, &[&words]);
        shown(&root)
    }

    #[test]
    fn whole_words_are_marked_wherever_they_stand() {
        for (html, expected) in [
            ("<p>la silver economy, l’Open data</p>", "la [en:silver economy], l’[en:Open data]"),
            ("<p>silvereconomy et quicksilver</p>", "silvereconomy et quicksilver"),
            ("<ul><li><p>silver</p></li></ul>", "[en:silver]"),
            ("<p>sans rien</p>", "sans rien"),
            ("<p><span lang=\"en\">the silver</span></p>", "[en:the silver]"),
            ("<p>é<strong>silver economy</strong>é</p>", "é[en:silver economy]é"),
        ] {
            assert_eq!(marked(html), expected);
        }
    }
}
