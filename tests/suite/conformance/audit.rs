//! What a tagged, archival document of a pack must be, rule by rule. Each fault begins with the name of its rule.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::reader::{Element, Tagged, as_list, string};

/// Every fault of a document.
pub fn audit(tagged: &Tagged) -> Vec<String> {
    let mut audit = Audit { tagged, faults: tagged.faults.clone() };
    audit.catalogue();
    audit.metadata();
    audit.marks();
    audit.links();
    audit.headings();
    audit.outlines();
    audit.figures();
    audit.tables();
    audit.lists();
    audit.contents_table();
    audit.files();
    audit.faults
}

struct Audit<'a> {
    tagged: &'a Tagged,
    faults: Vec<String>,
}

impl Audit<'_> {
    fn fault(&mut self, rule: &str, what: impl std::fmt::Display) {
        self.faults.push(format!("{rule}: {what}"));
    }

    fn check(&mut self, holds: bool, rule: &str, what: impl std::fmt::Display) {
        if !holds {
            self.fault(rule, what);
        }
    }

    fn catalogue(&mut self) {
        let catalog = self.tagged.catalog();
        let lang = catalog.get(b"Lang").map(string).unwrap_or_default();
        self.check(lang == "fr-FR", "lang", lang);
        let flag = |outer: &str, inner: &str| {
            self.tagged
                .dictionary(catalog.get(outer.as_bytes()).ok())
                .and_then(|dictionary| dictionary.get(inner.as_bytes()).and_then(Object::as_bool).ok())
        };
        let (marked, title) = (flag("MarkInfo", "Marked"), flag("ViewerPreferences", "DisplayDocTitle"));
        self.check(marked == Some(true), "marked", "MarkInfo");
        self.check(title == Some(true), "title", "DisplayDocTitle");
        let [root] = self.tagged.roots.as_slice() else {
            return self.fault("tree", "one root element");
        };
        self.check(root.role == "Document", "tree", &root.role);
        let parent = root.dictionary.get(b"P").and_then(Object::as_reference).ok();
        let tree = catalog.get(b"StructTreeRoot").and_then(Object::as_reference).ok();
        self.check(parent == tree, "parent", "of Document");
        for (index, page) in self.tagged.pages.iter().enumerate() {
            let tabs = self.tagged.document.get_dictionary(page.id).unwrap().get(b"Tabs");
            self.check(tabs.and_then(Object::as_name).ok() == Some(b"S"), "tabs", index + 1);
        }
    }

    fn metadata(&mut self) {
        let document = &self.tagged.document;
        let xmp = self
            .tagged
            .catalog()
            .get(b"Metadata")
            .and_then(Object::as_reference)
            .and_then(|id| document.get_object(id))
            .and_then(Object::as_stream)
            .map(|stream| String::from_utf8_lossy(&stream.content).into_owned())
            .unwrap_or_default();
        for claim in ["<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<"] {
            self.check(xmp.contains(claim), "xmp", claim);
        }
        let info = self.tagged.dictionary(document.trailer.get(b"Info").ok()).unwrap_or_default();
        let title = info.get(b"Title").map(string).unwrap_or_default();
        let escaped = title.replace('&', "&amp;");
        self.check(
            !title.is_empty() && xmp.contains(&format!(">{escaped}<")),
            "title",
            "XMP and Info differ",
        );
    }

    /// Marked content and structure say the same, both ways.
    fn marks(&mut self) {
        let tagged = self.tagged;
        let mut owners: BTreeMap<(usize, i64), &Element> = BTreeMap::new();
        tagged.walk(|element| {
            for kid in &element.kids {
                if let super::reader::Kid::Content(page, mcid) = kid
                    && owners.insert((*page, *mcid), element).is_some()
                {
                    self.faults.push(format!("mcid: {mcid} of page {} has two owners", page + 1));
                }
            }
        });
        for (index, page) in tagged.pages.iter().enumerate() {
            let drawn: BTreeSet<i64> = page.order.iter().copied().collect();
            let told: BTreeSet<i64> =
                owners.range((index, i64::MIN)..=(index, i64::MAX)).map(|((_, mcid), _)| *mcid).collect();
            for mcid in drawn.symmetric_difference(&told) {
                let where_ = if drawn.contains(mcid) { "only drawn" } else { "only in the tree" };
                self.fault("mcid", format_args!("{mcid} of page {} is {where_}", index + 1));
            }
            let key = tagged.document.get_dictionary(page.id).unwrap().get(b"StructParents");
            let key = key.and_then(Object::as_i64).unwrap_or(-1);
            let entries = tagged.parents.get(&key).map(|entry| as_list(Some(tagged.resolved(entry))));
            let entries = entries.unwrap_or_default();
            self.check(
                entries.len() == drawn.len(),
                "parent-tree",
                format_args!("length, page {}", index + 1),
            );
            for mcid in &page.order {
                let Some(owner) = owners.get(&(index, *mcid)) else { continue };
                let entry = usize::try_from(*mcid).ok().and_then(|at| entries.get(at));
                let says = entry.and_then(|entry| entry.as_reference().ok());
                self.check(
                    says == Some(owner.id),
                    "parent-tree",
                    format_args!("{mcid} of page {}", index + 1),
                );
                let tag = page.tags.get(mcid).map_or("", String::as_str);
                self.check(tag == owner.role, "tag", format_args!("{tag} drawn for {}", owner.role));
            }
        }
        // Content is drawn in the order in which it is read: extractors that ignore the structure agree with it.
        let mut read: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
        for root in &tagged.roots {
            for (page, mcid) in root.contents() {
                read.entry(page).or_default().push(mcid);
            }
        }
        for (index, page) in tagged.pages.iter().enumerate() {
            let read = read.remove(&index).unwrap_or_default();
            let same = read.iter().zip(&page.order).take_while(|(one, other)| one == other).count();
            let told = |order: &[i64]| {
                order.get(same).map(|mcid| (page.tags.get(mcid), tagged.content(index, *mcid)))
            };
            if read != page.order {
                self.fault(
                    "order",
                    format_args!("page {}: read {:?}, drawn {:?}", index + 1, told(&read), told(&page.order)),
                );
            }
        }
    }

    fn links(&mut self) {
        let tagged = self.tagged;
        let mut told: BTreeSet<ObjectId> = BTreeSet::new();
        for link in tagged.all("Link") {
            let text = tagged.text(link);
            self.check(!text.trim().is_empty(), "link", "without text");
            self.check(link.annotations().count() > 0, "link", format_args!("{text} has no OBJR"));
            for id in link.annotations() {
                told.insert(id);
                let Ok(annotation) = tagged.document.get_dictionary(id) else {
                    self.fault("link", "annotation lost");
                    continue;
                };
                self.annotation(annotation, link, &text);
            }
        }
        for form in tagged.all("Form") {
            self.check(form.annotations().count() == 1, "form", "not one field");
            for id in form.annotations() {
                told.insert(id);
                let field = tagged.document.get_dictionary(id).unwrap();
                let said = field.get(b"TU").map(string).unwrap_or_default();
                self.check(!said.trim().is_empty(), "form", "a field without name");
                let looks = tagged.dictionary(field.get(b"AP").ok()).is_some_and(|look| look.has(b"N"));
                self.check(looks, "form", format_args!("{said} looks like nothing"));
                let key = field.get(b"StructParent").and_then(Object::as_i64).ok();
                let owner =
                    key.and_then(|key| tagged.parents.get(&key)).and_then(|owner| owner.as_reference().ok());
                self.check(
                    owner == Some(form.id),
                    "form",
                    format_args!("{said} does not lead back to its element"),
                );
            }
        }
        for page in &tagged.pages {
            let annotations = tagged.document.get_dictionary(page.id).unwrap().get(b"Annots").ok();
            for annotation in as_list(annotations.map(|list| tagged.resolved(list))) {
                let id = annotation.as_reference().ok();
                self.check(id.is_some_and(|id| told.remove(&id)), "link", "an annotation outside the tree");
            }
        }
        self.check(told.is_empty(), "link", "an annotation on no page");
    }

    fn annotation(&mut self, annotation: &Dictionary, link: &Element, text: &str) {
        let tagged = self.tagged;
        let contents = annotation.get(b"Contents").map(string).unwrap_or_default();
        self.check(!contents.trim().is_empty(), "link", format_args!("{text} has no Contents"));
        let key = annotation.get(b"StructParent").and_then(Object::as_i64).ok();
        let owner = key.and_then(|key| tagged.parents.get(&key)).and_then(|owner| owner.as_reference().ok());
        self.check(owner == Some(link.id), "link", format_args!("{text} does not lead back to its element"));
        let printed = annotation.get(b"F").and_then(Object::as_i64).is_ok_and(|flags| flags & 4 != 0);
        self.check(printed, "link", format_args!("{text} is not printed"));
        let outside = tagged.dictionary(annotation.get(b"A").ok()).is_some_and(|action| {
            let target = action.get(b"URI").or_else(|_| action.get(b"F"));
            target.is_ok_and(|target| !string(target).is_empty())
        });
        self.check(
            outside || destination(tagged, annotation).is_some(),
            "link",
            format_args!("{text} leads nowhere"),
        );
    }

    fn headings(&mut self) {
        let mut last = 0;
        let mut titles = 0;
        let tagged = self.tagged;
        tagged.walk(|element| {
            let Some(level) = heading_level(element) else { return };
            titles += usize::from(level == 1);
            self.check(level <= last + 1, "heading", format_args!("H{level} after H{last}"));
            self.check(!tagged.text(element).trim().is_empty(), "heading", "empty");
            last = level;
        });
        self.check(titles == 1, "heading", format_args!("{titles} titles"));
    }

    /// Bookmarks are the headings but the title's own, with their levels and pages.
    fn outlines(&mut self) {
        let tagged = self.tagged;
        let mut headings = Vec::new();
        tagged.walk(|element| {
            if let Some(level) = heading_level(element).filter(|level| *level > 1) {
                let page = element.contents().first().map(|(page, _)| *page);
                headings.push((level - 1, one_space(&tagged.text(element)), page));
            }
        });
        let mut bookmarks = Vec::new();
        let root = tagged.dictionary(tagged.catalog().get(b"Outlines").ok());
        collect_outlines(tagged, root.as_ref(), 1, &mut bookmarks);
        if headings != bookmarks {
            let at = headings.iter().zip(&bookmarks).take_while(|(one, other)| one == other).count();
            self.fault("outline", format_args!("{:?}, heading {:?}", bookmarks.get(at), headings.get(at)));
        }
        let mode = tagged.catalog().get(b"PageMode").and_then(Object::as_name).unwrap_or_default();
        let expected: &[u8] = if headings.is_empty() { b"UseNone" } else { b"UseOutlines" };
        self.check(mode == expected, "outline", "PageMode");
    }

    /// A figure says in words all the numbers that it shows, or names the table of the document that says them.
    fn figures(&mut self) {
        let captions: Vec<String> = self
            .tagged
            .all("Caption")
            .into_iter()
            .map(|caption| one_space(&self.tagged.text(caption)))
            .collect();
        for figure in self.tagged.all("Figure") {
            let alt = figure.string("Alt").unwrap_or_default();
            self.check(!alt.trim().is_empty(), "figure", "without alternative text");
            self.check(figure.attribute("BBox").is_some(), "figure", "without box");
            let named = alt.split('«').nth(1).and_then(|rest| rest.split('»').next()).map(one_space);
            if named.is_some_and(|named| captions.iter().any(|caption| caption.starts_with(named.trim()))) {
                continue;
            }
            for amount in amounts(&self.tagged.labels(figure)) {
                self.check(alt.contains(&amount), "figure", format_args!("{amount} is not in « {alt} »"));
            }
        }
    }

    fn tables(&mut self) {
        for table in self.tagged.all("Table") {
            let mut rows = Vec::new();
            for kid in table.elements() {
                match kid.role.as_str() {
                    "Caption" => {}
                    "THead" | "TBody" | "TFoot" => {
                        for row in kid.elements() {
                            self.check(
                                row.role == "TR",
                                "table",
                                format_args!("{} in {}", row.role, kid.role),
                            );
                            rows.push(row);
                        }
                    }
                    "TR" => rows.push(kid),
                    other => self.fault("table", format_args!("{other} in Table")),
                }
            }
            let mut widths = BTreeSet::new();
            for row in &rows {
                let mut width = 0;
                for cell in row.elements() {
                    self.check(
                        matches!(&*cell.role, "TH" | "TD"),
                        "table",
                        format_args!("{} in TR", cell.role),
                    );
                    let scope = cell.attribute("Scope").and_then(|scope| scope.as_name().ok());
                    if cell.role == "TH" {
                        let known = matches!(scope, Some(b"Column" | b"Row" | b"Both"));
                        self.check(known, "scope", format_args!("of « {} »", self.tagged.text(cell)));
                    }
                    let span = cell.attribute("ColSpan").and_then(|span| span.as_i64().ok());
                    width += span.unwrap_or(1);
                }
                widths.insert(width);
            }
            self.check(widths.len() == 1, "table", format_args!("rows of {widths:?} cells"));
            let headed = table.elements().any(|kid| {
                kid.role == "THead"
                    && kid.elements().flat_map(Element::elements).all(|cell| cell.role == "TH")
            });
            self.check(headed, "table", "without header row");
        }
        self.nested("TR", &["Table", "THead", "TBody", "TFoot"]);
        self.nested("TH", &["TR"]);
        self.nested("TD", &["TR"]);
        self.nested("LI", &["L"]);
        self.nested("TOCI", &["TOC"]);
    }

    fn nested(&mut self, role: &str, within: &[&str]) {
        let tagged = self.tagged;
        tagged.walk(|element| {
            if !within.contains(&&*element.role) && element.elements().any(|kid| kid.role == role) {
                self.fault("nesting", format_args!("{role} in {}", element.role));
            }
        });
    }

    fn lists(&mut self) {
        for list in self.tagged.all("L") {
            for item in list.elements() {
                let roles: Vec<&str> = item.elements().map(|kid| &*kid.role).collect();
                self.check(item.role == "LI", "list", &item.role);
                self.check(matches!(*roles, ["Lbl", "LBody"] | ["LBody"]), "list", format_args!("{roles:?}"));
            }
            let label = list.elements().flat_map(Element::elements).find(|kid| kid.role == "Lbl");
            let label = label.map(|label| self.tagged.text(label)).unwrap_or_default();
            let numbering = list.attribute("ListNumbering").and_then(|kind| kind.as_name().ok());
            let expected: &[Option<&[u8]>] = match label.chars().next() {
                Some('•' | '–') => &[Some(b"Disc")],
                Some(c) if c.is_ascii_digit() && label.ends_with('.') => &[Some(b"Decimal")],
                // Keys and values.
                _ => &[None, Some(b"None")],
            };
            self.check(expected.contains(&numbering), "list", format_args!("{numbering:?} with « {label} »"));
        }
    }

    /// Each line of the table of contents leads to the page whose number it prints.
    fn contents_table(&mut self) {
        let tagged = self.tagged;
        for link in tagged.all("TOCI").iter().flat_map(|item| item.elements()).flat_map(Element::elements) {
            let text = tagged.text(link);
            let printed = text.trim_end().rsplit(char::is_whitespace).next().and_then(|n| n.parse().ok());
            for id in link.annotations() {
                let target = tagged.document.get_dictionary(id).ok().and_then(|a| destination(tagged, a));
                self.check(target.map(|page| page + 1) == printed, "toc", &text);
            }
        }
    }

    fn files(&mut self) {
        let tagged = self.tagged;
        let catalog = tagged.catalog();
        let associated = as_list(catalog.get(b"AF").ok());
        let names = tagged
            .dictionary(catalog.get(b"Names").ok())
            .and_then(|names| tagged.dictionary(names.get(b"EmbeddedFiles").ok()))
            .map(|files| as_list(files.get(b"Names").ok()))
            .unwrap_or_default();
        let listed: Vec<Object> = names.chunks(2).filter_map(|pair| pair.get(1).cloned()).collect();
        self.check(associated == listed, "files", "AF and Names differ");
        for specification in &associated {
            let specification = tagged.dictionary(Some(specification)).unwrap_or_default();
            let name = specification.get(b"UF").map(string).unwrap_or_default();
            self.check(specification.get(b"F").map(string).ok() == Some(name.clone()), "files", "F and UF");
            let has =
                |key: &str| specification.get(key.as_bytes()).is_ok_and(|value| !string(value).is_empty());
            self.check(has("Desc"), "files", format_args!("{name} has no description"));
            let relationship =
                specification.get(b"AFRelationship").and_then(Object::as_name).unwrap_or_default();
            let expected: &[u8] = if name.ends_with(".json") { b"Data" } else { b"Source" };
            self.check(relationship == expected, "files", format_args!("AFRelationship of {name}"));
            let stream = tagged
                .dictionary(specification.get(b"EF").ok())
                .and_then(|files| files.get(b"F").and_then(Object::as_reference).ok())
                .and_then(|id| tagged.document.get_object(id).ok())
                .and_then(|object| object.as_stream().ok());
            let Some(stream) = stream else {
                self.fault("files", format_args!("{name} holds nothing"));
                continue;
            };
            let mime = stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
            self.check(mime == mime_of(&name).as_bytes(), "files", format_args!("MIME type of {name}"));
            let parameters = tagged.dictionary(stream.dict.get(b"Params").ok()).unwrap_or_default();
            let size = parameters.get(b"Size").and_then(Object::as_i64).unwrap_or(-1);
            let length = stream.get_plain_content().map_or(0, |content| content.len());
            self.check(usize::try_from(size) == Ok(length), "files", format_args!("size of {name}"));
            let date = parameters.get(b"ModDate").map(string).unwrap_or_default();
            self.check(date.starts_with("D:20") && date.len() >= 10, "files", format_args!("date of {name}"));
        }
    }
}

/// The media type that a file's name announces.
pub fn mime_of(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("toml") => "application/toml",
        Some("zip") => "application/zip",
        Some("md") => "text/markdown",
        Some("json") => "application/json",
        _ => "",
    }
}

/// Level of a heading.
pub fn heading_level(element: &Element) -> Option<u32> {
    element.role.strip_prefix('H')?.parse().ok()
}

/// Index of the page that an annotation or a bookmark leads to.
fn destination(tagged: &Tagged, dictionary: &Dictionary) -> Option<usize> {
    let destination = dictionary.get(b"Dest").and_then(Object::as_array).ok()?;
    tagged.page_index(destination.first()?.as_reference().ok()?)
}

fn collect_outlines(
    tagged: &Tagged,
    parent: Option<&Dictionary>,
    level: u32,
    out: &mut Vec<(u32, String, Option<usize>)>,
) {
    let mut next = parent.and_then(|parent| tagged.dictionary(parent.get(b"First").ok()));
    while let Some(item) = next {
        let title = item.get(b"Title").map(string).unwrap_or_default();
        out.push((level, one_space(&title), destination(tagged, &item)));
        collect_outlines(tagged, Some(&item), level + 1, out);
        next = tagged.dictionary(item.get(b"Next").ok());
    }
}

/// White space of any kind, collapsed.
pub fn one_space(text: &str) -> String {
    text.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Amounts in euros and percentages of a text, as printed.
fn amounts(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, sign) in text.match_indices(['€', '%']) {
        let before = text.get(..at).unwrap_or_default();
        let digits = |c: char| c.is_ascii_digit() || matches!(c, ',' | '\u{202F}' | '\u{A0}');
        let start = before.trim_end_matches(digits).len();
        let number = before.get(start..).unwrap_or_default();
        if number.contains(|c: char| c.is_ascii_digit()) {
            found.push(format!("{}{sign}", number.trim_start_matches(['\u{202F}', '\u{A0}', ','])));
        }
    }
    found
}
