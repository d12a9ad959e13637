//! Which value counts, decided in this one place.

use jiff::civil::Date;

use super::{GivenBy, Held, Known, RuleValue};
use crate::model::Place;
use crate::model::fund::{DatedValue, DayThatCounts, Fund, Parameter, ParameterUnit, Status, Validity};
use crate::model::project::{FundRequest, Project, SuppliedParameter};

/// The days that pick values.
#[derive(Debug, Clone, Copy, Default)]
pub struct Days {
    /// The day the rules are applied at.
    pub effective: Option<Date>,
    /// The day the application is filed.
    pub filing: Option<Date>,
    /// The day the aid is, or would be, granted.
    pub grant: Option<Date>,
    /// The first signed quote or order.
    pub first_commitment: Option<Date>,
    /// The day the procedure of the contract in question is launched.
    pub contract: Option<Date>,
}

impl Days {
    /// The days of a project.
    #[must_use]
    pub const fn of(project: &Project, effective: Option<Date>) -> Self {
        let calendar = &project.calendar;
        Self {
            effective,
            filing: calendar.filing,
            grant: calendar.grant,
            first_commitment: calendar.first_commitment,
            contract: None,
        }
    }

    /// The day that counts; the day the rules are applied at stands in for one that is not known yet.
    #[must_use]
    pub fn day(&self, counts: DayThatCounts) -> Option<Date> {
        let own = match counts {
            DayThatCounts::DateEffet => self.effective,
            DayThatCounts::Depot => self.filing,
            DayThatCounts::Octroi => self.grant,
            DayThatCounts::PremierEngagement => self.first_commitment,
            DayThatCounts::Marche => self.contract,
        };
        own.or(self.effective)
    }
}

/// What the rules say of a parameter.
#[derive(Debug, Clone)]
pub enum Ruling<'a> {
    /// This value holds.
    Held(Held<RuleValue>),
    /// Nobody gave a value; the source says who holds it.
    Empty {
        /// Who holds the value.
        source: &'a str,
    },
    /// There are values, but none for the day that counts.
    OtherDays {
        /// The nearest in time.
        nearest: &'a DatedValue,
        /// The day that counts.
        day: Date,
        /// Which day that is.
        counts: DayThatCounts,
    },
    /// The values depend on a day that nobody gave.
    DayUnknown(DayThatCounts),
    /// The fund says that it has no such rule, and why.
    NotBearing {
        /// Why.
        source: &'a str,
    },
    /// The fund's definition says nothing of it.
    Unsaid,
}

/// The rules of a fund for a project, on its days.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    fund: &'a Fund,
    request: Option<&'a FundRequest>,
    days: Days,
}

impl<'a> Rules<'a> {
    /// The rules of a fund for a project.
    #[must_use]
    pub fn new(fund: &'a Fund, project: &'a Project, effective: Option<Date>) -> Self {
        let request = project.fund_requests.get(&fund.identity.id);
        Self { fund, request, days: Days::of(project, effective) }
    }

    /// The same rules for a contract whose procedure is launched that day.
    #[must_use]
    pub const fn for_contract(mut self, launched: Date) -> Self {
        self.days.contract = Some(launched);
        self
    }

    /// What the applicant gave for a parameter.
    #[must_use]
    pub fn supplied(&self, name: &str) -> Option<&'a SuppliedParameter> {
        self.request?.parameters.get(name)
    }

    /// What the rules say of a parameter that the program knows.
    #[must_use]
    pub fn of(&self, known: &Known) -> Ruling<'a> {
        self.parameter(known.id, known.unit)
    }

    /// The value that holds for a parameter that the program knows, when one does.
    #[must_use]
    pub fn held(&self, known: &Known) -> Option<Held<RuleValue>> {
        match self.of(known) {
            Ruling::Held(held) => Some(held),
            _ => None,
        }
    }

    /// What the rules say of a parameter, by its name.
    #[must_use]
    pub fn named(&self, name: &str) -> Ruling<'a> {
        let of_fund = self.fund.parameters.get(name).map(|parameter| parameter.unit);
        let unit = of_fund.or_else(|| super::catalogue::find(name).map(|known| known.unit));
        unit.map_or(Ruling::Unsaid, |unit| self.parameter(name, unit))
    }

    fn parameter(&self, name: &str, unit: ParameterUnit) -> Ruling<'a> {
        let own = match self.fund.parameters.get(name) {
            Some(parameter) => self.of_fund(name, parameter),
            None => Ruling::Unsaid,
        };
        // What a text confirms is the law: the applicant completes a definition, and does not contradict it.
        let settled = match &own {
            Ruling::Held(held) => held.status == Status::Confirme,
            Ruling::NotBearing { .. } => true,
            Ruling::Empty { .. } | Ruling::OtherDays { .. } | Ruling::DayUnknown(_) | Ruling::Unsaid => false,
        };
        if settled {
            return own;
        }
        self.of_applicant(name, unit).map_or(own, Ruling::Held)
    }

    fn of_fund(&self, name: &str, parameter: &'a Parameter) -> Ruling<'a> {
        let counts = parameter.counts;
        let day = self.days.day(counts);
        let is_dated = |value: &&DatedValue| value.validity() != Validity::ALWAYS;
        let holds = |value: &&DatedValue| day.map_or(!is_dated(value), |day| value.validity().holds_on(day));
        let Some(at) = parameter.values.iter().position(|value| holds(&value)) else {
            let nearest = day.and_then(|day| {
                let distance = |value: &&DatedValue| {
                    let Validity { first, last } = value.validity();
                    let ends = first.into_iter().chain(last);
                    ends.map(|end| (end - day).get_days().unsigned_abs()).min().unwrap_or(0)
                };
                parameter.values.iter().min_by_key(distance).map(|nearest| (nearest, day))
            });
            return match nearest {
                Some((nearest, day)) => Ruling::OtherDays { nearest, day, counts },
                None => Ruling::DayUnknown(counts),
            };
        };
        let value = &parameter.values[at];
        let path = match parameter.values.len() {
            1 => format!("parametres.{name}"),
            _ => format!("parametres.{name}.valeurs[{at}]"),
        };
        match (value.status, value.value.as_deref()) {
            (Status::SansObjet, _) => Ruling::NotBearing { source: &value.source },
            (Status::Vide, _) | (_, None) => Ruling::Empty { source: &value.source },
            (status, Some(text)) => match RuleValue::read(text, parameter.unit) {
                Some(read) => Ruling::Held(Held {
                    value: read,
                    status,
                    given_by: GivenBy::Fund,
                    source: value.source.as_str().into(),
                    seen_on: value.seen_on,
                    validity: value.validity(),
                    place: Place::field(self.fund.path.as_str(), path),
                }),
                None => Ruling::Empty { source: &value.source },
            },
        }
    }

    fn of_applicant(&self, name: &str, unit: ParameterUnit) -> Option<Held<RuleValue>> {
        let supplied = self.supplied(name)?;
        let validity = supplied.validity();
        let counts = self.fund.parameters.get(name).map_or_else(DayThatCounts::default, |own| own.counts);
        let holds =
            validity == Validity::ALWAYS || self.days.day(counts).is_some_and(|day| validity.holds_on(day));
        let value = RuleValue::read(&supplied.value, unit).filter(|_| holds)?;
        Some(Held {
            value,
            status: Status::AConfirmer,
            given_by: GivenBy::Applicant,
            source: supplied.source.as_str().into(),
            seen_on: None,
            validity,
            place: Place::field("projet.toml", format!("fonds.{}.parametres.{name}", self.fund.identity.id)),
        })
    }
}
