//! What answers on a page: links, and the fields where someone signs.
//!
//! A signature is a form field: a viewer then signs with a certificate, in place, and the certificate says the day. The
//! day itself stays a plain line: a text field that is filled takes a font that no one embedded, and the file is PDF/A no
//! longer (ISO 19005-3, 6.2.11.4.1).

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};

use super::convert::writing;
use super::display::{LinkArea, SigningArea, Target};
use super::error::PdfError;
use super::finish::Finisher;
use super::string::{ascii_uri, text};
use super::structure::ElementId;
use super::tags::Annotations;

/// Entries of the parent tree: the key of an annotation, and its element.
type Parents = Vec<(i64, ElementId)>;

impl Finisher<'_> {
    /// Writes the annotations; gives those of each element, and the parent tree's entries for them.
    pub(super) fn annotations(&mut self) -> Result<(Annotations, Parents), PdfError> {
        let mut by_element = Annotations::new();
        let mut parents = Parents::new();
        let mut fields: Vec<Object> = Vec::new();
        let layout = self.layout;
        for (index, page) in layout.pages.iter().enumerate() {
            let mut on_page = Vec::with_capacity(page.links.len() + page.signing.len());
            let mut made: Vec<(ElementId, ObjectId)> = Vec::new();
            for link in &page.links {
                let key = (layout.pages.len() + parents.len()) as i64;
                let Some(annotation) = self.link(link, key) else { continue };
                made.push((link.element, self.document.add_object(annotation)));
                parents.push((key, link.element));
            }
            for area in &page.signing {
                let key = (layout.pages.len() + parents.len()) as i64;
                let field = self.signature_field(area, index, (key, fields.len() + 1));
                let id = self.document.add_object(field);
                fields.push(Object::Reference(id));
                made.push((area.element, id));
                parents.push((key, area.element));
            }
            for (element, id) in made {
                on_page.push(Object::Reference(id));
                by_element.entry(element).or_default().push((index, id));
            }
            if !on_page.is_empty()
                && let Some(page) = self.pages.get(index)
            {
                self.document.get_dictionary_mut(*page).map_err(writing)?.set("Annots", on_page);
            }
        }
        if !fields.is_empty() {
            self.catalog.set("AcroForm", dictionary! { "Fields" => fields });
        }
        Ok((by_element, parents))
    }

    /// `None` when the place was drawn nowhere.
    fn link(&self, link: &LinkArea, key: i64) -> Option<Dictionary> {
        let mut annotation = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "F" => 4, // A 6.3.2: printed
            "Rect" => self.rectangle([link.x, link.y, link.width, link.height]),
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "Contents" => text(&link.contents), // UA 7.18.5
            "StructParent" => key,
        };
        match &link.target {
            Target::Uri(uri) => annotation.set(
                "A",
                dictionary! {
                    "S" => "URI",
                    "URI" => Object::String(ascii_uri(uri).into_bytes(), StringFormat::Literal),
                },
            ),
            Target::File(path) => annotation.set(
                "A",
                dictionary! {
                    "S" => "GoToR",
                    // A plain string: a dictionary would have to be an associated file (A 6.8).
                    "F" => text(path),
                    "D" => vec![0.into(), "Fit".into()],
                    "NewWindow" => true,
                },
            ),
            Target::Anchor(anchor) => {
                let anchor = self.layout.anchors.get(anchor.0 as usize).copied().flatten()?;
                annotation.set("Dest", self.destination(anchor));
            }
        }
        Some(annotation)
    }

    /// A field that waits for a signature, with its key in the parent tree and its number among the fields.
    fn signature_field(
        &mut self,
        area: &SigningArea,
        page: usize,
        (key, number): (i64, usize),
    ) -> Dictionary {
        // A 6.3.3: what the field looks like, which is nothing.
        let mut look = Stream::new(
            dictionary! {
                "Type" => "XObject",
                "Subtype" => "Form",
                "BBox" => vec![0.into(), 0.into(), Object::Real(area.width), Object::Real(area.height)],
                "Resources" => Dictionary::new(),
            },
            Vec::new(),
        );
        look.allows_compression = false;
        let look = self.document.add_object(look);
        dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "FT" => "Sig",
            "T" => text(&format!("signature-{number}")),
            "TU" => text(&area.contents), // UA 7.18.1
            "F" => 4,
            "P" => self.page_reference(page),
            "Rect" => self.rectangle([area.x, area.y, area.width, area.height]),
            "AP" => dictionary! { "N" => Object::Reference(look) },
            "StructParent" => key,
        }
    }

    fn rectangle(&self, [x, y, width, height]: [f32; 4]) -> Vec<Object> {
        let top = self.layout.height - y;
        [x, top - height, x + width, top].map(Object::Real).to_vec()
    }
}
