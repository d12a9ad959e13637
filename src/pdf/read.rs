//! Known elements to blocks: the vocabulary's grammar.

use super::block::{Block, BoxKind, Cell, CellContent, Inline, Pair, Row, RowKind, Table};
use super::dom::{Element, Node, Tag};
use super::error::PdfError;
use super::limits::COLUMNS;
use super::read_chart;
use super::read_element::{children_of, inline, inlines, is_inline};

/// A document's blocks and its choice about section numbers.
pub(crate) struct Document {
    pub(crate) numbered: bool,
    pub(crate) blocks: Vec<Block>,
}

pub(crate) fn document(root: &Element) -> Result<Document, PdfError> {
    Ok(Document { numbered: root.attribute("data-number") != Some("no"), blocks: blocks(root)? })
}

/// Children as blocks; loose text and inline elements become paragraphs.
fn blocks(parent: &Element) -> Result<Vec<Block>, PdfError> {
    let mut out = Vec::new();
    let mut loose: Vec<Inline> = Vec::new();
    for child in &parent.children {
        match child {
            Node::Text(text) => loose.push(Inline::Text(text.clone())),
            Node::Element(element) if is_inline(element) => loose.push(inline(element)?),
            Node::Element(element) => {
                flush(&mut loose, &mut out);
                block(element, &mut out)?;
            }
        }
    }
    flush(&mut loose, &mut out);
    Ok(out)
}

fn flush(loose: &mut Vec<Inline>, out: &mut Vec<Block>) {
    let inlines = std::mem::take(loose);
    if !is_blank(&inlines) {
        out.push(Block::Paragraph { id: None, small: false, addressee: false, inlines });
    }
}

fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text(text) => text.bytes().all(|b| b.is_ascii_whitespace()),
        Inline::Break => true,
        Inline::Check(_) | Inline::Span { .. } => false,
    })
}

fn block(element: &Element, out: &mut Vec<Block>) -> Result<(), PdfError> {
    let id = element.attribute("id").map(str::to_owned);
    let block = match element.tag {
        Tag::Header => Block::Title { own_page: element.has_class("page"), children: blocks(element)? },
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Block::Heading {
            level: match element.tag {
                Tag::H1 => 1,
                Tag::H2 => 2,
                Tag::H3 => 3,
                _ => 4,
            },
            numbered: element.attribute("data-number") != Some("no"),
            id,
            inlines: inlines(element)?,
        },
        Tag::P if element.has_class("subtitle") => Block::Subtitle(inlines(element)?),
        Tag::P => {
            let paragraph = Block::Paragraph {
                id,
                small: element.has_class("small"),
                addressee: element.has_class("addressee"),
                inlines: inlines(element)?,
            };
            match box_kind(element) {
                Some(kind) => Block::Boxed { kind, children: vec![paragraph] },
                None => paragraph,
            }
        }
        Tag::Aside => {
            Block::Boxed { kind: box_kind(element).unwrap_or(BoxKind::Note), children: blocks(element)? }
        }
        Tag::Section if element.has_class("signature") => signature(element)?,
        Tag::Section | Tag::Article => {
            Block::Group { keep: element.has_class("keep"), section: true, children: blocks(element)? }
        }
        Tag::Div if element.has_class("eu-emblem") => {
            Block::Emblem { text: element.attribute("data-text").unwrap_or_default().to_owned() }
        }
        Tag::Div => {
            Block::Group { keep: element.has_class("keep"), section: false, children: blocks(element)? }
        }
        Tag::Nav => {
            Block::Contents { title: element.attribute("data-title").unwrap_or("Sommaire").to_owned() }
        }
        Tag::Blockquote => Block::Quote(blocks(element)?),
        Tag::Pre => Block::Preformatted(element.text()),
        Tag::Hr if element.has_class("page") => Block::PageBreak,
        Tag::Hr => Block::Rule,
        Tag::Ul | Tag::Ol => Block::List {
            ordered: element.tag == Tag::Ol,
            start: match element.attribute("start") {
                Some(start) => start
                    .parse()
                    .map_err(|_| element.error(format!("start=\"{start}\" n’est pas un nombre entier")))?,
                None => 1,
            },
            items: children_of(element, &[Tag::Li])?.into_iter().map(blocks).collect::<Result<_, _>>()?,
        },
        Tag::Dl => Block::Pairs(pairs(element)?),
        Tag::Table => Block::Table(table(element)?),
        Tag::Figure => Block::Chart(read_chart::chart(element)?),
        _ => {
            return Err(element.error(format!("<{}> n’a pas sa place ici", element.tag.name())));
        }
    };
    out.push(block);
    Ok(())
}

fn box_kind(element: &Element) -> Option<BoxKind> {
    if element.has_class("warning") {
        Some(BoxKind::Warning)
    } else if element.has_class("note") {
        Some(BoxKind::Note)
    } else {
        None
    }
}

fn pairs(element: &Element) -> Result<Vec<Pair>, PdfError> {
    let mut pairs: Vec<Pair> = Vec::new();
    for child in children_of(element, &[Tag::Dt, Tag::Dd])? {
        if child.tag == Tag::Dt {
            pairs.push(Pair { key: inlines(child)?, values: Vec::new() });
        } else {
            pairs
                .last_mut()
                .ok_or_else(|| child.error("<dd> sans <dt> avant lui"))?
                .values
                .push(blocks(child)?);
        }
    }
    Ok(pairs)
}

fn signature(element: &Element) -> Result<Block, PdfError> {
    let mut title = Vec::new();
    let mut all = Vec::new();
    for child in element.elements() {
        match child.tag {
            Tag::P | Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 if title.is_empty() => {
                title = inlines(child)?;
            }
            Tag::Dl => all.extend(pairs(child)?),
            Tag::Dt | Tag::Dd => {
                all = pairs(element)?;
                break;
            }
            _ => {
                return Err(
                    child.error(format!("<{}> n’a pas sa place dans un bloc de signature", child.tag.name()))
                );
            }
        }
    }
    Ok(Block::Signature { title, pairs: all })
}

fn table(element: &Element) -> Result<Table, PdfError> {
    let mut table = Table {
        dense: element.has_class("dense"),
        caption: Vec::new(),
        weights: Vec::new(),
        head: Vec::new(),
        body: Vec::new(),
        foot: Vec::new(),
    };
    let parts = [Tag::Caption, Tag::Colgroup, Tag::Thead, Tag::Tbody, Tag::Tfoot, Tag::Tr];
    for part in children_of(element, &parts)? {
        match part.tag {
            Tag::Caption => table.caption = inlines(part)?,
            Tag::Colgroup => {
                for column in children_of(part, &[Tag::Col])? {
                    let weight = column.attribute("data-width").unwrap_or("1");
                    let weight: f32 = weight
                        .parse()
                        .ok()
                        .filter(|w: &f32| w.is_finite() && *w > 0.0 && *w < 1e6)
                        .ok_or_else(|| column.error(format!("data-width=\"{weight}\" n’est pas un poids")))?;
                    table.weights.push(weight);
                }
            }
            Tag::Tr => table.body.push(row(part)?),
            tag => {
                let rows = match tag {
                    Tag::Thead => &mut table.head,
                    Tag::Tfoot => &mut table.foot,
                    _ => &mut table.body,
                };
                for (position, child) in children_of(part, &[Tag::Tr])?.into_iter().enumerate() {
                    rows.push(Row { opens_body: tag == Tag::Tbody && position == 0, ..row(child)? });
                }
            }
        }
    }
    Ok(table)
}

fn row(element: &Element) -> Result<Row, PdfError> {
    let kind = if element.has_class("total") {
        RowKind::Total
    } else if element.has_class("subtotal") {
        RowKind::Subtotal
    } else if element.has_class("group") {
        RowKind::Group
    } else {
        RowKind::Plain
    };
    let mut cells = Vec::with_capacity(element.children.len());
    let mut width = 0_usize;
    for child in children_of(element, &[Tag::Th, Tag::Td])? {
        let cell = cell(child)?;
        if cell.carried.is_some() && width == 0 {
            return Err(child.error("data-carried demande une colonne à sa gauche, pour « À reporter »"));
        }
        width += usize::from(cell.span);
        if width > COLUMNS {
            return Err(child.error(format!("plus de {COLUMNS} colonnes")));
        }
        cells.push(cell);
    }
    Ok(Row { kind, cells, opens_body: false, line: element.line })
}

fn cell(element: &Element) -> Result<Cell, PdfError> {
    if element.attribute("rowspan").is_some_and(|span| span != "1") {
        return Err(element.error("rowspan n’est pas pris en charge"));
    }
    let span = match element.attribute("colspan") {
        Some(span) => span
            .parse::<u16>()
            .ok()
            .filter(|span| (1..=200).contains(span))
            .ok_or_else(|| element.error(format!("colspan=\"{span}\" hors de 1 à 200")))?,
        None => 1,
    };
    let has_blocks = element.elements().any(|child| !is_inline(child));
    let style = element.attribute("style").unwrap_or_default();
    let align = element.attribute("align").unwrap_or_default();
    Ok(Cell {
        header: element.tag == Tag::Th,
        row_scope: element.attribute("scope") == Some("row"),
        numeric: element.has_class("num") || style.contains("right") || align == "right",
        centred: element.has_class("centre") || style.contains("center") || align == "center",
        span,
        carried: element.attribute("data-carried").map(str::to_owned),
        content: if has_blocks {
            CellContent::Blocks(blocks(element)?)
        } else {
            CellContent::Inlines(inlines(element)?)
        },
    })
}
