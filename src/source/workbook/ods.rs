//! Reads `.ods` sheets in one pass over `content.xml`.
//!
//! The general-purpose reader of this format allocates the rectangle of cells, expands repetitions up to a hundred
//! million cells and does not stop at the end of a truncated part. Values, formulas, hidden rows and merged ranges
//! stand in the same elements: one walk within the limits reads them all.

use std::collections::BTreeSet;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::allowance::Allowance;
use super::error::{LimitKind, ReadError};
use super::number_format::{CellLook, unit_of};
use super::package::Package;
use super::reference::parse_cell;
use super::sheet::{Cell, CellRange, CellValue, Sheet, SheetDraft};
use super::value::{iso_date, iso_duration};
use super::xlsx_scan::{attribute, unescaped, walk};
use super::{DefinedName, Workbook};
use crate::model::currency::foreign_in;
use crate::source::limits;

const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// True when the package is an OpenDocument one.
pub(super) fn is_ods(package: &Package) -> bool {
    package.part("mimetype").is_some_and(|kind| kind.starts_with(b"application/vnd.oasis.opendocument"))
        || package.part(CONTENT).is_some()
}

/// Reads every sheet.
pub(super) fn read(file: &str, package: &Package) -> Result<Workbook, ReadError> {
    let mut encrypted = false;
    if let Some(manifest) = package.text(MANIFEST)? {
        walk(file, MANIFEST, manifest, |element| {
            encrypted |= element.local_name().as_ref() == "encryption-data";
            Ok(())
        })?;
    }
    if encrypted {
        return Err(ReadError::Encrypted { file: file.to_owned() });
    }
    let Some(xml) = package.text(CONTENT)? else {
        return Err(ReadError::damaged(file, format!("{CONTENT}\u{202f}: absent de l’archive")));
    };
    let mut walker = Walker {
        file,
        allowance: Allowance::new(file),
        hidden_styles: BTreeSet::new(),
        style: String::new(),
        sheets: Vec::new(),
        names: Vec::new(),
        sheet: None,
        depth: 0,
        skipped: 0,
        merged_columns: 0,
        is_precision_as_displayed: false,
    };
    walker.run(xml)?;
    Ok(Workbook {
        sheets: walker.sheets,
        names: walker.names,
        is_precision_as_displayed: walker.is_precision_as_displayed,
        ..Workbook::default()
    })
}

struct Walker<'a> {
    file: &'a str,
    allowance: Allowance<'a>,
    hidden_styles: BTreeSet<String>,
    style: String,
    sheets: Vec<Sheet>,
    names: Vec<DefinedName>,
    sheet: Option<OpenSheet>,
    /// How many tables are open: a table inside a cell is not a sheet.
    depth: usize,
    /// How many elements are open inside a note or a drawing, whose texts are not the cell's.
    skipped: usize,
    merged_columns: usize,
    is_precision_as_displayed: bool,
}

struct OpenSheet {
    name: Arc<str>,
    is_hidden: bool,
    draft: SheetDraft,
    next_column_definition: u32,
    row: u32,
    row_repeat: u32,
    row_cells: Vec<Cell>,
    column: u32,
    cell: Option<OpenCell>,
}

#[derive(Default)]
struct OpenCell {
    repeat: u32,
    kind: String,
    currency: Option<String>,
    value: Option<CellValue>,
    formula: Option<Arc<str>>,
    is_error: bool,
    text: String,
    paragraphs: usize,
    in_paragraph: usize,
    /// Rows and columns that its formula fills, for a formula that computes with whole ranges.
    matrix: Option<(u32, u32)>,
}

impl Walker<'_> {
    fn run(&mut self, xml: &str) -> Result<(), ReadError> {
        let mut reader = Reader::from_str(xml);
        let mut open = 0_usize;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    open += 1;
                    self.open(&element)?;
                }
                Ok(Event::Empty(element)) => {
                    self.open(&element)?;
                    self.close(element.name().as_ref())?;
                }
                Ok(Event::End(element)) => {
                    open = open.saturating_sub(1);
                    self.close(element.name().as_ref())?;
                }
                Ok(Event::Text(text)) => self.text(&text.xml10_content())?,
                Ok(Event::CData(text)) => self.text(&text.xml10_content())?,
                Ok(Event::GeneralRef(reference)) => {
                    let resolved = resolve(&reference);
                    self.text(resolved.encode_utf8(&mut [0; 4]))?;
                }
                Ok(Event::Eof) if open == 0 => return Ok(()),
                Ok(Event::Eof) => {
                    return Err(ReadError::damaged(self.file, format!("{CONTENT}\u{202f}: fin prématurée")));
                }
                Ok(_) => {}
                Err(error) => {
                    return Err(ReadError::damaged(self.file, format!("{CONTENT}\u{202f}: {error}")));
                }
            }
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = element.name();
        let name = name.as_ref();
        if self.skipped > 0
            || name == "office:annotation"
            || name.starts_with("draw:")
            || name == "table:shapes"
        {
            self.skipped += 1;
            return Ok(());
        }
        match name {
            "style:style" => self.style = attribute(element, "style:name").map(unescaped).unwrap_or_default(),
            "style:table-properties" if attribute(element, "table:display") == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table:calculation-settings" => {
                self.is_precision_as_displayed =
                    attribute(element, "table:precision-as-shown") == Some("true");
            }
            "table:named-range" | "table:named-expression" => self.note_name(element)?,
            "table:table" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.open_sheet(element)?;
                }
            }
            _ if self.depth == 1 => self.open_in_sheet(name, element)?,
            _ => {}
        }
        Ok(())
    }

    /// A defined name: `$Feuille.$A$1:.$A$3` in a range, a formula in an expression.
    fn note_name(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        let read = |name| attribute(element, name).map(unescaped);
        let area = read("table:cell-range-address").map(|area| excel_reference(&area));
        let formula = area.or_else(|| read("table:expression").map(|formula| excel_formula(&formula)));
        if let (Some(name), Some(formula)) = (read("table:name"), formula) {
            self.allowance.spend_text(name.len().saturating_add(formula.len()))?;
            let base = read("table:base-cell-address").map(|base| excel_reference(&base));
            let cell = base.as_deref().and_then(|base| base.rsplit('!').next());
            let seen_from = cell.and_then(|cell| parse_cell(&cell.replace('$', ""))).unwrap_or((0, 0));
            self.names.push(DefinedName { seen_from, ..DefinedName::new(name, formula) });
        }
        Ok(())
    }

    fn open_sheet(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        if self.sheets.len() >= limits::SHEETS {
            return Err(ReadError::too_much(self.file, LimitKind::Sheets, limits::SHEETS));
        }
        let style = attribute(element, "table:style-name").map(unescaped).unwrap_or_default();
        self.sheet = Some(OpenSheet {
            name: attribute(element, "table:name").map(unescaped).unwrap_or_default().into(),
            is_hidden: self.hidden_styles.contains(&style)
                || attribute(element, "table:display") == Some("false"),
            draft: SheetDraft::default(),
            next_column_definition: 0,
            row: 0,
            row_repeat: 1,
            row_cells: Vec::new(),
            column: 0,
            cell: None,
        });
        Ok(())
    }

    fn open_in_sheet(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), ReadError> {
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        match name {
            "table:table-column" => {
                let first = sheet.next_column_definition;
                sheet.next_column_definition =
                    first.saturating_add(repeat(self.file, element, "table:number-columns-repeated")?);
                if is_hidden(element) {
                    sheet.draft.hidden_columns.push((first, sheet.next_column_definition.saturating_sub(1)));
                }
            }
            "table:table-row" => {
                sheet.column = 0;
                sheet.row_cells.clear();
                sheet.row_repeat = repeat(self.file, element, "table:number-rows-repeated")?;
                if is_hidden(element) {
                    let last = sheet.row.saturating_add(sheet.row_repeat).saturating_sub(1);
                    sheet.draft.hidden_rows.push((sheet.row, last));
                    if attribute(element, "table:visibility") == Some("filter") {
                        sheet.draft.filters.rows.push((sheet.row, last));
                        sheet.draft.filters.has_criteria = true;
                    }
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let cell = OpenCell::new(self.file, element)?;
                if let Some(range) = merged(sheet, element) {
                    let columns =
                        range.last_column.min(limits::FAR_COLUMN).saturating_sub(range.first_column);
                    self.merged_columns = self.merged_columns.saturating_add(columns as usize + 1);
                    if self.merged_columns > limits::MERGED_RANGES {
                        return Err(ReadError::too_much(
                            self.file,
                            LimitKind::MergedRanges,
                            limits::MERGED_RANGES,
                        ));
                    }
                    sheet.draft.merged.push(range);
                }
                sheet.cell = Some(cell);
            }
            "text:p" => {
                if let Some(cell) = &mut sheet.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                    cell.in_paragraph += 1;
                }
            }
            "text:s" | "text:tab" | "text:line-break" => {
                if let Some(cell) = sheet.cell.as_mut().filter(|cell| cell.in_paragraph > 0) {
                    // Repeated spaces say nothing in a budget: one stands for them all.
                    cell.text.push(if name == "text:line-break" { '\n' } else { ' ' });
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if self.skipped > 0 || self.depth != 1 {
            return Ok(());
        }
        let open = self.sheet.as_mut().and_then(|sheet| sheet.cell.as_mut());
        if let Some(cell) = open.filter(|cell| cell.in_paragraph > 0) {
            self.allowance.spend_text(text.len())?;
            cell.text.push_str(text);
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        if name == "table:table" {
            self.depth = self.depth.saturating_sub(1);
            if let Some(sheet) = self.sheet.take_if(|_| self.depth == 0) {
                self.sheets.push(sheet.draft.finish(sheet.name, sheet.is_hidden));
            }
            return Ok(());
        }
        if self.depth != 1 {
            return Ok(());
        }
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        match name {
            "text:p" => {
                if let Some(cell) = &mut sheet.cell {
                    cell.in_paragraph = cell.in_paragraph.saturating_sub(1);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = sheet.cell.take() {
                    let first = sheet.column;
                    sheet.column = first.saturating_add(cell.repeat);
                    let last = sheet.column;
                    let look = cell.look(self.is_precision_as_displayed);
                    if let Some((rows, columns)) = cell.matrix {
                        sheet.draft.spills.push(CellRange {
                            first_row: sheet.row,
                            last_row: sheet.row.saturating_add(rows.saturating_sub(1)).min(limits::LAST_ROW),
                            first_column: first,
                            last_column: first
                                .saturating_add(columns.saturating_sub(1))
                                .min(limits::LAST_COLUMN),
                        });
                    }
                    let look = (!look.is_plain()).then(|| sheet.draft.rank_of(look));
                    let (value, formula) = cell.finish();
                    if value != CellValue::Empty || formula.is_some() {
                        // Beyond the far column a repeated value is one far cell, not thousands.
                        let last = last.min(limits::FAR_COLUMN.max(first).saturating_add(1));
                        for column in first..last {
                            self.allowance.spend_cell()?;
                            if let CellValue::Text(text) = &value {
                                self.allowance.spend_text(text.len())?;
                            }
                            let (value, formula) = (value.clone(), formula.clone());
                            sheet.draft.looks.extend(look.map(|rank| (sheet.row, column, rank)));
                            sheet.row_cells.push(Cell { row: 0, column, value, formula });
                        }
                    }
                }
            }
            "table:table-row" => {
                let first = sheet.row;
                sheet.row = first.saturating_add(sheet.row_repeat);
                if !sheet.row_cells.is_empty() {
                    let last = sheet.row.min(limits::FAR_ROW.max(first).saturating_add(1));
                    let copies = usize::try_from(last.saturating_sub(first)).unwrap_or(usize::MAX);
                    let texts: usize =
                        sheet.row_cells.iter().map(|cell| cell.text().map_or(0, str::len)).sum();
                    self.allowance
                        .spend_cells(sheet.row_cells.len().saturating_mul(copies.saturating_sub(1)))?;
                    self.allowance.spend_text(texts.saturating_mul(copies.saturating_sub(1)))?;
                    for row in first..last {
                        if row > first {
                            let of_first = |cell: &&(u32, u32, u32)| cell.0 == first;
                            let copies: Vec<(u32, u32, u32)> = sheet
                                .draft
                                .looks
                                .iter()
                                .rev()
                                .skip_while(|cell| cell.0 > first)
                                .take_while(of_first)
                                .map(|cell| (row, cell.1, cell.2))
                                .collect();
                            sheet.draft.looks.extend(copies);
                        }
                        for cell in &sheet.row_cells {
                            sheet.draft.push(Cell { row, ..cell.clone() });
                        }
                    }
                    sheet.row_cells.clear();
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl OpenCell {
    fn new(file: &str, element: &BytesStart<'_>) -> Result<Self, ReadError> {
        let mut cell =
            Self { repeat: repeat(file, element, "table:number-columns-repeated")?, ..Self::default() };
        cell.formula =
            attribute(element, "table:formula").map(|formula| excel_formula(&unescaped(formula)).into());
        let spanned = |name| attribute(element, name).and_then(|count| count.parse::<u32>().ok());
        cell.matrix =
            spanned("table:number-matrix-rows-spanned").zip(spanned("table:number-matrix-columns-spanned"));
        cell.is_error = attribute(element, "calcext:value-type") == Some("error");
        cell.kind = attribute(element, "office:value-type").unwrap_or_default().to_owned();
        cell.currency = attribute(element, "office:currency").map(unescaped);
        let read = |name| attribute(element, name).map(unescaped);
        cell.value = match cell.kind.as_str() {
            "float" | "currency" | "percentage" => {
                read("office:value").and_then(|value| value.parse().ok()).map(CellValue::Number)
            }
            "date" => read("office:date-value").map(|value| iso_date(&value)),
            "time" => read("office:time-value").map(|value| iso_duration(&value)),
            "boolean" => read("office:boolean-value").map(|value| CellValue::Bool(value == "true")),
            "string" => read("office:string-value").map(|value| CellValue::Text(value.into())),
            _ => None,
        };
        Ok(cell)
    }

    /// What the cell shows besides its value: this format keeps the text as displayed.
    fn look(&self, keeps_decimals: bool) -> CellLook {
        let is_percent = self.kind == "percentage";
        let decimals = self.decimals().filter(|_| keeps_decimals);
        let mut look = CellLook { is_percent, decimals, ..CellLook::default() };
        if !matches!(self.kind.as_str(), "float" | "currency") {
            return look;
        }
        let shown = self.text.trim();
        let named = self.currency.as_deref().and_then(foreign_in);
        look.currency = named.or_else(|| foreign_in(shown)).map(Into::into);
        // A value shown divided by a thousand, and said in thousands, says what it is.
        if let (Some(unit), Some(CellValue::Number(number))) = (unit_of(shown), &self.value) {
            let digits: String = shown.chars().filter(|c| c.is_ascii_digit() || ",.-".contains(*c)).collect();
            let displayed = digits.replace(',', ".").parse::<f64>().unwrap_or(*number);
            let is_same = (displayed - number).abs() <= 0.01 * number.abs().max(0.01);
            look.unit = is_same.then(|| unit.into());
        }
        look.is_unseen = self.paragraphs > 0 && shown.is_empty();
        look
    }

    /// The decimals that the cell shows.
    fn decimals(&self) -> Option<u32> {
        let is_percent = self.kind == "percentage";
        if !is_percent && !matches!(self.kind.as_str(), "float" | "currency") {
            return None;
        }
        let after = self.text.rsplit_once([',', '.']).map_or("", |(_, after)| after);
        let count = after.chars().take_while(char::is_ascii_digit).count();
        let shown = self.text.contains(|c: char| c.is_ascii_digit()) && !self.text.contains(['E', 'e', '/']);
        let count = u32::try_from(count).ok().filter(|_| shown)?;
        Some(count + if is_percent { 2 } else { 0 })
    }

    fn finish(self) -> (CellValue, Option<Arc<str>>) {
        let is_string = self.kind == "string";
        let value = if self.is_error {
            CellValue::Error(self.text.trim().into())
        } else {
            match self.value {
                Some(value) => value,
                None if is_string && (!self.text.is_empty() || self.formula.is_some()) => {
                    CellValue::Text(self.text.into())
                }
                None => CellValue::Empty,
            }
        };
        (value, self.formula)
    }
}

/// `table:visibility` of a row or a column.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(attribute(element, "table:visibility"), Some("collapse" | "filter"))
}

fn repeat(file: &str, element: &BytesStart<'_>, name: &str) -> Result<u32, ReadError> {
    match attribute(element, name) {
        None => Ok(1),
        Some(count) => {
            count.parse::<u32>().ok().filter(|count| (1..=limits::LAST_ROW + 1).contains(count)).ok_or_else(
                || {
                    ReadError::damaged(
                        file,
                        format!("{CONTENT}\u{202f}: {name}=\"{}\"", super::sheet::shorten(count)),
                    )
                },
            )
        }
    }
}

fn merged(sheet: &OpenSheet, element: &BytesStart<'_>) -> Option<CellRange> {
    let span =
        |name| attribute(element, name).and_then(|count| count.parse::<u32>().ok()).unwrap_or(1).max(1);
    let (columns, rows) = (span("table:number-columns-spanned"), span("table:number-rows-spanned"));
    (columns > 1 || rows > 1).then(|| CellRange {
        first_row: sheet.row,
        last_row: sheet.row.saturating_add(rows - 1).min(limits::LAST_ROW),
        first_column: sheet.column,
        last_column: sheet.column.saturating_add(columns - 1).min(limits::LAST_COLUMN),
    })
}

fn resolve(reference: &BytesRef<'_>) -> char {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character;
    }
    match reference.xml10_content().as_ref() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => '\u{fffd}',
    }
}

/// Turns `of:=SUM([.F5:.F20];[$'Feuille 1'.A1])` into `SUM(F5:F20,'Feuille 1'!A1)`, as the other formats write it.
fn excel_formula(formula: &str) -> String {
    let body = formula.split_once('=').map_or(formula, |(_, body)| body);
    let mut out = String::with_capacity(body.len());
    let mut in_text = false;
    let mut reference: Option<String> = None;
    for c in body.chars() {
        match (&mut reference, c) {
            (None, '"') => {
                in_text = !in_text;
                out.push(c);
            }
            (None, '[') if !in_text => reference = Some(String::new()),
            (None, ';') if !in_text => out.push(','),
            (None, _) => out.push(c),
            (Some(inside), ']') => {
                out.push_str(&excel_reference(inside));
                reference = None;
            }
            (Some(inside), _) => inside.push(c),
        }
    }
    if let Some(inside) = reference {
        out.push('[');
        out.push_str(&inside);
    }
    // What LibreOffice writes as functions the other programs write as values.
    let outside = |(rank, part): (usize, &str)| match rank % 2 {
        0 => part.replace("TRUE()", "TRUE").replace("FALSE()", "FALSE"),
        _ => part.to_owned(),
    };
    out.split('"').enumerate().map(outside).collect::<Vec<_>>().join("\"")
}

/// `.F5:.F20` is `F5:F20`; `$Sheet.A1` is `Sheet!A1`.
fn excel_reference(inside: &str) -> String {
    let mut quoted = false;
    let mut first: Option<(String, String)> = None;
    let mut sheet = String::new();
    let mut address = String::new();
    let mut in_address = false;
    for c in inside.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                sheet.push(c);
            }
            '.' if !quoted && !in_address => in_address = true,
            ':' if !quoted => {
                first = Some((std::mem::take(&mut sheet), std::mem::take(&mut address)));
                in_address = false;
            }
            _ if in_address => address.push(c),
            _ => sheet.push(c),
        }
    }
    let sheet_of = |sheet: &str| {
        let sheet = sheet.strip_prefix('$').unwrap_or(sheet);
        if sheet.is_empty() { String::new() } else { format!("{sheet}!") }
    };
    match first {
        // From one sheet to another: the same cells of all those between.
        Some((first_sheet, first_address))
            if !sheet.is_empty() && sheet_of(&sheet) != sheet_of(&first_sheet) =>
        {
            let bare = |sheet: &str| sheet.trim_start_matches('$').trim_matches('\'').to_owned();
            let names = format!("{}:{}", bare(&first_sheet), bare(&sheet));
            let quote = if first_sheet.contains('\'') || sheet.contains('\'') { "'" } else { "" };
            let cells = if first_address == address { address } else { format!("{first_address}:{address}") };
            format!("{quote}{names}{quote}!{cells}")
        }
        Some((first_sheet, first_address)) => format!("{}{first_address}:{address}", sheet_of(&first_sheet)),
        None => format!("{}{address}", sheet_of(&sheet)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_read_as_in_the_other_formats() {
        for (written, expected) in [
            ("of:=SUM([.F5:.F20])", "SUM(F5:F20)"),
            ("of:=[.D5]*[.E5]", "D5*E5"),
            ("of:=ROUND([.A1];2)", "ROUND(A1,2)"),
            ("of:=[$'Feuille 1'.$A$1]+[$Autre.B2:.C3]", "'Feuille 1'!$A$1+Autre!B2:C3"),
            ("of:=SUM([$Ville.B2:$Région.B2])", "SUM(Ville:Région!B2)"),
            ("of:=SUM([$'A 1'.B2:$B.C3])", "SUM('A 1:B'!B2:C3)"),
            ("of:=SUM([$Autre.B2:$Autre.C3])", "SUM(Autre!B2:C3)"),
            ("of:=IF([.A1]=\"a;[b]\";1;2)", "IF(A1=\"a;[b]\",1,2)"),
            ("of:=[.#REF!]", "#REF!"),
            ("of:=VLOOKUP([.A1];[.B1:.C9];2;FALSE())&\"TRUE()\"", "VLOOKUP(A1,B1:C9,2,FALSE)&\"TRUE()\""),
        ] {
            assert_eq!(excel_formula(written), expected);
        }
    }
}
