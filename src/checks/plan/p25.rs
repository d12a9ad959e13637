//! Numbers out of reason.

use rust_decimal::Decimal;
use toml::Value;

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Severity};
use crate::findings::{Sentence, say};
use crate::model::{Money, Rate};
use crate::source::amount::{AmountError, parse_amount};
use crate::source::folder::PROJECT_FILE;
use crate::source::project_file;

/// Numbers out of reason.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-25",
    title: "Les nombres tapés dans projet.toml sont plausibles",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque montant, taux, effectif, nombre de voix ou d’heures et chaque année que porte projet.toml est comparé à ce qui peut être : un montant va de 0 à 10 milliards d’euros, un taux de 0 à 100 %, une population jusqu’à 100 millions d’habitants, un effectif jusqu’à un million, une assemblée jusqu’à 1 000 membres, une année d’heures jusqu’à 8 784, une année de 2000 à 2060. Les paramètres des fonds ont leur propre contrôle (M-03), les dates aussi (C-08).",
        why: "Un zéro ou un signe de trop dans un champ qui ne se compare à rien passe sinon dans les documents.",
        basis: Basis::Usage("Usage : bornes larges, qu’aucun dossier n’approche"),
        mend: "Corrigez le nombre.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let bytes = &scope.folder.project_file.bytes;
        // It was read once already: what does not parse never comes here.
        let Ok(table) = project_file::parse::<toml::Table>(PROJECT_FILE, bytes) else { return };
        let mut typed = Vec::new();
        table.iter().for_each(|(key, value)| gather(key, key, value, &mut typed));
        let mut sound = 0;
        for Typed { field, kind, number, shown } in typed {
            if (Decimal::ZERO..=kind.most()).contains(&number) && number >= kind.least() {
                sound += 1;
                continue;
            }
            answers.finding(
                Finding::new("ce nombre ne peut pas être le bon")
                    .at_field(field)
                    .found(Fact::text(shown))
                    .expected(kind.expected()),
            );
        }
        if answers.is_empty() && sound == 0 {
            answers.not_applicable("aucun nombre n’est donné");
        }
        answers.compared(sound, Fact::count(sound, "nombre plausible", "nombres plausibles"));
    }),
};

/// What a number counts, by the name of its field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Amount,
    Rate,
    Inhabitants,
    Staff,
    Members,
    Hours,
    Year,
}

impl Kind {
    /// What a field of this name holds, wherever it stands; `None` for texts, dates, and ranks.
    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "montant" | "montant_ht" | "montant_demande" | "montant_accorde" | "budget_annuel"
            | "cout_total" | "cout" | "reversement" | "valeur" => Self::Amount,
            "taux" | "taux_demande" | "part" | "part_affectee" | "intensite_max" => Self::Rate,
            "population" => Self::Inhabitants,
            "effectif" | "micro" | "petites" | "moyennes" | "grandes" => Self::Staff,
            "membres_en_exercice" | "presents" | "representes" | "pour" | "contre" | "abstentions" => {
                Self::Members
            }
            "heures" => Self::Hours,
            "annee" | "annees" | "derniere_annee" => Self::Year,
            _ => return None,
        })
    }

    fn least(self) -> Decimal {
        Decimal::from(if self == Self::Year { 2000 } else { 0 })
    }

    fn most(self) -> Decimal {
        Decimal::from(match self {
            Self::Amount => 10_000_000_000_i64,
            Self::Rate => 1,
            Self::Inhabitants => 100_000_000,
            Self::Staff => 1_000_000,
            Self::Members => 1_000,
            Self::Hours => 8_784,
            Self::Year => 2060,
        })
    }

    fn expected(self) -> Sentence {
        let count = |one, several| {
            let most = usize::try_from(self.most()).unwrap_or_default();
            say!("de 0 à {}", Fact::count(most, one, several))
        };
        match self {
            Self::Amount => say!("de 0,00 € à {}", Money::from_decimal(self.most()).unwrap_or_default()),
            Self::Rate => "de 0 % à 100 %".into(),
            Self::Inhabitants => count("habitant", "habitants"),
            Self::Staff => count("unité", "unités"),
            Self::Members => count("membre", "membres"),
            Self::Hours => count("heure", "heures"),
            Self::Year => "une année de 2000 à 2060".into(),
        }
    }

    /// The number of a text; `None` for what is none, which the readers of each field tell.
    fn read(self, text: &str) -> Option<Decimal> {
        match self {
            Self::Rate => Rate::parse_percent(text).map(Rate::fraction),
            _ => match parse_amount(text) {
                Ok(read) => Some(read.money.to_decimal()),
                // Beyond what an amount may be here is beyond reason.
                Err(AmountError::OutOfRange) => Some(Decimal::MAX),
                Err(_) => None,
            },
        }
    }
}

/// A number that a person typed.
struct Typed {
    field: String,
    kind: Kind,
    number: Decimal,
    shown: String,
}

/// The numbers of a value; the parameters of funds have bounds of their own, and so have the fields of their forms.
fn gather(field: &str, key: &str, value: &Value, all: &mut Vec<Typed>) {
    let mut add = |number: Option<Decimal>, kind, shown: String| {
        all.extend(number.map(|number| Typed { field: field.to_owned(), kind, number, shown }));
    };
    match value {
        Value::String(text) => {
            if let Some(kind) = Kind::of(key) {
                add(kind.read(text), kind, text.clone());
            }
        }
        Value::Integer(number) => {
            if let Some(kind) = Kind::of(key) {
                add(Some(Decimal::from(*number)), kind, number.to_string());
            }
        }
        Value::Array(items) => {
            for (rank, item) in items.iter().enumerate() {
                gather(&format!("{field}[{rank}]"), key, item, all);
            }
        }
        Value::Table(inner) if !["parametres", "champs"].contains(&key) => {
            for (name, one) in inner {
                gather(&format!("{field}.{name}"), name, one, all);
            }
        }
        _ => {}
    }
}
