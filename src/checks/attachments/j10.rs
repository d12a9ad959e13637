//! The plan against what the resolution, the letters and the convention say.

use super::shared::{Said, amounts_said};
use crate::checks::plan::co_financers::{entry_of, left_over};
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::evidence::{Content, Evidence};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Sentence, Severity};
use crate::model::{Money, Place, Resource};
use crate::source::table::ColumnRole;

/// The plan against what the resolution, the letters and the convention say.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-10",
    title: "Les actes et les lettres disent les montants du plan",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le texte des délibérations, des lettres et des conventions jointes est lu. Le coût total et chaque ressource y sont cherchés : dans la délibération qui approuve le plan, dans la lettre de chaque cofinanceur, et partout où son nom est suivi d’un montant. Une image sans texte n’est pas lue.",
        why: "Le service instructeur compare le plan à la délibération et aux lettres : un montant qui diffère fait renvoyer le dossier.",
        basis: Basis::Usage(
            "Usage : motifs de renvoi constatés par les services instructeurs (à confirmer) : la délibération et les lettres disent les montants du plan",
        ),
        mend: "Corrigez la cellule si la pièce dit vrai ; sinon faites corriger la pièce.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let required = Required::of(scope);
        let (of_total, mut agreed) = total(scope, &required);
        // Resources that formulas draw from the total, or from the other resources, follow from what is wrong with those.
        let mut causes: Vec<Place> =
            of_total.iter().filter_map(|finding| finding.places.first().cloned()).collect();
        let absent = left_over(scope).entries.into_iter();
        causes.extend(absent.map(|entry| Place::field("projet.toml", format!("cofinanceurs[{entry}].nom"))));
        answers.findings_of(of_total);
        for (index, resource) in scope.budget().resources.iter().enumerate() {
            let Some(amount) = resource.amount.as_ref().map(|cell| cell.value) else { continue };
            let Some(name) = resource.co_financer.as_ref().map(|cell| &*cell.value) else { continue };
            let said = said_of(scope, &required, index, name, amount);
            agreed += said.agreed;
            if !said.otherwise.is_empty() {
                answers.finding(contradiction(scope, resource, (name, amount), &said.otherwise, &causes));
            }
        }
        for piece in &required.silent {
            answers.declared(say!(
                "la pièce {} est une image sans texte : ses montants sont ceux que dit le demandeur",
                *piece
            ));
        }
        if answers.is_empty() && agreed == 0 {
            if scope.pieces.texts().next().is_none() {
                answers.missing(Missing::of_applicant(
                    "aucune délibération, lettre ou convention jointe n’a de texte à lire",
                    "pieces",
                ));
            } else {
                answers.not_applicable("aucune pièce jointe ne dit de montant du plan");
            }
        }
        answers.compared(
            agreed,
            Fact::count(agreed, "montant retrouvé dans les pièces", "montants retrouvés dans les pièces"),
        );
    }),
};

/// Which pieces must say what.
#[derive(Default)]
struct Required<'a> {
    /// Identifiers of the resolutions that approve the plan.
    resolutions: Vec<&'a str>,
    /// Identifiers of pieces that should say amounts and have no text.
    silent: Vec<&'a str>,
}

impl<'a> Required<'a> {
    fn of(scope: &Scope<'a>) -> Self {
        let project = scope.project();
        let approving = project.deliberations.iter().filter(|one| one.approves_financing_plan);
        let resolutions: Vec<&str> = approving.filter_map(|one| one.piece.as_deref()).collect();
        let letters = project.co_financers.iter().filter_map(|one| one.piece.as_deref());
        let mut silent = Vec::new();
        for id in resolutions.iter().copied().chain(letters) {
            let is_silent = matches!(scope.pieces.get(id), Some((_, Content::Silent)));
            if is_silent && !silent.contains(&id) {
                silent.push(id);
            }
        }
        Self { resolutions, silent }
    }
}

/// What the pieces say of one amount.
#[derive(Default)]
struct OfAmount {
    agreed: usize,
    otherwise: Vec<Said>,
}

/// Kinds of pieces in which a name followed by an amount speaks of the plan.
const PLAN_PIECES: [&str; 3] = ["deliberation", "lettre-cofinanceur", "convention"];

fn said_of(scope: &Scope<'_>, required: &Required<'_>, index: usize, name: &str, amount: Money) -> OfAmount {
    let mut said = OfAmount::default();
    let resource = &scope.budget().resources[index];
    let cited = entry_of(scope, resource).and_then(|entry| entry.piece.as_deref());
    for evidence in scope.pieces.texts() {
        let id = evidence.piece.id.as_str();
        let is_letter = cited == Some(id);
        let is_resolution = required.resolutions.contains(&id);
        if !is_letter && !is_resolution && !PLAN_PIECES.contains(&evidence.piece.kind.as_str()) {
            continue;
        }
        if evidence.find_amount(amount).is_some() {
            said.agreed += 1;
        } else if let Some((other, at)) = evidence.amount_of(name) {
            said.otherwise.push(Said::at(evidence, at, Some(other)));
        } else if is_letter && evidence.has_amounts() {
            // Of a letter for two contributions, the amount of the other is not this one's.
            let near = evidence.amount_of("montant").filter(|_| !shares_letter(scope, index, id));
            let at = near.map_or(0, |(_, at)| at);
            said.otherwise.push(Said::at(evidence, at, near.map(|(amount, _)| amount)));
        } else if is_resolution && evidence.has_amounts() && !evidence.is_partial {
            said.otherwise.push(Said::at(evidence, 0, None));
        }
    }
    said
}

/// True when another resource rests on the same letter.
fn shares_letter(scope: &Scope<'_>, index: usize, id: &str) -> bool {
    let others = scope.budget().resources.iter().enumerate().filter(|(other, _)| *other != index);
    others.filter_map(|(_, other)| entry_of(scope, other)).any(|entry| entry.piece.as_deref() == Some(id))
}

fn contradiction(
    scope: &Scope<'_>,
    resource: &Resource,
    (name, amount): (&str, Money),
    said: &[Said],
    causes: &[Place],
) -> Finding {
    let cell = scope.resource_cell(resource, ColumnRole::Amount);
    let pieces = Fact::list(said.iter().map(|one| Fact::text(&one.id)));
    let message: Sentence = if said.len() == 1 {
        say!("la pièce {} ne dit pas le montant inscrit pour « {} »", pieces, name)
    } else {
        say!("les pièces {} ne disent pas le montant inscrit pour « {} »", pieces, name)
    };
    let mut finding = Finding::new(message).at(&cell).at_all(said.iter().map(|one| &one.place)).found(amount);
    if let Some(expected) = amounts_said(said) {
        finding = finding.expected(expected);
    }
    // They all say one thing, of a typed cell: with it there, what follows can be judged.
    let mut amounts = said.iter().map(|one| one.amount);
    if let Some(Some(first)) = amounts.next()
        && amounts.all(|other| other == Some(first))
        && !scope.audit.has_formula(&cell)
    {
        finding = finding.mended_by(&cell, first.to_decimal());
    }
    if scope.audit.has_formula(&cell) {
        finding = finding.net().following(causes).mend("Cherchez ce que la formule additionne de trop ou de moins : la pièce dit le montant attendu ; sinon faites corriger la pièce.");
    }
    let plan = scope.plan();
    let figures = plan.resources.iter().map(|line| (line.resource, line.amount));
    let own = plan.stated_own.iter().copied();
    let index = scope.budget().resources.iter().position(|other| other.place == resource.place);
    finding.from_figures(figures.chain(own).filter(|(of, _)| Some(*of) == index).map(|(_, key)| key))
}

/// Words before the total cost in letters and resolutions.
const TOTALS: [&str; 8] = [
    "coût total prévisionnel",
    "coût total de l’opération",
    "coût total éligible",
    "coût total",
    "d’un coût total de",
    "total des ressources",
    "total des dépenses",
    "total général",
];

/// The total cost, in the resolution and wherever words announce it; what contradicts it, and how many
/// say it.
fn total(scope: &Scope<'_>, required: &Required<'_>) -> (Option<Finding>, usize) {
    let plan = scope.plan();
    let Some(total) = scope.money(plan.total_cost) else { return (None, 0) };
    // A fund may retain another total than the one that was voted: that of any pack is the plan's.
    let others = scope
        .others
        .iter()
        .filter_map(|view| view.computation.ledger.value(view.computation.plan.total_cost).money());
    let stated = scope.money(plan.resources_total);
    let totals: Vec<Money> = std::iter::once(total).chain(others).chain(stated).collect();
    let mut said = OfAmount::default();
    for evidence in scope.pieces.texts() {
        let is_resolution = required.resolutions.contains(&evidence.piece.id.as_str());
        if !is_resolution && !PLAN_PIECES.contains(&evidence.piece.kind.as_str()) {
            continue;
        }
        if totals.iter().any(|total| evidence.find_amount(*total).is_some()) {
            said.agreed += 1;
        } else if let Some((other, at)) = total_in(evidence) {
            said.otherwise.push(Said::at(evidence, at, Some(other)));
        } else if is_resolution && evidence.has_amounts() && !evidence.is_partial {
            said.otherwise.push(Said::at(evidence, 0, None));
        }
    }
    let Some(first) = said.otherwise.first() else { return (None, said.agreed) };
    let pieces = Fact::list(said.otherwise.iter().map(|one| Fact::text(&one.id)));
    let message: Sentence = if said.otherwise.len() == 1 {
        say!("le coût total n’est pas celui que dit {}", pieces)
    } else {
        say!("le coût total n’est pas celui que disent {}", pieces)
    };
    let mut finding = Finding::new(message)
        .at(&first.place)
        .at_all(said.otherwise.iter().skip(1).map(|one| &one.place))
        .found(total)
        .mend("Cherchez la dépense qui manque ou qui est de trop ; si le plan a changé depuis le vote, faites-le approuver à nouveau.")
        .from_figures([plan.total_cost])
        .net();
    if let Some(expected) = amounts_said(&said.otherwise) {
        finding = finding.expected(expected);
    }
    (Some(finding), said.agreed)
}

fn total_in(evidence: &Evidence<'_>) -> Option<(Money, usize)> {
    TOTALS.iter().find_map(|words| evidence.amount_of(words))
}
