//! What blocks and charts alike hold: children of known kinds, attributes, lines of text.

use super::block::{Check, Inline, SpanKind};
use super::dom::{Element, Node, Tag};
use super::error::PdfError;

/// The element's children, all of which must be among `tags`; loose text is refused.
pub(crate) fn children_of<'a>(element: &'a Element, tags: &[Tag]) -> Result<Vec<&'a Element>, PdfError> {
    let mut children = Vec::with_capacity(element.children.len());
    for child in &element.children {
        match child {
            Node::Element(child) if tags.contains(&child.tag) => children.push(child),
            Node::Element(child) => {
                return Err(child.error(format!(
                    "<{}> n’a pas sa place dans <{}>",
                    child.tag.name(),
                    element.tag.name()
                )));
            }
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(text) => {
                let text: String = text.trim().chars().take(40).collect();
                return Err(element.error(format!(
                    "texte «\u{202F}{text}\u{202F}» hors de toute cellule ou entrée de <{}>",
                    element.tag.name()
                )));
            }
        }
    }
    Ok(children)
}

/// An attribute that the element must have.
pub(crate) fn needed<'a>(element: &'a Element, name: &str) -> Result<&'a str, PdfError> {
    element.attribute(name).ok_or_else(|| element.error(format!("<{}> sans {name}", element.tag.name())))
}

pub(crate) fn is_inline(element: &Element) -> bool {
    matches!(
        element.tag,
        Tag::Strong
            | Tag::B
            | Tag::Em
            | Tag::I
            | Tag::A
            | Tag::Br
            | Tag::Span
            | Tag::Data
            | Tag::Code
            | Tag::Small
            | Tag::Sup
            | Tag::Sub
    )
}

pub(crate) fn inlines(parent: &Element) -> Result<Vec<Inline>, PdfError> {
    parent
        .children
        .iter()
        .map(|child| match child {
            Node::Text(text) => Ok(Inline::Text(text.clone())),
            Node::Element(element) => inline(element),
        })
        .collect()
}

pub(crate) fn inline(element: &Element) -> Result<Inline, PdfError> {
    let kind = match element.tag {
        Tag::Br => return Ok(Inline::Break),
        Tag::Span if element.has_class("check") => {
            return Ok(Inline::Check(if element.has_class("on") {
                Check::On
            } else if element.has_class("na") {
                Check::NotApplicable
            } else {
                Check::Off
            }));
        }
        Tag::Strong | Tag::B => SpanKind::Strong,
        Tag::Em | Tag::I => SpanKind::Emphasis,
        Tag::Code => SpanKind::Code,
        Tag::Small => SpanKind::Small,
        Tag::Sup => SpanKind::Superscript,
        Tag::Sub => SpanKind::Subscript,
        Tag::A => SpanKind::Link {
            href: element.attribute("href").ok_or_else(|| element.error("<a> sans href"))?.to_owned(),
        },
        Tag::Data => SpanKind::Figure {
            id: element.attribute("value").ok_or_else(|| element.error("<data> sans value"))?.to_owned(),
        },
        Tag::Span if element.attribute("lang").is_some() => {
            SpanKind::Foreign { language: element.attribute("lang").unwrap_or_default().to_owned() }
        }
        Tag::Span if element.has_class("nowrap") => SpanKind::NoWrap,
        Tag::Span => SpanKind::Plain,
        _ => {
            return Err(
                element.error(format!("<{}> n’a pas sa place dans une ligne de texte", element.tag.name()))
            );
        }
    };
    Ok(Inline::Span { kind, children: inlines(element)? })
}
