//! « Consignes »: who fills what, how a line is added, and the controls that stay alive.

use super::controls::Control;
use super::grid::Named;
use super::{Filing, HELP_TAB};
use crate::documents::workbook::layout::{Rows, text};
use crate::model::text::french_spacing;
use crate::xlsx::{Area, Content, Style};

/// Lay out the sheet.
pub fn sheet(filing: Filing<'_>, controls: Vec<Control>) -> Named {
    let project = filing.project();
    let mut rows = Rows::new("Consignes", &[30.0, 62.0, 14.0]);
    rows.across(filing.inputs.title, Style::Title);
    rows.across(project.identity.title.as_str(), Style::Subtitle);
    if project.identity.is_fictitious_example {
        rows.across("Exemple fictif : tous les montants de ce classeur sont inventés.", Style::Warning);
    }
    if filing.inputs.draft {
        rows.across("BROUILLON : ce classeur n’est pas destiné au dépôt.", Style::Warning);
    }
    rows.skip();
    for (name, value) in [
        ("Demandeur", project.applicant.legal_name.clone()),
        ("Financeur", filing.fund().identity.authority.clone()),
        ("Montants", format!("en euros, {}", filing.plan().basis_said())),
    ] {
        told(&mut rows, name, &value);
    }
    rows.skip();
    rows.across("Qui remplit quoi", Style::GroupHeader);
    for (name, value) in [
        (
            "Onglets bleus",
            "le demandeur et ses partenaires y saisissent les lignes : dépenses, personnel, ressources.",
        ),
        (
            "Onglets bleu nuit",
            "rien à saisir : la synthèse et les totaux se calculent. Ils sont protégés, sans mot de passe.",
        ),
        ("Chiffres en bleu", "valeurs saisies, que l’on peut changer."),
        ("Chiffres en noir", "formules : TVA, montant TTC, coût affecté, aide calculée, totaux."),
    ] {
        told(&mut rows, name, value);
    }
    rows.skip();
    rows.across("Changer le plan", Style::GroupHeader);
    for (name, value) in [
        (
            "Ajouter une ligne",
            "insérez une ligne n’importe où entre les titres et le total, saisissez-la, et recopiez-y les formules d’une ligne voisine si le tableur ne le fait pas.",
        ),
        ("Changer d’année", "changez l’année de la ligne : le montant change de colonne dans le plan."),
        ("Retirer, trier, filtrer", "sans précaution : aucun total ne dépend de la place d’une ligne."),
        ("Nouveau partenaire", "ajoutez d’abord son nom dans l’onglet Listes."),
    ] {
        told(&mut rows, name, value);
    }
    rows.skip();
    rows.across("Contrôles automatiques", Style::GroupHeader);
    let first = rows.next_row();
    for control in controls {
        rows.merge(0, 1);
        rows.placed([
            (0, text(french_spacing(&control.name), Style::TextWrapped)),
            (2, (Content::Control { condition: control.condition, holds: control.holds }, Style::Centred)),
        ]);
    }
    let last = rows.next_row() - 1;
    let mut sheet = rows.portrait();
    sheet.tab_colour = Some(HELP_TAB.to_owned());
    sheet.protected = true;
    Named { sheet, names: vec![("Controles".to_owned(), Area::new((first, 2), (last, 2)))] }
}

fn told(rows: &mut Rows, name: &str, value: &str) {
    rows.merge(1, 2);
    rows.placed([(0, text(name, Style::Label)), (1, text(french_spacing(value), Style::TextWrapped))]);
}
