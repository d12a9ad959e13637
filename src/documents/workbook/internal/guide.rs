//! The first sheet: what the workbook is, how to read it, what it was made from.

use crate::documents::workbook::PlanWorkbook;
use crate::documents::workbook::layout::{Rows, text};
use crate::model::french::french_date;
use crate::model::text::french_spacing;
use crate::xlsx::{Sheet, Style};

/// Lay out « Consignes ».
pub fn sheet(inputs: PlanWorkbook<'_>) -> Sheet {
    let project = &inputs.prepared.folder.project;
    let fund = &inputs.pack.fund.fund;
    let mut rows = Rows::new("Consignes", &[34.0, 86.0]);
    rows.across(inputs.title, Style::Title);
    rows.across(project.identity.title.as_str(), Style::Subtitle);
    if project.identity.is_fictitious_example {
        rows.across("Exemple fictif : tous les montants de ce classeur sont inventés.", Style::Warning);
    }
    if inputs.draft {
        rows.across("BROUILLON : ce classeur n’est pas destiné au dépôt.", Style::Warning);
    }
    rows.skip();
    let date = inputs.prepared.effective_date.map_or_else(|| "à renseigner".to_owned(), french_date);
    let facts = [
        ("Fonds", fund.identity.title.clone()),
        ("Demandeur", project.applicant.legal_name.clone()),
        ("Date d’effet", date),
        ("Montants", format!("en euros, {}", inputs.pack.computation.plan.basis_said())),
        ("Arrondi", fund.identity.rounding.sentence().to_owned()),
        ("Classeur d’origine", inputs.prepared.folder.budget.name.clone()),
        ("Empreinte du classeur d’origine", format!("SHA-256 {}", inputs.prepared.folder.budget.sha256)),
    ];
    for (name, value) in facts {
        rows.row([text(name, Style::Label), text(french_spacing(&value), Style::TextWrapped)]);
    }
    rows.skip();
    rows.across("Comment lire ce classeur", Style::GroupHeader);
    rows.across("Document interne : il ne se dépose pas.", Style::Note);
    let reading = [
        (
            "Chiffres en bleu",
            "recopiés du classeur du demandeur ou de projet.toml : ce sont les seules valeurs saisies.",
        ),
        ("Chiffres en noir", "formules : chaque chiffre montre d’où il vient."),
        (
            "Détail des dépenses",
            "une ligne par dépense et par année, avec son numéro dans le dossier et sa cellule d’origine.",
        ),
        ("Ressources", "un cofinanceur par ligne ; l’autofinancement est le solde du plan."),
        (
            "Contrôles",
            "contrôles automatiques, puis la réponse de chaque contrôle au moment de la production.",
        ),
        ("Paramètres", "les règles du fonds, leur valeur, leur source et sa solidité."),
        ("Traçabilité", "chaque chiffre, la façon dont il est obtenu, sa cellule d’origine ou son article."),
    ];
    for (name, value) in reading {
        rows.row([text(name, Style::Label), text(french_spacing(value), Style::TextWrapped)]);
    }
    if !fund.identity.legal_bases.is_empty() {
        rows.skip();
        rows.across("Bases légales", Style::GroupHeader);
        for basis in fund.bases_on(inputs.prepared.effective_date) {
            rows.across(french_spacing(basis), Style::TextWrapped);
        }
    }
    rows.portrait()
}
