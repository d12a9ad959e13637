//! Headings, numbered before anything is laid out so that a table of contents can come first.

use crate::pdf::block::Block;
use crate::pdf::display::{AnchorId, Bookmark};
use crate::pdf::read::Document;
use crate::pdf::text;

use super::Anchors;

/// A heading of the document, in order.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub(crate) level: u8,
    /// Level in the structure, where none may be skipped.
    pub(crate) structure_level: u8,
    pub(crate) number: Option<String>,
    pub(crate) title: String,
    pub(crate) anchor: AnchorId,
    pub(crate) id: Option<String>,
    /// The title block's own heading is neither in the table of contents nor a bookmark.
    pub(crate) is_title: bool,
}

/// Headings with the supply of anchors that follows theirs.
pub(crate) struct Headings {
    pub(crate) list: Vec<Heading>,
    pub(crate) anchors: Anchors,
}

struct Counter {
    numbered: bool,
    numbers: [u32; 2],
    last_level: u8,
    headings: Headings,
}

/// Walks the blocks and numbers `h2` and `h3`.
pub(crate) fn collect(document: &Document) -> Headings {
    let mut counter = Counter {
        numbered: document.numbered,
        numbers: [0, 0],
        last_level: 0,
        headings: Headings {
            list: Vec::new(),
            anchors: Anchors::default(),
        },
    };
    counter.walk(&document.blocks, false);
    counter.headings
}

impl Counter {
    fn walk(&mut self, blocks: &[Block], in_title: bool) {
        for block in blocks {
            match block {
                Block::Heading {
                    level,
                    numbered,
                    id,
                    inlines,
                } => {
                    let number = self.number(*level, *numbered && !in_title);
                    let structure_level = (*level).min(self.last_level + 1);
                    self.last_level = structure_level;
                    let anchor = self.headings.anchors.add();
                    self.headings.list.push(Heading {
                        level: *level,
                        structure_level,
                        number,
                        title: text::plain(inlines),
                        anchor,
                        id: id.clone(),
                        is_title: in_title,
                    });
                }
                Block::Title { children, .. } => self.walk(children, true),
                Block::Group { children, .. }
                | Block::Boxed { children, .. }
                | Block::Quote(children) => {
                    self.walk(children, in_title);
                }
                Block::List { items, .. } => {
                    for item in items {
                        self.walk(item, in_title);
                    }
                }
                Block::Pairs(pairs) => {
                    for value in pairs.iter().flat_map(|pair| &pair.values) {
                        self.walk(value, in_title);
                    }
                }
                Block::Table(table) => self.walk_table(table, in_title),
                _ => {}
            }
        }
    }

    fn walk_table(&mut self, table: &crate::pdf::block::Table, in_title: bool) {
        use crate::pdf::block::CellContent;
        for row in table.head.iter().chain(&table.body).chain(&table.foot) {
            for cell in &row.cells {
                if let CellContent::Blocks(blocks) = &cell.content {
                    self.walk(blocks, in_title);
                }
            }
        }
    }

    fn number(&mut self, level: u8, numbered: bool) -> Option<String> {
        if !self.numbered || !numbered {
            return None;
        }
        let [section, subsection] = &mut self.numbers;
        match level {
            2 => {
                *section += 1;
                *subsection = 0;
                Some(section.to_string())
            }
            3 if *section > 0 => {
                *subsection += 1;
                Some(format!("{section}.{subsection}"))
            }
            _ => None,
        }
    }
}

/// Bookmarks of the headings, title excepted.
pub(crate) fn bookmarks(headings: &[Heading]) -> Vec<Bookmark> {
    headings
        .iter()
        .filter(|heading| !heading.is_title)
        .map(|heading| Bookmark {
            level: heading.level,
            title: match &heading.number {
                Some(number) => format!("{number}\u{A0}\u{A0}{}", heading.title),
                None => heading.title.clone(),
            },
            anchor: heading.anchor,
        })
        .collect()
}
