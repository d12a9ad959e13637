//! Blanks where the other lines are filled, and columns of numbers without a header.

use super::shared::TYPED;
use crate::audit::holes::{Hole, Untitled, holes, untitled};
use crate::audit::line::role_name;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::source::table::ColumnRole;

/// Blanks where the other lines are filled, and columns of numbers without a header.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-10",
    title: "Une colonne remplie l’est sur toutes ses lignes, sous un en-tête",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Intitulé, partenaire, prestataire, action, section, taux de TVA, mission, statut et unité : une cellule vide est signalée quand quatre lignes ou plus, pour chaque vide, remplissent la colonne ; une colonne de nombres sans en-tête, à l’intérieur d’un tableau, l’est aussi.",
        why: "Sans partenaire, la dépense passe au demandeur ; sans intitulé, le dossier imprime un numéro ; sans action, elle n’est le coût d’aucune ; sans en-tête, les montants ne sont pas lus.",
        basis: Basis::Usage(TYPED),
        mend: "Remplissez la cellule ; si rien n’est à dire, écrivez « sans objet ».",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        for column in &untitled(audit) {
            answers.finding(without_header(column));
        }
        let (looked, holes) = holes(audit);
        for hole in &holes {
            answers.finding(blank(hole));
        }
        if looked == 0 {
            answers.not_applicable("aucune ligne n’a d’intitulé, de partenaire ni de prestataire à remplir");
        }
        answers.compared(looked, Fact::count(looked, "cellule vérifiée", "cellules vérifiées"));
    }),
};

fn blank(hole: &Hole) -> Finding {
    let message = match hole.role {
        ColumnRole::Partner => {
            say!("partenaire laissé vide, que {} nomment : la dépense est comptée au demandeur", lines(hole))
        }
        ColumnRole::Label => say!("intitulé laissé vide, que {} donnent", lines(hole)),
        ColumnRole::Action => {
            say!("action laissée vide, que {} nomment : la ligne n’est comptée à aucune", lines(hole))
        }
        role @ (ColumnRole::Section | ColumnRole::Mission | ColumnRole::Unit) => {
            say!("{} laissée vide, que {} donnent", Fact::Words(role_name(role)), lines(hole))
        }
        role => say!("{} laissé vide, que {} donnent", Fact::Words(role_name(role)), lines(hole)),
    };
    Finding::new(message).at(&hole.place).found("vide")
}

fn lines(hole: &Hole) -> Fact {
    Fact::count(hole.filled, "autre ligne", "autres lignes")
}

fn without_header(column: &Untitled) -> Finding {
    Finding::new(say!(
        "colonne sans en-tête : {} n’y sont pas lus",
        Fact::count(column.numbers, "nombre", "nombres")
    ))
    .at(&column.place)
    .found("vide")
    .expected("un titre : Montant HT, Taux de TVA, Montant TVA, Montant TTC…")
    .mend("Donnez à la colonne son titre ; si elle ne sert à rien, supprimez-la.")
    .unknown()
}
