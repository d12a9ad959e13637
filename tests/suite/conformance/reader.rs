//! A small reader of tagged PDFs, written apart from the engine: what the file says, and every way in which it
//! contradicts itself.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A tagged document, read in full.
pub struct Tagged {
    pub document: Document,
    pub pages: Vec<PageContent>,
    /// Kids of the structure tree's root.
    pub roots: Vec<Element>,
    /// Parent tree: key → the elements it leads to.
    pub parents: BTreeMap<i64, Object>,
    /// What could not be read, or reads two ways.
    pub faults: Vec<String>,
}

/// What a page draws.
#[derive(Default)]
pub struct PageContent {
    pub id: ObjectId,
    /// Text of each marked content.
    pub texts: BTreeMap<i64, String>,
    /// The same with a line for each place where the pen was put: what stands apart on the page stands apart here.
    pub runs: BTreeMap<i64, String>,
    /// Tag of each marked content.
    pub tags: BTreeMap<i64, String>,
    /// Marked contents in the order they are drawn.
    pub order: Vec<i64>,
    /// Texts of artifacts, one entry each.
    pub artifacts: Vec<String>,
}

/// A structure element.
pub struct Element {
    pub id: ObjectId,
    pub role: String,
    pub dictionary: Dictionary,
    pub kids: Vec<Kid>,
}

pub enum Kid {
    Element(Element),
    /// Marked content: index of the page, and identifier.
    Content(usize, i64),
    Annotation(ObjectId),
}

impl Element {
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            _ => None,
        })
    }

    pub fn string(&self, key: &str) -> Option<String> {
        self.dictionary.get(key.as_bytes()).ok().map(string)
    }

    /// An entry of its attributes.
    pub fn attribute(&self, key: &str) -> Option<&Object> {
        self.dictionary.get(b"A").and_then(Object::as_dict).ok()?.get(key.as_bytes()).ok()
    }

    /// Calls `visit` for this element and all below, in reading order.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Element)) {
        visit(self);
        for element in self.elements() {
            element.walk(visit);
        }
    }

    /// Marked contents of this element and all below, in reading order.
    pub fn contents(&self) -> Vec<(usize, i64)> {
        let mut list = Vec::new();
        for kid in &self.kids {
            match kid {
                Kid::Element(element) => list.extend(element.contents()),
                Kid::Content(page, mcid) => list.push((*page, *mcid)),
                Kid::Annotation(_) => {}
            }
        }
        list
    }

    pub fn annotations(&self) -> impl Iterator<Item = ObjectId> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Annotation(id) => Some(*id),
            _ => None,
        })
    }
}

impl Tagged {
    pub fn read(bytes: &[u8]) -> Tagged {
        Tagged::of(Document::load_mem(bytes).unwrap())
    }

    pub fn of(document: Document) -> Tagged {
        let mut tagged = Tagged {
            pages: Vec::new(),
            roots: Vec::new(),
            parents: BTreeMap::new(),
            faults: Vec::new(),
            document,
        };
        for (index, id) in tagged.document.page_iter().enumerate().collect::<Vec<_>>() {
            let page = tagged.page(index, id);
            tagged.pages.push(page);
        }
        let Some(root) = tagged.root() else {
            tagged.faults.push("tree: no StructTreeRoot".into());
            return tagged;
        };
        let kids = as_list(root.get(b"K").ok());
        let mut seen = BTreeSet::new();
        for kid in kids {
            if let Some(Kid::Element(element)) = tagged.kid(&kid, None, &mut seen) {
                tagged.roots.push(element);
            }
        }
        match tagged.dictionary(root.get(b"ParentTree").ok()).and_then(|tree| tree.get(b"Nums").ok().cloned())
        {
            Some(Object::Array(numbers)) => {
                for pair in numbers.chunks(2) {
                    if let [Object::Integer(key), value] = pair {
                        tagged.parents.insert(*key, value.clone());
                    }
                }
            }
            _ => tagged.faults.push("parent-tree: none".into()),
        }
        tagged
    }

    pub fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    pub fn root(&self) -> Option<Dictionary> {
        self.dictionary(self.catalog().get(b"StructTreeRoot").ok())
    }

    /// Calls `visit` for every element, in reading order.
    pub fn walk<'a>(&'a self, mut visit: impl FnMut(&'a Element)) {
        for root in &self.roots {
            root.walk(&mut visit);
        }
    }

    /// The elements of one role, in reading order.
    pub fn all(&self, role: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.walk(|element| {
            if element.role == role {
                found.push(element);
            }
        });
        found
    }

    /// Text drawn under an element, in reading order.
    pub fn text(&self, element: &Element) -> String {
        element.contents().iter().map(|(page, mcid)| self.content(*page, *mcid)).collect()
    }

    pub fn content(&self, page: usize, mcid: i64) -> &str {
        self.pages.get(page).and_then(|page| page.texts.get(&mcid)).map_or("", String::as_str)
    }

    /// A drawing's own labels and amounts, one a line.
    pub fn labels(&self, figure: &Element) -> String {
        let own = figure.kids.iter().filter_map(|kid| match kid {
            Kid::Content(page, mcid) => self.pages.get(*page)?.runs.get(mcid),
            _ => None,
        });
        own.map(String::as_str).collect()
    }

    /// Follows references to a dictionary.
    pub fn dictionary(&self, object: Option<&Object>) -> Option<Dictionary> {
        match self.resolved(object?) {
            Object::Dictionary(dictionary) => Some(dictionary.clone()),
            _ => None,
        }
    }

    pub fn resolved<'a>(&'a self, object: &'a Object) -> &'a Object {
        match object {
            Object::Reference(id) => self.document.get_object(*id).unwrap_or(&Object::Null),
            object => object,
        }
    }

    /// Names and contents of the files it carries.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let specifications = as_list(self.catalog().get(b"AF").ok());
        let file = |specification: &Object| {
            let specification = self.dictionary(Some(specification))?;
            let stream =
                self.dictionary(specification.get(b"EF").ok())?.get(b"F").ok()?.as_reference().ok()?;
            let stream = self.document.get_object(stream).and_then(Object::as_stream).ok()?;
            Some((string(specification.get(b"UF").ok()?), stream.get_plain_content().ok()?))
        };
        specifications.iter().filter_map(file).collect()
    }

    /// Index of a page.
    pub fn page_index(&self, id: ObjectId) -> Option<usize> {
        self.pages.iter().position(|page| page.id == id)
    }

    fn kid(&mut self, kid: &Object, page: Option<ObjectId>, seen: &mut BTreeSet<ObjectId>) -> Option<Kid> {
        match kid {
            Object::Integer(mcid) => self.marked(page, *mcid),
            Object::Dictionary(entry) => {
                let page = entry.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                if entry.has_type(b"MCR") {
                    return self.marked(page, entry.get(b"MCID").and_then(Object::as_i64).ok()?);
                }
                let annotation = entry.get(b"Obj").and_then(Object::as_reference).ok();
                if annotation.is_none() || !entry.has_type(b"OBJR") {
                    self.faults.push(format!("tree: a kid of no known kind: {entry:?}"));
                }
                annotation.map(Kid::Annotation)
            }
            Object::Reference(id) => {
                if !seen.insert(*id) {
                    self.faults.push(format!("tree: element {id:?} is met twice"));
                    return None;
                }
                let Ok(dictionary) = self.document.get_dictionary(*id).cloned() else {
                    self.faults.push(format!("tree: element {id:?} does not exist"));
                    return None;
                };
                let role = dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default();
                let role = String::from_utf8_lossy(role).into_owned();
                let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok();
                let mut kids = Vec::new();
                for object in as_list(dictionary.get(b"K").ok()) {
                    kids.extend(self.kid(&object, page, seen));
                }
                for kid in &kids {
                    if let Kid::Element(kid) = kid
                        && kid.dictionary.get(b"P").and_then(Object::as_reference).ok() != Some(*id)
                    {
                        self.faults.push(format!("parent: {} names another parent than {role}", kid.role));
                    }
                }
                Some(Kid::Element(Element { id: *id, role, dictionary, kids }))
            }
            _ => None,
        }
    }

    fn marked(&mut self, page: Option<ObjectId>, mcid: i64) -> Option<Kid> {
        let index = page.and_then(|page| self.page_index(page));
        if index.is_none() {
            self.faults.push(format!("mcid: {mcid} has no page"));
        }
        Some(Kid::Content(index?, mcid))
    }

    /// Reads a page's operators. Whatever paints must stand in marked content.
    fn page(&mut self, index: usize, id: ObjectId) -> PageContent {
        let mut page = PageContent { id, ..PageContent::default() };
        let mut fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = BTreeMap::new();
        for (name, font) in self.document.get_page_fonts(id).unwrap_or_default() {
            let map = font
                .get_deref(b"ToUnicode", &self.document)
                .and_then(Object::as_stream)
                .and_then(lopdf::Stream::get_plain_content);
            match map {
                Ok(map) => drop(fonts.insert(name, to_unicode(&String::from_utf8_lossy(&map)))),
                Err(_) => self.faults.push(format!("font: no ToUnicode on page {}", index + 1)),
            }
        }
        let content = Content::decode(&self.document.get_page_content(id)).unwrap();
        let mut scan =
            Scan { page: &mut page, fonts: &fonts, font: None, open: Vec::new(), faults: Vec::new() };
        for operation in &content.operations {
            scan.operation(operation);
        }
        if !scan.open.is_empty() {
            scan.faults.push("marks: content left open".into());
        }
        let faults = scan.faults;
        self.faults.extend(faults.into_iter().map(|fault| format!("{fault}, page {}", index + 1)));
        page
    }
}

/// An open marked content.
struct Mark {
    mcid: Option<i64>,
    artifact: bool,
    /// Its text is given; what it draws is not read.
    replaced: bool,
}

struct Scan<'a> {
    page: &'a mut PageContent,
    fonts: &'a BTreeMap<Vec<u8>, BTreeMap<u16, String>>,
    font: Option<&'a BTreeMap<u16, String>>,
    open: Vec<Mark>,
    faults: Vec<String>,
}

impl Scan<'_> {
    fn operation(&mut self, operation: &Operation) {
        match operation.operator.as_str() {
            "BMC" | "BDC" => self.begin(operation),
            "EMC" => self.end(),
            "Tm" => {
                if let Some(mcid) = self.open.iter().rev().find_map(|mark| mark.mcid) {
                    self.page.runs.entry(mcid).or_default().push('\n');
                }
            }
            "Tf" => {
                let name =
                    operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                self.font = self.fonts.get(name);
            }
            "Tj" | "TJ" | "'" | "\"" => {
                self.painted();
                let mut text = String::new();
                for operand in &operation.operands {
                    self.shown(operand, &mut text);
                }
                if self.open.iter().all(|mark| !mark.replaced) {
                    self.read(&text);
                }
            }
            "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "sh" | "Do" | "BI" => self.painted(),
            _ => {}
        }
    }

    fn begin(&mut self, operation: &Operation) {
        let tag = operation.operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let tag = String::from_utf8_lossy(tag).into_owned();
        let properties = operation.operands.get(1).and_then(|properties| properties.as_dict().ok());
        let mcid = properties.and_then(|p| p.get(b"MCID").and_then(Object::as_i64).ok());
        let actual = properties.and_then(|p| p.get(b"ActualText").ok()).map(string);
        let artifact = tag == "Artifact";
        if (artifact || mcid.is_some()) && self.open.iter().any(|mark| mark.artifact || mark.mcid.is_some()) {
            self.faults.push("marks: content within content".into());
        }
        if let Some(mcid) = mcid {
            if self.page.tags.insert(mcid, tag).is_some() {
                self.faults.push(format!("mcid: {mcid} is drawn twice"));
            }
            self.page.order.push(mcid);
            self.page.texts.entry(mcid).or_default();
        } else if artifact {
            self.page.artifacts.push(String::new());
        }
        self.open.push(Mark { mcid, artifact, replaced: actual.is_some() });
        if let Some(actual) = actual {
            self.read(&actual);
        }
    }

    fn end(&mut self) {
        if self.open.pop().is_none() {
            self.faults.push("marks: EMC without BDC".into());
        }
    }

    /// Something was painted: it is content or artifact, or a fault.
    fn painted(&mut self) {
        if !self.open.iter().any(|mark| mark.artifact || mark.mcid.is_some()) {
            self.faults.push("loose: painted outside all marked content".into());
        }
    }

    fn shown(&mut self, operand: &Object, text: &mut String) {
        match operand {
            Object::Array(items) => items.iter().for_each(|item| self.shown(item, text)),
            Object::String(codes, _) => {
                for pair in codes.chunks(2) {
                    let code = pair.iter().fold(0_u16, |code, byte| code << 8 | u16::from(*byte));
                    match self.font.and_then(|font| font.get(&code)) {
                        Some(read) if !read.is_empty() => text.push_str(read),
                        _ => self.faults.push(format!("font: code {code} reads as nothing")),
                    }
                }
            }
            _ => {}
        }
    }

    fn read(&mut self, text: &str) {
        if let Some(mcid) = self.open.iter().rev().find_map(|mark| mark.mcid) {
            self.page.texts.entry(mcid).or_default().push_str(text);
            self.page.runs.entry(mcid).or_default().push_str(text);
        } else if self.open.iter().any(|mark| mark.artifact)
            && let Some(artifact) = self.page.artifacts.last_mut()
        {
            artifact.push_str(text);
        }
    }
}

/// Codes and texts of the `bfchar` sections.
fn to_unicode(map: &str) -> BTreeMap<u16, String> {
    let mut readings = BTreeMap::new();
    for section in map.split("beginbfchar").skip(1) {
        let section = section.split("endbfchar").next().unwrap_or_default();
        let mut values = section.split('<').skip(1).filter_map(|part| part.split('>').next());
        while let (Some(code), Some(text)) = (values.next(), values.next()) {
            let units: Vec<u16> = (0..text.len() / 4)
                .filter_map(|at| u16::from_str_radix(text.get(at * 4..at * 4 + 4)?, 16).ok())
                .collect();
            if let Ok(code) = u16::from_str_radix(code, 16) {
                readings.insert(code, String::from_utf16_lossy(&units));
            }
        }
    }
    readings
}

/// A text string: UTF-16 when marked so.
pub fn string(object: &Object) -> String {
    let bytes = object.as_str().unwrap_or_default();
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(units) => String::from_utf16_lossy(
            &units
                .chunks(2)
                .map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)))
                .collect::<Vec<_>>(),
        ),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// `K` holds one kid or an array of them.
pub fn as_list(object: Option<&Object>) -> Vec<Object> {
    match object {
        Some(Object::Array(list)) => list.clone(),
        Some(object) => vec![object.clone()],
        None => Vec::new(),
    }
}
