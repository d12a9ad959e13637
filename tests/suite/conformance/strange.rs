//! Documents that no template makes, for what a budget may bring all the same.

use dossier::workbench::pdf::{Fonts, RenderRequest, Theme, render};

/// Names and bytes.
pub fn documents() -> Vec<(&'static str, Vec<u8>)> {
    let (theme, fonts) = (Theme::embedded().unwrap(), Fonts::embedded().unwrap());
    let cells = |count: usize, cell: &str| cell.repeat(count);
    let wide = format!(
        "<table><caption>Large</caption><thead><tr>{}</tr></thead><tbody><tr>{}</tr></tbody></table>",
        cells(40, "<th>Année</th>"),
        cells(40, "<td class=\"num\">1 234,56 €</td>")
    );
    let long = "justification ".repeat(360);
    let bars = "<data-item label=\"Poste\" cents=\"-1\" text=\"-0,01 €\"/>".repeat(300);
    let bodies = [
        ("vide", String::new()),
        (
            "tableau-vide",
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody></tbody></table><table/>".into(),
        ),
        ("quarante-colonnes", wide),
        ("de-droite-a-gauche", "<h1>שלום</h1><p>Un idéogramme 漢 et de l’hébreu שלום, x\u{302}.</p>".into()),
        (
            "cellule-longue",
            format!("<table><tr><th>Poste</th><th>Motif</th></tr><tr><td>1</td><td>{long}</td></tr></table>"),
        ),
        ("graphique-long", format!("<figure class=\"chart\" data-kind=\"bars\">{bars}</figure>")),
        (
            "titres-sautes",
            "<h3>a</h3><h4>b</h4><h2>c</h2><p><a href=\"https://europa.eu/é\">lien</a></p>".into(),
        ),
        ("tout", include_str!("../../fixtures/pdf/everything.html").into()),
    ];
    let mut documents = Vec::new();
    for (index, (name, body)) in bodies.iter().enumerate() {
        let html =
            if body.contains("<article") { body.clone() } else { format!("<article>{body}</article>") };
        let request = RenderRequest {
            html: &html,
            title: "Titre & « essai »",
            author: "",
            subject: "",
            header: "Essai",
            footer: "Essai",
            date: jiff::civil::date(2026, 3, 2),
            draft: index % 2 == 0,
            landscape: index % 3 == 0,
            theme: &theme,
            fonts: &fonts,
            foreign: &[],
            attachments: Vec::new(),
        };
        documents.push((*name, render(&request).unwrap().bytes));
    }
    documents
}
