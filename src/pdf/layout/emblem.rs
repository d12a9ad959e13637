//! The emblem of the European Union with the co-financing statement beside it.
//!
//! Geometry and colours: “Graphics guide to the European emblem”, Interinstitutional style guide, annex A1. The flag is
//! one and a half times as long as it is high; twelve upright stars, each inscribed in a circle of one eighteenth of the
//! height, stand like the hours of a clock on a circle of one third of the height; blue #003399, yellow #FFCC00.

use crate::pdf::colour::Colour;
use crate::pdf::display::{Drawing, FigureBox, Item, Owner, Paint, Shape};
use crate::pdf::structure::Role;
use crate::pdf::text::Style;
use crate::pdf::theme::PT_PER_MM;

use super::flow::{Column, Flow, spaced};
use super::inline::Align;
use super::logo::GAP;
use super::slice::{self, Slice};

const BLUE: Colour = Colour([0x00, 0x33, 0x99]);
const YELLOW: Colour = Colour([0xFF, 0xCC, 0x00]);
/// Height of the flag. The rules ask for one centimetre at least.
const HEIGHT: f32 = 13.0 * PT_PER_MM;
/// Room that the statement needs beside the flag when a logo shares the row.
const STATEMENT: f32 = 35.0 * PT_PER_MM;

impl Flow<'_> {
    pub(crate) fn emblem(&mut self, text: &str, column: Column) -> Vec<Slice> {
        let figure = self.tree.add(column.parent, Role::Figure);
        let slot = self.tree.slot(figure);
        let owner = Owner::Content(slot);
        let statement = crate::pdf::french::typeset_text(text);
        let alt = if statement.is_empty() {
            "Emblème de l’Union européenne".to_owned()
        } else {
            format!("Emblème de l’Union européenne, avec la mention «\u{202F}{statement}\u{202F}»")
        };
        if let Some(attributes) = self.tree.attributes(figure) {
            attributes.alt = Some(alt);
        }
        // No other logo may be larger than the emblem: regulation (EU) 2021/1060, annex IX, 1.7.
        let logo_size = self.logo_size();
        let flag = logo_size.map_or(HEIGHT, |logo| logo.height.max(HEIGHT));
        let width = flag * 1.5;
        let mut slice = Slice::blank(flag);
        slice.items.push(slice::filled(owner, column.x, 0.0, width, flag, BLUE));
        for hour in 0..12_u8 {
            let angle = f32::from(hour) * std::f32::consts::PI / 6.0;
            let x = column.x + width / 2.0 + flag / 3.0 * angle.sin();
            let y = flag / 2.0 - flag / 3.0 * angle.cos();
            slice.items.push(star(owner, x, y, flag / 18.0));
        }
        let gap = 9.0;
        let beside = logo_size.map_or(0.0, |logo| logo.width + GAP);
        let shared = !self.logo_drawn && column.width - width - gap - beside >= STATEMENT;
        let taken = if shared { beside } else { 0.0 };
        let mut right = column.x + width;
        if !statement.is_empty() {
            // In proportion to the flag (same annex, 1.5), as far as the longest word allows.
            let size = 12.5 * (flag / HEIGHT).min(1.3);
            let style = Style { statement: true, ..Style::new(size, BLUE) };
            let rich = self.plain(&statement, style, owner);
            let x = column.x + width + gap;
            // Two lines beside the flag read as one block with it.
            let room = (column.width - width - gap - taken).max(20.0);
            let natural = self.shaper.width(&rich);
            let wrapped =
                if natural > room { room } else { (natural * 0.62).max(self.shaper.narrowest(&rich)) };
            let lines = self.paragraph_with_leading(&rich, x, wrapped.min(room), Align::Left, 1.25);
            let block = slice::merge(lines);
            let (height, down) = (block.height, ((flag - block.height) / 2.0).max(0.0));
            slice.absorb(block, down);
            slice.height = flag.max(height);
            right = x + wrapped;
        }
        slice.figure_boxes.push(FigureBox {
            element: figure,
            x: column.x,
            y: 0.0,
            width: right - column.x,
            height: slice.height,
        });
        if shared && let Some(logo) = self.take_logo(column) {
            let down = (flag - logo.height) / 2.0;
            slice.absorb(logo, down);
        }
        spaced(vec![slice], 6.0, 10.0)
    }
}

/// An upright five-pointed star inscribed in a circle.
fn star(owner: Owner, x: f32, y: f32, radius: f32) -> Item {
    // Ratio of the inner to the outer circle of a regular pentagram.
    const INNER: f32 = 0.381_966;
    let points = (0..10_u8)
        .map(|corner| {
            let angle = f32::from(corner) * std::f32::consts::PI / 5.0;
            let reach = if corner % 2 == 0 { radius } else { radius * INNER };
            (x + reach * angle.sin(), y - reach * angle.cos())
        })
        .collect();
    Item {
        owner,
        drawing: Drawing::Shape {
            shape: Shape::Polygon { points, closed: true },
            paint: Paint::Fill(YELLOW),
        },
    }
}
