//! « Listes »: what the other sheets offer to choose from.

use super::grid::{Named, to_u32};
use super::{Filing, HELP_TAB};
use crate::documents::topics::values::text as cell_text;
use crate::figures::plan::PlanLine;
use crate::model::fund::Section;
use crate::xlsx::{Allowed, Area, Cell, Content, Sheet, Style};

/// Row of the headers.
const HEADER_ROW: u32 = 3;

/// Empty cells under each list, for what it lacks.
const SPARE: usize = 3;

/// Lay out the sheet.
pub fn sheet(filing: Filing<'_>) -> Named {
    let plan = filing.plan();
    let project = filing.project();
    let mut partners = vec![project.applicant.legal_name.clone()];
    partners.extend(project.partners.iter().map(|partner| partner.name.clone()));
    partners.extend(plan.partner_totals.iter().skip(1).map(|(name, _)| name.clone()));
    let with_lines = plan.categories.iter().filter(|category| !category.lines.is_empty());
    let categories = with_lines.map(|category| category.label.clone()).collect();
    let natures = filing.fund().natures.iter().map(|nature| nature.label.clone()).collect();
    let statuses = filing.budget().resources.iter().map(|resource| cell_text(&resource.status)).collect();
    let sections =
        [Section::Fonctionnement, Section::Investissement].map(|section| section.name().to_owned());
    let lists: [(&str, &str, f64, Vec<String>); 5] = [
        ("Poste", "Liste_Postes", 44.0, categories),
        ("Partenaire", "Liste_Partenaires", 44.0, partners),
        ("Nature", "Liste_Natures", 30.0, natures),
        ("Avancement", "Liste_Avancements", 16.0, statuses),
        ("Section", "Liste_Sections", 17.0, sections.to_vec()),
    ];
    let mut sheet = Sheet {
        name: "Listes".to_owned(),
        columns: lists.iter().map(|(_, _, width, _)| *width).collect(),
        frozen_rows: HEADER_ROW + 1,
        repeat_rows: Some((HEADER_ROW, HEADER_ROW)),
        landscape: true,
        tab_colour: Some(HELP_TAB.to_owned()),
        merges: vec![Area::new((0, 0), (0, 4)), Area::new((1, 0), (1, 4))],
        cells: vec![
            Cell::new(0, 0, Content::text("Listes"), Style::Title),
            Cell::new(
                1,
                0,
                Content::text(
                    "Ce que les autres onglets proposent à la saisie. Un élément s’ajoute dans une case vide sous sa liste.",
                ),
                Style::Subtitle,
            ),
        ],
        ..Sheet::default()
    };
    let mut names = Vec::new();
    for (column, (header, name, _, items)) in (0..).zip(lists) {
        sheet.cells.push(Cell::new(HEADER_ROW, column, Content::text(header), Style::Header));
        let mut told: Vec<String> = Vec::new();
        for item in items {
            if !item.is_empty() && !told.contains(&item) {
                told.push(item);
            }
        }
        let last = HEADER_ROW + to_u32(told.len() + SPARE);
        let cells = told.into_iter().map(Content::Text).chain(std::iter::repeat_n(Content::Blank, SPARE));
        for (row, content) in (HEADER_ROW + 1..).zip(cells) {
            sheet.cells.push(Cell::new(row, column, content, Style::InputText));
        }
        names.push((name.to_owned(), Area::new((HEADER_ROW + 1, column), (last, column))));
    }
    Named { sheet, names }
}

/// What the column of the partners takes, and what is said of anything else.
pub fn a_partner() -> (Allowed, &'static str) {
    (
        Allowed::ListOf("Liste_Partenaires".to_owned()),
        "Ce partenaire n’est pas dans la liste de l’onglet Listes.",
    )
}

/// What the column of the years takes, where the calendar is known.
pub fn a_year(years: &[i32]) -> Option<(Allowed, &'static str)> {
    let (first, last) = (years.first()?, years.last()?);
    Some((Allowed::Whole(*first, *last), "L’année n’est pas dans le calendrier de l’opération."))
}

/// The section of a line: its own, else that of its category.
pub fn section_of(filing: Filing<'_>, line: &PlanLine) -> Section {
    let category = line.category.and_then(|index| filing.fund().categories.get(index));
    line.section
        .or_else(|| category.map(crate::model::fund::Category::section))
        .unwrap_or(Section::Fonctionnement)
}
