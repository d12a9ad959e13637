//! French typography and leftovers, over every text that a reader meets.

use super::reader::{Element, Kid, Tagged, string};

/// A text of a document, and where it stands.
pub struct Text {
    pub place: String,
    pub text: String,
    /// Left as written: a file's name, a digest.
    pub literal: bool,
}

/// Every text of a document: blocks, alternative texts, artifacts, bookmarks, names of links and files, titles.
pub fn texts(tagged: &Tagged) -> Vec<Text> {
    let mut texts = Vec::new();
    for root in &tagged.roots {
        block(tagged, root, &mut texts);
    }
    let mut add = |place: &str, text: String| texts.push(Text { place: place.into(), text, literal: false });
    tagged.walk(|element| {
        if let Some(alt) = element.string("Alt") {
            add("Alt", alt);
        }
    });
    for artifact in tagged.pages.iter().flat_map(|page| &page.artifacts) {
        add("Artifact", artifact.clone());
    }
    for object in tagged.document.objects.values() {
        let Ok(dictionary) = object.as_dict() else { continue };
        for key in ["Title", "Author", "Subject", "Contents", "Desc"] {
            if let Ok(value) = dictionary.get(key.as_bytes()) {
                add(key, string(value));
            }
        }
    }
    texts
}

/// One text for the whole of a block, so that rules see across bold words and links.
fn block(tagged: &Tagged, element: &Element, texts: &mut Vec<Text>) {
    let mut own = if element.role == "Figure" { tagged.labels(element) } else { String::new() };
    inline(tagged, element, &mut own, texts);
    if !own.is_empty() {
        texts.push(Text { place: element.role.clone(), text: own, literal: false });
    }
}

fn inline(tagged: &Tagged, element: &Element, own: &mut String, texts: &mut Vec<Text>) {
    for kid in &element.kids {
        match kid {
            Kid::Content(..) if element.role == "Figure" => {}
            Kid::Content(page, mcid) => own.push_str(tagged.content(*page, *mcid)),
            Kid::Annotation(_) => {}
            Kid::Element(kid) if kid.role == "Code" => {
                texts.push(Text { place: "Code".into(), text: tagged.text(kid), literal: true });
                own.push('\u{FFFC}');
            }
            Kid::Element(kid) if matches!(&*kid.role, "Span" | "Link" | "Reference") => {
                inline(tagged, kid, own, texts);
            }
            Kid::Element(kid) => block(tagged, kid, texts),
        }
    }
}

/// Words that no finished document holds.
const LEFTOVERS: [&str; 13] = [
    "TODO",
    "FIXME",
    "{{",
    "}}",
    "[object",
    "undefined",
    "Some(",
    "None",
    "null",
    "NaN",
    "Lorem",
    "&amp;",
    "&#",
];

/// What is wrong with the spelling of a text.
pub fn slips(text: &str, literal: bool) -> Vec<&'static str> {
    let mut slips = Vec::new();
    if LEFTOVERS.iter().any(|leftover| text.contains(leftover)) {
        slips.push("reste de modèle");
    }
    if literal {
        return slips;
    }
    let signs: Vec<char> = text.chars().collect();
    let at = |index: usize, step: isize| {
        index.checked_add_signed(step).and_then(|index| signs.get(index).copied())
    };
    for (index, sign) in signs.iter().enumerate() {
        let (before, after) = (at(index, -1), at(index, 1));
        let slip = match sign {
            ';' | ':' | '!' | '?' | '»' => match before {
                Some(' ' | '\u{A0}') => "espace ordinaire avant un signe double",
                // A sign stuck to its word; addresses and hours hold some, followed by no space.
                Some(c) if (c.is_alphanumeric() || c == ')') && after.is_none_or(char::is_whitespace) => {
                    "signe double sans espace"
                }
                Some(c) if *sign == '»' && c != '\u{202F}' => "guillemet sans espace fine",
                _ => continue,
            },
            '«' if after != Some('\u{202F}') => "guillemet sans espace fine",
            '\'' if before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic) => {
                "apostrophe droite"
            }
            '"' => "guillemet droit",
            ' ' if after == Some(' ') => "deux espaces",
            '€' | '%' => {
                let start = signs[..index].iter().rposition(|c| !is_of_number(*c)).map_or(0, |last| last + 1);
                let number: String = signs[start..index].iter().collect();
                if well_spaced(&number, *sign) { continue } else { "montant mal espacé" }
            }
            _ => continue,
        };
        slips.push(slip);
    }
    slips
}

/// Signs that a printed number is made of.
fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\u{A0}' | '\u{202F}')
}

/// What stands before `€` or `%`: words, or groups of three digits, a comma, and a space that does not break: the one
/// that the Unicode locale data give for each sign.
fn well_spaced(number: &str, sign: char) -> bool {
    if !number.contains(|c: char| c.is_ascii_digit()) {
        return true;
    }
    // A number that ends what comes before is another.
    let number = number.rsplit(", ").next().and_then(|tail| tail.rsplit(". ").next()).unwrap_or_default();
    let number = number.trim_start_matches([' ', '\u{202F}', '\u{A0}', ',', '.']);
    let Some(number) = number.strip_suffix(if sign == '%' { '\u{202F}' } else { '\u{A0}' }) else {
        return false;
    };
    let (whole, decimals) = number.split_once(',').unwrap_or((number, "0"));
    let groups: Vec<&str> = whole.split('\u{202F}').collect();
    decimals.chars().all(|c| c.is_ascii_digit())
        && groups.iter().all(|group| group.chars().all(|c| c.is_ascii_digit()))
        && groups.iter().skip(1).all(|group| group.len() == 3)
        && groups.first().is_some_and(|group| (1..=3).contains(&group.len()))
}

/// Names of the program's own world in a text: `exemple_fictif`, `projet.intitule`. A file's name is none.
pub fn identifiers(text: &str) -> Vec<String> {
    const EXTENSIONS: [&str; 9] = ["xlsx", "ods", "xls", "pdf", "toml", "md", "json", "eu", "fr"];
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '@' | '/' | ':' | '-')))
        .map(|word| word.trim_matches(['.', ':', '-', '/']))
        .filter(|word| !word.contains(['@', '/', ':']))
        .filter(|word| {
            let snake = word.contains('_') && word.chars().all(|c| !c.is_uppercase());
            let dotted = word.split_once('.').is_some_and(|(head, tail)| {
                let lower = |part: &str| {
                    part.len() > 1 && part.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '.')
                };
                lower(head)
                    && lower(tail)
                    && !EXTENSIONS.contains(&tail.rsplit('.').next().unwrap_or_default())
            });
            snake || dotted
        })
        .map(str::to_owned)
        .collect()
}
