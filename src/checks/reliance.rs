//! The rules that an answer rests on: which value holds, how sure it is, and what to say when none does.

use super::Scope;
use crate::findings::{Answers, Fact, Finding, Missing, Sentence, say};
use crate::model::fund::Status;
use crate::model::{Money, Rate};
use crate::rules::{Held, Known, RuleValue, Ruling};
use crate::source::attachment::Accepted;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How sure a rule of the fund is, after it: nothing when a text confirms it.
pub(super) fn unless_confirmed(status: Status) -> Sentence {
    match status {
        Status::Confirme => "".into(),
        Status::AConfirmer => " (règle à confirmer)".into(),
        Status::Vide | Status::SansObjet => " (règle qu’aucun texte ne confirme)".into(),
    }
}

/// A value that a check relies on: written in a sentence, it says how sure it is.
pub(super) fn relied<T>(held: &Held<T>) -> Sentence
where
    T: Clone + Into<Fact>,
{
    let value: Fact = held.value.clone().into();
    say!("{}{}", value, reserve(held))
}

/// How sure a value is, after it: nothing when a text confirms it.
pub(super) fn reserve<T>(held: &Held<T>) -> Sentence {
    held.reserve().map_or_else(|| "".into(), |reserve| say!(" ({})", reserve))
}

/// A finding that rests on a value of the fund or of the applicant: its basis is where that comes from.
pub(super) fn based_on<T>(held: &Held<T>, finding: Finding) -> Finding {
    if held.source.trim().is_empty() { finding } else { finding.basis(held.source.to_string()) }
}

impl Scope<'_> {
    /// The rate that a rule states; why there is none is said.
    pub(super) fn rule_rate(&self, rule: &Known, answers: &mut Answers) -> Option<Held<Rate>> {
        self.rule(rule, answers)?.typed(RuleValue::rate)
    }

    /// The amount that a rule states; why there is none is said.
    pub(super) fn rule_money(&self, rule: &Known, answers: &mut Answers) -> Option<Held<Money>> {
        self.rule(rule, answers)?.typed(RuleValue::money)
    }

    /// The amount that a rule states for a contract whose procedure is launched that day; why there is none is said.
    pub(super) fn rule_money_for_contract(
        &self,
        rule: &Known,
        launched: Date,
        answers: &mut Answers,
    ) -> Option<Held<Money>> {
        self.told(rule, self.rules().for_contract(launched).of(rule), answers)?.typed(RuleValue::money)
    }

    /// The number that a rule states; why there is none is said.
    pub(super) fn rule_number(&self, rule: &Known, answers: &mut Answers) -> Option<Held<Decimal>> {
        self.rule(rule, answers)?.typed(RuleValue::number)
    }

    /// The formats of files that a rule accepts; why there are none is said.
    pub(super) fn rule_formats(&self, rule: &Known, answers: &mut Answers) -> Option<Held<Accepted>> {
        self.rule(rule, answers)?.typed(RuleValue::formats)
    }

    /// True when the fund's definition has the rule, with a value or not.
    pub(super) fn states(&self, rule: &Known) -> bool {
        !matches!(self.rules().of(rule), Ruling::Unsaid)
    }

    /// The day that a rule states; why there is none is said.
    pub(super) fn rule_date(&self, rule: &Known, answers: &mut Answers) -> Option<Held<Date>> {
        self.rule(rule, answers)?.typed(RuleValue::date)
    }

    /// True when the fund says that it does not have this rule; the check then has nothing to compare.
    pub(super) fn does_not_bear(&self, rule: &Known, answers: &mut Answers) -> bool {
        let Ruling::NotBearing { source } = self.rules().of(rule) else { return false };
        answers.not_applicable(say!("ce fonds n’a pas cette règle : {}", source));
        true
    }

    /// The value of a rule. Whoever takes it relies on it: [`Answers`] keeps it in mind, so that nothing that is to be
    /// confirmed passes without a word. Why there is none is said.
    fn rule(&self, rule: &Known, answers: &mut Answers) -> Option<Held<RuleValue>> {
        self.told(rule, self.rules().of(rule), answers)
    }

    fn told(&self, rule: &Known, ruling: Ruling<'_>, answers: &mut Answers) -> Option<Held<RuleValue>> {
        match ruling {
            Ruling::Held(held) => {
                if let Some(reserve) = held.reserve() {
                    answers.rely(self.label_of(rule), reserve);
                }
                Some(held)
            }
            lacking => {
                self.lacks(rule.id, self.label_of(rule), lacking, answers);
                None
            }
        }
    }

    fn label_of(&self, rule: &Known) -> &str {
        self.fund().parameters.get(rule.id).map_or(rule.meaning, |parameter| &parameter.label)
    }

    /// Say why a parameter of the ledger has no value.
    pub(super) fn lacks_parameter(&self, name: &str, answers: &mut Answers) {
        let label = self.fund().parameters.get(name).map_or(name, |parameter| &parameter.label);
        self.lacks(name, label, self.rules().named(name), answers);
    }

    /// A typed value as people write it: « 221 000,00 € ».
    fn shown(&self, name: &str, typed: Option<&str>) -> Fact {
        let unit = self.fund().parameters.get(name).map(|parameter| parameter.unit);
        let read = |text: &str| {
            let value = RuleValue::read(text, unit?)?;
            match value {
                RuleValue::Money(money) => Some(money.into()),
                RuleValue::Foreign(amount, currency) => Some(Fact::Foreign(amount, currency)),
                RuleValue::Rate(rate) => Some(rate.into()),
                RuleValue::Date(date) => Some(date.into()),
                _ => None,
            }
        };
        typed.map_or_else(|| "sans valeur".into(), |text| read(text).unwrap_or_else(|| text.into()))
    }

    fn lacks(&self, name: &str, label: &str, ruling: Ruling<'_>, answers: &mut Answers) {
        let of_authority = |what: Sentence| Missing::of_authority(what).in_field(self.parameter_field(name));
        let missing = match ruling {
            Ruling::Held(_) => return,
            Ruling::NotBearing { source } => {
                answers.not_applicable(say!("ce fonds n’a pas cette règle : {}", source));
                return;
            }
            Ruling::Empty { source } => {
                let missing = of_authority(say!("le paramètre « {} » n’a pas de valeur", label));
                // The source of an empty parameter says who holds its value.
                if source.trim().is_empty() {
                    missing
                } else {
                    missing.how(say!("Où la trouver : {}.", source))
                }
            }
            Ruling::OtherDays { nearest, day, counts } => of_authority(say!(
                "« {} » : {}, le {}, aucune valeur ne tient ; la plus proche, {}, tient {}",
                label,
                counts.french(),
                day,
                self.shown(name, nearest.value.as_deref()),
                nearest.validity().to_string()
            ))
            .how(say!("Texte de la valeur la plus proche : {}.", &nearest.source)),
            Ruling::DayUnknown(counts) => Missing::of_applicant(
                say!("la valeur de « {} » dépend d’une date qui n’est pas donnée", label),
                counts.field(),
            ),
            Ruling::Unsaid => of_authority(say!("la définition du fonds ne dit rien de « {} »", label)).how(say!(
                "Inscrivez {} dans fund.toml avec sa source, ou avec le statut « sans-objet » si le fonds n’a pas cette règle.",
                name
            )),
        };
        answers.missing(missing);
    }
}
