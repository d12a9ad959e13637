//! The templates shipped in `templates/`: they name only what exists, and render the example to well-formed XHTML.

use std::path::Path;

use dossier::workbench::documents::edition::Edition;
use dossier::workbench::documents::papers::papers;
use dossier::workbench::documents::{DocumentData, DocumentError, Parsings, Templates, whole};
use dossier::workbench::pdf::{Fonts, RenderRequest, Theme, render};
use dossier::{Answer, Choices, Definitions, FundFolder, Prepared, ProjectFolder, Severity, prepare};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::pdf_tags::tag_dump;

const FUNDS: [&str; 2] = ["feder-ospe-1.3", "fonds-regional"];

fn definitions() -> Definitions {
    Definitions::embedded()
}

fn fund(id: &str) -> FundFolder {
    definitions().fund(id, None).unwrap()
}

pub fn prepared(project: &str) -> Prepared {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("budgets").join(project);
    prepare(ProjectFolder::read(&root).unwrap(), &definitions(), &Choices::default()).unwrap()
}

/// Every document of a project, by fund and file name, with the text to render it from.
pub fn rendered(
    prepared: &Prepared,
    draft: bool,
    change: impl Fn(&mut DocumentData),
) -> Vec<(String, String, String)> {
    let mut documents = Vec::new();
    for pack in &prepared.packs {
        let templates = Templates::load(&pack.fund, &Parsings::default()).unwrap();
        let mut data = whole::data(prepared, pack, draft);
        change(&mut data);
        let all: Vec<Edition<'_>> = papers(prepared, pack);
        let pages =
            templates.render_all(&all, &data).unwrap_or_else(|error| panic!("{}: {error}", pack.fund.id));
        for (edition, html) in all.iter().zip(pages) {
            documents.extend(html.map(|html| (pack.fund.id.clone(), edition.file(), html)));
        }
    }
    assert!(!documents.is_empty());
    documents
}

/// Well formed, one `<article>` at the root, no entity but those of XML itself; gives the text without its marks.
pub fn text_of(name: &str, html: &str) -> String {
    let mut reader = Reader::from_str(html);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut roots, mut text) = (0_usize, 0_usize, String::new());
    let open = |depth: usize, tag: &str, roots: &mut usize| {
        if depth == 0 {
            assert_eq!(tag, "article", "{name}");
            *roots += 1;
        }
    };
    loop {
        let event = reader.read_event();
        match event.unwrap_or_else(|error| panic!("{name}: {error} at byte {}", reader.error_position())) {
            Event::Start(start) => {
                for attribute in start.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                }
                open(depth, start.name().as_ref(), &mut roots);
                depth += 1;
            }
            Event::Empty(start) => {
                for attribute in start.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                }
                open(depth, start.name().as_ref(), &mut roots);
            }
            Event::End(_) => depth -= 1,
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().unwrap() {
                Some(character) => text.push(character),
                None => {
                    let entity = reference.xml10_content();
                    assert!(
                        ["amp", "lt", "gt", "quot", "apos"].contains(&entity.as_ref()),
                        "{name}: &{entity};"
                    );
                }
            },
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((depth, roots), (0, 1), "{name}");
    text
}

#[test]
fn templates_of_both_funds_name_only_what_exists() {
    for id in FUNDS {
        Templates::load(&fund(id), &Parsings::default()).unwrap_or_else(|error| panic!("{id}: {error}"));
    }
}

#[test]
fn the_example_renders_to_well_formed_xhtml() {
    let documents = rendered(&prepared("cluster-territoire-intelligent"), false, |_| {});
    for (fund, file, html) in &documents {
        let name = format!("{fund}/{file}");
        let text = text_of(&name, html);
        assert!(text.contains("Exemple fictif."), "{name}: an invented amount must say so");
        assert!(!text.contains("Brouillon."), "{name}");
        assert!(!text.contains("null"), "{name}: a missing value was printed");
        assert!(!html.contains("eu-emblem"), "{name}");
    }
}

/// By the fund's choice what is filed bears the emblem; what stays with the applicant never does.
#[test]
fn the_emblem_is_for_what_is_filed() {
    let with = |data: &mut DocumentData| data.fund.shows_union_emblem = true;
    let documents = rendered(&prepared("cluster-territoire-intelligent"), false, with);
    let bears =
        |file: &str| documents.iter().any(|(_, name, html)| name == file && html.contains("eu-emblem"));
    assert!(bears("02-dossier-de-demande.pdf") && bears("01-attestation-sur-l-honneur.pdf"));
    assert!(!bears("rapport-de-controle.pdf") && !bears("formulaire-de-saisie.pdf"));
}

/// What nobody gave is said to be missing to the applicant, and left out of what is filed; a table that could be empty says so.
#[test]
fn a_project_that_says_nothing_still_renders() {
    let documents = rendered(&prepared("cluster-territoire-intelligent"), true, |data| {
        let applicant = &mut data.applicant;
        for field in [
            &mut applicant.legal_form,
            &mut applicant.siret,
            &mut applicant.address,
            &mut applicant.postcode,
            &mut applicant.town,
            &mut applicant.nuts3,
            &mut applicant.website,
            &mut applicant.iban,
            &mut applicant.bic,
            &mut data.project.acronym,
            &mut data.project.summary,
            &mut data.fund.programme,
            &mut data.calendar.filing,
            &mut data.calendar.start,
            &mut data.calendar.end,
            &mut data.calendar.first_commitment,
            &mut data.calendar.months,
        ] {
            *field = None;
        }
        (applicant.representative, applicant.contact, applicant.signatory) = (None, None, None);
        data.document.date.clear();
        data.document.fictitious = false;
        data.fund.legal_bases.clear();
        data.deliberations.clear();
        data.calendar.stages.clear();
        data.partners.clear();
        data.indicators.clear();
        data.de_minimis.clear();
        data.de_minimis_total = None;
        data.public_aid.clear();
        data.sections.clear();
        data.commitments.clear();
        data.attachments.clear();
        data.expected_attachments.clear();
        data.parameters.clear();
        data.empty_parameters.clear();
        data.recorded.clear();
        data.plan_parameters.clear();
        data.fields.clear();
        data.sources.clear();
        data.documents.clear();
        let checks = &mut data.checks;
        (checks.findings, checks.remarks, checks.unverified) = (Vec::new(), Vec::new(), Vec::new());
        (checks.stakes, checks.awaited, checks.answered) = (Vec::new(), Vec::new(), Vec::new());
        let plan = &mut data.plan;
        (plan.years, plan.categories, plan.year_totals) = (Vec::new(), Vec::new(), Vec::new());
        (plan.indirect, plan.resources, plan.natures) = (None, Vec::new(), Vec::new());
        plan.partners.clear();
        let grant = &mut plan.grant;
        (grant.requested, grant.requested_rate, grant.computed) = (None, None, None);
        (grant.displayed_rate, grant.by_year) = (None, Vec::new());
    });
    for (fund, file, html) in &documents {
        let name = format!("{fund}/{file}");
        let text = text_of(&name, html);
        assert!(text.contains("Brouillon."), "{name}");
        assert!(!text.contains("Exemple fictif."), "{name}");
        // In what is filed, what is not known is left out: it is a finding.
        let is_internal = file.contains("rapport") || file.contains("formulaire");
        assert_eq!(text.contains("renseigner"), is_internal, "{name}");
        let lists = ["dossier", "sur-l-honneur", "bordereau", "formulaire", "rapport", "tableau-de-minimis"];
        if lists.iter().any(|list| file.contains(list)) {
            assert!(text.contains("Néant"), "{name}");
        }
    }
}

#[test]
fn what_the_applicant_typed_never_becomes_markup() {
    let hostile = "<b>\"A\" & 'B' {{plan}} = </article>";
    let documents = rendered(&prepared("cluster-territoire-intelligent"), false, |data| {
        data.project.title = hostile.to_owned();
        data.project.summary = Some(hostile.to_owned());
        for category in &mut data.plan.categories {
            category.label = hostile.to_owned();
        }
        for resource in &mut data.plan.resources {
            resource.name = hostile.to_owned();
        }
        for stage in &mut data.calendar.stages {
            stage.title = hostile.to_owned();
        }
        for piece in &mut data.attachments {
            piece.title = hostile.to_owned();
        }
    });
    for (fund, file, html) in &documents {
        text_of(&format!("{fund}/{file}"), html);
        assert!(!html.contains("<b>"), "{fund}/{file}");
    }
}

#[test]
fn the_project_with_anomalies_shows_them_in_its_report() {
    let prepared = prepared("exemple-anomalies");
    let documents = rendered(&prepared, true, |_| {});
    for (fund, file, html) in documents.iter().filter(|(_, file, _)| file.contains("rapport")) {
        let text = text_of(&format!("{fund}/{file}"), html);
        assert!(text.contains("à corriger avant le dépôt."));
        let pack = prepared.packs.iter().find(|pack| pack.fund.id == *fund).unwrap();
        // What could not be checked is said too, beside what is wrong.
        for result in pack.results.iter().filter(|result| result.answer == Answer::NotVerifiable) {
            assert!(text.contains(result.code()), "{fund}: {} is not in the report", result.code());
        }
        // The gravest findings are there; the report says how many more there are.
        let own = prepared.told.iter().filter(|told| told.packs.contains(&pack.rank));
        for told in own.filter(|told| told.severity == Severity::Error).take(10) {
            assert!(text.contains(told.heading.code), "{fund}: {} is not in the report", told.heading.code);
        }
    }
}

/// A fund with one of its templates replaced, or added.
fn altered(id: &str, path: &str, change: impl Fn(&str) -> String) -> Result<Templates, DocumentError> {
    let mut folder = fund(id);
    let text = folder.templates.get(path).cloned().unwrap_or_default();
    folder.templates.insert(path.to_owned(), change(&text));
    Templates::load(&folder, &Parsings::default())
}

fn message(outcome: Result<Templates, DocumentError>) -> String {
    outcome.expect_err("the template should be refused").to_string()
}

#[test]
fn an_unknown_field_is_refused_with_its_file_line_and_neighbour() {
    let added = |text: &str| format!("{text}{{{{plan.total_cots}}}}");
    let lines = fund("fonds-regional").templates["fonds-regional/lettre.hbs"].lines().count();
    assert_eq!(
        message(altered("fonds-regional", "fonds-regional/lettre.hbs", added)),
        format!(
            "fonds-regional/lettre.hbs, ligne {} : « plan.total_cots » n’existe pas ; vouliez-vous dire « total_cost » ?",
            lines + 1
        )
    );
}

#[test]
fn an_unknown_field_in_a_condition_or_a_partial_is_refused_too() {
    assert_eq!(
        message(altered("feder-ospe-1.3", "commun/champs.hbs", |_| {
            "<p>\n{{#if aplicant.siret}}x{{/if}}\n</p>".to_owned()
        })),
        "commun/champs.hbs, ligne 2 : « aplicant.siret » n’existe pas ; vouliez-vous dire « applicant » ?"
    );
    let inside =
        |_: &str| "{{#each plan.categories}}\n{{#each lines}}\n{{lable}}{{/each}}{{/each}}".to_owned();
    assert_eq!(
        message(altered("feder-ospe-1.3", "commun/champs.hbs", inside)),
        "commun/champs.hbs, ligne 3 : « lable » n’existe pas ; vouliez-vous dire « label » ?"
    );
    assert_eq!(
        message(altered("feder-ospe-1.3", "commun/champs.hbs", |_| "\n{{> signatur}}".to_owned())),
        "commun/champs.hbs, ligne 2 : « signatur » n’existe pas ; vouliez-vous dire « signature » ?"
    );
}

#[test]
fn a_bare_figure_is_refused() {
    let bare = |_: &str| "<p>{{plan.total_cost}}</p>".to_owned();
    let message = message(altered("fonds-regional", "fonds-regional/lettre.hbs", bare));
    assert!(
        message.starts_with("fonds-regional/lettre.hbs, ligne 1 : un chiffre s’écrit {{amount"),
        "{message}"
    );
}

#[test]
fn an_amount_that_is_no_figure_is_refused() {
    let wrong = |_: &str| "<p>{{amount project.title}}</p>".to_owned();
    let message = message(altered("fonds-regional", "fonds-regional/lettre.hbs", wrong));
    assert!(message.contains("attend un chiffre du plan"), "{message}");
}

#[test]
fn triple_braces_block_names_and_subexpressions_are_refused() {
    for (text, expected) in [
        (
            "\n\n{{{project.title}}}",
            "fonds-regional/lettre.hbs, ligne 3 : les triples accolades sont refusées",
        ),
        (
            "{{#each sections as |section|}}x{{/each}}",
            "fonds-regional/lettre.hbs, ligne 1 : les noms de bloc",
        ),
        ("{{#if (not document.draft)}}x{{/if}}", "fonds-regional/lettre.hbs, ligne 1 : les sous-expressions"),
        ("{{#each plan}}x{{/each}}", "fonds-regional/lettre.hbs, ligne 1 : « plan » n’est pas une liste"),
        (
            "<p>\nAide : 999&nbsp;999,99 <b>€</b></p>",
            "fonds-regional/lettre.hbs, ligne 1 : « 999 999,99 € » est tapé dans le modèle",
        ),
        ("{{lookup plan years}}", "fonds-regional/lettre.hbs, ligne 1 : « lookup » n’existe pas"),
        (
            "{{> lettre}}",
            "fonds-regional/lettre.hbs, ligne 1 : le modèle s’inclut lui-même : lettre → lettre",
        ),
        (
            "<article>\n<p style=\"color:red\"/></article>",
            "fonds-regional/lettre.hbs, ligne 2 : « style= » met en forme",
        ),
        ("a\n{{#if document.draft}}", "fonds-regional/lettre.hbs, ligne 2 : modèle mal formé"),
    ] {
        let message = message(altered("fonds-regional", "fonds-regional/lettre.hbs", |_| text.to_owned()));
        assert!(message.starts_with(expected), "{text}: {message}");
    }
}

/// Neither the length of what they print nor the size of the template would stop them.
#[test]
fn loops_in_loops_that_print_nothing_end() {
    let deep = |_: &str| {
        format!("<article>{}{}</article>", "{{#each @root.sections}}".repeat(30), "{{/each}}".repeat(30))
    };
    let templates = altered("fonds-regional", "fonds-regional/lettre.hbs", deep).unwrap();
    let prepared = prepared("cluster-territoire-intelligent");
    let pack = prepared.packs.iter().find(|pack| pack.fund.id == "fonds-regional").unwrap();
    let refused =
        templates.render_all(&papers(&prepared, pack), &whole::data(&prepared, pack, false)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "lettre.hbs : les boucles des modèles de ce fonds font plus de 5000000 tours ; n’imbriquez pas de longues listes"
    );
}

#[test]
fn a_funds_own_template_replaces_the_shared_one() {
    let own = "<article><p>{{fund.short_title}}</p></article>";
    let templates = altered("fonds-regional", "fonds-regional/plan.hbs", |_| own.to_owned()).unwrap();
    let prepared = prepared("cluster-territoire-intelligent");
    let pack = prepared.packs.iter().find(|pack| pack.fund.id == "fonds-regional").unwrap();
    let documents: Vec<Edition<'_>> = papers(&prepared, pack);
    let pages = templates.render_all(&documents, &whole::data(&prepared, pack, false)).unwrap();
    let is_plan = |edition: &Edition<'_>| edition.document.template.as_deref() == Some("plan.hbs");
    let plan = documents.iter().position(is_plan).unwrap();
    assert!(pages[plan].as_deref().unwrap().starts_with("<article><p>Fonds"));
}

/// The PDF engine knows every element the templates use, and lays every document out without having to work around it.
#[test]
fn every_document_becomes_pages() {
    let (fonts, theme) = (Fonts::embedded().unwrap(), Theme::embedded().unwrap());
    for project in ["cluster-territoire-intelligent", "exemple-anomalies"] {
        let prepared = prepared(project);
        for (fund, file, html) in &rendered(&prepared, false, |_| {}) {
            let pack = prepared.packs.iter().find(|pack| pack.fund.id == *fund).unwrap();
            let papers = papers(&prepared, pack);
            let document = papers.iter().find(|edition| edition.file() == *file).unwrap().document;
            let pdf = render(&RenderRequest {
                html,
                title: &document.title,
                author: "Demandeur",
                subject: "Exemple fictif",
                header: "Exemple fictif",
                footer: &document.title,
                date: jiff::civil::date(2024, 1, 15),
                draft: false,
                landscape: document.landscape,
                theme: &theme,
                fonts: &fonts,
                foreign: &[],
                attachments: Vec::new(),
            })
            .unwrap_or_else(|error| panic!("{project}/{fund}/{file}: {error}"));
            assert!(pdf.notices.is_empty(), "{project}/{fund}/{file}: {:?}", pdf.notices);
        }
    }
}

/// The alternative texts of a document's figures, from its structure.
fn alternative_texts(html: &str, landscape: bool) -> Vec<String> {
    let pdf = render(&RenderRequest {
        html,
        title: "Document",
        author: "Demandeur",
        subject: "Exemple fictif",
        header: "",
        footer: "",
        date: jiff::civil::date(2024, 1, 15),
        draft: false,
        landscape,
        theme: &Theme::embedded().unwrap(),
        fonts: &Fonts::embedded().unwrap(),
        foreign: &[],
        attachments: Vec::new(),
    })
    .unwrap();
    tag_dump(&pdf.bytes)
        .unwrap()
        .lines()
        .filter_map(|line| {
            line.trim().strip_prefix("Figure Alt=«").map(|alt| alt.trim_end_matches('»').to_owned())
        })
        .collect()
}

/// What a chart shows, someone who cannot see it is told: in one sentence that names the table of the same amounts, or, of
/// a calendar, each stage with its dates.
#[test]
fn every_chart_is_told_in_words() {
    let prepared = prepared("cluster-territoire-intelligent");
    let mut kinds = std::collections::BTreeSet::new();
    for (fund, file, html) in &rendered(&prepared, false, |_| {}) {
        let charts: Vec<&str> =
            html.split("<figure ").skip(1).map(|rest| rest.split("</figure>").next().unwrap()).collect();
        if charts.is_empty() {
            continue;
        }
        let alts = alternative_texts(html, true);
        assert_eq!(alts.len(), charts.len(), "{fund}/{file}");
        for (chart, alt) in charts.iter().zip(&alts) {
            let attribute = |name: &str| Some(chart.split(name).nth(1)?.split('"').next()?.to_owned());
            let kind = attribute("data-kind=\"").unwrap();
            kinds.insert((fund.clone(), kind.clone()));
            if kind == "gantt" {
                let stages = &prepared.folder.project.calendar.stages;
                assert!(stages.iter().all(|stage| alt.contains(&stage.title)), "{fund}/{file}: {alt}");
                continue;
            }
            assert!(alt.ends_with('.') && alt.matches('.').count() == 1, "{fund}/{file}: {alt}");
            let table = alt.split('«').nth(1).unwrap().split('»').next().unwrap();
            let table = table.trim_matches([' ', '\u{a0}', '\u{202f}']);
            assert!(
                html.contains(&format!("<caption>{table}")),
                "{fund}/{file}: no table is called {table:?}"
            );
            for amount in chart.split(" text=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert!(!amount.contains(' '), "a plain space in {amount:?} would break or be read apart");
            }
        }
    }
    let kinds: Vec<String> = kinds.iter().map(|(fund, kind)| format!("{fund} {kind}")).collect();
    assert_eq!(kinds, ["columns", "gantt", "stacked"].map(|kind| format!("fonds-regional {kind}")));
}
