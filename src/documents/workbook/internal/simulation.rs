//! « Simulation »: the options of simplified costs, compared, for the applicant alone.

use crate::documents::workbook::PlanWorkbook;
use crate::documents::workbook::layout::{Rows, figure, optional, text};
use crate::figures::simulation::{Reason, Simulated, Simulation};
use crate::model::text::french_spacing;
use crate::xlsx::{Content, Sheet, Style};

const HEADERS: [&str; 7] = [
    "Option",
    "Admissible en l’état",
    "Coût total",
    "Assiette éligible",
    "Aide",
    "Autofinancement",
    "Hors du plan",
];

/// Lay out the sheet.
pub fn sheet(inputs: PlanWorkbook<'_>, simulation: &Simulation) -> Sheet {
    let fund = &inputs.pack.fund.fund;
    let mut rows = Rows::new("Simulation", &[30.0, 22.0, 18.0, 18.0, 18.0, 18.0, 18.0]);
    rows.across(inputs.title, Style::Title);
    rows.across(inputs.prepared.folder.project.identity.title.as_str(), Style::Subtitle);
    for note in [
        "Document interne : il compare ce que donnerait chaque option, et ne se dépose pas.",
        "Règlement (UE) 2021/1060, art. 53 à 56. Chaque taux est à son plafond, sauf celui que le projet demande. Les autres ressources restent celles du classeur ; « hors du plan » : les lignes que l’option couvre.",
        "Rien ici ne dit que l’autorité accepterait l’une de ces options : celle qu’elle impose est dans sa propre fiche.",
    ] {
        rows.across(french_spacing(note), Style::Note);
    }
    rows.skip();
    rows.header(HEADERS);
    for option in &simulation.options {
        let figures = &option.figures;
        rows.row([
            text(title(option), Style::Label),
            text(if option.against.is_empty() { "oui" } else { "non" }, Style::Centred),
            figure(figures.total_cost, Style::Amount),
            figure(figures.eligible, Style::Amount),
            optional(figures.grant, Style::Amount),
            optional(figures.own, Style::Amount),
            figure(option.left_out_figure, Style::Input),
        ]);
    }
    rows.skip();
    rows.across("Calcul des taux", Style::GroupHeader);
    rows.row(["Option", "Taux", "Base", "Montant", "", "", ""].map(|name| text(name, Style::Header)));
    for option in &simulation.options {
        for (applied, [rate, base, amount]) in option.rates.iter().zip(&option.figures.rates) {
            let label = fund.flat_rates.get(applied.flat_rate).map_or("", |flat| flat.base.french());
            rows.row([
                text(title(option), Style::Label),
                figure(*rate, Style::InputRate),
                figure(*base, Style::Amount),
                figure(*amount, Style::Amount),
                text(label, Style::Text),
                (Content::Blank, Style::Text),
                (Content::Blank, Style::Text),
            ]);
        }
    }
    rows.skip();
    rows.across("Ce qui s’y oppose, ce qui n’est pas établi, ce qu’il faut garder", Style::GroupHeader);
    for option in &simulation.options {
        let reasons = |reasons: &[Reason], kind: &str| -> Vec<String> {
            let said =
                |reason: &Reason| format!("{} – {kind} : {} – {}", title(option), reason.why, reason.article);
            reasons.iter().map(said).collect()
        };
        let against = reasons(&option.against, "non admissible");
        let reserves = reasons(&option.reserves, "réserve");
        let kept = option.evidence.iter().map(|paper| format!("{} – à garder : {paper}", title(option)));
        for line in against.into_iter().chain(reserves).chain(kept) {
            rows.across(french_spacing(&line), Style::TextWrapped);
        }
    }
    rows.landscape()
}

fn title(option: &Simulated) -> String {
    french_spacing(&format!("{}{}", option.name, if option.is_asked { " (demandée)" } else { "" }))
}
