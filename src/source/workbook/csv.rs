//! Reads a `.csv` as spreadsheet programs export it: `;`, `,` or tabs, quotes, UTF-8 with or without a mark,
//! UTF-16 with its mark, else Windows-1252 (which Latin-1 texts are part of).
//!
//! A csv knows texts only: what looks like a number stays as written until its column says what it is.

use super::allowance::Allowance;
use super::error::ReadError;
use super::sheet::{Cell, CellValue, Sheet, SheetDraft};

/// How many lines tell the separator.
const SAMPLE_LINES: usize = 50;

/// Reads the one sheet of a csv; it has no name.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let text = decode(file, bytes)?;
    let (separator, body) = separator_of(&text);
    let mut allowance = Allowance::new(file);
    let mut draft = SheetDraft { is_untyped: true, ..SheetDraft::default() };
    let mut fields = Fields { rest: body, separator, row: 0, column: 0, ended: false };
    while let Some((row, column, field)) = fields.next().map_err(|line| {
        ReadError::damaged(file, format!("guillemet ouvert à la ligne {line} et jamais fermé"))
    })? {
        if field.trim().is_empty() {
            continue;
        }
        allowance.spend_cell()?;
        allowance.spend_text(field.len())?;
        draft.push(Cell { row, column, value: value_of(field), formula: None });
    }
    Ok(vec![draft.finish("".into(), false)])
}

/// An error that was exported as text is an error all the same.
fn value_of(field: String) -> CellValue {
    const ERRORS: [&str; 14] = [
        "#REF!", "#DIV/0!", "#VALUE!", "#VALEUR!", "#NAME?", "#NOM?", "#NUM!", "#NOMBRE!", "#N/A", "#NULL!",
        "#NUL!", "Err:502", "Err:522", "Err:508",
    ];
    let text = field.trim();
    if ERRORS.contains(&text) { CellValue::Error(text.into()) } else { CellValue::Text(field.into()) }
}

fn decode(file: &str, bytes: &[u8]) -> Result<String, ReadError> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return std::str::from_utf8(rest)
            .map(str::to_owned)
            .map_err(|_| ReadError::damaged(file, "texte annoncé en UTF-8, qui n’en est pas"));
    }
    for (mark, unit) in [
        (b"\xFF\xFE", u16::from_le_bytes as fn([u8; 2]) -> u16),
        (b"\xFE\xFF", u16::from_be_bytes as fn([u8; 2]) -> u16),
    ] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let units = rest.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
            return char::decode_utf16(units)
                .collect::<Result<String, _>>()
                .map_err(|_| ReadError::damaged(file, "texte annoncé en UTF-16, qui n’en est pas"));
        }
    }
    if bytes.contains(&0) {
        return Err(ReadError::NotAWorkbook {
            file: file.to_owned(),
            hint: Some("ce n’est pas un texte".into()),
        });
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_macintosh(bytes) => {
            encoding_rs::MACINTOSH.decode_without_bom_handling(bytes).0.into_owned()
        }
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    })
}

/// True when the accents of a text are those of the Macintosh of old: Excel still saves « CSV (Macintosh) ».
///
/// `é`, `è`, `à`, `ê`, `ç` stand between 0x80 and 0x9F there, and above 0xC0 in Windows; both are looked for beside
/// letters, where an accent stands.
fn is_macintosh(bytes: &[u8]) -> bool {
    let (mut mac, mut windows) = (0_usize, 0_usize);
    for window in bytes.windows(2) {
        let [one, other] = *window else { continue };
        for (accent, beside) in [(one, other), (other, one)] {
            if !beside.is_ascii_alphabetic() {
                continue;
            }
            match accent {
                0x83 | 0x88 | 0x89 | 0x8D..=0x91 | 0x94 | 0x95 | 0x99 | 0x9D | 0x9E => mac += 1,
                0xC0..=0xCF | 0xD4 | 0xD9..=0xDC | 0xE0..=0xEF | 0xF4 | 0xF9..=0xFC => windows += 1,
                _ => {}
            }
        }
    }
    mac > windows
}

/// The character of a byte; the five bytes that have none become the mark of what cannot be read.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

/// The separator, and the text without the line `sep=;` that Excel understands.
fn separator_of(text: &str) -> (char, &str) {
    if let Some(rest) = text.strip_prefix("sep=") {
        let mut characters = rest.chars();
        if let Some(separator) = characters.next() {
            let body = characters.as_str();
            let body = body.strip_prefix('\r').unwrap_or(body);
            if let Some(body) = body.strip_prefix('\n') {
                return (separator, body);
            }
        }
    }
    // The separator of a table stands as many times on most of its lines; a decimal comma does not, nor does the one
    // line that someone gave a separator too many.
    let mut best = (0_usize, ';');
    for separator in [';', '\t', ','] {
        let counts = counts_of(text, separator);
        let alike = |wanted: &usize| counts.iter().filter(|count| *count == wanted).count();
        // A decimal comma may stand once on more lines than the separators of a wide table.
        let regular =
            counts.iter().filter(|count| **count > 0).map(|count| alike(count) * count).max().unwrap_or(0);
        if regular > best.0 {
            best = (regular, separator);
        }
    }
    (best.1, text)
}

/// How many times a separator stands outside quotes on each of the first lines that hold something.
fn counts_of(text: &str, separator: char) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut count, mut quoted, mut filled) = (0_usize, false, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted => {
                if filled {
                    counts.push(count);
                }
                (count, filled) = (0, false);
                if counts.len() >= SAMPLE_LINES {
                    return counts;
                }
                continue;
            }
            _ if c == separator && !quoted => count += 1,
            _ => {}
        }
        filled = true;
    }
    if filled {
        counts.push(count);
    }
    counts
}

/// Walks the fields of a text.
struct Fields<'a> {
    rest: &'a str,
    separator: char,
    row: u32,
    column: u32,
    ended: bool,
}

impl Fields<'_> {
    /// The next field with its place; the line of a quote that is never closed is the error.
    fn next(&mut self) -> Result<Option<(u32, u32, String)>, u64> {
        if self.ended {
            return Ok(None);
        }
        let mut field = String::new();
        let (row, column) = (self.row, self.column);
        if let Some(quoted) = self.rest.strip_prefix('"') {
            self.rest = quoted;
            loop {
                let Some((before, after)) = self.rest.split_once('"') else {
                    return Err(u64::from(row) + 1);
                };
                field.push_str(before);
                match after.strip_prefix('"') {
                    Some(more) => {
                        field.push('"');
                        self.rest = more;
                    }
                    None => {
                        self.rest = after;
                        break;
                    }
                }
            }
        }
        let separator = self.separator;
        let end = self.rest.find([separator, '\n', '\r']).unwrap_or(self.rest.len());
        let (plain, after) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        field.push_str(plain);
        let mut characters = after.chars();
        match characters.next() {
            None => self.ended = true,
            Some(c) if c == separator => {
                self.column = self.column.saturating_add(1);
                self.rest = characters.as_str();
            }
            Some(c) => {
                let after = characters.as_str();
                self.rest = if c == '\r' { after.strip_prefix('\n').unwrap_or(after) } else { after };
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
        }
        Ok(Some((row, column, field)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<(u32, u32, String)> {
        let sheets = read("budget.csv", bytes).unwrap();
        (0..)
            .map_while(|index| sheets[0].filled_row(index))
            .flat_map(|(_, cells)| cells.iter().map(|cell| (cell.row, cell.column, cell.shown())))
            .collect()
    }

    fn shown(bytes: &[u8]) -> Vec<String> {
        cells(bytes).into_iter().map(|(row, column, text)| format!("{row},{column}={text}")).collect()
    }

    #[test]
    fn every_separator_and_every_encoding_reads_the_same() {
        let expected = ["0,0=Intitulé", "0,1=Montant HT", "1,0=Étude", "1,1=1 234,56 €"];
        let semicolons = "Intitulé;Montant HT\r\nÉtude;1 234,56 €\r\n";
        assert_eq!(shown(semicolons.as_bytes()), expected);
        assert_eq!(shown(format!("\u{feff}{semicolons}").as_bytes()), expected);
        assert_eq!(shown("Intitulé,Montant HT\nÉtude,\"1 234,56 €\"".as_bytes()), expected);
        assert_eq!(shown(semicolons.replace(';', "\t").as_bytes()), expected);
        assert_eq!(shown(format!("sep=;\r\n{semicolons}").as_bytes()), expected);
        assert_eq!(shown(b"Intitul\xe9;Montant HT\n\xc9tude;1 234,56 \x80\n"), expected);
        let wide: Vec<u8> = "\u{feff}Intitulé\tMontant HT\nÉtude\t1 234,56 €\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(shown(&wide), expected);
    }

    #[test]
    fn the_accents_of_old_macintoshes_are_read() {
        assert_eq!(shown(b"Intitul\x8e;Montant HT\r\x83tude de fili\x8fre;12\r")[2], "1,0=Étude de filière");
        assert_eq!(shown(b"Intitul\xe9;Montant HT\rB\xe2timent \x80;12\r")[2], "1,0=Bâtiment €");
    }

    #[test]
    fn one_separator_too_many_does_not_lose_the_file() {
        assert_eq!(shown(b"a;b\nc;1\nd;2;\ne;3\n").len(), 8);
    }

    #[test]
    fn quotes_hold_separators_lines_and_quotes() {
        let text = "a;\"b;c\"\"d\"\"\ne\";f\n;\"\";g\n";
        assert_eq!(shown(text.as_bytes()), ["0,0=a", "0,1=b;c\"d\"\ne", "0,2=f", "1,2=g"]);
    }

    #[test]
    fn a_quote_never_closed_is_told_with_its_line() {
        let error = read("budget.csv", b"a;b\nc;\"d\ne;f\n").unwrap_err().to_string();
        assert!(error.contains("guillemet ouvert à la ligne 2"), "{error}");
    }

    #[test]
    fn a_decimal_comma_is_not_a_separator() {
        assert_eq!(shown(b"a;1,5;2,5\nb;3,5;4,5\n").len(), 6);
        assert_eq!(shown(b"Poste;1\nb;3,5\nc;4,5\n").len(), 6);
    }

    #[test]
    fn anything_ends_in_cells_or_in_an_error() {
        for bytes in
            [&b""[..], b"\"", b"\xff\xfe\x00", b"\xff\xfe\x00\xd8", b";;;\n\r\n\r", b"\x00\x01", b"sep="]
        {
            let _ = read("budget.csv", bytes);
        }
    }
}
