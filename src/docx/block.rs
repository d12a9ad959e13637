//! Blocks as paragraphs and tables.

use docx_rs::{AlignmentType, LineSpacing, Paragraph, SpecialIndentType, Table, TableCell, TableRow};

use super::DocxError;
use super::inline::{Look, SMALL, added};
use crate::pdf::block::{Block, Cell, CellContent, Inline, Pair, Row};

/// What a word processor lays out.
pub(super) enum Part {
    /// A paragraph.
    Paragraph(Box<Paragraph>),
    /// A table.
    Table(Box<Table>),
}

/// Room after a paragraph, in twentieths of a point.
const AFTER: u32 = 120;

/// Where the addressee of a letter begins, in twentieths of a point.
const ADDRESSEE: i32 = 4_800;

/// How far a list or a quotation is set in, in twentieths of a point.
const INDENT: i32 = 400;

/// The parts of some blocks, in order.
pub(super) fn parts(blocks: &[Block]) -> Result<Vec<Part>, DocxError> {
    let mut parts = Vec::new();
    for block in blocks {
        match block {
            Block::Title { children, .. } | Block::Boxed { children, .. } | Block::Group { children, .. } => {
                parts.extend(self::parts(children)?);
            }
            Block::Subtitle(inlines) => parts.push(text(inlines, Look::default())),
            Block::Heading { level, inlines, .. } => {
                let size = Some(match level {
                    1 => 32,
                    2 => 26,
                    _ => 22,
                });
                parts.push(text(inlines, Look { bold: true, size, ..Look::default() }));
            }
            Block::Paragraph { small, addressee, inlines, .. } => {
                let look = Look { size: small.then_some(SMALL), ..Look::default() };
                let paragraph = added(bare(), inlines, look);
                let left = addressee.then_some(ADDRESSEE);
                parts.push(boxed(match left {
                    Some(left) => paragraph.indent(Some(left), None, None, None),
                    None => paragraph,
                }));
            }
            Block::Preformatted(content) => {
                parts.push(boxed(content.lines().fold(bare(), |paragraph, line| {
                    let line = [Inline::Text(line.to_owned()), Inline::Break];
                    added(paragraph, &line, Look::default())
                })))
            }
            Block::Quote(children) => parts.extend(self::parts(children)?.into_iter().map(set_in)),
            Block::List { ordered, start, items } => {
                for (number, item) in (*start..).zip(items) {
                    let sign = if *ordered { format!("{number}. ") } else { "• ".to_owned() };
                    parts.extend(marked(&sign, self::parts(item)?));
                }
            }
            Block::Pairs(pairs) => parts.extend(self::pairs(pairs)?),
            Block::Signature { title, pairs } => {
                if !title.is_empty() {
                    parts.push(text(title, Look { bold: true, ..Look::default() }));
                }
                parts.extend(self::pairs(pairs)?);
            }
            Block::Table(table) => {
                if !table.caption.is_empty() {
                    parts.push(text(
                        &table.caption,
                        Look { bold: true, size: Some(SMALL), ..Look::default() },
                    ));
                }
                let rows = table.head.iter().chain(&table.body).chain(&table.foot);
                let rows = rows.map(row).collect::<Result<Vec<_>, _>>()?;
                parts.push(Part::Table(Box::new(Table::new(rows))));
            }
            // A word processor makes its own; it would say pages that are not its own.
            Block::Contents { .. } | Block::PageBreak | Block::Rule => {}
            Block::Chart(_) | Block::Emblem { .. } => return Err(DocxError::Drawn),
        }
    }
    Ok(parts)
}

fn bare() -> Paragraph {
    Paragraph::new().line_spacing(LineSpacing::new().after(AFTER))
}

fn boxed(paragraph: Paragraph) -> Part {
    Part::Paragraph(Box::new(paragraph))
}

fn text(inlines: &[Inline], look: Look) -> Part {
    boxed(added(bare(), inlines, look))
}

/// A key, then each of its values.
fn pairs(pairs: &[Pair]) -> Result<Vec<Part>, DocxError> {
    let mut parts = Vec::new();
    for pair in pairs {
        parts.push(text(&pair.key, Look { bold: true, ..Look::default() }));
        for value in &pair.values {
            parts.extend(self::parts(value)?.into_iter().map(set_in));
        }
    }
    Ok(parts)
}

fn set_in(part: Part) -> Part {
    match part {
        Part::Paragraph(paragraph) => boxed(paragraph.indent(Some(INDENT), None, None, None)),
        table @ Part::Table(_) => table,
    }
}

/// An item, its sign before its first paragraph.
fn marked(sign: &str, item: Vec<Part>) -> Vec<Part> {
    let mut first = true;
    item.into_iter()
        .map(|part| match part {
            Part::Paragraph(paragraph) if first => {
                first = false;
                let hanging = SpecialIndentType::Hanging(INDENT);
                let begun = added(bare(), &[Inline::Text(sign.to_owned())], Look::default());
                let whole = paragraph.children.into_iter().fold(begun, |mut whole, child| {
                    whole.children.push(child);
                    whole
                });
                boxed(whole.indent(Some(INDENT), Some(hanging), None, None))
            }
            part => set_in(part),
        })
        .collect()
}

fn row(row: &Row) -> Result<TableRow, DocxError> {
    Ok(TableRow::new(row.cells.iter().map(cell).collect::<Result<Vec<_>, _>>()?))
}

fn cell(cell: &Cell) -> Result<TableCell, DocxError> {
    let own = TableCell::new().grid_span(usize::from(cell.span));
    let look = Look { bold: cell.header, ..Look::default() };
    match &cell.content {
        CellContent::Inlines(inlines) => {
            let paragraph = added(Paragraph::new(), inlines, look);
            let aligned = if cell.numeric { paragraph.align(AlignmentType::Right) } else { paragraph };
            Ok(own.add_paragraph(aligned))
        }
        CellContent::Blocks(blocks) => Ok(parts(blocks)?.into_iter().fold(own, |own, part| match part {
            Part::Paragraph(paragraph) => own.add_paragraph(*paragraph),
            Part::Table(table) => own.add_table(*table),
        })),
    }
}
