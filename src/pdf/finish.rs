//! What PDF/A-3a and PDF/UA-1 ask beyond drawing: structure, metadata, outlines, links, attachments.
//!
//! Comments name the clause that a validator reports when the entry is missing (ISO 19005-3 for A, ISO 14289-1 for UA).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::convert::{Sheet, compress, writing};
use super::display::{Anchor, Bookmark, Layout};
use super::draw::{LOGO, Marks};
use super::embed::Subset;
use super::error::PdfError;
use super::font::Face;
use super::string::{pdf_date, text};
use super::structure::Tree;
use super::tags::Tags;
use super::xmp::{PRODUCER, stated};
use super::{Attachment, RenderRequest, icc, write, xmp};

/// Puts drawn pages into their document, and gives the bytes of a conforming file.
pub(crate) fn finish(
    skeleton: Document,
    sheets: Vec<Sheet>,
    layout: &Layout,
    subsets: &[Subset],
    request: &RenderRequest<'_>,
) -> Result<Vec<u8>, PdfError> {
    let mut finisher = Finisher::new(skeleton, layout, request)?;
    let with_logo: Vec<bool> = sheets.iter().map(|sheet| sheet.shows_logo).collect();
    let marks = finisher.fill_pages(sheets)?;
    finisher.logo(&with_logo)?;
    finisher.fonts(subsets, request)?;
    let tags = finisher.structure(&marks)?;
    finisher.outlines();
    finisher.metadata();
    finisher.attachments();
    finisher.save(&tags)
}

pub(super) struct Finisher<'a> {
    pub(super) document: Document,
    pub(super) layout: &'a Layout,
    request: &'a RenderRequest<'a>,
    pub(super) pages: Vec<ObjectId>,
    pub(super) catalog: Dictionary,
    catalog_id: ObjectId,
}

impl<'a> Finisher<'a> {
    fn new(
        mut document: Document,
        layout: &'a Layout,
        request: &'a RenderRequest<'a>,
    ) -> Result<Finisher<'a>, PdfError> {
        document.version = "1.7".into();
        let catalog_id = document.trailer.get(b"Root").and_then(Object::as_reference).map_err(writing)?;
        let mut catalog = document.get_dictionary(catalog_id).map_err(writing)?.clone();
        catalog.remove(b"PageLayout");
        catalog.set("Lang", text("fr-FR"));
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        let pages: Vec<ObjectId> = document.page_iter().collect();
        if pages.len() != layout.pages.len() {
            return Err(PdfError::Writing("pages perdues".into()));
        }
        Ok(Finisher { document, layout, request, pages, catalog, catalog_id })
    }

    /// Gives the pages their content, removes the empty entries that printpdf writes, and states the reading order.
    fn fill_pages(&mut self, sheets: Vec<Sheet>) -> Result<Vec<Marks>, PdfError> {
        let mut marks = Vec::with_capacity(sheets.len());
        for (index, (id, sheet)) in self.pages.iter().zip(sheets).enumerate() {
            let page = self.document.get_dictionary_mut(*id).map_err(writing)?;
            let contents = page.get(b"Contents").and_then(Object::as_reference).map_err(writing)?;
            page.remove(b"Annots");
            page.set("StructParents", index as i64);
            page.set("Tabs", "S");
            let resources = page.get(b"Resources").and_then(Object::as_reference).map_err(writing)?;
            let resources = self.document.get_dictionary_mut(resources).map_err(writing)?;
            for name in [&b"XObject"[..], b"ExtGState", b"Shading"] {
                resources.remove(name);
            }
            self.document.set_object(contents, sheet.content);
            marks.push(sheet.marks);
        }
        Ok(marks)
    }

    /// Gives the theme's logo to the pages that show it.
    fn logo(&mut self, with_logo: &[bool]) -> Result<(), PdfError> {
        let Some(image) = self.request.theme.logo.as_ref().map(|logo| &logo.image) else {
            return Ok(());
        };
        let on: Vec<ObjectId> =
            self.pages.iter().zip(with_logo).filter(|(_, shows)| **shows).map(|(id, _)| *id).collect();
        if on.is_empty() {
            return Ok(());
        }
        let samples = |space: &str| {
            dictionary! {
                "Type" => "XObject",
                "Subtype" => "Image",
                "Width" => i64::from(image.width),
                "Height" => i64::from(image.height),
                "ColorSpace" => space,
                "BitsPerComponent" => 8,
            }
        };
        let mut dictionary = samples(if image.grey { "DeviceGray" } else { "DeviceRGB" });
        if let Some(alpha) = &image.alpha {
            let mask = self.document.add_object(Stream::new(samples("DeviceGray"), alpha.to_vec()));
            dictionary.set("SMask", Object::Reference(mask));
        }
        let logo = self.document.add_object(Stream::new(dictionary, image.samples.to_vec()));
        for page in on {
            let page = self.document.get_dictionary(page).map_err(writing)?;
            let resources = page.get(b"Resources").and_then(Object::as_reference).map_err(writing)?;
            let resources = self.document.get_dictionary_mut(resources).map_err(writing)?;
            resources.set("XObject", dictionary! { LOGO => Object::Reference(logo) });
        }
        Ok(())
    }

    /// Puts right what printpdf says of fonts that it saw only in part.
    fn fonts(&mut self, subsets: &[Subset], request: &RenderRequest<'_>) -> Result<(), PdfError> {
        let mut found: Vec<(ObjectId, ObjectId, &Subset)> = Vec::new();
        for object in self.document.objects.values() {
            let Ok(font) = object.as_dict() else { continue };
            if !font.has_type(b"Font") {
                continue;
            }
            let Some(subset) = font
                .get(b"BaseFont")
                .and_then(Object::as_name)
                .ok()
                .and_then(|name| subsets.iter().find(|subset| subset.base_font.as_bytes() == name))
            else {
                continue;
            };
            let unicode = font.get(b"ToUnicode").and_then(Object::as_reference).map_err(writing)?;
            let descriptor = font
                .get(b"DescendantFonts")
                .and_then(Object::as_array)
                .map_err(writing)?
                .first()
                .ok_or_else(|| PdfError::Writing("police sans description".into()))?
                .as_dict()
                .and_then(|descendant| descendant.get(b"FontDescriptor"))
                .and_then(Object::as_reference)
                .map_err(writing)?;
            found.push((unicode, descriptor, subset));
        }
        if found.len() != subsets.len() {
            return Err(PdfError::Writing("police perdue".into()));
        }
        for (unicode, descriptor, subset) in found {
            let face = request.fonts.face(subset.face);
            self.document
                .set_object(unicode, Stream::new(Dictionary::new(), subset.to_unicode().into_bytes()));
            let descriptor = self.document.get_dictionary_mut(descriptor).map_err(writing)?;
            let italic = matches!(subset.face, Face::Italic | Face::BoldItalic);
            // Non-symbolic, and italic where it is.
            descriptor.set("Flags", 32 + if italic { 64_i64 } else { 0 });
            descriptor.set("CapHeight", face.cap_height);
            let weight = f64::from(face.weight) / 65.0;
            descriptor.set("StemV", 50 + (weight * weight).round() as i64);
        }
        Ok(())
    }

    /// Structure tree, parent tree and link annotations. The elements themselves are made when the file is written.
    fn structure<'b>(&mut self, marks: &'b [Marks]) -> Result<Tags<'b>, PdfError>
    where
        'a: 'b,
    {
        let root = self.document.new_object_id();
        let first = self.document.max_id + 1;
        let count = u32::try_from(self.layout.tree.elements.len() + marks.len())
            .map_err(|_| PdfError::Writing("structure trop grande".into()))?;
        self.document.max_id += count;
        let (annotations, link_parents) = self.annotations()?;
        let tags = Tags::new(self.layout, marks, self.pages.clone(), annotations, root, first);
        let mut numbers: Vec<Object> = Vec::with_capacity(2 * (marks.len() + link_parents.len()));
        for page in 0..marks.len() {
            numbers.push(Object::Integer(page as i64));
            numbers.push(Object::Reference(tags.owners_id(page)));
        }
        for (key, element) in &link_parents {
            numbers.push(Object::Integer(*key));
            numbers.push(Object::Reference(tags.element_id(*element)));
        }
        let next_key = (marks.len() + link_parents.len()) as i64;
        let parents = self.document.add_object(dictionary! { "Nums" => numbers });
        self.document.set_object(
            root,
            dictionary! {
                "Type" => "StructTreeRoot",
                "K" => vec![Object::Reference(tags.element_id(Tree::ROOT))],
                "ParentTree" => Object::Reference(parents),
                "ParentTreeNextKey" => next_key,
            },
        );
        self.catalog.set("StructTreeRoot", Object::Reference(root));
        Ok(tags)
    }

    pub(super) fn page_reference(&self, page: usize) -> Object {
        self.pages.get(page).map_or(Object::Null, |id| Object::Reference(*id))
    }

    pub(super) fn destination(&self, anchor: Anchor) -> Object {
        Object::Array(vec![
            self.page_reference(anchor.page),
            "XYZ".into(),
            Object::Real(0.0),
            Object::Real((self.layout.height - anchor.y + 6.0).min(self.layout.height)),
            Object::Null,
        ])
    }

    /// A nested tree of bookmarks.
    fn outlines(&mut self) {
        let layout = self.layout;
        let bookmarks: Vec<(&Bookmark, Anchor)> = layout
            .bookmarks
            .iter()
            .filter_map(|bookmark| {
                let anchor = layout.anchors.get(bookmark.anchor.0 as usize).copied().flatten()?;
                Some((bookmark, anchor))
            })
            .collect();
        if bookmarks.is_empty() {
            self.catalog.set("PageMode", "UseNone");
            return;
        }
        let root = self.document.new_object_id();
        let ids: Vec<ObjectId> = bookmarks.iter().map(|_| self.document.new_object_id()).collect();
        // Parent of each bookmark: the nearest earlier one of a lower level.
        let mut parents: Vec<Option<usize>> = Vec::with_capacity(bookmarks.len());
        let mut open: Vec<(u8, usize)> = Vec::new();
        let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (index, (bookmark, _)) in bookmarks.iter().enumerate() {
            while open.last().is_some_and(|(level, _)| *level >= bookmark.level) {
                open.pop();
            }
            let parent = open.last().map(|(_, index)| *index);
            parents.push(parent);
            children.entry(parent).or_default().push(index);
            open.push((bookmark.level, index));
        }
        let id = |index: Option<usize>| index.and_then(|index| ids.get(index).copied()).unwrap_or(root);
        for (parent, list) in &children {
            for (position, index) in list.iter().enumerate() {
                let Some((bookmark, anchor)) = bookmarks.get(*index) else {
                    continue;
                };
                let mut item = dictionary! {
                    "Title" => text(&bookmark.title),
                    "Parent" => Object::Reference(id(*parent)),
                    "Dest" => self.destination(*anchor),
                };
                let neighbour = |position: Option<usize>| position.and_then(|at| list.get(at)).copied();
                if let Some(previous) = neighbour(position.checked_sub(1)) {
                    item.set("Prev", Object::Reference(id(Some(previous))));
                }
                if let Some(next) = neighbour(position.checked_add(1)) {
                    item.set("Next", Object::Reference(id(Some(next))));
                }
                if let Some(inner) = children.get(&Some(*index)) {
                    item.set("First", Object::Reference(id(inner.first().copied())));
                    item.set("Last", Object::Reference(id(inner.last().copied())));
                    item.set("Count", inner.len() as i64);
                }
                self.document.set_object(id(Some(*index)), item);
            }
        }
        let top = children.get(&None).cloned().unwrap_or_default();
        self.document.set_object(
            root,
            dictionary! {
                "Type" => "Outlines",
                "First" => Object::Reference(id(top.first().copied())),
                "Last" => Object::Reference(id(top.last().copied())),
                "Count" => bookmarks.len() as i64,
            },
        );
        self.catalog.set("Outlines", Object::Reference(root));
        self.catalog.set("PageMode", "UseOutlines");
    }

    fn metadata(&mut self) {
        let request = self.request;
        let packet = xmp::packet(request);
        let mut stream =
            Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet.into_bytes());
        stream.allows_compression = false;
        let metadata = self.document.add_object(stream);
        self.catalog.set("Metadata", Object::Reference(metadata));

        let profile = self.document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
        self.catalog.set(
            "OutputIntents",
            vec![Object::Dictionary(dictionary! {
                "Type" => "OutputIntent",
                "S" => "GTS_PDFA1",
                "OutputConditionIdentifier" => text("sRGB IEC61966-2-1"),
                "Info" => text("sRGB IEC61966-2-1"),
                "DestOutputProfile" => Object::Reference(profile),
            })],
        );

        let date = pdf_date(request.date);
        let mut info = dictionary! {
            "Title" => text(&stated(request.title)),
            "Producer" => text(PRODUCER),
            "CreationDate" => date.clone(),
            "ModDate" => date,
        };
        for (key, value) in [("Author", request.author), ("Subject", request.subject)] {
            if !value.is_empty() {
                info.set(key, text(&stated(value)));
            }
        }
        if let Ok(id) = self.document.trailer.get(b"Info").and_then(Object::as_reference) {
            self.document.set_object(id, info);
        }
    }

    fn attachments(&mut self) {
        let request = self.request;
        if request.attachments.is_empty() {
            return;
        }
        let mut specifications: BTreeMap<String, Object> = BTreeMap::new();
        let mut associated = Vec::with_capacity(request.attachments.len());
        for (index, attachment) in request.attachments.iter().enumerate() {
            let id = self.attachment(attachment);
            associated.push(Object::Reference(id));
            // Names of the tree must differ even when files do not.
            specifications.insert(format!("{index:04} {}", attachment.name), Object::Reference(id));
        }
        let names: Vec<Object> = specifications
            .into_iter()
            .flat_map(|(name, specification)| [text(&name), specification])
            .collect();
        self.catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
        self.catalog.set("AF", associated);
    }

    fn attachment(&mut self, attachment: &Attachment) -> ObjectId {
        let file = self.document.add_object(Stream::new(
            dictionary! {
                "Type" => "EmbeddedFile",
                "Subtype" => Object::Name(attachment.mime.as_bytes().to_vec()),
                "Params" => dictionary! {
                    "Size" => attachment.bytes.len() as i64,
                    "ModDate" => pdf_date(attachment.modified),
                },
            },
            attachment.bytes.to_vec(),
        ));
        self.document.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => text(&attachment.name),
            "UF" => text(&attachment.name),
            "Desc" => text(&attachment.description),
            "AFRelationship" => attachment.relationship.name(),
            "EF" => dictionary! { "F" => Object::Reference(file), "UF" => Object::Reference(file) },
        })
    }

    fn save(mut self, tags: &Tags<'_>) -> Result<Vec<u8>, PdfError> {
        self.document.set_object(self.catalog_id, self.catalog);
        let mut streams: Vec<&mut Stream> = self
            .document
            .objects
            .values_mut()
            .filter_map(|object| object.as_stream_mut().ok())
            .filter(|stream| stream.allows_compression)
            .collect();
        streams.par_iter_mut().try_for_each(|stream| compress(stream))?;
        write::write(self.document, tags)
    }
}
