//! Small PDF written by hand: what an attachment says, without any of this program's own typesetter.

/// A PDF of some pages of text, in Helvetica, one line under the other.
pub fn pdf_of(text: &str) -> Vec<u8> {
    let pages: Vec<&str> = text.split("(page)").collect();
    let contents = pages.iter().map(|page| {
        let lines = page.trim().lines().map(|line| [b"(".as_slice(), &literal(line), b") Tj T*"].concat());
        [b"BT /F1 10 Tf 56 790 Td 14 TL".to_vec(), lines.collect::<Vec<_>>().join(&b"\n"[..]), b"ET".to_vec()]
            .join(&b"\n"[..])
    });
    document(contents.collect(), "")
}

/// A scan: a page that is a picture, without a word.
pub fn scan() -> Vec<u8> {
    let picture = b"q 500 0 0 700 40 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q".to_vec();
    document(vec![picture], "")
}

/// A document that runs a script when it opens.
pub fn with_script(text: &str) -> Vec<u8> {
    let page = [b"BT /F1 10 Tf 56 790 Td (".as_slice(), &literal(text), b") Tj ET"].concat();
    document(vec![page], "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")
}

fn document(pages: Vec<Vec<u8>>, catalogue: &str) -> Vec<u8> {
    let first = 4;
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", first + 2 * page)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>").into_bytes(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (rank, content) in pages.into_iter().enumerate() {
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
                first + 2 * rank + 1
            )
            .into_bytes(),
        );
        let head = format!("<< /Length {} >>\nstream\n", content.len()).into_bytes();
        objects.push([head, content, b"\nendstream".to_vec()].concat());
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (rank, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n", rank + 1).into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).into_bytes());
    for offset in &offsets {
        file.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    let size = offsets.len() + 1;
    file.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes());
    file
}

/// A string in the encoding of Windows, its parentheses escaped.
fn literal(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in text.chars() {
        match c {
            '(' | ')' | '\\' => bytes.extend([b'\\', u8::try_from(c).unwrap()]),
            '€' => bytes.push(0x80),
            '’' => bytes.push(0x92),
            '–' => bytes.push(0x96),
            'œ' => bytes.push(0x9C),
            '\u{202f}' => bytes.push(0xA0),
            c => bytes.push(u8::try_from(u32::from(c)).unwrap_or_else(|_| panic!("« {c} »"))),
        }
    }
    bytes
}
