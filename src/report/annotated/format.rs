//! The format of a cell, from the reader's words to the writer's, and the grounds that mark cells.

use calamine::{
    BorderStyle, Color, FillPattern, HorizontalAlignment, Style, TextRotation, UnderlineStyle,
    VerticalAlignment,
};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

use super::marks::Part;
use crate::findings::Severity;

/// The ground of a marked cell. What follows from a fault is lighter than the fault itself.
pub(super) const fn ground(severity: Severity, part: Part) -> u32 {
    match (severity, part) {
        (Severity::Error, Part::Cause) => 0xF4_A3_A3,
        (Severity::Error, Part::Consequence) => 0xFC_E4_E4,
        (Severity::Warning, Part::Cause) => 0xFF_D0_80,
        (Severity::Warning, Part::Consequence) => 0xFF_F2_DC,
        (Severity::Note, Part::Cause) => 0xB4_D0_F0,
        (Severity::Note, Part::Consequence) => 0xE8_F0_FA,
    }
}

/// The format that a cell had.
pub(super) fn format(style: &Style) -> Format {
    let mut format = Format::new();
    if let Some(number) = &style.number_format
        && !number.format_code.is_empty()
    {
        format = format.set_num_format(&number.format_code);
    }
    if let Some(font) = &style.font {
        if let Some(name) = &font.name {
            format = format.set_font_name(name);
        }
        if let Some(size) = font.size.filter(|size| (1.0..=409.0).contains(size)) {
            format = format.set_font_size(size);
        }
        if font.is_bold() {
            format = format.set_bold();
        }
        if font.is_italic() {
            format = format.set_italic();
        }
        if font.underline != UnderlineStyle::None {
            format = format.set_underline(FormatUnderline::Single);
        }
        if font.strikethrough {
            format = format.set_font_strikethrough();
        }
        if let Some(color) = font.color {
            format = format.set_font_color(rgb(color));
        }
    }
    // A solid ground; patterns are drawn by their colour, close enough to find one's way.
    if let Some(fill) = style.fill.as_ref().filter(|fill| fill.pattern != FillPattern::None)
        && let Some(color) = fill.get_color()
    {
        format = format.set_background_color(rgb(color));
    }
    if let Some(borders) = &style.borders {
        format = format
            .set_border_left(border(borders.left.style))
            .set_border_right(border(borders.right.style))
            .set_border_top(border(borders.top.style))
            .set_border_bottom(border(borders.bottom.style));
        if let Some(color) = borders.left.color {
            format = format.set_border_left_color(rgb(color));
        }
        if let Some(color) = borders.right.color {
            format = format.set_border_right_color(rgb(color));
        }
        if let Some(color) = borders.top.color {
            format = format.set_border_top_color(rgb(color));
        }
        if let Some(color) = borders.bottom.color {
            format = format.set_border_bottom_color(rgb(color));
        }
    }
    aligned(format, style)
}

fn aligned(mut format: Format, style: &Style) -> Format {
    let Some(alignment) = &style.alignment else { return format };
    let horizontal = match alignment.horizontal {
        HorizontalAlignment::Left => Some(FormatAlign::Left),
        HorizontalAlignment::Center => Some(FormatAlign::Center),
        HorizontalAlignment::Right => Some(FormatAlign::Right),
        HorizontalAlignment::Fill => Some(FormatAlign::Fill),
        HorizontalAlignment::Justify => Some(FormatAlign::Justify),
        HorizontalAlignment::CenterContinuous => Some(FormatAlign::CenterAcross),
        HorizontalAlignment::Distributed => Some(FormatAlign::Distributed),
        _ => None,
    };
    let vertical = match alignment.vertical {
        VerticalAlignment::Top => Some(FormatAlign::Top),
        VerticalAlignment::Center => Some(FormatAlign::VerticalCenter),
        VerticalAlignment::Justify => Some(FormatAlign::VerticalJustify),
        VerticalAlignment::Distributed => Some(FormatAlign::VerticalDistributed),
        _ => None,
    };
    for align in [horizontal, vertical].into_iter().flatten() {
        format = format.set_align(align);
    }
    if alignment.wrap_text {
        format = format.set_text_wrap();
    }
    if let Some(indent) = alignment.indent {
        format = format.set_indent(indent);
    }
    if alignment.shrink_to_fit {
        format = format.set_shrink();
    }
    match alignment.text_rotation {
        // The file counts from 0 to 90 upwards, then from 91 to 180 downwards.
        TextRotation::Degrees(degrees @ 1..=90) => format.set_rotation(i16::try_from(degrees).unwrap_or(0)),
        _ => format,
    }
}

fn rgb(color: Color) -> u32 {
    u32::from_be_bytes([0, color.red, color.green, color.blue])
}

const fn border(style: BorderStyle) -> FormatBorder {
    match style {
        BorderStyle::Thin => FormatBorder::Thin,
        BorderStyle::Medium => FormatBorder::Medium,
        BorderStyle::Thick => FormatBorder::Thick,
        BorderStyle::Double => FormatBorder::Double,
        BorderStyle::Hair => FormatBorder::Hair,
        BorderStyle::Dashed => FormatBorder::Dashed,
        BorderStyle::Dotted => FormatBorder::Dotted,
        BorderStyle::MediumDashed => FormatBorder::MediumDashed,
        BorderStyle::DashDot => FormatBorder::DashDot,
        BorderStyle::MediumDashDot => FormatBorder::MediumDashDot,
        BorderStyle::DashDotDot => FormatBorder::DashDotDot,
        BorderStyle::MediumDashDotDot => FormatBorder::MediumDashDotDot,
        BorderStyle::SlantDashDot => FormatBorder::SlantDashDot,
        _ => FormatBorder::None,
    }
}
