//! What is known of an amount that no figure is, for people.

use super::{CarriedTotal, Elsewhere};
use crate::figures::FigureKey;
use crate::model::Place;
use crate::model::french::{counted, listed};
use crate::prepare::PreparedPack;
use crate::report::trace::{Trace, derivation, name, printed};

/// Figures, places and documents listed before a list says how many more there are.
const LISTED: usize = 10;

/// The lines of one pack; none when nothing is known.
pub(in crate::report::trace) fn lines(
    trace: &Trace<'_>,
    pack: &PreparedPack,
    asked: &str,
    found: &Elsewhere,
) -> Vec<String> {
    let mut teller = Teller { trace, pack, lines: Vec::new() };
    for total in &found.carried {
        teller.carried(total);
    }
    teller.others(asked, found);
    teller.lines
}

struct Teller<'a> {
    trace: &'a Trace<'a>,
    pack: &'a PreparedPack,
    lines: Vec<String>,
}

impl Teller<'_> {
    fn carried(&mut self, total: &CarriedTotal) {
        let pages = total.pages;
        let foot = pages.to_carry.map(|page| format!("« À reporter » au bas de la page {page}"));
        let head = pages.brought_forward.map(|page| format!("« Report » en haut de la page {page}"));
        let places: Vec<String> = foot.into_iter().chain(head).collect();
        self.lines.push(format!("  {}  total reporté d’une page à l’autre d’un tableau", total.text));
        self.lines.push(format!("      {}/{} : {}", self.pack.fund.id, total.file, listed(&places)));
        if total.lines.is_empty() {
            return;
        }
        let count = counted(total.lines.len(), "ligne", "lignes");
        self.lines.push(format!("      somme des montants retenus des lignes qui précèdent ({count}) :"));
        self.lines.extend(derivation::sum(self.trace, self.pack, &total.lines, 4));
    }

    fn others(&mut self, asked: &str, found: &Elsewhere) {
        let before = self.lines.len();
        if let Some((rounded, figures)) = &found.rounded {
            self.figures(&format!("arrondi {} de :", rounded.french()), figures);
        }
        if !found.gaps.is_empty() {
            self.figures("ce que l’arrondi à l’euro ajoute ou retranche à :", &found.gaps);
        }
        for sum in &found.sums {
            self.figures(&format!("« {} » d’un graphique, somme de :", sum.label), &sum.of);
        }
        self.list("écrit dans :", found.written.iter().map(|place| self.written(place)).collect());
        let judged = found
            .judged
            .iter()
            .map(|judged| format!("{} : {}", judged.code, crate::findings::limits::cut(&judged.said, 120)));
        self.list("dit par un contrôle :", judged.collect());
        let is_explained = !self.lines.is_empty();
        let documents = found.printed.iter().map(|said| {
            let at = printed::said(said.at.iter(), self.trace.complete);
            let quote = if is_explained { String::new() } else { format!(" « {} »", said.line) };
            format!("{}/{} : {at}{quote}", self.pack.fund.id, said.file)
        });
        self.list("imprimé dans :", documents.collect());
        if self.lines.len() > before {
            let title = format!("  {asked}  n’est pas un chiffre du plan");
            self.lines.insert(before, title);
        }
    }

    fn written(&self, place: &Place) -> String {
        match self.trace.written.formula(place) {
            Some(formula) => format!("{place} (formule ={formula})"),
            None => place.to_string(),
        }
    }

    fn figures(&mut self, title: &str, keys: &[FigureKey]) {
        let names = keys.iter().map(|key| name(self.pack, *key)).collect();
        self.list(title, names);
    }

    fn list(&mut self, title: &str, items: Vec<String>) {
        if items.is_empty() {
            return;
        }
        self.lines.push(format!("    {title}"));
        let shown = if self.trace.complete { items.len() } else { LISTED };
        let more = items.len().saturating_sub(shown);
        self.lines.extend(items.into_iter().take(shown).map(|item| format!("      {item}")));
        if more > 0 {
            self.lines.push(format!("      … et {} (--complet)", counted(more, "autre", "autres")));
        }
    }
}
