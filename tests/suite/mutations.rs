//! The fuzz targets on the stable toolchain: sound files with a few bytes changed, in a way that is the same every day.

#[path = "../fuzz/project.rs"]
mod project;
#[path = "../fuzz/workbook.rs"]
mod workbook;

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// What a fuzz target does with bytes.
type Target = fn(&[u8]);

/// Mutations of each file.
const ROUNDS: u64 = 400;

/// A generator of its own (xorshift): no clock, no crate, the same numbers on any machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

/// Change, cut, repeat or insert a few stretches.
fn mutated(bytes: &[u8], round: u64, words: &[&[u8]]) -> Vec<u8> {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15 ^ (round + 1));
    let mut out = bytes.to_vec();
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(out.len());
        let end = (at + 1 + numbers.below(40)).min(out.len());
        match numbers.below(5) {
            0 if at < out.len() => out[at] ^= 1 << numbers.below(8),
            1 => drop(out.drain(at..end)),
            2 => {
                let copy = out[at..end].to_vec();
                out.splice(at..at, copy);
            }
            3 if numbers.below(8) == 0 => out.truncate(at),
            _ => {
                let word = words[numbers.below(words.len())];
                out.splice(at..end, word.iter().copied());
            }
        }
    }
    out
}

fn corpus(extension: &str) -> Vec<PathBuf> {
    let folders: &[&str] = match extension {
        "csv" => &["tests/workbooks/formes"],
        _ => &["tests/workbooks", "tests/fixtures/budgets", "budgets/exemple-anomalies"],
    };
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|known| known == extension))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{extension}");
    files
}

const XML: [&[u8]; 14] = [
    b"<",
    b">",
    b"/>",
    b"&",
    b"&#0;",
    b"<c r=\"XFD1048576\">",
    b"<c r=\"A0\">",
    b" t=\"s\"",
    b"<v>1e308</v>",
    b"<v>-0</v>",
    b"<f t=\"shared\" si=\"0\" ref=\"A1:XFD9\">",
    b"<mergeCell ref=\"A1:XFD1048576\"/>",
    b" table:number-rows-repeated=\"4294967295\"",
    b"\xff\xfe",
];

const BYTES: [&[u8]; 6] = [b"\0", b"\xff\xff\xff\xff", b"PK\x03\x04", b"\x7f", b"\0\0\0\x80", b"\x01\0"];

fn each(extension: &str, words: &[&[u8]], target: Target) {
    for file in corpus(extension) {
        let bytes = fs::read(&file).unwrap();
        for round in 0..ROUNDS {
            target(&mutated(&bytes, round, words));
        }
    }
}

/// The parts of the corpus's archives whose name a test accepts.
fn parts(extension: &str, wanted: fn(&str) -> bool) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    for file in corpus(extension) {
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(fs::read(&file).unwrap())) else { continue };
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            if part.name().is_ok_and(|name| wanted(&name)) {
                let mut bytes = Vec::new();
                part.read_to_end(&mut bytes).unwrap();
                parts.push(bytes);
            }
        }
    }
    assert!(!parts.is_empty(), "{extension}");
    parts
}

#[test]
fn archives_of_xlsx() {
    each("xlsx", &BYTES, workbook::xlsx);
}

#[test]
fn texts_of_csv() {
    each("csv", &[b";", b"\"", b"\r", b"\xff\xfe", b"\0", b"sep=,\n", b"\n\n\n"], workbook::csv);
}

#[test]
fn archives_of_ods() {
    each("ods", &BYTES, workbook::ods);
}

#[test]
fn files_of_xls() {
    each("xls", &BYTES, workbook::xls);
}

#[test]
fn sheets_of_xlsx() {
    for part in parts("xlsx", |name| name.starts_with("xl/worksheets/sheet")) {
        for round in 0..ROUNDS {
            workbook::xlsx_sheet(&mutated(&part, round, &XML));
        }
    }
}

#[test]
fn contents_of_ods() {
    for part in parts("ods", |name| name == "content.xml") {
        for round in 0..ROUNDS {
            workbook::ods_content(&mutated(&part, round, &XML));
        }
    }
}

#[test]
fn tables() {
    let words: [&[u8]; 16] = [
        b";",
        b"\n",
        b"Poste",
        b"Montant HT",
        b"TVA",
        b"Montant TTC",
        "Année".as_bytes(),
        b"Total",
        b"Sous-total",
        b"=SUM(C2:C9)",
        b"1 234,56",
        b"2024",
        b"15 %",
        "k€".as_bytes(),
        b"#REF!",
        "Intitulé".as_bytes(),
    ];
    let seed = "Poste;Intitulé;Année;Montant HT;TVA;Montant TTC\nPrestations;Étude;2024;100;20;120\nSous-total;;;100;20;120\n\nPersonnel;;;\nTotal;;;=SUM(D2:D5);20;120\n";
    for round in 0..20 * ROUNDS {
        workbook::table(&mutated(seed.as_bytes(), round, &words));
    }
}

#[test]
fn amounts() {
    let words: [&[u8]; 14] = [
        b"-",
        b"(",
        b")",
        b" ",
        "\u{202f}".as_bytes(),
        "\u{2212}".as_bytes(),
        "€".as_bytes(),
        "k€".as_bytes(),
        b"M",
        b"HT",
        b",",
        b".",
        b"9",
        b"EUR",
    ];
    for seed in ["1 234 567,89 €", "(12,5 k€ HT)", "1.234.567,8-", "0,005", "99999999999999"] {
        for round in 0..100 * ROUNDS {
            workbook::amount(&mutated(seed.as_bytes(), round, &words));
        }
    }
}

/// Words of the definitions, for what no change of bytes would find.
const TOML: [&[u8]; 14] = [
    b"\n",
    b"\"",
    b"[[pieces]]\n",
    b"[projet]\n",
    b"= 0\n",
    b"= -1\n",
    b"= 1e308\n",
    b"= 9999-12-31\n",
    b"= 0000-01-01\n",
    b"= \"100,00 %\"\n",
    "= \"−0,01\"\n".as_bytes(),
    b"= []\n",
    b"= {}\n",
    b"\xff",
];

/// The same words, and those of the language of descriptions.
const MARKDOWN: [&[u8]; 16] = [
    b"\n",
    b"\n\n",
    b"## ",
    b"- ",
    b"> ",
    b"| ",
    b"|---|---|\n",
    b"`",
    b"**",
    b"[x](y)",
    b"![](y)",
    b"<!--",
    b"[^1]: ",
    b"{{cout_total}}",
    "\u{202e}".as_bytes(),
    b"\xff",
];

const PDF: [&[u8]; 12] = [
    b"<<",
    b">>",
    b"stream\n",
    b"endstream",
    b" 0 R",
    b"/Length 999999999",
    b"/Kids [1 0 R]",
    b"/Parent 1 0 R",
    b"/Filter [/FlateDecode /FlateDecode]",
    b"endobj",
    b"(\\",
    b"-1",
];

fn rounds(file: &str, rounds: u64, words: &[&[u8]], target: Target) {
    let bytes = fs::read(file).unwrap();
    for round in 0..rounds {
        target(&mutated(&bytes, round, words));
    }
}

#[test]
fn project_files() {
    rounds("budgets/candidature-exemple/projet.toml", ROUNDS / 4, &TOML, project::project_file);
}

#[test]
fn fund_files() {
    rounds("templates/appel-a-projets-cluster/fund.toml", ROUNDS / 4, &TOML, project::fund_file);
}

#[test]
fn descriptions() {
    rounds("budgets/candidature-exemple/description.md", ROUNDS / 4, &MARKDOWN, project::description);
}

#[test]
fn pieces() {
    for entry in fs::read_dir("budgets/candidature-exemple/pieces").unwrap() {
        rounds(entry.unwrap().path().to_str().unwrap(), ROUNDS, &PDF, project::piece);
    }
}

#[test]
fn manifests() {
    let words: [&[u8]; 8] = [b"{", b"}", b"\"", b",", b"null", b"\0", b"note.txt", b"../"];
    let manifest = r#"{"fonds":"appel-a-projets-cluster","intitule":"x","entrees":[{"fichier":"projet.toml","sha256":"0"}],"sorties":[{"fichier":"note.txt"}],"chiffres":[{"id":"cout_total","libelle":"Coût","valeur":"1.00","obtenu":{"donne":{"lieu":"A1"}}}],"constats":[{"code":"T-01","message":"x"}]}"#;
    let seed = format!("{manifest}\0{}  note.txt\n{}  ../note.txt\n", "0".repeat(64), "f".repeat(64));
    for round in 0..ROUNDS / 4 {
        project::manifest(&mutated(seed.as_bytes(), round, &words));
    }
}

/// What fuzzing found, kept: a file of `tests/workbooks/fuzz/<target>/` for each.
#[test]
fn what_was_found_stays_mended() {
    let targets: [(&str, Target); 13] = [
        ("csv", workbook::csv),
        ("xlsx", workbook::xlsx),
        ("xlsx_sheet", workbook::xlsx_sheet),
        ("ods", workbook::ods),
        ("ods_content", workbook::ods_content),
        ("xls", workbook::xls),
        ("amount", workbook::amount),
        ("table", workbook::table),
        ("project_file", project::project_file),
        ("fund_file", project::fund_file),
        ("description", project::description),
        ("piece", project::piece),
        ("manifest", project::manifest),
    ];
    for (name, target) in targets {
        assert!(Path::new(&format!("tests/fuzz/fuzz_targets/{name}.rs")).exists(), "{name}");
        for entry in fs::read_dir(format!("tests/workbooks/fuzz/{name}")).into_iter().flatten() {
            target(&fs::read(entry.unwrap().path()).unwrap());
        }
    }
}
