//! Identifiers and names of the partners.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::project::Partner;
use crate::model::text::normalise;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Identifiers and names of the partners.
pub(in crate::checks) const CHECK: Check = Check {
    code: "G-07",
    title: "Chaque partenaire a son identifiant",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "L’identifiant et le nom de chaque partenaire sont comparés à ceux des autres, aux accents et à la casse près : aucun ne sert deux fois.",
        why: "Le classeur et les conventions nomment un partenaire par l’un ou par l’autre : un nom qui en désigne deux attribue à l’un les dépenses de l’autre.",
        basis: Basis::Usage("Usage de ce logiciel : un identifiant ne désigne qu’une chose"),
        mend: "Donnez à chaque partenaire un identifiant et un nom qui ne soient qu’à lui, et reprenez-les dans le classeur ; si c’est le même partenaire, n’en gardez qu’une entrée.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let partners = &scope.project().partners;
        if partners.is_empty() {
            answers.not_applicable("aucun partenaire n’est déclaré");
            return;
        }
        for (written, ranks) in shared(partners, |partner| &partner.id) {
            let times = Decimal::from(ranks.len());
            let finding =
                Finding::new(say!("l’identifiant de partenaire « {} » est donné {} fois", written, times));
            answers.finding(at(finding, &ranks, "id"));
        }
        for (written, ranks) in shared(partners, |partner| &partner.name) {
            let times = Decimal::from(ranks.len());
            let finding = Finding::new(say!("le nom de partenaire « {} » est donné {} fois", written, times));
            answers.finding(at(finding, &ranks, "nom"));
        }
        for (rank, partner) in partners.iter().enumerate() {
            let id = normalise(&partner.id);
            let named = |other: usize| other != rank && normalise(&partners[other].name) == id;
            if let Some(other) = (0..partners.len()).find(|other| named(*other)) {
                answers.finding(
                    Finding::new(say!(
                        "l’identifiant de partenaire « {} » est le nom d’un autre",
                        &partner.id
                    ))
                    .at_field(format!("partenaires[{rank}].id"))
                    .at_field(format!("partenaires[{other}].nom")),
                );
            }
        }
        answers.compared(
            partners.len(),
            say!("{} aux autres", Fact::count(partners.len(), "partenaire comparé", "partenaires comparés")),
        );
    }),
};

/// Fields named for one text given several times.
const PLACES: usize = 4;

fn at(finding: Finding, ranks: &[usize], key: &str) -> Finding {
    let fields = ranks.iter().rev().take(PLACES).map(|rank| format!("partenaires[{rank}].{key}"));
    fields.fold(finding, Finding::at_field)
}

/// The texts that several partners have: as the first of them writes it, with the rank of each.
fn shared<'a>(
    partners: &'a [Partner],
    text: impl Fn(&'a Partner) -> &'a str,
) -> impl Iterator<Item = (&'a str, Vec<usize>)> {
    let mut ranks: BTreeMap<String, (&str, Vec<usize>)> = BTreeMap::new();
    for (rank, partner) in partners.iter().enumerate() {
        let written = text(partner);
        ranks.entry(normalise(written)).or_insert((written, Vec::new())).1.push(rank);
    }
    ranks.into_values().filter(|(_, ranks)| ranks.len() > 1)
}
