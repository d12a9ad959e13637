//! Archive copies that somebody made to hurt: each is refused in a sentence, soon, and nothing is written.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::support::{Run, dossier, files_below};

const EXAMPLE: &str = "budgets/candidature-exemple";

/// How long one refusal may take: the program is not optimised here, and its machine is shared.
const PATIENCE: Duration = Duration::from_secs(20);

/// The archive copy of a pack, as it was written.
fn sound() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let out = tempfile::tempdir().unwrap();
        let run = dossier(&["build", EXAMPLE, "--out", out.path().to_str().unwrap()]);
        assert_eq!(run.status, 0, "{}", run.transcript());
        let files = files_below(out.path());
        fs::read(files.iter().find(|path| path.to_string_lossy().ends_with("-archive.pdf")).unwrap()).unwrap()
    })
}

/// A file that a document carries: its name, as the document writes it, and its content.
fn file(document: &mut Document, name: Object, content: Stream) -> Object {
    let content = document.add_object(content);
    let inside = dictionary! { "F" => content, "UF" => content };
    let specification =
        dictionary! { "Type" => "Filespec", "F" => name.clone(), "UF" => name, "EF" => inside };
    document.add_object(specification).into()
}

fn plain(content: impl Into<Vec<u8>>) -> Stream {
    Stream::new(Dictionary::new(), content.into())
}

fn text(name: impl AsRef<[u8]>) -> Object {
    Object::string_literal(name.as_ref())
}

/// The archive copy, once what it carries is changed.
fn crafted(change: impl FnOnce(&mut Document, &mut Vec<Object>)) -> Vec<u8> {
    let mut document = Document::load_mem(sound()).unwrap();
    let files = document.catalog().unwrap().get(b"AF").unwrap().clone();
    let mut files = document.dereference(&files).unwrap().1.as_array().unwrap().clone();
    change(&mut document, &mut files);
    document.catalog_mut().unwrap().set("AF", files);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// With one more file.
fn with(name: Object, content: Stream) -> Vec<u8> {
    crafted(|document, files| files.push(file(document, name, content)))
}

/// The specification of a file that it carries, and the object of its content.
fn carried(document: &Document, files: &[Object], name: &str) -> (ObjectId, ObjectId) {
    let named = files.iter().filter_map(|file| file.as_reference().ok()).find(|id| {
        let own = document.get_dictionary(*id).unwrap().get(b"UF").unwrap();
        lopdf::decode_text_string(own).unwrap() == name
    });
    let specification = named.unwrap();
    let inside = document.get_dictionary(specification).unwrap().get(b"EF").unwrap();
    let inside = document.dereference(inside).unwrap().1.as_dict().unwrap();
    (specification, inside.get(b"F").unwrap().as_reference().unwrap())
}

/// With another content in the place of one that it carries.
fn replaced(name: &str, content: Stream) -> Vec<u8> {
    crafted(|document, files| {
        let (_, id) = carried(document, files, name);
        document.objects.insert(id, Object::Stream(content));
    })
}

/// A small file that becomes more than a pack may carry, once or twice deflated.
fn bomb(times: usize) -> Stream {
    let mut bytes = vec![0_u8; 300 << 20];
    for _ in 0..times {
        let mut deflated = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        deflated.write_all(&bytes).unwrap();
        bytes = deflated.finish().unwrap();
    }
    let filters = vec![Object::Name(b"FlateDecode".to_vec()); times];
    Stream::new(dictionary! { "Filter" => filters }, bytes)
}

/// An archive of templates with these members.
fn zipped(members: &[(impl AsRef<str>, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(name.as_ref(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What a command answers, when it does before long.
fn soon(arguments: &[&str]) -> Option<Run> {
    let own: Vec<String> = arguments.iter().map(|one| (*one).to_owned()).collect();
    let (answer, answered) = mpsc::channel();
    thread::spawn(move || {
        let arguments: Vec<&str> = own.iter().map(String::as_str).collect();
        drop(answer.send(dossier(&arguments)));
    });
    answered.recv_timeout(PATIENCE).ok()
}

/// A folder with one PDF in it, and what every command says of it.
struct Bench {
    root: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    fn place(&self) -> PathBuf {
        self.root.path().join("un/deux/trois")
    }

    /// Refused by every command, for one of these reasons; nothing is written, whatever it is named.
    fn refused(&self, what: &str, pdf: &[u8], why: &str) {
        fs::create_dir_all(self.place()).unwrap();
        let copy = self.place().join("copie.pdf");
        fs::write(&copy, pdf).unwrap();
        self.answers(what, &copy, why);
    }

    fn answers(&self, what: &str, copy: &Path, why: &str) {
        let before = files_below(self.root.path());
        let here: Vec<_> = fs::read_dir(".").unwrap().map(|entry| entry.unwrap().file_name()).collect();
        let copy = copy.to_str().unwrap();
        for arguments in [
            &["verify", copy][..],
            &["verify", copy, "--rules", "pack"],
            &["diff", copy, EXAMPLE],
            &["diff", EXAMPLE, copy],
            &["trace", copy, "cout_total"],
        ] {
            let run = soon(arguments).unwrap_or_else(|| panic!("{what}, {arguments:?}: no answer"));
            let said = run.transcript().replace(['\u{202f}', '\u{a0}'], " ");
            assert!(run.status == 1 || run.status == 2, "{what}: {said}");
            let is_told = arguments[0] == "trace" || said.contains(why);
            assert!(is_told && said.contains(" : "), "{what}, {arguments:?}: {said}");
            assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{what}: {said:?}");
        }
        assert_eq!(files_below(self.root.path()), before, "{what}");
        let now: Vec<_> = fs::read_dir(".").unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(now, here, "{what}");
    }
}

#[test]
fn the_bench_itself_changes_nothing_of_what_is_carried() {
    let bench = Bench::new();
    fs::create_dir_all(bench.place()).unwrap();
    let copy = bench.place().join("copie.pdf");
    fs::write(&copy, crafted(|_, _| {})).unwrap();
    let run = dossier(&["diff", copy.to_str().unwrap(), EXAMPLE]);
    assert_eq!(run.status, 0, "{}", run.transcript());
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let bench = Bench::new();
    let absolute = bench.root.path().join("hors.txt");
    let long = "x".repeat(100_000);
    let names: [&[u8]; 10] = [
        b"../x",
        b"../../../../../../tmp/x",
        b"..",
        b".",
        b"",
        b"/etc/passwd",
        absolute.to_str().unwrap().as_bytes(),
        b"C:\\x",
        b"..\\x",
        long.as_bytes(),
    ];
    for name in names {
        let what = String::from_utf8_lossy(name).chars().take(40).collect::<String>();
        bench.refused(&what, &with(text(name), plain("x")), "au nom irrégulier");
    }
    assert!(!absolute.exists());
    // The other way to write a text: letters of two bytes.
    for name in ["../x", "a\0b", "a\nb"] {
        let wide: Vec<u8> = [0xfe, 0xff].into_iter().chain(name.bytes().flat_map(|byte| [0, byte])).collect();
        bench.refused(&format!("wide {name:?}"), &with(text(wide), plain("x")), "au nom irrégulier");
    }
}

#[test]
fn two_files_of_one_name_are_refused() {
    let bench = Bench::new();
    for name in ["budget.xlsx", "BUDGET.xlsx", "Projet.toml"] {
        bench.refused(name, &with(text(name), plain("x")), "deux fichiers du même nom");
    }
}

#[test]
fn too_many_files_and_too_large_ones_are_refused() {
    let bench = Bench::new();
    let many = crafted(|document, files| {
        for rank in 0..50_000 {
            files.push(file(document, text(format!("{rank}.txt")), plain("x")));
        }
    });
    bench.refused("many", &many, "plus de fichiers");
    let one_again = crafted(|_, files| files.extend(vec![files[0].clone(); 100_000]));
    bench.refused("one again", &one_again, "plus de fichiers");
    bench.refused("bomb", &with(text("b.txt"), bomb(1)), "b.txt");
    bench.refused("bomb in a bomb", &with(text("b.txt"), bomb(2)), "b.txt");
    bench.refused("workbook bomb", &replaced("budget.xlsx", bomb(1)), "budget.xlsx");
}

#[test]
fn what_a_file_says_of_its_own_size_is_not_believed() {
    let bench = Bench::new();
    // Where the program reads them, sizes of no measure take neither time nor memory.
    let bytes = with(text("x.txt"), plain("contenu"));
    let at = bytes.windows(7).rposition(|window| window == b"contenu").unwrap();
    let head = bytes[..at].windows(7).rposition(|window| window == b"/Length").unwrap();
    for length in ["9999999999999999999", "4294967295", "-1", "1 0 R", "[7]", "null"] {
        let end = head + bytes[head..].iter().position(|byte| *byte == b'>').unwrap();
        let other = [&bytes[..head], format!("/Length {length}").as_bytes(), &bytes[end..]].concat();
        bench.refused(length, &other, "");
    }
    let declared = crafted(|document, files| {
        let (_, id) = carried(document, files, "budget.xlsx");
        let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        stream.dict.set("Params", dictionary! { "Size" => i64::MAX });
        stream.content.truncate(10);
    });
    bench.refused("declared", &declared, "budget.xlsx");
}

#[test]
fn a_document_in_a_document_is_not_opened() {
    let bench = Bench::new();
    let mut inner = sound().to_vec();
    for depth in 0..3 {
        inner = replaced("budget.xlsx", plain(inner));
        bench.refused(&format!("workbook, {depth}"), &inner, "budget.xlsx");
    }
    for name in ["dossier.json", "pieces.json", "regles.zip", "chiffres.json"] {
        bench.refused(name, &replaced(name, plain(sound())), name);
    }
    bench.refused("projet.toml", &replaced("projet.toml", plain(sound())), "projet.toml");
}

#[test]
fn trees_and_references_that_turn_in_circles_end() {
    let bench = Bench::new();
    let turning = |key: &'static str| {
        let mut document = Document::load_mem(sound()).unwrap();
        let id = document.new_object_id();
        document.objects.insert(id, Object::Reference(id));
        document.catalog_mut().unwrap().set(key, id);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    };
    bench.refused("files", &turning("AF"), "ne porte aucune source");
    let names = crafted(|document, files| {
        let id = document.new_object_id();
        let node = dictionary! { "Kids" => vec![Object::Reference(id), Object::Reference(id)] };
        document.objects.insert(id, Object::Dictionary(node));
        let tree = document.add_object(dictionary! { "EmbeddedFiles" => id });
        document.catalog_mut().unwrap().set("Names", tree);
        files.clear();
    });
    bench.refused("names", &names, "ne porte aucune source");
    let content = crafted(|document, files| {
        let (specification, id) = carried(document, files, "budget.xlsx");
        document.objects.insert(id, Object::Reference(id));
        let pages = document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
        let kids = vec![Object::Reference(pages), Object::Reference(specification)];
        document.get_dictionary_mut(pages).unwrap().set("Kids", kids);
    });
    bench.refused("content", &content, "budget.xlsx");
}

#[test]
fn files_that_stand_elsewhere_are_not_fetched() {
    let bench = Bench::new();
    for place in ["/etc/passwd", "http://exemple.invalid/x", "budget.xlsx"] {
        let outside = crafted(|document, files| {
            let (id, _) = carried(document, files, "budget.xlsx");
            let specification = dictionary! {
                "Type" => "Filespec", "FS" => "URL", "F" => text(place), "UF" => text("budget.xlsx"),
            };
            document.objects.insert(id, Object::Dictionary(specification));
        });
        bench.refused(place, &outside, "budget.xlsx");
    }
}

#[test]
fn requests_and_rules_that_lead_elsewhere_are_refused() {
    let bench = Bench::new();
    let mut document = Document::load_mem(sound()).unwrap();
    let files = document.catalog().unwrap().get(b"AF").unwrap().clone();
    let files = document.dereference(&files).unwrap().1.as_array().unwrap().clone();
    let (_, id) = carried(&document, &files, "dossier.json");
    let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let asked = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    for (from, to) in [
        ("\"budget.xlsx\"", "\"../../budget.xlsx\""),
        ("\"budget.xlsx\"", "\"/etc/passwd\""),
        ("\"description.md\"", "\"/etc/passwd\""),
        ("\"fonds\": \"", "\"fonds\": \"../../"),
        ("\"date_effet\": \"", "\"date_effet\": \"9"),
        ("\"forme\": ", "\"forme\": 9"),
    ] {
        assert!(asked.contains(from), "{asked}");
        bench.refused(to, &replaced("dossier.json", plain(asked.replacen(from, to, 1))), "");
    }
    bench.refused("deep", &replaced("dossier.json", plain("[".repeat(500_000))), "dossier.json");
    bench.refused("deep figures", &replaced("chiffres.json", plain("[".repeat(500_000))), "chiffres.json");
    let zeros = vec![0_u8; 64 << 20];
    let many: Vec<(String, &[u8])> = (0..5_000).map(|rank| (format!("a/{rank}.hbs"), &b"x"[..])).collect();
    for (what, zip) in [
        ("climbing", zipped(&[("../x.hbs", b"x" as &[u8])])),
        ("absolute", zipped(&[("/tmp/x.hbs", b"x" as &[u8])])),
        ("of Windows", zipped(&[("C:\\x.hbs", b"x" as &[u8])])),
        ("bomb", zipped(&[("a/x.hbs", zeros.as_slice())])),
        ("cut", zipped(&[("a/x.hbs", b"x" as &[u8])])[..20].to_vec()),
        ("many", zipped(&many)),
    ] {
        bench.refused(what, &replaced("regles.zip", plain(zip)), "");
    }
}

#[test]
fn a_copy_cut_anywhere_is_refused() {
    let bench = Bench::new();
    for part in 0..8 {
        let end = sound().len() * part / 8;
        bench.refused(&format!("{part}/8"), &sound()[..end], "");
    }
}

#[cfg(unix)]
#[test]
fn links_to_what_never_ends_are_not_followed() {
    let bench = Bench::new();
    fs::create_dir_all(bench.place()).unwrap();
    for target in ["/dev/zero", "/dev/stdin", "copie.pdf"] {
        let copy = bench.place().join("copie.pdf");
        std::os::unix::fs::symlink(target, &copy).unwrap();
        bench.answers(target, &copy, "");
        fs::remove_file(&copy).unwrap();
    }
}
