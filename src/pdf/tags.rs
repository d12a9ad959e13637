//! The structure tree as objects of the file.
//!
//! A long table has a hundred thousand of them, each of which takes a kilobyte as long as it is an object: they are
//! made as they are written.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::display::Layout;
use super::draw::Marks;
use super::string::text;
use super::structure::{Attributes, ElementId, Kid, Numbering, Role, Scope, SlotId};

/// Annotations of each link element, with their pages.
pub(crate) type Annotations = BTreeMap<ElementId, Vec<(usize, ObjectId)>>;

/// Structure elements, then what the parent tree says of each page. Their objects are numbered in that order.
pub(crate) struct Tags<'a> {
    layout: &'a Layout,
    marks: &'a [Marks],
    pages: Vec<ObjectId>,
    annotations: Annotations,
    boxes: BTreeMap<ElementId, [f32; 4]>,
    /// Where each slot was drawn, page by page: slot, page, marked-content identifier.
    drawn: Vec<(SlotId, u32, u32)>,
    root: ObjectId,
    first: u32,
}

impl<'a> Tags<'a> {
    /// Objects are numbered from `first` on.
    pub(crate) fn new(
        layout: &'a Layout,
        marks: &'a [Marks],
        pages: Vec<ObjectId>,
        annotations: Annotations,
        root: ObjectId,
        first: u32,
    ) -> Tags<'a> {
        let mut drawn: Vec<(SlotId, u32, u32)> = (0_u32..)
            .zip(marks)
            .flat_map(|(page, marks)| (0_u32..).zip(marks).map(move |(mcid, slot)| (*slot, page, mcid)))
            .collect();
        drawn.sort_unstable();
        Tags { layout, marks, pages, annotations, boxes: figure_boxes(layout), drawn, root, first }
    }

    /// How many objects there are.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.layout.tree.elements.len() + self.marks.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn id(&self, index: u32) -> ObjectId {
        (self.first + index, 0)
    }

    pub(crate) fn element_id(&self, element: ElementId) -> ObjectId {
        self.id(element.0)
    }

    /// The array of a page's marked content, each with the element that owns it.
    pub(crate) fn owners_id(&self, page: usize) -> ObjectId {
        self.id(u32::try_from(self.layout.tree.elements.len() + page).unwrap_or(u32::MAX))
    }

    pub(crate) fn object(&self, index: u32) -> Object {
        let elements = self.layout.tree.elements.len();
        match (index as usize).checked_sub(elements) {
            None => Object::Dictionary(self.element(ElementId(index))),
            Some(page) => Object::Array(self.owners(page)),
        }
    }

    fn owners(&self, page: usize) -> Vec<Object> {
        let owner = |slot: &SlotId| self.layout.tree.slots.get(slot.0 as usize);
        self.marks
            .get(page)
            .into_iter()
            .flatten()
            .map(|slot| owner(slot).map_or(Object::Null, |owner| Object::Reference(self.element_id(*owner))))
            .collect()
    }

    fn element(&self, id: ElementId) -> Dictionary {
        let Some(element) = self.layout.tree.elements.get(id.0 as usize) else {
            return Dictionary::new();
        };
        let mut kids: Vec<Object> = Vec::with_capacity(element.kids.len());
        let mut home: Option<usize> = None;
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => kids.push(Object::Reference(self.element_id(*kid))),
                Kid::Slot(slot) => {
                    for (page, mcid) in self.places(*slot) {
                        if *home.get_or_insert(page) == page {
                            kids.push(Object::Integer(mcid));
                        } else {
                            kids.push(Object::Dictionary(dictionary! {
                                "Type" => "MCR",
                                "Pg" => self.page_reference(page),
                                "MCID" => mcid,
                            }));
                        }
                    }
                }
            }
        }
        for (page, annotation) in self.annotations.get(&id).into_iter().flatten() {
            home.get_or_insert(*page);
            kids.push(Object::Dictionary(dictionary! {
                "Type" => "OBJR",
                "Pg" => self.page_reference(*page),
                "Obj" => Object::Reference(*annotation),
            }));
        }
        let mut dictionary = dictionary! {
            "S" => element.role.name(),
            "P" => Object::Reference(element.parent.map_or(self.root, |parent| self.element_id(parent))),
        };
        if let Some(page) = home {
            dictionary.set("Pg", self.page_reference(page));
        }
        match kids.len() {
            0 => {}
            1 => dictionary.set("K", kids.swap_remove(0)),
            _ => dictionary.set("K", kids),
        }
        if let Some(attributes) = &element.attributes {
            describe(&mut dictionary, element.role, attributes);
        }
        if element.role == Role::Figure
            && let Some([x, y, width, height]) = self.boxes.get(&id)
        {
            dictionary.set(
                "A",
                dictionary! {
                    "O" => "Layout",
                    "Placement" => "Block",
                    "BBox" => vec![
                        Object::Real(*x),
                        Object::Real(self.layout.height - y - height),
                        Object::Real(x + width),
                        Object::Real(self.layout.height - y),
                    ],
                },
            );
        }
        dictionary
    }

    /// Where a slot was drawn: page and marked-content identifier.
    fn places(&self, slot: SlotId) -> impl Iterator<Item = (usize, i64)> {
        let from = self.drawn.partition_point(|(drawn, ..)| *drawn < slot);
        self.drawn
            .iter()
            .skip(from)
            .take_while(move |(drawn, ..)| *drawn == slot)
            .map(|(_, page, mcid)| (*page as usize, i64::from(*mcid)))
    }

    fn page_reference(&self, page: usize) -> Object {
        self.pages.get(page).map_or(Object::Null, |id| Object::Reference(*id))
    }
}

fn figure_boxes(layout: &Layout) -> BTreeMap<ElementId, [f32; 4]> {
    let mut boxes: BTreeMap<ElementId, [f32; 4]> = BTreeMap::new();
    for figure in &layout.figures {
        boxes
            .entry(figure.element)
            .and_modify(|[x, y, width, height]| {
                // Several strips of one figure; one that goes on to another page keeps the first page's box.
                if figure.y >= *y {
                    *height = (*height).max(figure.y + figure.height - *y);
                    *width = (*width).max(figure.x + figure.width - *x);
                }
            })
            .or_insert([figure.x, figure.y, figure.width, figure.height]);
    }
    boxes
}

/// Entries of a structure element that come from its attributes.
fn describe(dictionary: &mut Dictionary, role: Role, attributes: &Attributes) {
    if let Some(alt) = &attributes.alt {
        dictionary.set("Alt", text(alt));
    }
    if let Some(actual) = &attributes.actual_text {
        dictionary.set("ActualText", text(actual));
    }
    if let Some(language) = &attributes.language {
        dictionary.set("Lang", text(language));
    }
    match role {
        Role::HeaderCell | Role::DataCell => {
            let mut table = dictionary! { "O" => "Table" };
            match attributes.scope {
                Some(Scope::Column) => table.set("Scope", "Column"),
                Some(Scope::Row) => table.set("Scope", "Row"),
                None => {}
            }
            if attributes.column_span > 1 {
                table.set("ColSpan", i64::from(attributes.column_span));
            }
            if table.len() > 1 {
                dictionary.set("A", table);
            }
        }
        Role::List => {
            let numbering = match attributes.numbering.unwrap_or(Numbering::None) {
                Numbering::None => "None",
                Numbering::Disc => "Disc",
                Numbering::Decimal => "Decimal",
            };
            dictionary.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering });
        }
        _ => {}
    }
}
