//! The first sheet of a copy: what is told, most important first, with links to the cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

use super::Subject;
use super::copy::Copier;
use super::format::ground;
use super::marks::Part;
use crate::findings::limits::{SERIAL_FINDINGS, shortened};
use crate::findings::{Sentence, Severity, Told, named_from, short, spread};
use crate::model::french::{counted, listed};
use crate::model::text::french_spacing;
use crate::model::{Place, cell_name};
use crate::report::held::funds;
use crate::report::style::printable;
use crate::xlsx::lines_in_column;

/// Columns, with their widths in characters.
const COLUMNS: [(&str, f64); 9] = [
    ("Gravité", 14.0),
    ("Où", 22.0),
    ("Ce qui ne va pas", 44.0),
    ("Trouvé", 22.0),
    ("Attendu", 22.0),
    ("Comment corriger", 40.0),
    ("De même en", 20.0),
    ("Se répercute sur", 36.0),
    ("Contrôle", 10.0),
];

/// The row of the headers.
const HEADERS: u32 = 7;

/// Height of a line of text, in points.
const LINE: f64 = 13.5;

/// What the first sheet says.
pub(super) struct Summary<'a> {
    pub subject: &'a Subject<'a>,
    /// The names of the sheets of the copy, the first among them.
    pub names: &'a [String],
    pub copier: &'a Copier,
}

impl Summary<'_> {
    /// Writes the sheet.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, (_, width)) in (0..).zip(COLUMNS) {
            sheet.set_column_width(column, width)?;
        }
        self.head(sheet)?;
        let header =
            base().set_bold().set_background_color(Color::RGB(0x1F_3A_5F)).set_font_color(Color::White);
        for (column, (title, _)) in (0..).zip(COLUMNS) {
            sheet.write_string_with_format(HEADERS, column, title, &bordered(header.clone()))?;
        }
        let told = &self.subject.account.told;
        let mut row = HEADERS;
        for one in told.iter().take(SERIAL_FINDINGS) {
            row += 1;
            self.line(sheet, row, one)?;
        }
        if let more @ 1.. = told.len().saturating_sub(SERIAL_FINDINGS) {
            let more = format!("et {}", counted(more, "autre constat", "autres constats"));
            sheet.write_string_with_format(row + 1, 2, more, &base().set_italic())?;
        }
        if !told.is_empty() {
            sheet.autofilter(HEADERS, 0, row, last_column())?;
        }
        sheet.set_freeze_panes(HEADERS + 1, 0)?;
        sheet.set_landscape();
        sheet.set_margins(0.3, 0.3, 0.5, 0.5, 0.3, 0.3);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_paper_size(9);
        sheet.set_repeat_rows(HEADERS, HEADERS)?;
        Ok(())
    }

    /// What the copy is, how many findings there are, what the colours mean.
    fn head(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let title = base().set_bold().set_font_size(16).set_font_color(Color::RGB(0x1F_3A_5F));
        let name = printable(self.subject.title);
        sheet.write_string_with_format(0, 0, french_spacing(&name), &title)?;
        let verdict = french_spacing(self.subject.verdict);
        sheet.write_string_with_format(1, 0, verdict, &base().set_bold())?;
        let note = base().set_font_color(Color::RGB(0x55_60_70));
        let copy = "Copie des feuilles telles qu’elles ont été lues : valeurs, formules, largeurs et formats ; ni graphiques, ni images, ni macros. Corrigez l’original, jamais cette copie.";
        sheet.write_string_with_format(2, 0, french_spacing(copy), &note)?;
        if self.copier.valued > 0 {
            let valued = format!(
                "{} par leur valeur : elles lisent un autre classeur, un tableau nommé ou un nom que la copie ne peut pas reprendre.",
                counted(self.copier.valued, "formule est reprise", "formules sont reprises")
            );
            sheet.write_string_with_format(3, 0, french_spacing(&valued), &note)?;
        }
        let severities =
            [(Severity::Error, "erreur"), (Severity::Warning, "avertissement"), (Severity::Note, "remarque")];
        sheet.write_string_with_format(4, 0, "Couleurs", &note)?;
        for (column, (severity, name)) in (1..).zip(severities) {
            for (row, part, words) in
                [(4, Part::Cause, "cellule à corriger"), (5, Part::Consequence, "cellule qui en découle")]
            {
                let format = bordered(base().set_background_color(Color::RGB(ground(severity, part))));
                let text = french_spacing(&format!("{name} : {words}"));
                sheet.write_string_with_format(row, column, text, &format)?;
            }
        }
        Ok(())
    }

    /// One finding.
    fn line(&self, sheet: &mut Worksheet, row: u32, told: &Told) -> Result<(), XlsxError> {
        let finding = &told.finding;
        let own = finding.places.first();
        let cell = bordered(base().set_text_wrap().set_align(FormatAlign::Top));
        let severity =
            cell.clone().set_bold().set_background_color(Color::RGB(ground(told.severity, Part::Cause)));
        sheet.write_string_with_format(row, 0, told.severity.label(), &severity)?;
        match own {
            Some(place) => self.place(sheet, row, place, &cell)?,
            None => {
                let names = listed(&funds(self.subject.account, &told.packs));
                sheet.write_string_with_format(row, 1, clean(&names), &cell)?;
            }
        }
        let said = |sentence: &Option<Sentence>| sentence.as_ref().map(Sentence::french).unwrap_or_default();
        let alike = if told.alike.count > 0 { named_from(&told.alike, own) } else { String::new() };
        let spreads = spread(told, &|consequence| {
            self.subject.account.is_told(&consequence.packs).then(|| short(consequence))
        });
        let texts = [
            finding.message.french(),
            said(&finding.found),
            said(&finding.expected),
            finding.how_to_mend(told.heading.mend),
            alike,
            spreads.unwrap_or_default(),
            told.heading.code.to_owned(),
        ];
        let mut lines = 1;
        for (column, text) in (2_u16..).zip(texts) {
            let text = clean(&text);
            let width = COLUMNS.get(usize::from(column)).map_or(20.0, |(_, width)| *width);
            lines = lines.max(lines_in_column(&text, width));
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
        // Programs that open a workbook do not all make room for a text on several lines.
        sheet.set_row_height(row, (f64::from(lines) * LINE).min(400.0))?;
        Ok(())
    }

    /// Where a finding stands: a link when it is a cell.
    fn place(&self, sheet: &mut Worksheet, row: u32, place: &Place, cell: &Format) -> Result<(), XlsxError> {
        if let Some(at) = self.subject.recalculation.cell_of(place)
            && let Some(name) = self.names.get(at.sheet + 1)
        {
            let target = format!("'{}'!{}", name.replace('\'', "''"), cell_name(at.row, at.column));
            let shown = clean(&format!("{name} › {}", cell_name(at.row, at.column)));
            let link = cell.clone().set_hyperlink().set_text_wrap().set_align(FormatAlign::Top);
            sheet.write_url_with_format(
                row,
                1,
                Url::new(format!("internal:{target}")).set_text(shown),
                &link,
            )?;
            return Ok(());
        }
        sheet.write_string_with_format(row, 1, clean(&place.to_string()), cell)?;
        Ok(())
    }
}

/// A text of a finding, safe in a cell and no longer than what is told elsewhere.
fn clean(text: &str) -> String {
    french_spacing(&printable(&shortened(text)))
}

fn last_column() -> u16 {
    u16::try_from(COLUMNS.len() - 1).unwrap_or(0)
}

fn base() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10)
}

fn bordered(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xB8_C4_D2))
}
