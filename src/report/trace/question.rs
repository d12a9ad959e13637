//! What is asked of a trace: where something printed comes from, or what comes of a cell or of a field.

/// Most rows and columns of a sheet.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// A question, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Of a cell.
    Cell(AskedCell),
    /// Of a field, when there is one of that name.
    Field(AskedField),
    /// Of an identifier, a label or an amount.
    Printed,
}

/// A cell, by as much of its place as was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedCell {
    /// What stands before it, from the nearest: its sheet, or its file, then its file.
    pub within: Vec<String>,
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u32,
}

/// A field, by its dotted path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedField {
    /// Its file, when it was typed.
    pub file: Option<String>,
    /// Its path, as `calendrier.debut`.
    pub path: String,
}

impl Question {
    /// Reads a question: `L76`, `Dépenses!L76`, `'Dépenses'!$L$76`, `budget.xlsx › Dépenses › L76`,
    /// `projet.toml › calendrier.debut`, `calendrier.debut`; whatever else is an amount or words.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let parts = parts(text);
        let Some((last, before)) = parts.split_last() else { return Self::Printed };
        if let Some((row, column)) = cell(last) {
            let within = before.iter().rev().map(|part| (*part).to_owned()).collect();
            return Self::Cell(AskedCell { within, row, column });
        }
        match before {
            [] if is_path(last) => Self::Field(AskedField { file: None, path: (*last).to_owned() }),
            [file] if file.to_lowercase().ends_with(".toml") => {
                Self::Field(AskedField { file: Some((*file).to_owned()), path: (*last).to_owned() })
            }
            _ => Self::Printed,
        }
    }
}

/// The parts of a place, as this program, a person or Excel parts them.
fn parts(text: &str) -> Vec<&str> {
    let text = text.trim().trim_start_matches('=');
    if text.contains(['›', '>']) {
        return text.split(['›', '>']).map(str::trim).collect();
    }
    let Some((sheet, cell)) = text.rsplit_once('!') else { return vec![text] };
    let sheet = sheet.trim().trim_matches('\'');
    // `[budget.xlsx]Dépenses!L76`, as a link to another workbook.
    let (file, sheet) = match sheet.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((file, sheet)) => (Some(file), sheet),
        None => (None, sheet),
    };
    file.into_iter().chain([sheet, cell.trim()]).collect()
}

/// The zero-based row and column of `L76`, `l76` or `$L$76`.
fn cell(text: &str) -> Option<(u32, u32)> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let digits = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, number) = text.split_at(digits);
    let number = number.strip_prefix('$').unwrap_or(number);
    if !(1..=3).contains(&letters.len())
        || number.starts_with('0')
        || !number.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let of_letter = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0_u32, |column, letter| column * 26 + of_letter(letter));
    let row: u32 = number.parse().ok()?;
    (row <= ROWS && column <= COLUMNS).then(|| (row - 1, column - 1))
}

/// True for what may be the path of a field: names parted by dots, without a space.
fn is_path(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    begins && text.contains(['.', '[']) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(within: &[&str], row: u32, column: u32) -> Question {
        let within = within.iter().map(|part| (*part).to_owned()).collect();
        Question::Cell(AskedCell { within, row, column })
    }

    #[test]
    fn a_cell_is_read_however_it_is_named() {
        for (text, within) in [
            ("L76", vec![]),
            ("l76", vec![]),
            ("$L$76", vec![]),
            ("Dépenses!L76", vec!["Dépenses"]),
            ("'Dépenses'!L76", vec!["Dépenses"]),
            ("='Dépenses'!$L$76", vec!["Dépenses"]),
            ("Dépenses › L76", vec!["Dépenses"]),
            ("Dépenses>l76", vec!["Dépenses"]),
            ("budget.xlsx › Dépenses › L76", vec!["Dépenses", "budget.xlsx"]),
            ("[budget.xlsx]Dépenses!L76", vec!["Dépenses", "budget.xlsx"]),
            ("budget.csv › L76", vec!["budget.csv"]),
        ] {
            assert_eq!(Question::read(text), asked(&within, 75, 11), "{text}");
        }
        assert_eq!(Question::read("XFD1048576"), asked(&[], 1_048_575, 16_383));
    }

    #[test]
    fn what_is_no_cell_is_no_cell() {
        for text in [
            "",
            "L",
            "76",
            "L0",
            "L076",
            "L7a",
            "XFE1",
            "ABCD1",
            "A1048577",
            "A99999999999",
            "RCO04 x",
            "12,5 %",
            "Coût total",
            "Dépenses › total",
            "!",
            "›",
        ] {
            assert_eq!(Question::read(text), Question::Printed, "{text}");
        }
    }

    #[test]
    fn a_field_is_read_by_its_path() {
        let field = |file: Option<&str>, path: &str| {
            Question::Field(AskedField { file: file.map(str::to_owned), path: path.to_owned() })
        };
        assert_eq!(
            Question::read("projet.toml › fonds.x-1.3.taux_demande"),
            field(Some("projet.toml"), "fonds.x-1.3.taux_demande")
        );
        assert_eq!(Question::read("calendrier.debut"), field(None, "calendrier.debut"));
        assert_eq!(Question::read("de_minimis[1].montant"), field(None, "de_minimis[1].montant"));
        for text in ["1 212.50", "1212144.97", "aide", "M. Dupont"] {
            assert_eq!(Question::read(text), Question::Printed, "{text}");
        }
    }
}
