//! Files that try to hurt their reader: each ends in an answer, soon, in little memory.

// The clock here bounds what must not hang; nothing is measured.
#![allow(clippy::disallowed_methods)]

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use crate::reading_support::bytes;
use crate::reading_support::minimal::{HEADER_ROW, SHEET_OPEN, Workbook, expense_row};
use dossier::workbench::source::table::{IssueKind, read_budget};
use dossier::workbench::source::workbook::{LimitKind, ReadError, read_sheets};

/// Reads within a time that even a slow and busy machine keeps.
fn error(name: &str, content: &[u8]) -> ReadError {
    let start = Instant::now();
    let answer = read_budget(name, content);
    assert!(start.elapsed() < Duration::from_secs(30), "{name}: {:?}", start.elapsed());
    match answer {
        Err(error) => error,
        Ok(reading) => panic!("{name}: read, {} issues", reading.issues.len()),
    }
}

fn exceeded(error: &ReadError) -> Option<LimitKind> {
    match error {
        ReadError::TooMuch { what, .. } => Some(*what),
        _ => None,
    }
}

#[test]
fn a_cell_at_the_far_corner_costs_nothing() {
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>"#.to_owned();
    let content = Workbook::sheet(&[expense_row(2, "Étude", "<v>5</v>"), far], "");
    let start = Instant::now();
    let reading = read_budget("a.xlsx", &content).unwrap();
    assert!(start.elapsed() < Duration::from_secs(10));
    assert_eq!(reading.budget.expense_lines.len(), 1);
    let far = reading.issues.iter().find(|issue| matches!(issue.kind, IssueKind::FarCell { .. })).unwrap();
    assert_eq!(
        (far.kind.clone(), far.place.to_string()),
        (IssueKind::FarCell { count: 1 }, "a.xlsx › Dépenses › XFD1048576".into())
    );
}

#[test]
fn a_zip_bomb_is_stopped_while_it_inflates() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let whole = Workbook::with_sheet_xml("");
    for (name, content) in &whole.parts {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..200 {
        writer.write_all(&block).unwrap();
    }
    let content = writer.finish().unwrap().into_inner();
    assert!(content.len() < 1 << 20);
    assert_eq!(exceeded(&error("a.xlsx", &content)), Some(LimitKind::InflatedBytes));
}

#[test]
fn what_is_not_a_workbook_says_so() {
    for (content, name, part) in [
        (&b""[..], "a.xlsx", "est vide"),
        (b"Poste;Montant\nEtude;5\n", "a.xlsx", "CSV"),
        (b"%PDF-1.7", "a.xls", "PDF"),
        (b"<html><table></table></html>", "a.xls", "page web"),
        (b"anything", "a.txt", "extension"),
        (b"a;\"b\n", "a.csv", "guillemet ouvert à la ligne 1"),
        (b"a;b\0\n", "a.csv", "pas un texte"),
        (b"anything", "~$a.xlsx", "marque"),
        (b"anything", "a.xlsb", "pas un classeur"),
        (b"PK\x03\x04", "a.xlsx", "tronqué ou abîmé"),
    ] {
        let message = error(name, content).to_string();
        assert!(message.contains(part), "{name}: {message}");
        assert!(message.contains(name), "{message}");
    }
    let message = error("a.xlsx", &Workbook { parts: vec![("readme.xml".into(), b"<a/>".to_vec())] }.bytes())
        .to_string();
    assert!(message.contains("tronqué ou abîmé"), "{message}");
}

#[test]
fn encrypted_workbooks_are_recognised() {
    let mut ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    ole.resize(2048, 0);
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(error("a.xlsx", &ole), ReadError::Encrypted { .. }));
    let manifest = "<manifest:manifest xmlns:manifest='m'><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let ods = Workbook::ods("").part("META-INF/manifest.xml", manifest).bytes();
    assert!(matches!(error("a.ods", &ods), ReadError::Encrypted { .. }));
    assert!(error("a.xlsx", &ole).to_string().contains("mot de passe"));
}

#[test]
fn impossible_references_are_refused() {
    for reference in ["MWLQKWX1", "A0", "XFE1", "A1048577", "A99999999999999999999", "1", ""] {
        let row = format!(r#"<row r="2"><c r="{reference}"><v>1</v></c></row>"#);
        let found = error("a.xlsx", &Workbook::sheet(&[row], ""));
        assert!(
            matches!(&found, ReadError::MalformedReference { reference: said, .. } if said == &reference.chars().take(40).collect::<String>()),
            "{reference}: {found}"
        );
    }
    let found = error(
        "a.xlsx",
        &Workbook::sheet_with_head(&[], "", r#"<mergeCells><mergeCell ref="B2:A1"/></mergeCells>"#),
    );
    assert!(matches!(found, ReadError::MalformedReference { .. }), "{found}");
    let found = error("a.xlsx", &Workbook::sheet(&[r#"<row r="0"/>"#.to_owned()], ""));
    assert!(matches!(found, ReadError::MalformedReference { .. }), "{found}");
}

/// Advisory extents and dollars: every spreadsheet passes over them.
#[test]
fn extents_that_no_cells_have_and_dollars_refuse_nothing() {
    let lines = [expense_row(2, "Étude", "<v>5</v>")];
    for reference in ["C3:A1", "1:39", "A:H", "", "MWLQKWX1"] {
        let head = format!(r#"<dimension ref="{reference}"/>"#);
        let reading = read_budget("a.xlsx", &Workbook::sheet_with_head(&lines, &head, "")).unwrap();
        assert_eq!(reading.budget.expense_lines.len(), 1, "{reference}");
    }
    let far = r#"<row r="9"><c r="$F$9"><v>1</v></c></row>"#.to_owned();
    let reading = read_budget("a.xlsx", &Workbook::sheet(&[lines[0].clone(), far], "")).unwrap();
    assert_eq!(reading.budget.expense_lines.len(), 1);
}

#[test]
fn merged_ranges_are_counted() {
    let ranges = |count: u32, last: &str| -> String {
        let list: String =
            (1..=count).map(|row| format!(r#"<mergeCell ref="A{row}:{last}{row}"/>"#)).collect();
        format!("<mergeCells>{list}</mergeCells>")
    };
    let lines: Vec<String> = (2..2_000).map(|row| expense_row(row, "Étude", "<v>5</v>")).collect();
    let start = Instant::now();
    // Blank rows far below the lines: nothing is hidden by these merges.
    let tail = ranges(100_000, "B");
    let reading = read_budget("a.xlsx", &Workbook::sheet(&lines, &tail)).unwrap();
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    assert_eq!(reading.budget.expense_lines.len(), lines.len());
    let found = error("a.xlsx", &Workbook::sheet(&[], &ranges(2_000, "XFD")));
    assert_eq!(exceeded(&found), Some(LimitKind::MergedRanges));
}

#[test]
fn deep_xml_is_only_text() {
    let depth = 300_000;
    let deep = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    let content = Workbook::sheet_with_head(&[expense_row(2, "Étude", "<v>5</v>")], &deep, "");
    assert_eq!(read_budget("a.xlsx", &content).unwrap().budget.expense_lines.len(), 1);
    let unclosed = format!("{SHEET_OPEN}{}", "<a>".repeat(depth));
    assert!(matches!(
        error("a.xlsx", &Workbook::with_sheet_xml(&unclosed).bytes()),
        ReadError::Damaged { .. }
    ));
}

#[test]
fn declared_counts_are_not_believed() {
    let sheet = format!("{SHEET_OPEN}<sheetData>{HEADER_ROW}</sheetData></worksheet>");
    let shared = |count: &str| {
        Workbook::with_sheet_xml(&sheet)
            .part("xl/sharedStrings.xml", format!("<sst uniqueCount='{count}'><si><t>a</t></si></sst>"))
            .bytes()
    };
    assert_eq!(exceeded(&error("a.xlsx", &shared("9999999999"))), Some(LimitKind::SharedTexts));
    assert!(matches!(error("a.xlsx", &shared("99999999999999999999999")), ReadError::Damaged { .. }));
    let format = "0".repeat(20_000);
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='{format}'/></numFmts><cellXfs>{}</cellXfs></styleSheet>",
        "<xf numFmtId='200'/>".repeat(60_000)
    );
    let found = error("a.xlsx", &Workbook::with_sheet_xml(&sheet).part("xl/styles.xml", styles).bytes());
    assert_eq!(exceeded(&found), Some(LimitKind::CellFormats));
}

#[test]
fn one_long_text_said_by_many_cells_is_bounded() {
    let text = "é".repeat(16_000);
    let cells: String =
        (2..5_000).map(|row| format!(r#"<row r="{row}"><c r="B{row}" t="s"><v>0</v></c></row>"#)).collect();
    let xml = format!("{SHEET_OPEN}<sheetData>{cells}</sheetData></worksheet>");
    let workbook = Workbook::with_sheet_xml(&xml)
        .part("xl/sharedStrings.xml", format!("<sst uniqueCount='1'><si><t>{text}</t></si></sst>"));
    assert_eq!(exceeded(&error("a.xlsx", &workbook.bytes())), Some(LimitKind::TextBytes));
}

#[test]
fn other_encodings_are_refused() {
    let sheet = format!("{SHEET_OPEN}<sheetData/></worksheet>");
    let wide: Vec<u8> = sheet.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let content = Workbook::with_sheet_xml("").part("xl/worksheets/sheet1.xml", wide).bytes();
    assert!(matches!(error("a.xlsx", &content), ReadError::Damaged { .. }));
    let content = Workbook::with_sheet_xml(&sheet.replace("UTF-8", "ISO-2022-JP")).bytes();
    assert!(error("a.xlsx", &content).to_string().contains("encodage"));
}

#[test]
fn repeated_cells_are_counted_before_they_are_made() {
    let cell = |columns: u32| {
        format!(
            r#"<table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/>"#
        )
    };
    let table = |rows: u32, cells: &str| {
        format!(
            r#"<table:table table:name="Dépenses"><table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row></table:table>"#
        )
    };
    let found = error("a.ods", &Workbook::ods(&table(1_048_576, &cell(16_384))).bytes());
    assert_eq!(exceeded(&found), Some(LimitKind::Cells));
    let found = error("a.ods", &Workbook::ods(&table(1, &cell(4_000_000_000))).bytes());
    assert!(matches!(found, ReadError::Damaged { .. }), "{found}");
    // The empty end that every such sheet declares is free.
    let empty = r#"<table:table-cell table:number-columns-repeated="16384"/>"#;
    assert!(read_budget("a.ods", &Workbook::ods(&table(1_048_576, empty)).bytes()).is_ok());
}

#[test]
fn a_million_cells_are_read_and_not_one_more() {
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(500));
    let workbook = |more: &str| {
        let rows = row.repeat(2_000);
        Workbook::with_sheet_xml(&format!("{SHEET_OPEN}<sheetData>{rows}{more}</sheetData></worksheet>"))
            .bytes()
    };
    let sheets = read_sheets("a.xlsx", &workbook("")).unwrap();
    let rows = (0..).map_while(|index| sheets[0].filled_row(index));
    let cells: usize = rows.map(|(_, cells)| cells.len()).sum();
    assert_eq!(cells, 1_000_000);
    let found = error("a.xlsx", &workbook("<row><c><v>1</v></c></row>"));
    assert_eq!(exceeded(&found), Some(LimitKind::Cells));
    assert!(found.to_string().contains("plus de 1\u{202f}000\u{202f}000 cellules remplies"), "{found}");
}

#[test]
fn a_part_cut_short_ends_the_reading() {
    let open = r#"<table:table table:name="Dépenses"><table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>"#;
    let mut ods = Workbook::ods(open);
    let cut = ods.parts[1].1.windows(8).position(|window| window == b"<text:p>").unwrap() + 8;
    ods.parts[1].1.truncate(cut);
    assert!(matches!(error("a.ods", &ods.bytes()), ReadError::Damaged { .. }));
}

#[test]
fn an_old_workbook_that_declares_a_giant_sheet_is_read_for_what_it_holds() {
    let mut content = bytes("simple.xls");
    let record = content.windows(4).position(|window| window == [0x00, 0x02, 0x0E, 0x00]).unwrap();
    content[record + 8..record + 12].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(read_budget("a.xls", &content).unwrap().budget.expense_lines.len(), 4);
}

/// A small fixed generator: the same damage at every run.
struct Damage(u64);

impl Damage {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn apply(&mut self, content: &mut [u8]) {
        for _ in 0..1 + self.next() % 4 {
            let at = usize::try_from(self.next()).unwrap() % content.len();
            content[at] = match self.next() % 4 {
                0 => 0xFF,
                1 => 0,
                2 => b'9',
                _ => u8::try_from(self.next() & 0xFF).unwrap(),
            };
        }
    }
}

#[test]
fn damaged_files_always_end_in_an_answer() {
    let mut damage = Damage(1720);
    for name in ["simple.xlsx", "simple.ods", "simple.xls"] {
        let sound = bytes(name);
        for length in (0..sound.len()).step_by(97) {
            let _ = read_budget(name, &sound[..length]);
        }
        for _ in 0..300 {
            let mut content = sound.clone();
            damage.apply(&mut content);
            let _ = read_budget(name, &content);
        }
    }
}

#[test]
fn damaged_parts_inside_a_sound_archive_always_end_in_an_answer() {
    let mut damage = Damage(55);
    for name in ["simple.xlsx", "simple.ods"] {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes(name))).unwrap();
        let mut sound = Workbook { parts: Vec::new() };
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let name = entry.name().unwrap().into_owned();
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut content).unwrap();
            if !content.is_empty() && !name.contains("Thumbnails") {
                sound.parts.push((name, content));
            }
        }
        for round in 0..400 {
            let mut workbook = Workbook { parts: sound.parts.clone() };
            let part = round % workbook.parts.len();
            damage.apply(&mut workbook.parts[part].1);
            let _ = read_budget(name, &workbook.bytes());
        }
    }
}

/// Workbooks that Excel and LibreOffice open, in formats that are not read here: the person is told which, and what to do.
#[test]
fn a_workbook_in_one_xml_file_is_named() {
    let namespaces = "xmlns:a=\"urn:a\" ".repeat(60);
    let flat = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document {namespaces} office:version=\"1.3\" \
         office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><table:table/></office:body>"
    );
    let excel = "\u{feff}<?xml version=\"1.0\"?>\r\n<?mso-application progid=\"Excel.Sheet\"?>\r\n\
                 <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Table/></Workbook>";
    for (name, content, what) in [
        ("budget.fods", flat.as_str(), "un document OpenDocument en XML à plat"),
        ("budget.ods", &flat, "un document OpenDocument en XML à plat"),
        ("budget.xml", excel, "un classeur «\u{202f}Feuille de calcul XML 2003\u{202f}» d’Excel"),
        ("budget.xls", excel, "un classeur «\u{202f}Feuille de calcul XML 2003\u{202f}» d’Excel"),
    ] {
        let told = error(name, content.as_bytes()).to_string();
        let expected = format!("«\u{202f}{name}\u{202f}» est {what}, que le programme ne lit pas.");
        assert!(told.starts_with(&expected), "{told}");
        assert!(told.ends_with("enregistrez-le au format .xlsx."), "{told}");
    }
}

#[test]
fn what_spreadsheet_programs_open_without_a_word_is_read_the_same() {
    let sheet = |head: &str, tail: &str| {
        Workbook::sheet_with_head(&[expense_row(2, "Étude", "<v>5</v>")], head, tail)
    };
    let whole = || {
        let rows = [HEADER_ROW.to_owned(), expense_row(2, "Étude", "<v>5</v>")].concat();
        Workbook::with_sheet_xml(&format!("{SHEET_OPEN}<sheetData>{rows}</sheetData></worksheet>"))
    };
    let wide = |text: &[u8]| -> Vec<u8> {
        let text = std::str::from_utf8(text).unwrap().replace("UTF-8", "UTF-16");
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let mut in_utf16 = whole();
    for (_, content) in &mut in_utf16.parts {
        *content = wide(content);
    }
    let with_tab = |tab: &str| {
        let book = whole().parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1.clone();
        let book = String::from_utf8(book).unwrap().replace("</sheets>", &format!("{tab}</sheets>"));
        whole().part("xl/workbook.xml", book).bytes()
    };
    let lines = |content: &[u8]| {
        let reading = read_budget("a.xlsx", content).map_err(|error| error.to_string())?;
        Ok::<_, String>((reading.budget.expense_lines.len(), format!("{:?}", reading.budget.expense_lines)))
    };
    let plain = lines(&whole().bytes());
    assert_eq!(plain.as_ref().map(|(count, _)| *count), Ok(1));
    for (name, content) in [
        ("extent of whole rows", sheet("<dimension ref=\"1:39\"/>", "")),
        ("extent of whole columns", sheet("<dimension ref=\"A:H\"/>", "")),
        ("merged column", sheet("", "<mergeCells><mergeCell ref=\"J:J\"/></mergeCells>")),
        ("archive made on a Mac", whole().part("__MACOSX/xl/._workbook.xml", [0_u8, 159, 146]).bytes()),
        ("UTF-16", in_utf16.bytes()),
        ("orphan tab", with_tab("<sheet name=\"Ancienne\" sheetId=\"9\" state=\"hidden\" r:id=\"\"/>")),
    ] {
        assert_eq!(lines(&content), plain, "{name}");
    }
}
