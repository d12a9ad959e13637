//! The closed set of looks a cell can have.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// Font of every cell: present with Excel, and metrically replaced by LibreOffice.
const FONT: &str = "Arial";

/// Deep blue: titles and headers.
const ACCENT: u32 = 0x1F_3A_5F;
const ACCENT_PALE: u32 = 0xDC_E6_F1;
const ACCENT_FAINT: u32 = 0xF0_F4_F9;
const LINE: u32 = 0xB8_C4_D2;
const INK: u32 = 0x22_2B_36;
const MUTED: u32 = 0x6B_76_84;
/// Bright enough to tell a typed value from a computed one, dark enough to print.
const INPUT: u32 = 0x1D_4E_D8;

/// The look of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// The title of a sheet.
    Title,
    /// A line under the title.
    Subtitle,
    /// A remark outside tables, wrapped.
    Note,
    /// The name of a group of rows, across a table.
    GroupHeader,
    /// The header of a column.
    Header,
    /// Text in a table.
    Text,
    /// Text in a table, on as many lines as it needs.
    TextWrapped,
    /// The first cell of a row, saying what it is.
    Label,
    /// Short text in the middle of its cell: a code, an answer.
    Centred,
    /// Euros.
    Amount,
    /// Euros, the sign left to the header of the column.
    Cents,
    /// A rate, as a percentage.
    Rate,
    /// Hours.
    Hours,
    /// A plain number.
    Number,
    /// Euros typed by the applicant.
    Input,
    /// Euros typed by the applicant, the sign left to the header.
    InputCents,
    /// Text typed by the applicant, on as many lines as it needs.
    InputText,
    /// A civil year typed by the applicant.
    InputYear,
    /// A day typed by the applicant.
    InputDate,
    /// A rate typed by the applicant.
    InputRate,
    /// Hours typed by the applicant.
    InputHours,
    /// A number typed by the applicant.
    InputNumber,
    /// The label of a subtotal.
    SubtotalLabel,
    /// A subtotal in euros.
    SubtotalAmount,
    /// The rate of a subtotal.
    SubtotalRate,
    /// The label of a total.
    TotalLabel,
    /// A total in euros.
    TotalAmount,
    /// A total in euros, the sign left to the header.
    TotalCents,
    /// A total of hours.
    TotalHours,
    /// The share of a total.
    TotalRate,
    /// A civil year as the header of a column: a number that formulas compare.
    HeaderYear,
    /// A cell of a form to be filled by hand.
    Blank,
    /// A control that passed.
    Ok,
    /// Something to look at.
    Warning,
    /// A control that failed.
    Error,
    /// What matters less, in a table.
    Muted,
}

/// What the content adds to a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// As the style says.
    Plain,
    /// A number without decimals.
    Whole,
    /// « à renseigner », in the place of a value.
    Missing,
}

/// The emphasis of a cell, whatever it holds.
enum Role {
    Body,
    Input,
    Subtotal,
    Total,
}

/// What a cell of a table holds.
enum Kind {
    Text,
    Wrapped,
    Year,
    Date,
    Cents,
    Amount,
    Rate,
    Hours,
    Number,
}

/// The font every cell starts from.
pub(super) fn base() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(10)
        .set_font_color(INK)
        .set_align(FormatAlign::VerticalCenter)
}

/// The colours of a control that stays alive, applied by the spreadsheet itself.
pub(super) fn agreement(agrees: bool) -> Format {
    let (ink, ground) = if agrees { GOOD } else { BAD };
    Format::new().set_bold().set_font_color(ink).set_background_color(ground)
}

const GOOD: (u32, u32) = (0x1E_6B_3A, 0xE8_F5_EC);
const DOUBTFUL: (u32, u32) = (0x8A_5A_00, 0xFF_F5_DC);
const BAD: (u32, u32) = (0xA6_1B_1B, 0xFD_EA_EA);

impl Style {
    /// The format of a cell of this style.
    pub(super) fn format(self, look: Look) -> Format {
        let format = self.plain(look);
        match look {
            Look::Missing => format.set_italic().unset_bold().set_font_color(MUTED),
            Look::Plain | Look::Whole => format,
        }
    }

    /// True when long text goes on several lines.
    pub(super) const fn wraps(self) -> bool {
        matches!(
            self,
            Self::Note | Self::Subtitle | Self::TextWrapped | Self::InputText | Self::Header | Self::Label
        )
    }

    /// Height of a line of text, in points.
    pub(super) const fn line_height(self) -> f64 {
        match self {
            Self::Title => 22.0,
            Self::Subtitle => 14.5,
            Self::Note => 12.0,
            Self::Header | Self::HeaderYear | Self::TotalLabel | Self::TotalAmount | Self::TotalCents => 15.0,
            _ => 13.0,
        }
    }

    fn plain(self, look: Look) -> Format {
        use Kind as K;
        use Role as R;
        let (role, kind) = match self {
            Self::Title => return base().set_bold().set_font_size(16).set_font_color(ACCENT),
            Self::Subtitle => return base().set_font_size(11).set_font_color(MUTED).set_text_wrap(),
            Self::Note => {
                return base()
                    .set_italic()
                    .set_font_size(9)
                    .set_font_color(MUTED)
                    .set_text_wrap()
                    .set_align(FormatAlign::Top);
            }
            Self::GroupHeader => {
                return indented(
                    bordered().set_bold().set_font_color(ACCENT).set_background_color(ACCENT_PALE),
                );
            }
            Self::Blank => return base(),
            Self::Header | Self::HeaderYear => {
                return bordered()
                    .set_num_format("0")
                    .set_bold()
                    .set_font_color(0xFF_FF_FF)
                    .set_background_color(ACCENT)
                    .set_align(FormatAlign::Center)
                    .set_text_wrap();
            }
            Self::Ok => return answer(GOOD),
            Self::Warning => return answer(DOUBTFUL),
            Self::Error => return answer(BAD),
            Self::Muted => return indented(bordered().set_font_color(MUTED)),
            Self::Centred => return bordered().set_align(FormatAlign::Center),
            Self::Text => (R::Body, K::Text),
            Self::TextWrapped | Self::Label => return indented(bordered().set_text_wrap()),
            Self::Amount => (R::Body, K::Amount),
            Self::Cents => (R::Body, K::Cents),
            Self::Rate => (R::Body, K::Rate),
            Self::Hours => (R::Body, K::Hours),
            Self::Number => (R::Body, K::Number),
            Self::Input => (R::Input, K::Amount),
            Self::InputCents => (R::Input, K::Cents),
            Self::InputText => (R::Input, K::Wrapped),
            Self::InputYear => (R::Input, K::Year),
            Self::InputDate => (R::Input, K::Date),
            Self::InputRate => (R::Input, K::Rate),
            Self::InputHours => (R::Input, K::Hours),
            Self::InputNumber => (R::Input, K::Number),
            Self::SubtotalLabel => (R::Subtotal, K::Text),
            Self::SubtotalAmount => (R::Subtotal, K::Amount),
            Self::SubtotalRate => (R::Subtotal, K::Rate),
            Self::TotalLabel => (R::Total, K::Text),
            Self::TotalAmount => (R::Total, K::Amount),
            Self::TotalCents => (R::Total, K::Cents),
            Self::TotalHours => (R::Total, K::Hours),
            Self::TotalRate => (R::Total, K::Rate),
        };
        kind.apply(role.format(), look)
    }
}

impl Role {
    fn format(self) -> Format {
        match self {
            Self::Body => bordered(),
            Self::Input => bordered().set_font_color(INPUT).set_unlocked(),
            Self::Subtotal => bordered().set_bold().set_background_color(ACCENT_FAINT),
            Self::Total => bordered()
                .set_bold()
                .set_font_color(ACCENT)
                .set_background_color(ACCENT_PALE)
                .set_border_top(FormatBorder::Medium)
                .set_border_top_color(ACCENT),
        }
    }
}

impl Kind {
    fn apply(self, format: Format, look: Look) -> Format {
        let whole = matches!(look, Look::Whole);
        let number = |code| format.clone().set_num_format(padded(code)).set_align(FormatAlign::Right);
        match self {
            Self::Text => indented(format),
            Self::Wrapped => indented(format).set_text_wrap(),
            Self::Year => format.set_num_format("0").set_align(FormatAlign::Center),
            Self::Date => format.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
            Self::Cents => number("#,##0.00"),
            Self::Amount => number("#,##0.00 \"€\""),
            Self::Rate => number("0.00 %"),
            Self::Hours if whole => number("#,##0 \"h\""),
            Self::Hours => number("#,##0.00 \"h\""),
            Self::Number if whole => number("#,##0"),
            Self::Number => number("#,##0.00##"),
        }
    }
}

/// A number, or the text in its place, kept away from the line at its right by the width of two hyphens.
///
/// An indent would say it better, but LibreOffice forgets it between neighbours that differ by their number format alone.
fn padded(code: &str) -> String {
    format!("{code}_-_-;-{code}_-_-;{code}_-_-;@_-_-")
}

fn bordered() -> Format {
    base().set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// Text a little away from the line at its left.
fn indented(format: Format) -> Format {
    format.set_align(FormatAlign::Left).set_indent(1)
}

fn answer((ink, ground): (u32, u32)) -> Format {
    bordered().set_bold().set_font_color(ink).set_background_color(ground).set_align(FormatAlign::Center)
}
