//! The codes of CPR Annex I, in the version of 25 October 2025.

use crate::model::recorded::Nomenclature;

/// A dimension of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Table 1.
    Field,
    /// Table 2.
    Form,
    /// Table 3.
    Territory,
    /// Table 4.
    Activity,
    /// Table 5.
    Location,
    /// Table 7.
    Gender,
}

impl Dimension {
    /// All of them, in the order of the annex.
    pub const ALL: [Self; 6] =
        [Self::Field, Self::Form, Self::Territory, Self::Activity, Self::Location, Self::Gender];

    /// What it is, in French.
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Field => "domaine d’intervention",
            Self::Form => "forme de soutien",
            Self::Territory => "mécanisme d’application territorial et dimension territoriale",
            Self::Activity => "activité économique",
            Self::Location => "localisation",
            Self::Gender => "égalité entre les femmes et les hommes",
        }
    }

    /// Its key in `[nomenclature]`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Field => "nomenclature.domaine",
            Self::Form => "nomenclature.forme",
            Self::Territory => "nomenclature.territoire",
            Self::Activity => "nomenclature.activite",
            Self::Location => "nomenclature.localisation",
            Self::Gender => "nomenclature.genre",
        }
    }

    /// The table of the annex.
    #[must_use]
    pub const fn table(self) -> u8 {
        match self {
            Self::Field => 1,
            Self::Form => 2,
            Self::Territory => 3,
            Self::Activity => 4,
            Self::Location => 5,
            Self::Gender => 7,
        }
    }

    /// The code that a project gives.
    #[must_use]
    pub fn of(self, codes: &Nomenclature) -> Option<&str> {
        let code = match self {
            Self::Field => &codes.field,
            Self::Form => &codes.form,
            Self::Territory => &codes.territory,
            Self::Activity => &codes.activity,
            Self::Location => &codes.location,
            Self::Gender => &codes.gender,
        };
        code.as_deref().map(str::trim).filter(|code| !code.is_empty())
    }

    /// True for a code of its table. A location is a NUTS code: two letters and up to three signs.
    #[must_use]
    pub fn has(self, code: &str) -> bool {
        let within = |digits: usize, last: u16| {
            code.len() == digits && code.parse::<u16>().is_ok_and(|number| (1..=last).contains(&number))
        };
        match self {
            Self::Field => within(3, 198) || matches!(code, "145a" | "145b"),
            Self::Form => within(2, 6),
            Self::Territory => within(2, 33),
            Self::Activity => within(2, 26),
            Self::Gender => within(2, 3),
            Self::Location => {
                let (country, rest) = code.split_at_checked(2).unwrap_or((code, ""));
                country.len() == 2
                    && country.bytes().all(|byte| byte.is_ascii_uppercase())
                    && rest.len() <= 3
                    && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            }
        }
    }

    /// What its codes look like.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::Field => "trois chiffres, de 001 à 198 (ou 145a, 145b)",
            Self::Form => "deux chiffres, de 01 à 06",
            Self::Territory => "deux chiffres, de 01 à 33",
            Self::Activity => "deux chiffres, de 01 à 26",
            Self::Location => "un code NUTS, par exemple FRE12",
            Self::Gender => "deux chiffres, de 01 à 03",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_their_tables() {
        for (dimension, good, bad) in [
            (Dimension::Field, ["026", "145a"], ["26", "199"]),
            (Dimension::Form, ["01", "06"], ["00", "07"]),
            (Dimension::Territory, ["01", "33"], ["34", "3"]),
            (Dimension::Activity, ["20", "26"], ["27", "A1"]),
            (Dimension::Location, ["FRE12", "FR"], ["fre12", "FRE1234"]),
            (Dimension::Gender, ["02", "03"], ["04", ""]),
        ] {
            assert!(good.iter().all(|code| dimension.has(code)), "{dimension:?}");
            assert!(!bad.iter().any(|code| dimension.has(code)), "{dimension:?}");
        }
    }
}
