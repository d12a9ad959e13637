//! What several checks of this family share.

use crate::audit::Audit;
use crate::audit::sheets::lone::Lone;
use crate::audit::sheets::typed::{Typed, TypedNumbers};
use crate::audit::sheets::{Search, Way};
use crate::findings::say;
use crate::findings::{Answers, Fact, Finding, Missing, Sentence, Sureness};
use crate::formula::{Area, CellRef};
use crate::model::column_name;
use crate::source::workbook::sheet::shorten;

pub(super) const SEEN: &str = "Usage : une cellule faite autrement que ses voisines est la trace la plus fréquente d’une faute de classeur";

/// A finding on a cell; the same fault all over a sheet is told once.
pub(super) fn of_sheet(
    audit: &Audit<'_>,
    at: CellRef,
    message: impl Into<Sentence>,
    sureness: Sureness,
) -> Finding {
    Finding::new(message).at(&audit.place(at)).sure(sureness).of_sheet()
}

/// « lignes 8 à 14 ».
pub(super) fn bounds(way: Way, area: &Area) -> Sentence {
    let (first, last) = way.bounds(area);
    match way {
        Way::Column => {
            say!("lignes {} à {}", (first as usize + 1).to_string(), (last as usize + 1).to_string())
        }
        Way::Row => say!("colonnes {} à {}", column_name(first), column_name(last)),
    }
}

/// Tells formulas unlike their neighbours, with what these have.
pub(super) fn tell_lone(
    audit: &Audit<'_>,
    answers: &mut Answers,
    lones: &[Lone],
    compared: usize,
    message: &'static str,
) {
    for one in lones {
        answers.finding(
            of_sheet(audit, one.at, message, Sureness::Probable)
                .at(&audit.place(one.model))
                .found(audit.formula(one.at))
                .expected(likely(audit, one)),
        );
    }
    looked_at(answers, compared, "formule comparée", "formules comparées", "aucune formule n’a de voisines");
}

/// Tells numbers typed where a formula is expected; `expected` says which one, and what it gives.
pub(super) fn tell_typed(
    audit: &Audit<'_>,
    answers: &mut Answers,
    numbers: &[Typed],
    (message, sureness): (&'static str, Sureness),
    expected: impl Fn(&Typed) -> Sentence,
) {
    for one in numbers {
        answers.finding(
            of_sheet(audit, one.at, message, sureness)
                .at(&audit.place(one.model))
                .found(say!("{} (valeur tapée, sans formule)", audit.saved(one.at)))
                .expected(expected(one)),
        );
    }
}

/// Says how many typed numbers were compared with the formulas beside them, and how many were not.
pub(super) fn typed_looked_at(answers: &mut Answers, typed: &TypedNumbers) {
    left(answers, typed.untried, "valeur tapée", "valeurs tapées");
    looked_at(
        answers,
        typed.tried,
        "valeur comparée",
        "valeurs comparées",
        "aucune valeur tapée n’est voisine d’une formule",
    );
}

/// The formula that the neighbours have, as it would be here, and how many have it.
fn likely(audit: &Audit<'_>, one: &Lone) -> Sentence {
    let Lone { at, model, count: (count, all), way } = *one;
    let line = Fact::Words(match way {
        Way::Row => "de cette ligne",
        Way::Column => "de cette colonne",
    });
    let name = audit.name(model, at.sheet);
    let (count, all) = (count.to_string(), all.to_string());
    match audit.recalculation.as_if_filled(model, at) {
        Some((formula, value)) => say!(
            "={}, qui donne {}, comme {} : {} des {} formules {} sont ainsi",
            shorten(&formula),
            crate::audit::fact(&value),
            name,
            count,
            all,
            line
        ),
        None => say!(
            "la formule de {} ({}) : {} des {} formules {} sont ainsi",
            name,
            audit.formula(model),
            count,
            all,
            line
        ),
    }
}

/// Why the checks of sums have nothing to compare.
pub(super) const NO_SUM: &str = "aucune somme ne prend une plage de sa ligne ou de sa colonne";

/// Says how many things were compared, or why none was.
pub(super) fn looked_at(
    answers: &mut Answers,
    compared: usize,
    one: &'static str,
    several: &'static str,
    none: &'static str,
) {
    match compared {
        0 => answers.not_applicable(none),
        count => answers.compared(count, say!("{}", Fact::count(count, one, several))),
    }
}

/// Says how many things were compared, and how many were not.
pub(super) fn searched<T>(
    answers: &mut Answers,
    search: &Search<T>,
    one: &'static str,
    several: &'static str,
    none: &'static str,
) {
    left(answers, search.left, one, several);
    if search.compared > 0 || search.left == 0 {
        looked_at(answers, search.compared, one, several, none);
    }
}

/// Says how many things were not compared.
pub(super) fn left(answers: &mut Answers, count: usize, one: &'static str, several: &'static str) {
    if count > 0 {
        answers.missing(Missing::of_workbook(say!(
            "{} de plus : le classeur en a trop pour que tout soit suivi",
            Fact::count(count, one, several)
        )));
    }
}

/// Says how many ranges that are added up were looked at, and how many were not.
pub(super) fn ranges_looked_at(answers: &mut Answers, seen: usize, unseen: usize) {
    left(answers, unseen, "plage additionnée", "plages additionnées");
    looked_at(answers, seen, "plage suivie", "plages suivies", "aucune formule n’additionne une plage");
}
