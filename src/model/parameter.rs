//! A parameter of a fund: its values, each with its days, its source and how sure it is.

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;

use super::currency::CurrencyCode;
use super::french::french_date;

/// How sure a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Read in the legal text or an official guide.
    Confirme,
    /// General professional knowledge, to be confirmed with the authority.
    AConfirmer,
    /// Nobody found it: a check that needs it is not verifiable.
    Vide,
    /// The fund does not have this rule; its source says why.
    SansObjet,
}

impl Status {
    /// As written for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Confirme => "confirmé",
            Self::AConfirmer => "à confirmer",
            Self::Vide => "à renseigner",
            Self::SansObjet => "sans objet",
        }
    }
}

/// What a parameter measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterUnit {
    /// A percentage.
    Taux,
    /// An amount in euros.
    Montant,
    /// An amount in another currency: `unite = "montant"` beside `devise`.
    #[serde(skip)]
    MontantEn(CurrencyCode),
    /// Hours.
    Heures,
    /// Years.
    Annees,
    /// Days.
    Jours,
    /// Bytes.
    Octets,
    /// A plain number.
    Nombre,
    /// A date.
    Date,
    /// Free text (an address, a form).
    Texte,
    /// Extensions of files (`pdf, docx`), or `tous` where no format is refused.
    Formats,
}

impl ParameterUnit {
    /// As written in definitions.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Taux => "taux",
            Self::Montant | Self::MontantEn(_) => "montant",
            Self::Heures => "heures",
            Self::Annees => "annees",
            Self::Jours => "jours",
            Self::Octets => "octets",
            Self::Nombre => "nombre",
            Self::Date => "date",
            Self::Texte => "texte",
            Self::Formats => "formats",
        }
    }
}

/// The day by which a value is chosen among those of other days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayThatCounts {
    /// The day the rules are applied at.
    #[default]
    DateEffet,
    /// The day the application is filed.
    Depot,
    /// The day an aid is granted.
    Octroi,
    /// The first signed quote or order.
    PremierEngagement,
    /// The day the procedure of a contract is launched: each contract has its own.
    Marche,
}

impl DayThatCounts {
    /// « à la date d’effet ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::DateEffet => "à la date d’effet",
            Self::Depot => "au dépôt de la demande",
            Self::Octroi => "à l’octroi de l’aide",
            Self::PremierEngagement => "au premier engagement",
            Self::Marche => "au lancement du marché",
        }
    }

    /// The key of `projet.toml` that holds it.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::DateEffet => "projet.date_effet",
            Self::Depot => "calendrier.depot",
            Self::Octroi => "calendrier.octroi",
            Self::PremierEngagement => "calendrier.premier_engagement",
            Self::Marche => "marches",
        }
    }
}

/// The days on which something holds, both ends included; an open end has no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// First day.
    pub first: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
}

impl Validity {
    /// True on every day.
    pub const ALWAYS: Self = Self { first: None, last: None };

    /// True on a day.
    #[must_use]
    pub fn holds_on(self, day: Date) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }

    /// True when both have a day in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let apart =
            |one: Self, next: Self| one.last.zip(next.first).is_some_and(|(last, first)| last < first);
        !apart(self, other) && !apart(other, self)
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (None, None) => f.write_str("sans date de fin connue"),
            (Some(first), None) => write!(f, "depuis le {}", french_date(first)),
            (None, Some(last)) => write!(f, "jusqu’au {}", french_date(last)),
            (Some(first), Some(last)) => write!(f, "du {} au {}", french_date(first), french_date(last)),
        }
    }
}

/// A value with the days it holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedValue {
    /// Value as typed; absent when nobody found it, or when the fund has no such rule.
    #[serde(rename = "valeur")]
    pub value: Option<String>,
    /// First day the value applies.
    #[serde(rename = "depuis")]
    #[serde(default, deserialize_with = "super::date::optional")]
    first: Option<Date>,
    /// Last day the value applies.
    #[serde(rename = "jusqu_au")]
    #[serde(default, deserialize_with = "super::date::optional")]
    last: Option<Date>,
    /// Article, guide or decision; for an empty one, who holds the answer; for a rule that does not bear, why.
    pub source: String,
    /// Day the source was read.
    #[serde(rename = "vu_le")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub seen_on: Option<Date>,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
}

impl DatedValue {
    /// The days on which it holds.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        Validity { first: self.first, last: self.last }
    }
}

/// A parameter of a fund.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Written")]
pub struct Parameter {
    /// What it is.
    pub label: String,
    /// Unit.
    pub unit: ParameterUnit,
    /// True when no check reads it: its name is the fund's own, and it is only printed.
    pub is_only_printed: bool,
    /// The day that picks one of its values.
    pub counts: DayThatCounts,
    /// Its values, at least one.
    pub values: Vec<DatedValue>,
}

/// As written: one value beside the parameter's name, or several in `valeurs`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "libelle")]
    label: String,
    #[serde(rename = "unite")]
    unit: ParameterUnit,
    #[serde(rename = "devise")]
    currency: Option<CurrencyCode>,
    #[serde(rename = "imprime_seulement", default)]
    is_only_printed: bool,
    #[serde(rename = "compte_a", default)]
    counts: DayThatCounts,
    #[serde(rename = "valeurs", default)]
    values: Vec<DatedValue>,
    #[serde(rename = "valeur")]
    value: Option<String>,
    #[serde(rename = "depuis")]
    #[serde(default, deserialize_with = "super::date::optional")]
    first: Option<Date>,
    #[serde(rename = "jusqu_au")]
    #[serde(default, deserialize_with = "super::date::optional")]
    last: Option<Date>,
    source: Option<String>,
    #[serde(rename = "vu_le")]
    #[serde(default, deserialize_with = "super::date::optional")]
    seen_on: Option<Date>,
    #[serde(rename = "statut")]
    status: Option<Status>,
}

impl TryFrom<Written> for Parameter {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written {
            label,
            unit,
            currency,
            is_only_printed,
            counts,
            values,
            value,
            first,
            last,
            source,
            seen_on,
            status,
        } = written;
        let alone = value.is_some() || first.is_some() || last.is_some() || seen_on.is_some();
        let values = match (source, status) {
            (None, None) if !values.is_empty() && !alone => values,
            (Some(source), Some(status)) if values.is_empty() => {
                vec![DatedValue { value, first, last, source, seen_on, status }]
            }
            _ if values.is_empty() => return Err("« source » et « statut » sont nécessaires".to_owned()),
            _ => {
                return Err(
                    "un paramètre a une seule valeur, ou une liste « valeurs » où chacune porte sa source, son statut et ses dates"
                        .to_owned(),
                );
            }
        };
        let unit = match (unit, currency) {
            (unit, None) => unit,
            (ParameterUnit::Montant, Some(currency)) => ParameterUnit::MontantEn(currency),
            (unit, Some(_)) => {
                return Err(format!(
                    "« devise » ne vaut que pour l’unité « montant », et non « {} »",
                    unit.name()
                ));
            }
        };
        Ok(Self { label, unit, is_only_printed, counts, values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: Option<&str>, last: Option<&str>) -> Validity {
        let date = |text: &str| text.parse().unwrap();
        Validity { first: first.map(date), last: last.map(date) }
    }

    #[test]
    fn both_ends_are_included_and_an_open_end_never_closes() {
        let year = days(Some("2024-01-01"), Some("2024-12-31"));
        let on = |text: &str| year.holds_on(text.parse().unwrap());
        assert!(on("2024-01-01") && on("2024-12-31") && !on("2023-12-31") && !on("2025-01-01"));
        assert!(Validity::ALWAYS.holds_on("1900-01-01".parse().unwrap()));
        assert!(days(Some("2024-12-31"), None).meets(year) && !days(Some("2025-01-01"), None).meets(year));
        let told = year.to_string().replace('\u{a0}', " ");
        assert_eq!(told, "du 1er janvier 2024 au 31 décembre 2024");
    }

    #[test]
    fn one_value_or_several_but_not_both() {
        let read = |text: &str| toml::from_str::<Parameter>(text);
        let head = "libelle = \"Seuil\"\nunite = \"montant\"\n";
        let one = read(&format!("{head}valeur = \"1\"\nsource = \"s\"\nstatut = \"confirme\"")).unwrap();
        assert_eq!(one.values.len(), 1);
        let list = "[[valeurs]]\nvaleur = \"2\"\nsource = \"s\"\nstatut = \"confirme\"\ndepuis = 2024-01-01";
        assert_eq!(read(&format!("{head}{list}")).unwrap().values.len(), 1);
        for wrong in [format!("{head}valeur = \"1\"\n{list}"), head.to_owned()] {
            assert!(read(&wrong).is_err(), "{wrong}");
        }
    }
}
