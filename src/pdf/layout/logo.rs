//! The logo of the authority: once in the document, in the row of the Union's emblem when that comes first, else at the
//! right of the title block.

use crate::pdf::display::{Drawing, FigureBox, Item, Owner};
use crate::pdf::french;
use crate::pdf::structure::Role;
use crate::pdf::theme::PT_PER_MM;

use super::flow::{Column, Flow};
use super::slice::Slice;

/// Least space between the logo and text.
pub(crate) const GAP: f32 = 6.0 * PT_PER_MM;

/// Size at which the logo is drawn, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogoSize {
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Flow<'_> {
    /// The size of the theme's logo: the height asked for, unless it would then take more than a third of the text's width.
    pub(crate) fn logo_size(&self) -> Option<LogoSize> {
        let logo = self.theme.logo.as_ref()?;
        let (width, height) = (logo.image.width as f32, logo.image.height as f32);
        let asked = logo.height * PT_PER_MM;
        let height = asked.min(self.geometry.text_width() / 3.0 * height / width);
        Some(LogoSize { width: height * logo.image.width as f32 / logo.image.height as f32, height })
    }

    /// The logo as a slice, against the right side of the column; none when it was drawn already.
    pub(crate) fn take_logo(&mut self, column: Column) -> Option<Slice> {
        if self.logo_drawn {
            return None;
        }
        let size = self.logo_size()?;
        let alternative = french::typeset_text(&self.theme.logo.as_ref()?.alternative);
        self.logo_drawn = true;
        let figure = self.tree.add(column.parent, Role::Figure);
        if let Some(attributes) = self.tree.attributes(figure) {
            attributes.alt = Some(alternative);
        }
        let slot = self.tree.slot(figure);
        let x = column.x + column.width - size.width;
        let mut slice = Slice::blank(size.height);
        slice.items.push(Item {
            owner: Owner::Content(slot),
            drawing: Drawing::Logo { x, y: 0.0, width: size.width, height: size.height },
        });
        slice.figure_boxes.push(FigureBox {
            element: figure,
            x,
            y: 0.0,
            width: size.width,
            height: size.height,
        });
        Some(slice)
    }
}
