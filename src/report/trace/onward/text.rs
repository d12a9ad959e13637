//! What comes of a cell or of a field, for people.

use super::{Onward, Standing};
use crate::figures::{FigureKey, onward};
use crate::model::french::counted;
use crate::model::{Place, cell_name};
use crate::prepare::PreparedPack;
use crate::report::trace::{Trace, name, overview, printed};

/// Figures listed before the list says how many more there are.
const LISTED: usize = 40;

/// Documents named for one figure before the line says how many more there are.
const DOCUMENTS: usize = 6;

/// The lines of one pack.
pub(in crate::report::trace) fn lines(
    trace: &Trace<'_>,
    pack: &PreparedPack,
    found: &[Onward],
) -> Vec<String> {
    let teller = Teller { trace, pack };
    let mut lines = Vec::new();
    for (rank, one) in found.iter().enumerate() {
        if rank > 0 {
            lines.push(String::new());
        }
        teller.input(one, &mut lines);
    }
    if found.is_empty() {
        lines.push("  Aucun chiffre de ce dossier n’en est lu.".to_owned());
    }
    lines
}

struct Teller<'a> {
    trace: &'a Trace<'a>,
    pack: &'a PreparedPack,
}

impl Teller<'_> {
    fn input(&self, one: &Onward, lines: &mut Vec<String>) {
        let held = one.text.as_ref().map_or("vide", String::as_str);
        let formula =
            one.formula.as_ref().map(|formula| format!(" (formule ={formula})")).unwrap_or_default();
        lines.push(format!("  {} : {held}{formula}", one.place));
        lines.extend(one.line.iter().map(|line| format!("      {line}")));
        if one.read.is_empty() {
            lines.push("    Aucun chiffre n’est lu dans cette cellule.".to_owned());
            // The line says the column already.
            let standing = Some(&one.standing)
                .filter(|standing| !matches!(standing, Standing::Column(_)) || one.line.is_none());
            lines.extend(standing.and_then(Standing::french).map(|said| format!("      {said}")));
        }
        let read = match one.place {
            Place::Cell { .. } => "Lu dans cette cellule :",
            _ => "Lu dans ce champ :",
        };
        self.figures(read, &one.read, None, lines);
        self.figures(
            "Lu dans les cellules dont la formule en dépend :",
            &one.through,
            Some(&one.place),
            lines,
        );
        self.figures("Calculé à partir de ces chiffres :", &one.computed, None, lines);
    }

    fn figures(&self, title: &str, keys: &[FigureKey], from: Option<&Place>, lines: &mut Vec<String>) {
        if keys.is_empty() {
            return;
        }
        lines.push(format!("    {title}"));
        let shown = if self.trace.complete { keys.len() } else { LISTED };
        for key in &self.listed(keys, shown) {
            let place = from.and_then(|from| self.place(*key, from));
            let place = place.map(|place| format!(" ← {place}")).unwrap_or_default();
            lines.push(format!("      {}{place}", name(self.pack, *key)));
            self.documents(*key, lines);
        }
        if keys.len() > shown {
            let more = counted(keys.len() - shown, "autre chiffre", "autres chiffres");
            lines.push(format!("      … et {more} (--complet)"));
        }
    }

    /// The figures that are listed, in the order of the ledger: the main ones rather than others when not all are.
    fn listed(&self, keys: &[FigureKey], shown: usize) -> Vec<FigureKey> {
        let main = overview::main(self.pack);
        let mut listed: Vec<FigureKey> = keys.to_vec();
        listed.sort_by_key(|key| !main.contains(key));
        listed.truncate(shown);
        listed.sort_unstable();
        listed
    }

    /// Where a figure is read, as seen from another place.
    fn place(&self, key: FigureKey, from: &Place) -> Option<String> {
        let place = onward::place_of(&self.pack.computation.ledger, key)?;
        Some(match (place, from) {
            (Place::Cell { sheet, row, column }, Place::Cell { sheet: near, .. }) if sheet == near => {
                cell_name(*row, *column)
            }
            _ => place.to_string(),
        })
    }

    fn documents(&self, key: FigureKey, lines: &mut Vec<String>) {
        if self.trace.documents.is_none() {
            return;
        }
        let documents = printed::lines(self.trace, self.pack, key);
        if documents.is_empty() {
            lines.push("          imprimé dans aucun document".to_owned());
        }
        let shown = if self.trace.complete { documents.len() } else { DOCUMENTS };
        lines.extend(documents.iter().take(shown).map(|document| format!("          {document}")));
        if documents.len() > shown {
            let more = counted(documents.len() - shown, "autre document", "autres documents");
            lines.push(format!("          … et {more} (--complet)"));
        }
    }
}
