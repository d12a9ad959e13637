//! Objects to the bytes of a file: object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8), which
//! PDF/A-3 allows and which make a long table's file three times smaller.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, ObjectStream, Stream, StringFormat};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::convert::{LEVEL, compress, writing};
use super::error::PdfError;
use super::tags::Tags;

/// Objects compressed together: readers decompress them all to find one.
const SHARE: u32 = 200;

/// Where an object is found.
#[derive(Clone, Copy)]
enum Place {
    /// Nowhere: its number is unused.
    Free,
    /// At an offset of the file.
    At(u32),
    /// In an object stream, at this rank.
    Inside { stream: u32, rank: u16 },
}

/// Objects that share a stream.
enum Share {
    Objects(Vec<(ObjectId, Object)>),
    /// From one index of the tags to another.
    Tags(std::ops::Range<u32>),
}

/// Writes a document whose streams are compressed, with its structure.
pub(crate) fn write(document: Document, tags: &Tags<'_>) -> Result<Vec<u8>, PdfError> {
    let Document { version, binary_mark, objects, trailer, max_id, .. } = document;
    let mut file = File { bytes: Vec::new(), places: Vec::new() };
    file.bytes.extend_from_slice(format!("%PDF-{version}\n%").as_bytes());
    file.bytes.extend_from_slice(&binary_mark);
    file.bytes.push(b'\n');

    let mut shares: Vec<Share> = Vec::new();
    let mut objects = objects.into_iter().peekable();
    while objects.peek().is_some() {
        let mut share = Vec::new();
        while let Some((id, object)) = objects.next_if(|_| share.len() < SHARE as usize) {
            match object {
                Object::Stream(_) => file.add(id.0, object)?,
                object => share.push((id, object)),
            }
        }
        shares.push(Share::Objects(share));
    }
    let count = tags.count();
    let starts = (0..count).step_by(SHARE as usize);
    shares.extend(starts.map(|start| Share::Tags(start..count.min(start.saturating_add(SHARE)))));
    let packed =
        shares.into_par_iter().map(|share| pack(share, tags)).collect::<Result<Vec<_>, PdfError>>()?;
    let mut number = max_id;
    for (inside, stream) in packed {
        number += 1;
        for (rank, object) in (0_u16..).zip(inside) {
            file.place(object, Place::Inside { stream: number, rank });
        }
        file.add(number, Object::Stream(stream))?;
    }
    file.close(number + 1, trailer)
}

/// An object stream, and the numbers of the objects in it.
fn pack(share: Share, tags: &Tags<'_>) -> Result<(Vec<u32>, Stream), PdfError> {
    let mut stream = ObjectStream::builder().max_objects(SHARE as usize).compression_level(LEVEL).build();
    let mut numbers = Vec::with_capacity(SHARE as usize);
    let mut add = |id: ObjectId, object: Object| {
        numbers.push(id.0);
        stream.add_object(id, object)
    };
    match share {
        Share::Objects(objects) => objects.into_iter().try_for_each(|(id, object)| add(id, object)),
        Share::Tags(mut range) => range.try_for_each(|index| add(tags.id(index), tags.object(index))),
    }
    .map_err(writing)?;
    Ok((numbers, stream.to_stream_object().map_err(writing)?))
}

struct File {
    bytes: Vec<u8>,
    /// By the number of the object.
    places: Vec<Place>,
}

impl File {
    fn place(&mut self, number: u32, place: Place) {
        let at = number as usize;
        if self.places.len() <= at {
            self.places.resize(at + 1, Place::Free);
        }
        if let Some(slot) = self.places.get_mut(at) {
            *slot = place;
        }
    }

    fn add(&mut self, number: u32, object: Object) -> Result<(), PdfError> {
        let offset = u32::try_from(self.bytes.len())
            .map_err(|_| PdfError::Writing("plus de quatre gigaoctets".into()))?;
        self.place(number, Place::At(offset));
        // An operand without operator: lopdf's way of writing an object alone.
        let alone = Content { operations: [Operation::new("", vec![object])] };
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.bytes.append(&mut alone.encode().map_err(writing)?);
        self.bytes.extend_from_slice(b"\nendobj\n");
        Ok(())
    }

    /// Adds the cross-reference stream, under this number.
    fn close(mut self, number: u32, mut trailer: Dictionary) -> Result<Vec<u8>, PdfError> {
        // The identifier names the content: what is drawn, what is said of it, what is carried.
        let digest = Sha256::digest(&self.bytes);
        let id = Object::String(digest.iter().take(16).copied().collect(), StringFormat::Hexadecimal);
        let start = self.bytes.len();
        self.place(number, Place::At(u32::try_from(start).unwrap_or(u32::MAX)));
        let mut table = Vec::with_capacity(self.places.len() * 7);
        for place in &self.places {
            let (kind, first, second): (u8, u32, u16) = match *place {
                Place::Free => (0, 0, u16::MAX),
                Place::At(offset) => (1, offset, 0),
                Place::Inside { stream, rank } => (2, stream, rank),
            };
            table.push(kind);
            table.extend_from_slice(&first.to_be_bytes());
            table.extend_from_slice(&second.to_be_bytes());
        }
        trailer.set("Type", "XRef");
        trailer.set("Size", i64::from(number) + 1);
        trailer.set("W", vec![1.into(), 4.into(), 2.into()]);
        trailer.set("ID", vec![id.clone(), id]);
        let mut stream = Stream::new(trailer, table);
        compress(&mut stream)?;
        self.add(number, Object::Stream(stream))?;
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.bytes)
    }
}
