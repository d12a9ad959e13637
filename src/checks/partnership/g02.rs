//! The resources of each partner, and what is passed on to it.

use std::collections::BTreeMap;

use super::shared::{CITATION, SENTENCE, borne, is_collaborative, is_lead, total_of};
use crate::checks::eligibility::shared::unknown_bearers;
use crate::checks::plan::co_financers::{named, planned, strangers};
use crate::checks::typed::TypedAmount;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Missing, Severity};
use crate::model::text::normalise;
use crate::model::{Money, Place};

/// The resources of each partner, and what is passed on to it.
pub(in crate::checks) const CHECK: Check = Check {
    code: "G-02",
    title: "Les ressources de chaque partenaire et son reversement font ses dépenses",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Pour chaque partenaire, ses ressources et ce que le chef de file lui reverse sont additionnés et comparés à ses dépenses ; le chef de file a les siennes, moins ce qu’il reverse. Consolidées, les ressources des partenaires sont comparées, nom par nom, à celles du plan.",
        why: "Un plan équilibré d’ensemble peut cacher un partenaire à découvert, ou une aide comptée chez deux.",
        basis: Basis::Text { citation: CITATION, sentence: Some(SENTENCE) },
        mend: "Corrigez partenaires.ressources ou partenaires.reversement d’après la convention.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if !is_collaborative(scope, answers) {
            return;
        }
        let Some(partners) = read(scope, answers) else { return };
        let given = partners.iter().map(|one| one.transfer).sum::<Money>();
        let unknown = unknown_bearers(scope);
        let mut compared = 0;
        for one in &partners {
            let partner = &scope.project().partners[one.index];
            let Some(cost) = borne(scope, partner, answers) else { continue };
            let own = one.resources.values().copied().sum::<Money>();
            // The lead partner receives the grants, and keeps what it does not pass on.
            let kept =
                if is_lead(scope, partner) { own.checked_sub(given) } else { own.checked_add(one.transfer) };
            let Some(kept) = kept else { continue };
            compared += 1;
            answers.expect(kept == cost, || {
                Finding::new(say!("les ressources de « {} » ne font pas ses dépenses", &partner.name))
                    .at_field(format!("partenaires[{}].ressources", one.index))
                    .found(say!("{}, reversements compris", kept))
                    .expected(say!("{}, ses dépenses au plan", cost))
                    .stake(kept.distance(cost))
                    .from_figures(total_of(scope, partner))
                    // The convention is one side only: what is wrong in the lines, or in the budget, explains the gap.
                    .net()
                    .following(&unknown)
                    .following(&[Place::field("projet.toml", format!("partenaires[{}].cout", one.index))])
            });
        }
        compared += consolidated(scope, answers, &partners);
        answers
            .compared(compared, Fact::count(compared, "somme comparée au plan", "sommes comparées au plan"));
    }),
};

/// A partner, read.
struct Read {
    index: usize,
    resources: BTreeMap<String, Money>,
    transfer: Money,
}

/// The partners with their amounts; what is lacking is said, and nothing is then compared.
fn read(scope: &Scope<'_>, answers: &mut Answers) -> Option<Vec<Read>> {
    let mut partners = Vec::new();
    let mut is_whole = true;
    for (index, partner) in scope.project().partners.iter().enumerate() {
        if partner.resources.is_empty() {
            answers.missing(Missing::of_applicant(
                say!("les ressources de « {} » ne sont pas dites", &partner.name),
                format!("partenaires[{index}].ressources"),
            ));
            is_whole = false;
            continue;
        }
        let mut resources = BTreeMap::new();
        for (rank, resource) in partner.resources.iter().enumerate() {
            let field = format!("partenaires[{index}].ressources[{rank}].montant");
            let Some(read) = TypedAmount::ANY.read(&resource.amount, field, answers) else {
                is_whole = false;
                continue;
            };
            let sum = resources.entry(normalise(&resource.name)).or_insert(Money::ZERO);
            *sum = sum.checked_add(read).unwrap_or(*sum);
        }
        let transfer = match &partner.transfer {
            None => Some(Money::ZERO),
            Some(typed) => TypedAmount::ANY.read(typed, format!("partenaires[{index}].reversement"), answers),
        };
        match transfer {
            Some(transfer) => partners.push(Read { index, resources, transfer }),
            None => is_whole = false,
        }
    }
    let has_lead = partners
        .iter()
        .any(|one| scope.project().partners.get(one.index).is_some_and(|partner| is_lead(scope, partner)));
    if is_whole && !has_lead {
        answers.missing(Missing::of_applicant(
            "le demandeur n’est pas parmi les partenaires : ses ressources ne sont pas dites",
            "partenaires",
        ));
    }
    (is_whole && has_lead).then_some(partners)
}

/// Compare the resources of all the partners with those of the plan, name by name; how many were compared.
fn consolidated(scope: &Scope<'_>, answers: &mut Answers, partners: &[Read]) -> usize {
    let planned = planned(scope);
    if planned.is_empty() {
        answers.missing(Missing::of_workbook(
            "le classeur n’a pas de ressource à comparer à celles des partenaires",
        ));
        return 0;
    }
    let unknown = strangers(scope);
    for one in &planned {
        let parts = partners.iter().filter_map(|partner| partner.resources.get(&normalise(one.name)));
        let brought: Money = parts.copied().sum();
        answers.expect(brought == one.amount, || {
            Finding::new(say!(
                "« {} » : les parts des partenaires ne font pas la ressource du plan",
                one.name
            ))
            .at_field("partenaires")
            .at_all(&one.cells)
            .found(say!("{} chez les partenaires", brought))
            .expected(say!("{} au plan", one.amount))
            .stake(brought.distance(one.amount))
            .net()
            .following(&unknown)
        });
    }
    for one in partners {
        let typed = &scope.project().partners[one.index].resources;
        for (rank, resource) in typed.iter().enumerate() {
            answers.expect(named(&planned, &resource.name).is_some(), || {
                Finding::new(say!("« {} » n’est pas une ressource du plan", &resource.name))
                    .at_field(format!("partenaires[{}].ressources[{rank}].nom", one.index))
                    .expected("une ressource du classeur")
                    .net()
                    .following(&unknown)
            });
        }
    }
    planned.len()
}
