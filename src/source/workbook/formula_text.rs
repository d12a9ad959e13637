//! The text of a formula: as a spreadsheet shows it, and the other workbooks that it names.
//!
//! Files write functions younger than their format with a prefix (`_xlfn.LET`), the names inside `LET` with another, and
//! the signs `#` and `@` as functions. None of this was ever seen by the person who typed the formula.

use std::borrow::Cow;

use crate::source::limits;

/// Prefixes that writers put before functions and names, upper case.
const PREFIXES: [&str; 8] = [
    "_XLFN.",
    "_XLWS.",
    "_XLPM.",
    "_XLUDF.",
    "_XLL.",
    "COM.MICROSOFT.",
    "ORG.LIBREOFFICE.",
    "ORG.OPENOFFICE.",
];

/// How files write the row of the formula in a reference to a table.
const OWN_ROW: &str = "[[#This Row],[";

/// Most calls and brackets of one formula that are rewritten or looked at: each takes a walk through its text.
const CALLS: usize = 64;

/// The function under which Google Sheets saves a formula that no other spreadsheet has.
const FROZEN: &str = "__XLUDF.DUMMYFUNCTION";

/// How Excel writes the workbook itself before one of its names.
const OWN_BOOK: &str = "[0]!";

/// What Google writes in the cells that a formula of another cell fills.
const FILLED: &str = "COMPUTED_VALUE";

/// A formula as a spreadsheet shows it; `links` are the files of `[1]`, `[2]`… in their order.
pub(super) fn as_shown<'a>(formula: &'a str, links: &[String]) -> Cow<'a, str> {
    let has_prefix = formula.contains("_xl")
        || formula.contains("_XL")
        || formula.contains("COM.MICROSOFT.")
        || formula.contains("ORG.");
    let has_link = !links.is_empty() && formula.contains('[');
    let has_row = formula.contains(OWN_ROW);
    let has_own = formula.contains(OWN_BOOK);
    if !(has_prefix || has_link || has_row || has_own) || formula.len() > limits::FORMULA_BYTES {
        return Cow::Borrowed(formula);
    }
    let mut text = if has_prefix { without_prefixes(formula) } else { formula.to_owned() };
    if has_prefix {
        text = with_signs(&text);
    }
    if has_row {
        text = outside_texts(&text, with_own_row);
    }
    if has_own {
        text = outside_texts(&text, |piece| piece.replace(OWN_BOOK, ""));
    }
    if has_link {
        text = with_files(&text, links);
    }
    Cow::Owned(text)
}

/// `T[[#This Row],[Prix]]` is `T[@Prix]`.
fn with_own_row(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    let mut rest = piece;
    while let Some((before, after)) = rest.split_once(OWN_ROW) {
        out.push_str(before);
        // A range of columns has no shorter writing.
        match after.split_once("]]").filter(|(column, _)| !column.contains(['[', ']', '\''])) {
            Some((column, after)) => {
                let is_plain = column.chars().all(|c| c.is_alphanumeric() || c == '_');
                out.push_str(&if is_plain { format!("[@{column}]") } else { format!("[@[{column}]]") });
                rest = after;
            }
            None => {
                out.push_str(OWN_ROW);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Cuts a formula in pieces: those between double quotes are texts and are not touched.
fn outside_texts(formula: &str, mut change: impl FnMut(&str) -> String) -> String {
    let pieces = formula.split('"').enumerate();
    let changed: Vec<String> =
        pieces.map(|(rank, piece)| if rank % 2 == 0 { change(piece) } else { piece.to_owned() }).collect();
    changed.join("\"")
}

const fn is_in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.')
}

fn without_prefixes(formula: &str) -> String {
    outside_texts(formula, |piece| {
        let mut out = String::with_capacity(piece.len());
        let mut rest = piece;
        let mut previous = None;
        while let Some(c) = rest.chars().next() {
            let starts_name = !previous.is_some_and(is_in_name);
            let prefix = PREFIXES.iter().find(|prefix| {
                starts_name && rest.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
            });
            if let Some(prefix) = prefix {
                // `_xlfn._xlws.FILTER` has two: the name still starts here.
                rest = rest.get(prefix.len()..).unwrap_or_default();
                continue;
            }
            out.push(c);
            previous = Some(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
        out
    })
}

/// `ANCHORARRAY(A2)` is `A2#`, `SINGLE(A2:A9)` is `@A2:A9`.
fn with_signs(formula: &str) -> String {
    let mut text = formula.to_owned();
    for (name, is_anchor) in [("ANCHORARRAY(", true), ("SINGLE(", false)] {
        // A turn takes one call away and walks the text once.
        for _ in 0..CALLS {
            let Some((start, end)) = call_of(&text, name) else { break };
            let inside = text.get(start + name.len()..end).unwrap_or_default().trim().to_owned();
            let plain =
                inside.chars().all(|c| !matches!(c, '+' | '-' | '*' | '/' | '&' | '=' | '<' | '>' | ','));
            let shown = match (is_anchor, plain) {
                (true, _) => format!("{inside}#"),
                (false, true) => format!("@{inside}"),
                (false, false) => format!("@({inside})"),
            };
            text.replace_range(start..=end, &shown);
        }
    }
    text
}

/// Where the first call of a function stands outside texts: its name's first byte, its closing parenthesis.
fn call_of(text: &str, name: &str) -> Option<(usize, usize)> {
    let mut in_text = false;
    let mut open: Option<(usize, usize)> = None;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '"' => in_text = !in_text,
            _ if in_text => {}
            '(' => {
                if let Some((_, depth)) = &mut open {
                    *depth += 1;
                }
            }
            ')' => {
                if let Some((start, depth)) = &mut open {
                    *depth -= 1;
                    if *depth == 0 {
                        return Some((*start, at));
                    }
                }
            }
            _ if open.is_none() && !is_in_name(previous) => {
                let head = text.get(at..at + name.len());
                if head.is_some_and(|head| head.eq_ignore_ascii_case(name)) {
                    open = Some((at, 0));
                }
            }
            _ => {}
        }
        previous = c;
    }
    None
}

/// `[1]Feuil1!$B$2` is `[devis.xlsx]Feuil1!$B$2`.
fn with_files(formula: &str, links: &[String]) -> String {
    let mut left = CALLS;
    outside_texts(formula, |piece| {
        let mut out = String::with_capacity(piece.len());
        let mut rest = piece;
        while let Some((before, after)) = rest.split_once('[').filter(|_| left > 0) {
            left -= 1;
            out.push_str(before);
            let link = after.split_once(']').and_then(|(number, after)| {
                let rank = number.parse::<usize>().ok()?.checked_sub(1)?;
                Some((links.get(rank).filter(|file| !file.is_empty())?, after))
            });
            let Some((file, after)) = link else {
                out.push('[');
                rest = after;
                continue;
            };
            // The name of a sheet that stands alone takes quotes when its file's name asks for them.
            let sheet = after.split_once('!').map_or("", |(sheet, _)| sheet);
            let needs = !before.ends_with('\'')
                && !sheet.contains('\'')
                && after.contains('!')
                && file.contains(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.'));
            if needs {
                out.push_str(&format!("'[{file}]{sheet}'"));
                rest = after.get(sheet.len()..).unwrap_or_default();
            } else {
                out.push_str(&format!("[{file}]"));
                rest = after;
            }
        }
        out.push_str(rest);
        out
    })
}

/// The name of a file from its address: `file:///C:/Users/Agent/mon%20devis.xlsx` is `mon devis.xlsx`.
#[must_use]
pub fn file_name_of(address: &str) -> String {
    let last = address.rsplit(['/', '\\']).next().unwrap_or(address);
    let mut bytes = Vec::with_capacity(last.len());
    let mut rest = last.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let coded = (*byte == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match coded {
            Some(coded) => {
                bytes.push(coded);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    let name = String::from_utf8(bytes).unwrap_or_else(|_| last.to_owned());
    name.chars().filter(|c| !c.is_control()).take(limits::SHOWN_CHARACTERS).collect()
}

/// `[1]Feuil1!A1`, `'[budget.xlsx]Feuil 1'!A1`, `[1]!Nom` or a file address.
#[must_use]
pub fn reads_another_workbook(formula: &str) -> bool {
    if !formula.contains(['[', ':', '#', '\'']) {
        return false;
    }
    !other_workbooks(formula).is_empty()
}

/// The other workbooks that a formula names, each once, in the order of the text: by their file, or by the number under
/// which the workbook knows them.
#[must_use]
pub fn other_workbooks(formula: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut note = |name: String| {
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    };
    // What stands between double quotes is text.
    let outside: String = formula.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
    // `'file:///C:/Users/Agent/devis.ods'#$Feuil1.A1`, whatever the way to the file.
    for (end, _) in outside.match_indices("'#").take(CALLS) {
        let before = outside.get(..end).unwrap_or_default();
        note(file_name_of(before.rsplit('\'').next().unwrap_or_default()));
    }
    // A link whose workbook is not told, as some old files have.
    if outside.contains("'[]") {
        note("0".to_owned());
    }
    if outside.contains("file:///") && !outside.contains("'#") && !outside.contains(']') {
        note("0".to_owned());
    }
    for (start, _) in outside.match_indices('[').take(CALLS) {
        let before = outside.get(..start).unwrap_or_default();
        let rest = outside.get(start + 1..).unwrap_or_default();
        let Some((inside, after)) = rest.split_once(']') else { continue };
        if inside.is_empty() || inside.contains(['[', '@', '#']) {
            continue;
        }
        // A structured reference such as `Table[Montant]` has a name before its bracket, and no sheet after it; a name
        // before a bracket in quotes is a folder.
        let Some((sheet, _)) = after.split_once('!') else { continue };
        let in_quotes = sheet.ends_with('\'') && !sheet.trim_end_matches('\'').contains('\'');
        let is_sheet =
            !sheet.contains(['[', ')', ',', '+', '*', '/', '(', ';', ':', '=', '&', '<', '>']) || in_quotes;
        let named_before = before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ']');
        let is_link = if sheet.is_empty() { !named_before } else { is_sheet && (in_quotes || !named_before) };
        if is_link {
            note(file_name_of(inside));
        }
    }
    // `'devis.xlsx'!Nom`: a name of another workbook.
    for (end, _) in outside.match_indices("'!").take(CALLS) {
        let before = outside.get(..end).unwrap_or_default();
        let inside = before.rsplit('\'').next().unwrap_or_default();
        let lower = inside.to_ascii_lowercase();
        if [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"].iter().any(|end| lower.ends_with(end)) {
            note(file_name_of(inside));
        }
    }
    found
}

/// A formula of Google Sheets, saved as the value it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// What it says in Google Sheets; `None` in the cells that another formula fills.
    pub formula: Option<String>,
}

/// True for a formula that means the same in a copy of the sheets: it names no other workbook and no table of this one, and
/// is written without the signs and names that files keep in another form.
#[must_use]
pub fn stands_alone(formula: &str) -> bool {
    let outside = outside_texts(formula, str::to_uppercase);
    let mut previous = ' ';
    for (rank, piece) in outside.split('"').enumerate().filter(|(rank, _)| rank % 2 == 0) {
        // After a text, nothing stands before the sign.
        previous = if rank == 0 { previous } else { '"' };
        for c in piece.chars() {
            // `A1#` is all that its formula fills; `#REF!` is an error.
            if matches!(c, '[' | '@') || (c == '#' && (previous.is_alphanumeric() || previous == ')')) {
                return false;
            }
            previous = c;
        }
        if piece.contains("LET(") || piece.contains("LAMBDA(") {
            return false;
        }
    }
    true
}

/// True when something between quotes could be taken for a function: `"SORT("`, `'SORT(2)'!A1`.
#[must_use]
pub fn quotes_a_function(formula: &str) -> bool {
    let calls = |text: &str| {
        text.split('(')
            .rev()
            .skip(1)
            .any(|before| before.ends_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()))
    };
    ['"', '\''].iter().any(|quote| formula.split(*quote).skip(1).step_by(2).any(calls))
}

/// True for a formula that only Google Sheets has.
#[must_use]
pub fn is_frozen(formula: &str) -> bool {
    frozen_formula(formula).is_some()
}

/// With its own text, a formula that only Google Sheets has: others read `IFERROR(__xludf.DUMMYFUNCTION("…"), 12)`.
#[must_use]
pub fn frozen_formula(formula: &str) -> Option<Frozen> {
    if !formula.contains("__xludf") && !formula.contains("__XLUDF") {
        return None;
    }
    let upper = formula.to_ascii_uppercase();
    let start = upper.find(FROZEN)?;
    let text = formula.get(start + FROZEN.len()..)?.trim_start().strip_prefix('(')?.trim_start();
    let mut inside = String::new();
    let mut characters = text.strip_prefix('"')?.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if characters.next_if_eq(&'"').is_some() => inside.push('"'),
            '"' => break,
            c => inside.push(c),
        }
    }
    let inside = inside.trim().trim_start_matches('=').trim_matches('"').to_owned();
    let own = (!inside.is_empty() && !inside.eq_ignore_ascii_case(FILLED)).then_some(inside);
    Some(Frozen { formula: own.map(|own| as_shown(&own, &[]).into_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_copy_of_the_sheets_can_keep() {
        for kept in [
            "SUM(A1:A3)",
            "'Plan A'!B2*2",
            "IF(A1=\"[x]@\",#REF!,B1)",
            "Plan!#REF!+1",
            "IFERROR(A1,\"LET(\")",
        ] {
            assert!(stands_alone(kept), "{kept}");
        }
        for lost in
            ["SUM(T[Montant])", "'[autre.xlsx]Plan'!A1", "@A1:A3", "SUM(A1#)", "LET(t,A1,t*2)", "let(t,A1,t)"]
        {
            assert!(!stands_alone(lost), "{lost}");
        }
        assert!(quotes_a_function("A1&\"SORT(\"") && quotes_a_function("'SORT(2)'!A1"));
        assert!(!quotes_a_function("IF(A1=\"\",\"(vide)\",SORT(A1:A3))"));
    }

    #[test]
    fn formulas_are_shown_as_spreadsheets_show_them() {
        let links = ["devis.xlsx".to_owned(), "mon devis.xlsx".to_owned()];
        for (written, shown) in [
            ("_xlfn.LET(_xlpm.t,SUM(_xlfn.ANCHORARRAY(Recap!B4)),_xlpm.t*2)", "LET(t,SUM(Recap!B4#),t*2)"),
            ("SUM(_xlfn._xlws.FILTER(A1:A3,A1:A3>0))", "SUM(FILTER(A1:A3,A1:A3>0))"),
            ("_xlfn.SINGLE(A1:A3)*2", "@A1:A3*2"),
            ("SUM(_xlfn.ANCHORARRAY(_xlfn.SINGLE(A1)))", "SUM(@A1#)"),
            ("COM.MICROSOFT.IFS(A1>1,2)", "IFS(A1>1,2)"),
            ("\"_xlfn.X\"&A1&_xlfn.CONCAT(A1)", "\"_xlfn.X\"&A1&CONCAT(A1)"),
            ("[1]Feuil1!$B$2+[2]Feuil1!B3", "[devis.xlsx]Feuil1!$B$2+'[mon devis.xlsx]Feuil1'!B3"),
            ("'[2]Feuil 1'!B3+[7]F!A1", "'[mon devis.xlsx]Feuil 1'!B3+[7]F!A1"),
            ("SUM(T[Montant])", "SUM(T[Montant])"),
            ("T[[#This Row],[Prix]]*T[[#This Row],[Prix HT]]", "T[@Prix]*T[@[Prix HT]]"),
            ("SUM(T[[#This Row],[A]:[B]])", "SUM(T[[#This Row],[A]:[B]])"),
        ] {
            assert_eq!(as_shown(written, &links), shown);
        }
        let hostile = "_xlfn.SINGLE(".repeat(2_000);
        assert!(as_shown(&hostile, &[]).len() <= hostile.len());
    }

    #[test]
    fn formulas_that_read_another_workbook_are_told() {
        for (formula, files) in [
            ("[1]Feuil1!A1", "1"),
            ("SUM('[autre budget.xlsx]Feuil 1'!A1:A3)", "autre budget.xlsx"),
            ("A1+'C:\\docs\\[autre.xlsx]F'!B2", "autre.xlsx"),
            ("'file:///tmp/a%20b.ods'#$F.A1", "a b.ods"),
            ("'https://a.b/c/mon%20devis.xlsx'#$'Feuil 1'.B3*1", "mon devis.xlsx"),
            ("'[]'!B3*1", "0"),
            ("[1]!Taux*2", "1"),
            ("'devis.xlsx'!Taux", "devis.xlsx"),
            ("[a.xlsx]F!A1+[b.xlsx]F!A1+[a.xlsx]F!A2", "a.xlsx, b.xlsx"),
        ] {
            assert_eq!(other_workbooks(formula).join(", "), files, "{formula}");
        }
        for formula in [
            "SUM(A1:A3)",
            "Feuil2!A1",
            "SUM(Table1[Montant])",
            "Table1[Montant]+Feuil2!A1",
            "Table1[[#This Row],[HT]]+Feuil2!A1",
            "T[HT]+'Feuil 2'!A1",
            "IF(A1=\"[1]F!A1\",1,2)",
        ] {
            assert!(!reads_another_workbook(formula), "{formula}");
        }
    }

    #[test]
    fn a_name_of_the_workbook_itself_is_its_own() {
        assert_eq!(as_shown("[0]!Taux*2", &[]), "Taux*2");
        assert_eq!(as_shown("\"[0]!\"&[0]!Taux", &[]), "\"[0]!\"&Taux");
    }

    #[test]
    fn formulas_of_google_are_told_with_their_own_text() {
        let own = |formula: &str| frozen_formula(formula).map(|frozen| frozen.formula);
        assert_eq!(own("IFERROR(__xludf.DUMMYFUNCTION(\"\"\"COMPUTED_VALUE\"\"\"),12000)"), Some(None));
        assert_eq!(
            own("IFERROR(__xludf.DUMMYFUNCTION(\"IMPORTRANGE(\"\"https://x/y\"\",\"\"A!B2\"\")\"),850.5)"),
            Some(Some("IMPORTRANGE(\"https://x/y\",\"A!B2\")".to_owned()))
        );
        assert_eq!(own("SUM(A1:A2)"), None);
        assert_eq!(own("__xludf.DUMMYFUNCTION("), None);
    }
}
