//! What the authority must record of an operation and the applicant alone can say (CPR, Annexes I and XVII).

use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::Deserialize;

/// `[nomenclature]`: the codes of the operation (CPR, Annex I).
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nomenclature {
    /// Field of intervention (table 1).
    #[serde(rename = "domaine")]
    pub field: Option<String>,
    /// Form of support (table 2).
    #[serde(rename = "forme")]
    pub form: Option<String>,
    /// Territorial delivery mechanism and focus (table 3).
    #[serde(rename = "territoire")]
    pub territory: Option<String>,
    /// Economic activity (table 4).
    #[serde(rename = "activite")]
    pub activity: Option<String>,
    /// Location (table 5): a NUTS region.
    #[serde(rename = "localisation")]
    pub location: Option<String>,
    /// Gender equality dimension (table 7).
    #[serde(rename = "genre")]
    pub gender: Option<String>,
}

/// `[aides_d_etat]`: the four questions of Annex XVII about State aid (n° 4, 20, 21 and 25).
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateAid {
    /// N° 20: the support is State aid.
    #[serde(rename = "aide_d_etat")]
    pub is_aid: Option<bool>,
    /// N° 21: the support is de minimis aid.
    #[serde(rename = "de_minimis")]
    pub is_de_minimis: Option<bool>,
    /// N° 4: the beneficiary receives the aid, or grants it.
    #[serde(rename = "beneficiaire")]
    pub role: Option<AidRole>,
    /// N° 25: the beneficiary passes the grant on to others.
    #[serde(rename = "reverse")]
    pub cascades: Option<bool>,
    /// Text under which the State aid is granted (`Règlement (UE) n° 651/2014, art. 27`).
    pub regime: Option<String>,
    /// Largest share of the eligible costs that the regime admits as public aid, as typed.
    #[serde(rename = "intensite_max")]
    pub largest_intensity: Option<String>,
    /// Names of the undertakings that make a single one with the applicant (Regulation (EU) 2023/2831, art. 2(2)).
    #[serde(rename = "entreprise_unique", default, deserialize_with = "super::listed::optional")]
    #[schemars(schema_with = "super::listed::schema")]
    pub single_undertaking: Option<Vec<String>>,
}

/// Who the beneficiary is to the aid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AidRole {
    /// It receives the aid.
    Recoit,
    /// It grants the aid to others.
    Octroie,
}

impl AidRole {
    /// « reçoit l’aide ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Recoit => "reçoit l’aide",
            Self::Octroie => "octroie l’aide",
        }
    }
}

/// `[[de_minimis_accorde]]`: an aid that the applicant itself grants, as the register wants it
/// (Regulation (EU) 2023/2831, art. 6(1)).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantedAid {
    /// Who receives it.
    #[serde(rename = "beneficiaire")]
    pub beneficiary: String,
    /// SIREN or SIRET of who receives it.
    #[serde(rename = "identifiant")]
    pub identifier: Option<String>,
    /// Amount, as typed, in euros: the gross grant equivalent.
    #[serde(rename = "montant")]
    pub amount: String,
    /// Date of grant.
    #[serde(rename = "date_octroi")]
    #[serde(deserialize_with = "super::date::required")]
    pub granted_on: Date,
    /// Instrument: a grant, a subsidised service, a prize.
    pub instrument: Option<String>,
    /// Sector of activity (NACE).
    pub nace: Option<String>,
    /// Day it was entered in the register.
    #[serde(rename = "inscription")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub registered_on: Option<Date>,
}

/// Working days in which an aid is entered in the register (Regulation (EU) 2023/2831, art. 6(2)).
const WORKING_DAYS: u32 = 20;

impl GrantedAid {
    /// The last day to enter it in the central register; `None` before 1 January 2026, when there was none.
    #[must_use]
    pub fn register_by(&self) -> Option<Date> {
        let is_central = self.granted_on >= jiff::civil::date(2026, 1, 1);
        after_working_days(self.granted_on, WORKING_DAYS).filter(|_| is_central)
    }
}

/// The last of so many working days after a day: all but Saturdays and Sundays.
fn after_working_days(day: Date, mut days: u32) -> Option<Date> {
    let mut at = day;
    while days > 0 {
        at = at.tomorrow().ok()?;
        if !matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday) {
            days -= 1;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::after_working_days;
    use jiff::civil::date;

    #[test]
    fn twenty_working_days_are_four_weeks() {
        // Monday 12 January 2026, then Friday 16: four weeks later, the same day.
        assert_eq!(after_working_days(date(2026, 1, 12), 20), Some(date(2026, 2, 9)));
        assert_eq!(after_working_days(date(2026, 1, 16), 20), Some(date(2026, 2, 13)));
        // Granted on a Saturday: Monday is the first.
        assert_eq!(after_working_days(date(2026, 1, 17), 20), Some(date(2026, 2, 13)));
    }
}
