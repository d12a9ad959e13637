//! Every three years of de minimis aid, and the counts that stand apart.

use jiff::Span;
use rust_decimal::prelude::ToPrimitive;

use crate::checks::Scope;
use crate::figures::FigureKey;
use crate::findings::say;
use crate::findings::{Answers, Finding, Missing};
use crate::model::Money;
use crate::model::project::DeMinimisAid;
use crate::rules::{Known, LegalText, RuleValue, Rules};
use crate::source::amount::parse_amount;

/// Why there are no three years to count over: no effective date, or no length in years.
pub(super) fn no_period(scope: &Scope<'_>, years: &Known, answers: &mut Answers) {
    if scope.effective_date.is_none() {
        answers.missing_field("projet.date_effet");
    } else if let Some(years) = scope.rule_number(years, answers) {
        answers.missing(Missing::of_authority(say!(
            "la période sur laquelle se comptent les aides de minimis n’est pas un nombre d’années que le calendrier connaît ({})",
            years.value
        )));
    }
}

/// The text of an aid whose regulation has a count of its own.
pub(super) fn special<'a>(scope: &Scope<'a>, aid: &'a DeMinimisAid) -> Option<&'a LegalText> {
    let cited = aid.regulation.as_deref()?;
    scope.texts.cited_in(cited).find(|text| text.is_for_public_services)
}

/// The three years that end with each grant: an aid that passed the ceiling of its day is wholly outside of the regime.
pub(super) fn past(scope: &Scope<'_>, years: &Known, ceiling: &Known, answers: &mut Answers) {
    let aids = &scope.project().de_minimis;
    for (index, last) in aids.iter().enumerate() {
        if special(scope, last).is_some() || scope.effective_date.is_some_and(|today| last.granted_on > today)
        {
            continue;
        }
        // The rules of the day of that grant.
        let rules = Rules::new(scope.fund(), scope.project(), Some(last.granted_on));
        let years = rules.held(years).and_then(|held| held.value.number()).and_then(|years| years.to_i64());
        let ceiling = rules.held(ceiling).and_then(|held| held.typed(RuleValue::money));
        let first = years
            .and_then(|years| Span::new().try_years(years).ok())
            .and_then(|span| last.granted_on.checked_sub(span).ok());
        let (Some(first), Some(ceiling)) = (first, ceiling) else { continue };
        let within = aids.iter().filter(|aid| {
            aid.granted_on > first && aid.granted_on <= last.granted_on && special(scope, aid).is_none()
        });
        let total: Money =
            within.filter_map(|aid| parse_amount(&aid.amount).ok()).map(|read| read.money).sum();
        answers.expect(total <= ceiling.value, || {
            Finding::new(say!(
                "l’aide du {} a franchi le plafond de son jour : elle est tout entière hors du régime",
                last.granted_on
            ))
            .at_field(format!("de_minimis[{index}].montant"))
            .found(say!("{} sur trois ans", total))
            .expected(say!("au plus {}", crate::checks::reliance::relied(&ceiling)))
            .basis(ceiling.source.to_string())
        });
    }
}

/// The aids whose regulation has a count of its own, each compared with the ceiling of its text.
pub(super) fn apart(scope: &Scope<'_>, answers: &mut Answers, counted: &[FigureKey]) {
    let aids = || scope.plan().de_minimis.iter().zip(&scope.project().de_minimis);
    for text in scope.texts.iter().filter(|text| text.is_for_public_services) {
        let under = || {
            aids().filter(|(key, aid)| {
                counted.contains(key) && special(scope, aid).is_some_and(|one| one.id == text.id)
            })
        };
        if under().next().is_none() {
            continue;
        }
        let ceiling = text.de_minimis_ceiling.as_ref().and_then(|typed| parse_amount(typed).ok());
        let Some(ceiling) = ceiling.map(|read| read.money) else { continue };
        let total: Money = under().filter_map(|(key, _)| scope.money(*key)).sum();
        let reserve = crate::checks::reliance::unless_confirmed(text.status);
        answers.expect(total <= ceiling, || {
            Finding::new(say!("le cumul des aides de minimis dépasse le plafond de « {} »", &text.title))
                .at_field("de_minimis")
                .found(total)
                .expected(say!("au plus {}{}", ceiling, reserve.clone()))
                .basis(text.source.clone())
        });
        answers.compared(
            under().count(),
            say!(
                "{} : {} sur trois ans, pour un plafond de {}{}",
                &text.title,
                total,
                ceiling,
                reserve.clone()
            ),
        );
    }
}
