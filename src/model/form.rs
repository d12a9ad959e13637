//! The form of a fund: the fields that its authority asks, the answers of the project, and the conditions of the call.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::french::french_date;
use super::fund::Status;
use super::text::normalise;

/// `[[champs]]` of `fund.toml`: something that the form asks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// Its name in `projet.toml`, under `[fonds.<id>.champs]`.
    pub id: String,
    /// The part of the form that it stands in.
    #[serde(rename = "rubrique")]
    pub section: String,
    /// What is asked, in the words of the form.
    #[serde(rename = "libelle")]
    pub label: String,
    /// What kind of answer it takes.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// The answers to choose among.
    #[serde(default)]
    pub options: Vec<String>,
    /// True when the form is refused without it.
    #[serde(rename = "obligatoire", default)]
    pub mandatory: bool,
    /// Asked only when another field has one of these answers.
    #[serde(rename = "si")]
    pub asked_if: Option<AskedIf>,
    /// Most characters that a text may have.
    #[serde(rename = "longueur_max")]
    pub longest: Option<usize>,
    /// Where it was read.
    pub source: String,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
}

/// When a field is asked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedIf {
    /// The field that decides.
    #[serde(rename = "champ")]
    pub field: String,
    /// The answers that make it asked: « oui », « non », or an option.
    #[serde(rename = "parmi", deserialize_with = "super::listed::texts")]
    pub among: Vec<String>,
}

/// What kind of answer a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Words.
    Texte,
    /// One of the options.
    Choix,
    /// Some of the options.
    Plusieurs,
    /// Yes or no.
    OuiNon,
    /// A day.
    Date,
    /// A whole number.
    Entier,
}

impl FieldKind {
    /// What is expected, in French.
    #[must_use]
    pub const fn expected(self) -> &'static str {
        match self {
            Self::Texte => "un texte",
            Self::Choix => "l’une des réponses proposées",
            Self::Plusieurs => "une liste de réponses proposées",
            Self::OuiNon => "true ou false",
            Self::Date => "une date AAAA-MM-JJ",
            Self::Entier => "un nombre entier",
        }
    }
}

/// `[[conditions]]` of `fund.toml`: what the answer to a field must be for the application to be eligible.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// What must be, as the call says it.
    #[serde(rename = "libelle")]
    pub label: String,
    /// The field that answers.
    #[serde(rename = "champ")]
    pub field: String,
    /// The answers that satisfy it; for several answers, one of them does.
    #[serde(rename = "parmi", default, deserialize_with = "super::listed::texts")]
    pub among: Vec<String>,
    /// The least number.
    #[serde(rename = "au_moins")]
    pub at_least: Option<i64>,
    /// The greatest number.
    #[serde(rename = "au_plus")]
    pub at_most: Option<i64>,
    /// The last day.
    #[serde(rename = "au_plus_tard")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub latest: Option<Date>,
    /// False for what is looked at with favour, and excludes nobody.
    #[serde(rename = "bloquant", default = "yes")]
    pub is_required: bool,
    /// Where it was read.
    pub source: String,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
}

const fn yes() -> bool {
    true
}

/// An answer of the project to a field.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum Answer {
    /// Words, or an option.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(i64),
    /// Some options.
    Several(Vec<String>),
    /// A day.
    #[schemars(skip)]
    Day(Date),
}

impl Answer {
    /// As it is printed.
    #[must_use]
    pub fn french(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::YesNo(true) => "oui".to_owned(),
            Self::YesNo(false) => "non".to_owned(),
            Self::Number(number) => super::french::french_number((*number).into()),
            Self::Several(texts) => texts.join(" ; "),
            Self::Day(day) => french_date(*day),
        }
    }

    /// True for an answer that says nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Several(texts) => texts.iter().all(|text| text.trim().is_empty()),
            Self::YesNo(_) | Self::Number(_) | Self::Day(_) => false,
        }
    }

    /// True when the answer, or one of several, is among some.
    #[must_use]
    pub fn is_among(&self, options: &[String]) -> bool {
        let is_one = |text: &str| options.iter().any(|option| normalise(option) == normalise(text));
        match self {
            Self::Several(texts) => texts.iter().any(|text| is_one(text)),
            other => is_one(&other.french()),
        }
    }
}

impl FormField {
    /// True when an answer is of the kind that the field takes; options are looked at apart.
    #[must_use]
    pub const fn takes(&self, answer: &Answer) -> bool {
        matches!(
            (self.kind, answer),
            (FieldKind::Texte | FieldKind::Choix, Answer::Text(_))
                | (FieldKind::Plusieurs, Answer::Several(_) | Answer::Text(_))
                | (FieldKind::OuiNon, Answer::YesNo(_))
                | (FieldKind::Date, Answer::Day(_))
                | (FieldKind::Entier, Answer::Number(_))
        )
    }

    /// The texts of an answer that are none of the options.
    #[must_use]
    pub fn strangers<'a>(&self, answer: &'a Answer) -> Vec<&'a str> {
        let has_options = matches!(self.kind, FieldKind::Choix | FieldKind::Plusieurs);
        let texts: Vec<&str> = match answer {
            Answer::Text(text) => vec![text.as_str()],
            Answer::Several(texts) => texts.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        let is_option = |text: &&str| self.options.iter().any(|one| normalise(one) == normalise(text));
        texts.into_iter().filter(|text| has_options && !is_option(text)).collect()
    }

    /// Whether the field is asked, given the answers; `None` as long as what decides has no answer.
    #[must_use]
    pub fn is_asked(&self, answers: &BTreeMap<String, Answer>) -> Option<bool> {
        let Some(asked_if) = &self.asked_if else { return Some(true) };
        answers.get(&asked_if.field).map(|answer| answer.is_among(&asked_if.among))
    }
}

/// What an applicant's answers make of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Its field is not asked of this project.
    NotAsked,
    /// It is met, as the applicant says.
    Met,
    /// It is not met, and must be.
    Unmet,
    /// It is not met, and excludes nobody.
    Unfavoured,
    /// Nobody answered, or the answer cannot be compared.
    Open,
}

impl Verdict {
    /// « non remplie ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::NotAsked => "sans objet",
            Self::Met => "remplie",
            Self::Unmet => "non remplie",
            Self::Unfavoured => "non, sans exclure",
            Self::Open => "à établir",
        }
    }
}

impl Condition {
    /// What the answers to a form make of it, with the answer to its field.
    #[must_use]
    pub fn judge<'a>(
        &self,
        form: &[FormField],
        given: &'a BTreeMap<String, Answer>,
    ) -> (Verdict, Option<&'a Answer>) {
        let field = form.iter().find(|field| field.id == self.field);
        if field.is_some_and(|field| field.is_asked(given) == Some(false)) {
            return (Verdict::NotAsked, None);
        }
        let answer = given.get(&self.field).filter(|answer| !answer.is_blank());
        let verdict = match answer.and_then(|answer| self.holds(answer)) {
            Some(true) => Verdict::Met,
            Some(false) if self.is_required => Verdict::Unmet,
            Some(false) => Verdict::Unfavoured,
            None => Verdict::Open,
        };
        (verdict, answer)
    }

    /// Whether an answer satisfies it; `None` for an answer of a kind that it cannot be compared with.
    fn holds(&self, answer: &Answer) -> Option<bool> {
        match answer {
            Answer::Number(number) if self.at_least.is_some() || self.at_most.is_some() => Some(
                self.at_least.is_none_or(|least| *number >= least)
                    && self.at_most.is_none_or(|most| *number <= most),
            ),
            Answer::Day(day) => self.latest.map(|latest| *day <= latest),
            other if !self.among.is_empty() => Some(other.is_among(&self.among)),
            _ => None,
        }
    }

    /// What is expected, in French.
    #[must_use]
    pub fn expected(&self) -> String {
        match (self.at_least, self.at_most, self.latest) {
            (Some(least), Some(most), _) => format!("de {least} à {most}"),
            (Some(least), None, _) => format!("au moins {least}"),
            (None, Some(most), _) => format!("au plus {most}"),
            (None, None, Some(day)) => format!("le {} au plus tard", french_date(day)),
            (None, None, None) => self.among.join(", ou "),
        }
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("un texte, true ou false, un nombre entier, une date, ou une liste de textes")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Answer, E> {
        Ok(Answer::Text(text.to_owned()))
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Answer, E> {
        Ok(Answer::YesNo(yes))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Answer, E> {
        Ok(Answer::Number(number))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Answer, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = seq.next_element()? {
            texts.push(text);
        }
        Ok(Answer::Several(texts))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Answer, A::Error> {
        super::date::required(MapAccessDeserializer::new(map)).map(Answer::Day)
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}
