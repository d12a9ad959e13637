//! A document that is one long table, and how it is rendered.

use std::fmt::Write;

use dossier::workbench::pdf::{Fonts, RenderRequest, Theme};

/// A table of six columns whose texts and amounts all differ, as a budget's do.
pub fn table(rows: u64) -> String {
    let mut html = String::from(
        "<article><table><thead><tr><th>N°</th><th>Libellé</th><th>Catégorie</th><th>Date</th><th class=\"num\">HT</th>\
         <th class=\"num\">TTC</th></tr></thead><tbody>",
    );
    let categories = ["Personnel", "Équipement", "Prestations externes", "Déplacements"];
    let mut seed: u64 = 88_172_645_463_325_252;
    for row in 1..=rows {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let cents = seed % 900_000;
        let category = categories.get((seed % 4) as usize).copied().unwrap_or_default();
        let amount = |cents: u64| {
            format!("{}\u{202F}{:03},{:02}\u{A0}€", cents / 100_000, cents / 100 % 1000, cents % 100)
        };
        let _ = write!(
            html,
            "<tr><td>{row}</td><td>Facture {} de la société exemple</td><td>{category}</td><td>{:02}/{:02}/2025</td>\
             <td class=\"num\"><data value=\"l{row}\">{}</data></td><td class=\"num\">{}</td></tr>",
            seed % 10_000,
            seed % 28 + 1,
            seed % 12 + 1,
            amount(cents),
            amount(cents * 6 / 5),
        );
    }
    html.push_str("</tbody></table></article>");
    html
}

/// A request with nothing but the document.
pub fn request<'a>(html: &'a str, theme: &'a Theme, fonts: &'a Fonts) -> RenderRequest<'a> {
    RenderRequest {
        html,
        title: "Essai",
        author: "Essai",
        subject: "",
        header: "Essai",
        footer: "Essai",
        date: jiff::civil::date(2026, 1, 1),
        draft: false,
        landscape: false,
        theme,
        fonts,
        foreign: &[],
        attachments: Vec::new(),
    }
}
