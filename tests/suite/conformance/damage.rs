//! Single damages done to a sound document, and who must see each of them: the outside judge, our own audit, or both.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// One damage.
pub struct Damage {
    pub name: &'static str,
    pub harm: fn(&mut Document),
    /// The rules that veraPDF says are broken, and no other: flavour, clause, test. None when it does not see it.
    pub judge: &'static [&'static str],
    /// The rule that our audit says is broken; empty when it leaves the matter to the judge.
    pub audit: &'static str,
}

pub const DAMAGES: &[Damage] = &[
    Damage {
        name: "figure-sans-alternative",
        harm: figure_without_alt,
        judge: &["ua1 7.3-1"],
        audit: "figure",
    },
    Damage { name: "figure-sans-chiffres", harm: figure_without_numbers, judge: &[], audit: "figure" },
    Damage {
        name: "entete-sans-portee",
        harm: header_without_scope,
        judge: &["ua1 7.2-43", "ua1 7.5-1"],
        audit: "scope",
    },
    Damage {
        name: "ligne-hors-tableau",
        harm: row_out_of_its_table,
        judge: &["ua1 7.2-4"],
        audit: "nesting",
    },
    Damage { name: "parent-faux", harm: row_with_another_parent, judge: &["ua1 7.2-4"], audit: "parent" },
    Damage { name: "cellule-perdue", harm: lost_cell, judge: &["ua1 7.2-43"], audit: "table" },
    Damage {
        name: "sans-marquage",
        harm: |d| drop_from_catalog(d, "MarkInfo"),
        judge: &["3a 6.7.2.2-1", "ua1 6.2-1"],
        audit: "marked",
    },
    Damage {
        name: "sans-langue",
        harm: |d| drop_from_catalog(d, "Lang"),
        judge: &["ua1 7.2-2", "ua1 7.2-22", "ua1 7.2-24", "ua1 7.2-25", "ua1 7.2-33", "ua1 7.2-34"],
        audit: "lang",
    },
    Damage {
        name: "sans-titre",
        harm: |d| drop_from_catalog(d, "ViewerPreferences"),
        judge: &["ua1 7.1-10"],
        audit: "title",
    },
    Damage {
        name: "sans-structure",
        harm: |d| drop_from_catalog(d, "StructTreeRoot"),
        judge: &["3a 6.7.3.3-1", "ua1 7.1-11", "ua1 7.1-3", "ua1 7.18.4-1", "ua1 7.18.5-1"],
        audit: "tree",
    },
    Damage {
        name: "sans-profil",
        harm: |d| drop_from_catalog(d, "OutputIntents"),
        judge: &["3a 6.2.4.3-2"],
        audit: "",
    },
    Damage { name: "artefact-non-marque", harm: unmarked_artifact, judge: &["ua1 7.1-3"], audit: "loose" },
    Damage { name: "contenu-non-marque", harm: unmarked_content, judge: &["ua1 7.1-3"], audit: "mcid" },
    Damage { name: "numero-change", harm: changed_mcid, judge: &["ua1 7.1-3"], audit: "mcid" },
    Damage {
        name: "arbre-des-parents-vide",
        harm: empty_parent_tree,
        judge: &["ua1 7.1-3", "ua1 7.18.4-1", "ua1 7.18.5-1"],
        audit: "parent-tree",
    },
    Damage {
        name: "arbre-des-parents-faux",
        harm: shuffled_parent_tree,
        judge: &["ua1 7.1-3"],
        audit: "parent-tree",
    },
    Damage { name: "ordre-inverse", harm: reversed_reading, judge: &["ua1 7.4.2-1"], audit: "order" },
    Damage { name: "paragraphes-echanges", harm: swapped_paragraphs, judge: &[], audit: "order" },
    Damage { name: "titre-saute", harm: skipped_heading, judge: &["ua1 7.4.2-1"], audit: "heading" },
    Damage {
        name: "lien-sans-contenu",
        harm: |d| drop_from_link(d, "Contents"),
        judge: &["ua1 7.18.1-2", "ua1 7.18.5-2"],
        audit: "link",
    },
    Damage {
        name: "lien-sans-parent",
        harm: |d| drop_from_link(d, "StructParent"),
        judge: &["ua1 7.18.5-1"],
        audit: "link",
    },
    Damage { name: "lien-sans-objr", harm: link_without_objr, judge: &[], audit: "link" },
    Damage { name: "liste-sans-corps", harm: list_without_body, judge: &["ua1 7.2-20"], audit: "list" },
    Damage { name: "signet-faux", harm: wrong_bookmark, judge: &[], audit: "outline" },
    Damage { name: "sans-ordre-de-tabulation", harm: no_tab_order, judge: &["ua1 7.18.3-1"], audit: "tabs" },
    Damage {
        name: "sans-tounicode",
        harm: |d| drop_from_type(d, "Font", "ToUnicode"),
        judge: &["3a 6.2.11.7.2-1", "ua1 7.21.7-1"],
        audit: "font",
    },
    Damage {
        name: "police-absente",
        harm: |d| drop_from_type(d, "FontDescriptor", "FontFile2"),
        judge: &["3a 6.2.11.4.1-1", "ua1 7.21.4.1-1"],
        audit: "",
    },
    Damage { name: "sans-pdfuaid", harm: no_ua_claim, judge: &["ua1 5-1"], audit: "xmp" },
    Damage {
        name: "piece-sans-relation",
        harm: |d| drop_from_type(d, "Filespec", "AFRelationship"),
        judge: &["3a 6.8-3"],
        audit: "files",
    },
    Damage {
        name: "piece-sans-type",
        harm: |d| drop_from_type(d, "EmbeddedFile", "Subtype"),
        judge: &["3a 6.8-1"],
        audit: "files",
    },
    Damage { name: "piece-sans-date", harm: attachment_without_date, judge: &[], audit: "files" },
    Damage {
        name: "piece-hors-af",
        harm: |d| drop_from_catalog(d, "AF"),
        judge: &["3a 6.8-4"],
        audit: "files",
    },
];

/// The document after a damage, or as it was, written anew.
pub fn rewritten(bytes: &[u8], harm: Option<fn(&mut Document)>) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).unwrap();
    if let Some(harm) = harm {
        harm(&mut document);
    }
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

/// The first structure element of a role, in the order of the file.
fn element(document: &Document, role: &str) -> ObjectId {
    elements(document, role)[0]
}

fn elements(document: &Document, role: &str) -> Vec<ObjectId> {
    let found = document.objects.iter().filter_map(|(id, object)| {
        let dictionary = object.as_dict().ok()?;
        let is =
            dictionary.has(b"P") && dictionary.get(b"S").and_then(Object::as_name).ok()? == role.as_bytes();
        is.then_some(*id)
    });
    found.collect()
}

fn dictionary(document: &mut Document, id: ObjectId) -> &mut Dictionary {
    document.get_dictionary_mut(id).unwrap()
}

fn kids(document: &mut Document, id: ObjectId) -> &mut Vec<Object> {
    let own = dictionary(document, id);
    // An only child may stand without its array.
    if let Ok(only @ Object::Reference(_)) = own.get(b"K").cloned() {
        own.set("K", vec![only]);
    }
    own.get_mut(b"K").and_then(Object::as_array_mut).unwrap()
}

fn parent(document: &Document, id: ObjectId) -> ObjectId {
    document.get_dictionary(id).unwrap().get(b"P").and_then(Object::as_reference).unwrap()
}

fn drop_from_catalog(document: &mut Document, key: &str) {
    document.catalog_mut().unwrap().remove(key.as_bytes()).unwrap();
}

/// Takes an entry out of the first dictionary of a type.
fn drop_from_type(document: &mut Document, kind: &str, key: &str) {
    let with = document.objects.values_mut().find_map(|object| {
        let dictionary = match object {
            Object::Stream(stream) => &mut stream.dict,
            object => object.as_dict_mut().ok()?,
        };
        (dictionary.has_type(kind.as_bytes()) && dictionary.has(key.as_bytes())).then_some(dictionary)
    });
    with.unwrap().remove(key.as_bytes()).unwrap();
}

/// The figure of the first chart, which names the table of its numbers.
fn chart(document: &Document) -> ObjectId {
    let figures = elements(document, "Figure");
    let found = figures.into_iter().find(|id| {
        let alt = document.get_dictionary(*id).unwrap().get(b"Alt").map(super::reader::string).unwrap();
        alt.contains("tableau")
    });
    found.unwrap()
}

fn figure_without_alt(document: &mut Document) {
    let figure = chart(document);
    dictionary(document, figure).remove(b"Alt").unwrap();
}

fn figure_without_numbers(document: &mut Document) {
    let figure = chart(document);
    dictionary(document, figure).set("Alt", Object::string_literal("Graphique en barres."));
}

/// All the headers of one table: a single one is made up for by the others.
fn header_without_scope(document: &mut Document) {
    for header in elements(document, "TH") {
        dictionary(document, header).remove(b"A");
    }
}

fn row_out_of_its_table(document: &mut Document) {
    let row = element(document, "TR");
    let group = parent(document, row);
    let table = parent(document, group);
    let around = parent(document, table);
    kids(document, around).push(Object::Reference(row));
    let row_dictionary = dictionary(document, row);
    row_dictionary.set("P", Object::Reference(around));
    dictionary(document, group).remove(b"K");
}

fn row_with_another_parent(document: &mut Document) {
    let row = element(document, "TR");
    let root = element(document, "Document");
    dictionary(document, row).set("P", Object::Reference(root));
}

/// The second row of the first body that has one loses its last cell, whose content is then no longer in the structure.
fn lost_cell(document: &mut Document) {
    let bodies = elements(document, "TBody");
    let rows = bodies.into_iter().find_map(|body| kids(document, body).get(1).cloned());
    let row = rows.unwrap().as_reference().unwrap();
    kids(document, row).pop().unwrap();
}

/// Rewrites the operators of the second page.
fn edit_page(document: &mut Document, edit: impl FnOnce(&mut Vec<Operation>)) {
    let page = document.page_iter().nth(1).unwrap();
    let mut content = Content::decode(&document.get_page_content(page)).unwrap();
    edit(&mut content.operations);
    document.change_page_content(page, content.encode().unwrap()).unwrap();
}

/// Takes out the marks of the last content whose tag passes.
fn unmark(operations: &mut Vec<Operation>, is: impl Fn(&str) -> bool) {
    let start = operations.iter().rposition(|operation| {
        operation.operator == "BDC" && is(&String::from_utf8_lossy(operation.operands[0].as_name().unwrap()))
    });
    let start = start.unwrap();
    let mut depth = 0;
    let length = operations[start..].iter().position(|operation| {
        depth += match operation.operator.as_str() {
            "BDC" | "BMC" => 1,
            "EMC" => -1,
            _ => 0,
        };
        depth == 0
    });
    operations.remove(start + length.unwrap());
    operations.remove(start);
}

fn unmarked_artifact(document: &mut Document) {
    edit_page(document, |operations| unmark(operations, |tag| tag == "Artifact"));
}

fn unmarked_content(document: &mut Document) {
    edit_page(document, |operations| unmark(operations, |tag| tag != "Artifact" && tag != "Span"));
}

fn changed_mcid(document: &mut Document) {
    edit_page(document, |operations| {
        let properties = operations
            .iter_mut()
            .filter(|operation| operation.operator == "BDC")
            .filter_map(|operation| operation.operands[1].as_dict_mut().ok())
            .find(|properties| properties.has(b"MCID"));
        properties.unwrap().set("MCID", 9_999);
    });
}

fn tree_root(document: &Document) -> ObjectId {
    document.catalog().unwrap().get(b"StructTreeRoot").and_then(Object::as_reference).unwrap()
}

fn parent_tree(document: &mut Document) -> &mut Vec<Object> {
    let root = tree_root(document);
    let tree =
        document.get_dictionary(root).unwrap().get(b"ParentTree").and_then(Object::as_reference).unwrap();
    dictionary(document, tree).get_mut(b"Nums").and_then(Object::as_array_mut).unwrap()
}

fn empty_parent_tree(document: &mut Document) {
    parent_tree(document).clear();
}

/// The contents of the second page are said to belong to the elements of the third.
fn shuffled_parent_tree(document: &mut Document) {
    parent_tree(document).swap(3, 5);
}

/// The blocks of the document are read from last to first.
fn reversed_reading(document: &mut Document) {
    let root = element(document, "Document");
    kids(document, root).reverse();
}

/// Two paragraphs that follow one another are read the other way round.
fn swapped_paragraphs(document: &mut Document) {
    let paragraphs = elements(document, "P");
    let is = |kid: &Object| kid.as_reference().is_ok_and(|id| paragraphs.contains(&id));
    for id in document.objects.keys().copied().collect::<Vec<_>>() {
        let Ok(list) = document.get_dictionary(id).and_then(|parent| parent.get(b"K")?.as_array()) else {
            continue;
        };
        if let Some(at) = list.windows(2).position(|pair| pair.iter().all(is)) {
            return kids(document, id).swap(at, at + 1);
        }
    }
    panic!("no two paragraphs");
}

fn skipped_heading(document: &mut Document) {
    let heading = element(document, "H2");
    dictionary(document, heading).set("S", "H4");
}

fn link(document: &mut Document) -> &mut Dictionary {
    let found = document.objects.values_mut().find_map(|object| {
        let dictionary = object.as_dict_mut().ok()?;
        (dictionary.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Link")).then_some(dictionary)
    });
    found.unwrap()
}

fn drop_from_link(document: &mut Document, key: &str) {
    link(document).remove(key.as_bytes()).unwrap();
}

fn link_without_objr(document: &mut Document) {
    let link = element(document, "Link");
    kids(document, link).retain(|kid| kid.as_dict().is_err());
}

/// An item's body becomes one more label.
fn list_without_body(document: &mut Document) {
    let body = element(document, "LBody");
    dictionary(document, body).set("S", "P");
}

fn wrong_bookmark(document: &mut Document) {
    let outlines = document.catalog().unwrap().get(b"Outlines").and_then(Object::as_reference).unwrap();
    let first =
        document.get_dictionary(outlines).unwrap().get(b"First").and_then(Object::as_reference).unwrap();
    dictionary(document, first).set("Title", Object::string_literal("Autre"));
}

fn no_tab_order(document: &mut Document) {
    // A page with links: the others have no use for the entry.
    let page =
        document.page_iter().find(|page| document.get_dictionary(*page).unwrap().has(b"Annots")).unwrap();
    dictionary(document, page).remove(b"Tabs").unwrap();
}

fn no_ua_claim(document: &mut Document) {
    let metadata = document.catalog().unwrap().get(b"Metadata").and_then(Object::as_reference).unwrap();
    let stream = document.get_object_mut(metadata).and_then(Object::as_stream_mut).unwrap();
    let packet = String::from_utf8(stream.content.clone()).unwrap();
    let claim = "<pdfuaid:part>1</pdfuaid:part>";
    assert!(packet.contains(claim), "{packet}");
    stream.set_content(packet.replace(claim, "").into_bytes());
}

fn attachment_without_date(document: &mut Document) {
    let parameters = document.objects.values_mut().find_map(|object| {
        let stream = object.as_stream_mut().ok()?;
        stream.dict.get_mut(b"Params").and_then(Object::as_dict_mut).ok()
    });
    parameters.unwrap().remove(b"ModDate").unwrap();
}
