//! The logical structure: elements in reading order, and the slots through which drawn content joins them.

/// Index of an element in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ElementId(pub(crate) u32);

/// Index of a place for content in its [`Tree`]. One slot may be drawn in several pieces, on several pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SlotId(pub(crate) u32);

/// Standard structure types that the engine writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    Sect,
    Div,
    Heading(u8),
    Paragraph,
    BlockQuote,
    Span,
    Code,
    Link,
    List,
    ListItem,
    Label,
    ListBody,
    Table,
    TableHead,
    TableBody,
    TableFoot,
    TableRow,
    HeaderCell,
    DataCell,
    Caption,
    Figure,
    Form,
    Toc,
    TocItem,
    Reference,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Role::Document => "Document",
            Role::Sect => "Sect",
            Role::Div => "Div",
            Role::Heading(1) => "H1",
            Role::Heading(2) => "H2",
            Role::Heading(3) => "H3",
            Role::Heading(4) => "H4",
            Role::Heading(5) => "H5",
            Role::Heading(_) => "H6",
            Role::Paragraph => "P",
            Role::BlockQuote => "BlockQuote",
            Role::Span => "Span",
            Role::Code => "Code",
            Role::Link => "Link",
            Role::List => "L",
            Role::ListItem => "LI",
            Role::Label => "Lbl",
            Role::ListBody => "LBody",
            Role::Table => "Table",
            Role::TableHead => "THead",
            Role::TableBody => "TBody",
            Role::TableFoot => "TFoot",
            Role::TableRow => "TR",
            Role::HeaderCell => "TH",
            Role::DataCell => "TD",
            Role::Caption => "Caption",
            Role::Figure => "Figure",
            Role::Form => "Form",
            Role::Toc => "TOC",
            Role::TocItem => "TOCI",
            Role::Reference => "Reference",
        }
    }
}

/// Which cells a header cell speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Column,
    Row,
}

/// Numbering of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbering {
    None,
    Disc,
    Decimal,
}

/// What a structure element says besides its type.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attributes {
    pub(crate) alt: Option<String>,
    pub(crate) actual_text: Option<String>,
    /// Language of its text, when it is not the document's.
    pub(crate) language: Option<String>,
    pub(crate) scope: Option<Scope>,
    pub(crate) column_span: u16,
    pub(crate) numbering: Option<Numbering>,
}

/// Child of an element, in reading order.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kid {
    Element(ElementId),
    Slot(SlotId),
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) role: Role,
    pub(crate) parent: Option<ElementId>,
    pub(crate) attributes: Option<Box<Attributes>>,
    pub(crate) kids: Vec<Kid>,
}

/// The whole structure. Element 0 is the document.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) elements: Vec<Element>,
    /// Element that owns each slot.
    pub(crate) slots: Vec<ElementId>,
}

impl Tree {
    pub(crate) const ROOT: ElementId = ElementId(0);

    pub(crate) fn new() -> Tree {
        Tree {
            elements: vec![Element {
                role: Role::Document,
                parent: None,
                attributes: None,
                kids: Vec::new(),
            }],
            slots: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        let id = ElementId(u32::try_from(self.elements.len()).unwrap_or(u32::MAX));
        self.elements.push(Element { role, parent: Some(parent), attributes: None, kids: Vec::new() });
        if let Some(parent) = self.elements.get_mut(parent.0 as usize) {
            parent.kids.push(Kid::Element(id));
        }
        id
    }

    /// A new place for content, after what the element already holds.
    pub(crate) fn slot(&mut self, owner: ElementId) -> SlotId {
        let id = SlotId(u32::try_from(self.slots.len()).unwrap_or(u32::MAX));
        self.slots.push(owner);
        if let Some(owner) = self.elements.get_mut(owner.0 as usize) {
            owner.kids.push(Kid::Slot(id));
        }
        id
    }

    pub(crate) fn attributes(&mut self, element: ElementId) -> Option<&mut Attributes> {
        self.elements
            .get_mut(element.0 as usize)
            .map(|element| &mut **element.attributes.get_or_insert_default())
    }

    /// Latest child of an element.
    pub(crate) fn last_child(&self, element: ElementId) -> Option<ElementId> {
        self.elements.get(element.0 as usize)?.kids.iter().rev().find_map(|kid| match kid {
            Kid::Element(child) => Some(*child),
            Kid::Slot(_) => None,
        })
    }

    /// Type of an element.
    pub(crate) fn role(&self, element: ElementId) -> Role {
        self.elements.get(element.0 as usize).map_or(Role::Span, |element| element.role)
    }

    /// Whether an element holds nothing.
    pub(crate) fn is_empty(&self, element: ElementId) -> bool {
        self.elements.get(element.0 as usize).is_none_or(|element| element.kids.is_empty())
    }

    /// Type of the element that owns a slot.
    pub(crate) fn role_of_slot(&self, slot: SlotId) -> Role {
        self.slots.get(slot.0 as usize).map_or(Role::Span, |owner| self.role(*owner))
    }
}
