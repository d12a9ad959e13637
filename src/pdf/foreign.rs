//! Words of another language, marked so that a screen reader says them in it (PDF/UA-1, 7.2; WCAG 2.1, 3.1.2).

use super::dom::{Element, Node, Tag};
use crate::model::language::ForeignWords;

/// Marks the words wherever the document says them, but in what is marked already.
pub(crate) fn mark(root: &mut Element, foreign: &[&ForeignWords]) {
    let words = Words::new(foreign);
    if !words.all.is_empty() {
        words.mark(root);
    }
}

/// The words, and what they begin with.
struct Words<'f> {
    /// A word with its language, the longest first.
    all: Vec<(&'f str, &'f str)>,
    /// By byte, whether a word begins with it, whatever its case: documents hold many texts and few of these words.
    begins: [bool; 256],
}

impl<'f> Words<'f> {
    fn new(foreign: &[&'f ForeignWords]) -> Self {
        let by_language = foreign.iter().flat_map(|words| words.iter());
        let mut all: Vec<(&str, &str)> = by_language
            .flat_map(|(language, words)| words.iter().map(|word| (word.as_str(), language.as_str())))
            .filter(|(word, _)| !word.is_empty())
            .collect();
        all.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let mut begins = [false; 256];
        for byte in all.iter().filter_map(|(word, _)| word.bytes().next()) {
            for either in [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()] {
                if let Some(begins) = begins.get_mut(usize::from(either)) {
                    *begins = true;
                }
            }
        }
        Self { all, begins }
    }

    fn mark(&self, element: &mut Element) {
        if element.attribute("lang").is_some() || element.tag == Tag::Code {
            return;
        }
        let says = |child: &Node| matches!(child, Node::Text(text) if self.next(text).is_some());
        if element.children.iter().any(says) {
            let children = std::mem::take(&mut element.children);
            element.children.reserve(children.len() + 2);
            for child in children {
                match child {
                    Node::Text(text) => self.split(&text, element.line, &mut element.children),
                    Node::Element(_) => element.children.push(child),
                }
            }
        }
        for child in &mut element.children {
            if let Node::Element(inner) = child {
                self.mark(inner);
            }
        }
    }

    fn split(&self, text: &str, line: usize, out: &mut Vec<Node>) {
        let mut rest = text;
        while let Some((at, length, language)) = self.next(rest) {
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
        if !rest.is_empty() {
            out.push(Node::Text(rest.to_owned()));
        }
    }

    /// The first words of another language that a text says, the longest of those that begin there: where, how many bytes,
    /// which language. Whole words, whatever their capitals.
    fn next(&self, text: &str) -> Option<(usize, usize, &'f str)> {
        let letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let starts =
            (0..).zip(text.bytes()).filter(|(_, byte)| self.begins.get(usize::from(*byte)) == Some(&true));
        for (at, _) in starts {
            let (Some(before), Some(from)) = (text.get(..at), text.get(at..)) else { continue };
            if letter(before.chars().next_back()) {
                continue;
            }
            let found = self.all.iter().find(|(word, _)| {
                from.get(..word.len()).is_some_and(|piece| piece.eq_ignore_ascii_case(word))
                    && !letter(from.get(word.len()..).and_then(|after| after.chars().next()))
            });
            if let Some((word, language)) = found {
                return Some((at, word.len(), language));
            }
        }
        None
    }
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
