//! The PDF engine seen from outside: structure, determinism, and what becomes of awkward input.

use std::fmt::Write;
use std::sync::LazyLock;

use dossier::workbench::pdf::{
    Attachment, Fonts, Notice, NoticeOnPage, PdfError, Relationship, RenderRequest, RenderedPdf, Theme,
    render,
};

use crate::pdf_tags::tag_dump;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::embedded().unwrap());
static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::embedded().unwrap());

fn request(html: &str) -> RenderRequest<'_> {
    RenderRequest {
        html,
        title: "Titre & essai",
        author: "Association « Les Deux Rives »",
        subject: "Exemple fictif",
        header: "Exemple fictif",
        footer: "Essai",
        date: jiff::civil::date(2026, 3, 2),
        draft: false,
        landscape: false,
        theme: &THEME,
        fonts: &FONTS,
        foreign: &[],
        attachments: Vec::new(),
    }
}

fn try_render(body: &str) -> Result<RenderedPdf, PdfError> {
    render(&request(&format!("<article>{body}</article>")))
}

fn rendered(body: &str) -> RenderedPdf {
    try_render(body).unwrap()
}

fn dump(body: &str) -> String {
    tag_dump(&rendered(body).bytes).unwrap()
}

fn rows(count: usize, cells: &str) -> String {
    (1..=count).fold(String::new(), |mut rows, row| {
        let _ = write!(rows, "<tr><td>{row}</td>{cells}</tr>");
        rows
    })
}

#[test]
fn structure_of_a_small_document() {
    let html = include_str!("../fixtures/pdf/small.html");
    let pdf = render(&request(html)).unwrap();
    snapbox::assert_data_eq!(
        tag_dump(&pdf.bytes).unwrap(),
        snapbox::file!["../fixtures/pdf/small.tags.txt"].raw()
    );
    assert_eq!(pdf.notices, []);
    let figures: Vec<_> = pdf.figures.iter().map(|f| (f.id.as_str(), f.text.as_str(), f.page)).collect();
    assert_eq!(figures, [("aide", "1\u{202F}234,56\u{A0}€", 1)]);
}

#[test]
fn everything_renders_without_notice() {
    let html = include_str!("../fixtures/pdf/everything.html");
    let pdf = render(&request(html)).unwrap();
    assert_eq!(pdf.notices, []);
    let figures: Vec<_> = pdf.figures.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(figures, ["cost.eligible", "grant.requested", "grant.rate", "line.1", "cost.total"]);
}

#[test]
fn same_request_same_bytes_even_from_several_threads() {
    let html = include_str!("../fixtures/pdf/everything.html");
    let make = || {
        let mut request = request(html);
        request.draft = true;
        request.attachments = vec![Attachment {
            name: "chiffres.json".into(),
            mime: "application/json".into(),
            description: "Les chiffres du document".into(),
            relationship: Relationship::Data,
            bytes: b"{}".as_slice().into(),
            modified: jiff::civil::date(2026, 3, 1),
        }];
        render(&request).unwrap().bytes
    };
    let reference = make();
    // Other documents in between must leave no trace.
    rendered("<p>autre</p>");
    let others: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(make)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for bytes in others {
        assert!(bytes == reference, "bytes differ between threads");
    }
}

#[test]
fn header_row_is_structured_once_and_repeated_as_an_artifact() {
    let body = format!(
        "<table><thead><tr><th>Unique</th><th>Autre</th></tr></thead><tbody>{}</tbody></table>",
        rows(120, "<td>x</td>")
    );
    let pdf = rendered(&body);
    assert!(pdf.page_count >= 3, "{} pages", pdf.page_count);
    let dump = tag_dump(&pdf.bytes).unwrap();
    assert_eq!(dump.matches("\"Unique\"").count(), 1);
    assert_eq!(dump.matches("Table\n").count(), 1);
    assert_eq!(dump.matches("TR\n").count(), 121);
    assert!(dump.contains("-- page 3"));
    let drawn = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    for page in drawn.page_iter() {
        let content = drawn.get_page_content(page);
        let text = String::from_utf8_lossy(&content);
        // Every page opens its table with the header: as content on the first, as an artifact on the others.
        assert!(text.contains("/Artifact <</Type/Pagination>>") || text.contains("/TH"), "{text}");
    }
}

#[test]
fn malformed_input_names_its_line() {
    let error = render(&request("<article>\n<p>\n</article>")).unwrap_err();
    assert!(matches!(error, PdfError::Malformed { line: 3, .. }), "{error:?}");
    let error = try_render("\n\n<p><table/></p>").unwrap_err();
    assert!(matches!(error, PdfError::Vocabulary { line: 3, .. }), "{error:?}");
    assert!(try_render(&format!("{}{}", "<div>".repeat(4000), "</div>".repeat(4000))).is_err());
}

#[test]
fn forty_columns_fit_with_a_notice() {
    let cells = "<td class=\"num\">1 234,56 €</td>".repeat(39);
    let pdf = rendered(&format!("<table><caption>Large</caption><tbody>{}</tbody></table>", rows(3, &cells)));
    assert!(
        pdf.notices
            .iter()
            .any(|n| n.page == Some(1) && matches!(n.notice, Notice::NarrowTable { columns: 40, .. })),
        "{:?}",
        pdf.notices
    );
    let text: String = tag_dump(&pdf.bytes).unwrap().chars().filter(char::is_ascii_digit).collect();
    assert_eq!(text.matches("123456").count(), 3 * 39);
}

#[test]
fn empty_tables_say_so() {
    let dump = dump("<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody></tbody></table><table/>");
    assert!(dump.contains("TD ColSpan=2\n") && dump.contains("\"Aucune ligne\""), "{dump}");
    assert!(dump.contains("\"(tableau sans ligne)\""), "{dump}");
}

#[test]
fn short_rows_are_filled() {
    let pdf = rendered("<table><tbody><tr><td>1</td><td>2</td></tr>\n<tr><td>3</td></tr></tbody></table>");
    assert_eq!(pdf.notices, [NoticeOnPage { page: Some(1), notice: Notice::RaggedRow { line: 2 } }]);
    let dump = tag_dump(&pdf.bytes).unwrap();
    // The first cell of a row that marks none is its title.
    assert_eq!((dump.matches("TH Scope=Row\n").count(), dump.matches("TD\n").count()), (2, 2));
}

#[test]
fn a_long_cell_is_cut_across_pages() {
    let text = "une longue justification ".repeat(400);
    let pdf =
        rendered(&format!("<table><tbody><tr><td>1</td><td>{text}</td><td>3</td></tr></tbody></table>"));
    let dump = tag_dump(&pdf.bytes).unwrap();
    assert!(pdf.page_count >= 2 && dump.contains("-- page 2"), "{dump}");
    assert_eq!(dump.matches("justification").count(), 400);
    assert_eq!((dump.matches("TH Scope=Row\n").count(), dump.matches("TD\n").count()), (1, 2));
}

#[test]
fn an_overlong_word_is_broken() {
    let word = "X1".repeat(400);
    let pdf = rendered(&format!("<p>Avant.</p><hr class=\"page\"/><p>{word}</p>"));
    assert!(
        matches!(pdf.notices.as_slice(), [NoticeOnPage { page: Some(2), notice: Notice::BrokenWord { .. } }]),
        "{:?}",
        pdf.notices
    );
    assert!(tag_dump(&pdf.bytes).unwrap().contains(&word));
}

#[test]
fn a_word_too_wide_for_its_column_is_hyphenated() {
    let columns = "<td>anticonstitutionnellement</td>".repeat(9);
    let dump = dump(&format!("<table><tbody><tr>{columns}</tr></tbody></table>"));
    // Soft hyphens vanish when the text is copied or searched.
    assert_eq!(dump.replace('\u{AD}', "").matches("anticonstitutionnellement").count(), 9, "{dump}");
}

#[test]
fn amounts_stay_on_one_line() {
    // Plain spaces in a numeric cell or a figure become spaces that do not break.
    let dump = dump(
        "<table><tbody><tr><td>a</td><td class=\"num\">1 234,56 €</td></tr></tbody></table>\
         <p><data value=\"x\">12 345 678,90 €</data></p>",
    );
    assert!(dump.contains("\"1\u{202F}234,56\u{A0}€\""), "{dump}");
    assert!(dump.contains("\"12\u{202F}345\u{202F}678,90\u{A0}€\""), "{dump}");
}

#[test]
fn combining_marks_keep_their_text() {
    // The first composes; the second has no letter of its own and is drawn as two glyphs.
    assert!(dump("<p>e\u{301} x\u{302}</p>").contains("\"é x\u{302}\""));
}

#[test]
fn typed_check_boxes_are_drawn() {
    let pdf = rendered("<p>☑ oui ☐ non</p>");
    assert_eq!(pdf.notices, []);
    let dump = tag_dump(&pdf.bytes).unwrap();
    assert!(dump.contains("Span ActualText=«☑»") && dump.contains("Span ActualText=«☐»"));
}

#[test]
fn a_missing_glyph_is_shown_and_reported() {
    let pdf = rendered("<p>Un idéogramme 漢 et de l'hébreu שלום.</p>");
    let missing: Vec<char> = pdf
        .notices
        .iter()
        .flat_map(|placed| match &placed.notice {
            Notice::MissingGlyphs { characters, .. } if placed.page == Some(1) => characters.clone(),
            _ => Vec::new(),
        })
        .collect();
    assert_eq!(missing, ['漢', 'ש', 'ל', 'ו', 'ם']);
    assert_eq!(
        pdf.notices.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "page 1\u{202f}: case vide à la place de «\u{202f}漢\u{202f}» (U+6F22), «\u{202f}ש\u{202f}» (U+05E9), \
             «\u{202f}ל\u{202f}» (U+05DC), «\u{202f}ו\u{202f}» (U+05D5), «\u{202f}ם\u{202f}» (U+05DD), \
             dans «\u{202f}Un idéogramme 漢 et de l’hébreu שלום.\u{202f}»"
        ]
    );
    assert!(
        tag_dump(&pdf.bytes)
            .unwrap()
            .contains("idéogramme \u{FFFD} et de l’hébreu \u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}.")
    );
}

#[test]
fn private_signs_never_reach_the_page() {
    // Inter draws its own alternates there: another sign than its author meant, and no valid PDF/A without its text.
    let pdf = rendered("<p>Puce \u{E000} ou \u{F0B7} ou \u{100000}.</p>");
    assert!(tag_dump(&pdf.bytes).unwrap().contains("Puce \u{FFFD} ou \u{FFFD} ou \u{FFFD}."));
    assert!(pdf.notices[0].to_string().contains("U+E000, U+F0B7, U+100000"), "{}", pdf.notices[0]);
}

#[test]
fn invisible_signs_are_left_out_and_line_marks_are_spaces() {
    let pdf =
        rendered("<p>a\u{202E}b\u{2066}c\u{200B}d\u{FEFF}e\u{7F}f\u{9B}g\u{85}h\u{2029}i\u{E0041}j</p>");
    assert!(tag_dump(&pdf.bytes).unwrap().contains("\"abcdefg h ij\""), "{}", tag_dump(&pdf.bytes).unwrap());
    assert_eq!(pdf.notices, []);
}

#[test]
fn heading_levels_never_skip() {
    let dump = dump("<h3>a</h3><h4>b</h4><h2>c</h2><h4>d</h4>");
    let levels: Vec<&str> = dump.lines().map(str::trim).filter(|line| line.starts_with('H')).collect();
    assert_eq!(levels, ["H1", "H2", "H2", "H3"]);
}

#[test]
fn headings_stay_with_what_follows() {
    for filler in 30..60 {
        let body = format!("{}<h2>Titre</h2><p>Suite</p>", "<p>ligne</p>".repeat(filler));
        let dump = dump(&body);
        let (_, after) = dump.split_once("Titre").unwrap();
        assert!(!after.contains("-- page"), "{filler}: {dump}");
    }
}

#[test]
fn an_empty_document_is_one_page() {
    assert_eq!(rendered("").page_count, 1);
    assert_eq!(rendered("<hr class=\"page\"/>").page_count, 1);
    assert_eq!(rendered("<p>a</p><hr class=\"page\"/><p>b</p>").page_count, 2);
}

#[test]
fn huge_blocks_end() {
    // A signature block is kept whole, unless it is taller than a page.
    let lines = "<dt>Clé</dt><dd>Valeur</dd>".repeat(200);
    assert!(rendered(&format!("<section class=\"signature\"><dl>{lines}</dl></section>")).page_count > 2);
    let items = "<data-item label=\"x\" cents=\"1\" text=\"1 €\"/>".repeat(300);
    assert!(rendered(&format!("<figure class=\"chart\" data-kind=\"bars\">{items}</figure>")).page_count > 2);
    let notes = "<aside class=\"note\">".repeat(30);
    let ends = "</aside>".repeat(30);
    assert!(rendered(&format!("{notes}<p>profond et long {}</p>{ends}", "mot ".repeat(50))).page_count >= 1);
}

/// Pages of the figures named `mark`, in order.
fn pages_of(pdf: &RenderedPdf, mark: &str) -> Vec<usize> {
    pdf.figures.iter().filter(|figure| figure.id == mark).map(|figure| figure.page).collect()
}

#[test]
fn a_signature_is_never_alone_on_its_page() {
    let signature = "<section class=\"signature\"><p>Le demandeur</p><dl><dt>Nom</dt>\
                     <dd><data value=\"mark\">Signataire</data></dd></dl></section>";
    let intro = "<h2><data value=\"mark\">Engagement</data></h2><p><data value=\"mark\">Le soussigné</data> s’engage.</p>";
    let items = "<li>a</li>".repeat(30);
    let list = format!("<ul>{items}<li><data value=\"mark\">fin</data></li></ul>");
    let nested = format!("<section>{intro}</section><section>{signature}</section>");
    for body in [format!("{intro}{signature}"), format!("{list}{signature}"), nested] {
        for filler in 10..42 {
            let pdf = rendered(&format!("{}{body}", "<p>ligne</p>".repeat(filler)));
            let pages = pages_of(&pdf, "mark");
            assert!(pages.windows(2).all(|pair| pair.first() == pair.last()), "{filler}: {pages:?}");
        }
    }
}

#[test]
fn a_signing_zone_shrinks_to_stay_on_its_page() {
    let signature = "<section class=\"signature\"><p>Le demandeur</p></section>";
    let fits = |filler: usize| {
        let lines = "<p>ligne</p>".repeat(filler);
        rendered(&format!("{lines}{signature}")).page_count == 1
    };
    let most = (0..60).rfind(|filler| fits(*filler)).unwrap();
    // A line takes about 19 points; 45 millimetres instead of 25 would take the room of three.
    let lines_alone =
        (0..60).rfind(|filler| rendered(&"<p>ligne</p>".repeat(*filler)).page_count == 1).unwrap();
    assert!(lines_alone - most <= 8, "{most} of {lines_alone}");
}

#[test]
fn a_page_break_leaves_two_rows_on_either_side() {
    let rows = "<tr><td><data value=\"mark\">x</data></td><td>y</td></tr>".repeat(14);
    let head = "<thead><tr><th>Un</th><th>Deux</th></tr></thead>";
    for filler in 15..42 {
        let pdf = rendered(&format!(
            "{}<p><data value=\"mark\">Voici</data><span> :</span> </p><table>{head}<tbody>{rows}</tbody></table>",
            "<p>ligne</p>".repeat(filler)
        ));
        let pages = pages_of(&pdf, "mark");
        let on = |page: usize| pages.iter().filter(|on| **on == page).count();
        // The announcing paragraph and its two rows; or all on the next page.
        assert!(on(1) == 0 || on(1) >= 3, "{filler}: {pages:?}");
        assert!(on(2) == 0 || on(2) >= 2, "{filler}: {pages:?}");
    }
}

#[test]
fn a_forced_break_keeps_words_apart() {
    assert!(dump("<p>rue de l’Exemple<br/>62400 Béthune</p>").contains("\"rue de l’Exemple 62400 Béthune\""));
    // At the right edge too, the space hangs outside: the amounts of a column stay aligned.
    let cells = dump("<table><tr><td class=\"num\">1 €<br/>2 €</td></tr></table>");
    assert!(cells.contains("\"1\u{A0}€ 2\u{A0}€\""), "{cells}");
}

#[test]
fn check_boxes_are_found_in_the_text_of_the_page() {
    // A blank glyph carries the sign; blanks elsewhere are still spaces.
    let dump = dump("<p><span class=\"check on\"/> oui <span class=\"check off\"/> non</p>");
    assert!(dump.contains("\"☑\"") && dump.contains("\"☐\""), "{dump}");
    assert!(dump.contains("\" oui \""), "{dump}");
}

#[test]
fn a_column_as_wide_as_its_longest_word_does_not_hyphenate_it() {
    // Long text leaves the headers just the room of their longest word, whatever the rounding of the sums.
    for words in 20..40 {
        let text = "mot ".repeat(words);
        let row = format!("<td>{text}</td><td>x</td>").repeat(4);
        let head = "<th>Intitulé</th><th>Approuve la signature</th>".repeat(4);
        let dump =
            dump(&format!("<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"));
        assert!(!dump.contains('\u{AD}'), "{words}: {dump}");
    }
}

#[test]
fn a_legend_stays_between_its_heading_and_its_table() {
    let table = "<table><thead><tr><th>Un</th></tr></thead><tbody><tr><td><data value=\"mark\">x</data></td></tr></tbody></table>";
    let pairs = "<dl><dt>Clé</dt><dd><data value=\"mark\">a</data></dd><dt>Clé</dt><dd><data value=\"mark\">b</data></dd></dl>";
    for display in [table, pairs] {
        for filler in 20..44 {
            let pdf = rendered(&format!(
                "{}<h2><data value=\"mark\">Titre</data></h2><p><data value=\"mark\">Légende</data> du tableau.</p>{display}",
                "<p>ligne</p>".repeat(filler)
            ));
            let pages = pages_of(&pdf, "mark");
            assert!(pages.windows(2).all(|pair| pair.first() == pair.last()), "{filler}: {pages:?}");
        }
    }
}

#[test]
fn ordinals_keep_their_text() {
    let dump = dump("<p>le 1er mai, la 1re page, R1er et 11e</p>");
    assert!(dump.contains("1er\u{A0}mai, la 1re page, R1er et 11e"), "{dump}");
}

#[test]
fn a_list_of_check_boxes_has_no_other_mark() {
    let dump = dump("<ul><li><span class=\"check on\"/> oui</li><li>texte</li></ul>");
    assert_eq!(dump.matches('•').count(), 1, "{dump}");
    assert_eq!(dump.matches("Lbl").count(), 1, "{dump}");
}

#[test]
fn an_address_without_scheme_is_plain_text() {
    for href in ["www.exemple.fr", "javascript:alert(1)", "file:///etc/passwd", ""] {
        let dump = dump(&format!("<p><a href=\"{href}\">ici</a></p>"));
        assert!(dump.contains("ici") && !dump.contains("Link"), "{href}: {dump}");
    }
}
