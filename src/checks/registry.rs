//! Every check, in the order of the control report.

use std::sync::LazyLock;

use super::renamed::renamed;
use super::{
    Check, attachments, between_packs, calendar, deliberations, eligibility, flat_rates, identity,
    indicators, narrative, parameters, partnership, plan, procurement, reading, sheets, state_aid, totals,
};

/// Families by letter, with their French names.
pub const FAMILIES: [(char, &str); 17] = [
    ('L', "Lecture du classeur"),
    ('T', "Totaux et calculs"),
    ('P', "Plan de financement"),
    ('E', "Éligibilité des dépenses"),
    ('F', "Coûts simplifiés"),
    ('C', "Calendrier"),
    ('I', "Identité"),
    ('D', "Délibérations"),
    ('G', "Partenariat"),
    ('J', "Pièces jointes"),
    ('K', "Commande publique"),
    ('A', "Aides d’État"),
    ('N', "Indicateurs"),
    ('R', "Rédaction et engagements"),
    ('X', "Entre les dossiers"),
    ('M', "Paramètres et dérogations"),
    ('S', "Feuilles de tout classeur"),
];

static ALL: LazyLock<Vec<&'static Check>> = LazyLock::new(|| {
    [
        reading::CHECKS,
        totals::CHECKS,
        plan::CHECKS,
        eligibility::CHECKS,
        flat_rates::CHECKS,
        calendar::CHECKS,
        identity::CHECKS,
        deliberations::CHECKS,
        partnership::CHECKS,
        attachments::CHECKS,
        procurement::CHECKS,
        state_aid::CHECKS,
        indicators::CHECKS,
        narrative::CHECKS,
        between_packs::CHECKS,
        parameters::CHECKS,
    ]
    .into_iter()
    .flatten()
    .collect()
});

/// What `dossier audit` runs: the checks of sheets, and those of a budget that need none of its tables.
static OF_SHEETS: LazyLock<Vec<&'static Check>> = LazyLock::new(|| {
    let of_any_workbook = ["T-10", "T-11", "T-16", "T-17", "T-41"];
    let shared = ALL.iter().copied().filter(|check| of_any_workbook.contains(&check.code));
    shared.chain(sheets::CHECKS).collect()
});

/// The checks of a workbook that may belong to no project.
#[must_use]
pub fn of_sheets() -> &'static [&'static Check] {
    &OF_SHEETS
}

/// Every check of a project.
#[must_use]
pub fn all() -> &'static [&'static Check] {
    &ALL
}

/// Every check, those of sheets last.
#[must_use]
pub fn known() -> Vec<&'static Check> {
    ALL.iter().copied().chain(sheets::CHECKS).collect()
}

/// The check with a code, case forgiven; a code of old gives the check of today.
#[must_use]
pub fn find(code: &str) -> Option<&'static Check> {
    let code = code.trim();
    let code = renamed(code).unwrap_or(code);
    known().into_iter().find(|check| check.code.eq_ignore_ascii_case(code))
}

/// The French name of a check's family.
#[must_use]
pub fn family(code: &str) -> &'static str {
    let letter = code.chars().next().unwrap_or_default();
    FAMILIES.iter().find(|(known, _)| *known == letter).map_or("Autres", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::renamed::RENAMED;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_each_check_explains_itself() {
        let mut seen = BTreeSet::new();
        for check in known() {
            assert!(seen.insert(check.code), "{} twice", check.code);
            let explanation = &check.explanation;
            for text in [
                check.title,
                explanation.what,
                explanation.why,
                explanation.basis.citation(),
                explanation.mend,
                explanation.since,
            ] {
                assert!(!text.trim().is_empty(), "{}", check.code);
            }
            assert_ne!(family(check.code), "Autres", "{}", check.code);
        }
        assert!(all().len() >= 30);
        let totals = all().iter().filter(|check| family(check.code) == "Totaux et calculs").count();
        assert!(totals >= 25, "{totals} checks of totals");
        for (old, new) in RENAMED {
            assert!(!seen.contains(old), "{old} is given again");
            assert_eq!(find(old).map(|check| check.code), Some(new));
        }
    }

    #[test]
    fn checks_of_a_family_stand_together() {
        let letters: Vec<char> = all().iter().filter_map(|check| check.code.chars().next()).collect();
        let mut runs = letters.clone();
        runs.dedup();
        let distinct: BTreeSet<char> = letters.into_iter().collect();
        assert_eq!(runs.len(), distinct.len());
    }
}
