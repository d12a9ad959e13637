//! Every check, in the order of the control report.

use super::{
    Check, between_packs, calendar, deliberation, eligibility, flat_rates, formulas, identity, indicators,
    narrative, parameters, pieces, plan, printing, reading, state_aid, totals,
};

/// Families by letter, with their French names.
pub const FAMILIES: [(char, &str); 14] = [
    ('L', "Lecture du classeur"),
    ('T', "Totaux et calculs"),
    ('P', "Plan de financement"),
    ('E', "Éligibilité des dépenses"),
    ('F', "Taux forfaitaires"),
    ('C', "Calendrier"),
    ('I', "Identité"),
    ('D', "Délibérations"),
    ('J', "Pièces jointes"),
    ('A', "Aides d’État"),
    ('N', "Indicateurs"),
    ('R', "Rédaction et engagements"),
    ('X', "Entre les dossiers"),
    ('M', "Paramètres et dérogations"),
];

static ALL: &[Check] = &[
    reading::TABLES,
    reading::UNREADABLE,
    reading::HIDDEN,
    reading::MISPLACED,
    reading::NEGATIVE,
    reading::UNTIDY,
    reading::EXTERNAL_LINKS,
    reading::UNREAD_COLUMNS,
    totals::DECLARED_TOTALS,
    totals::VAT_SUM,
    totals::VAT_RATE,
    totals::QUANTITY_PRICE,
    totals::STAFF_COST,
    totals::STATED_SHARES,
    totals::DUPLICATE_LINES,
    totals::ROUND_AMOUNTS,
    totals::MISSING_AMOUNTS,
    formulas::STALE,
    formulas::UNKNOWN_VALUES,
    formulas::SUM_RANGES,
    formulas::OUTSIDE_TOTALS,
    formulas::TYPED_OVER,
    formulas::UNLIKE_NEIGHBOURS,
    formulas::CIRCULAR,
    formulas::NOT_RECOMPUTED,
    formulas::ROUNDING_DRIFT,
    totals::YEAR_SPLITS,
    plan::BALANCE,
    plan::OWN_NOT_NEGATIVE,
    plan::GRANT_LINE,
    plan::GRANT_RATE,
    plan::GRANT_CEILING,
    plan::GRANT_MAX_RATE,
    plan::PRIORITY_RATE,
    plan::OWN_SHARE,
    plan::IN_KIND_CEILING,
    plan::IN_KIND_MIRROR,
    plan::NATURES,
    plan::CO_FINANCERS,
    plan::PUBLIC_AID_TOTAL,
    plan::YEARS_SUM,
    eligibility::CATEGORIES,
    eligibility::EXCLUSIONS,
    eligibility::VAGUE_EXPENSES,
    eligibility::VAT_BASIS,
    eligibility::VAT_CEILING,
    eligibility::SIMPLIFIED_COSTS,
    eligibility::LINE_DOCUMENTS,
    eligibility::ANNUAL_HOURS,
    eligibility::DECLARED_HOURS,
    eligibility::PARTNERS,
    eligibility::LAND,
    eligibility::DEPRECIATION,
    flat_rates::KNOWN,
    flat_rates::CEILING,
    flat_rates::BASE,
    flat_rates::METHOD,
    flat_rates::ALONE,
    flat_rates::NOT_TWICE,
    calendar::ORDER,
    calendar::EFFECTIVE_DATE,
    calendar::NOT_STARTED,
    calendar::NOT_COMPLETED,
    calendar::ELIGIBILITY_PERIOD,
    calendar::LINE_YEARS,
    calendar::STAGES,
    identity::SIRET,
    identity::PARTNER_SIRETS,
    identity::IBAN,
    identity::SIGNATORY,
    identity::ADDRESS,
    deliberation::OPERATION,
    deliberation::FINANCING_PLAN,
    deliberation::SIGNATURE,
    deliberation::BEFORE_FILING,
    pieces::REQUIRED,
    pieces::FILES,
    pieces::REFERENCES,
    pieces::LETTERS,
    pieces::COUNT,
    pieces::DUPLICATES,
    state_aid::DE_MINIMIS,
    state_aid::GRANT_DATES,
    indicators::CODES,
    indicators::TARGETS,
    indicators::ACTIONS,
    indicators::SUPPORTED_ENTERPRISES,
    narrative::SECTIONS,
    narrative::LENGTHS,
    narrative::UNUSED_SECTIONS,
    narrative::HORIZONTAL_PRINCIPLES,
    narrative::COMMITMENTS,
    narrative::FICTITIOUS,
    printing::NAMES,
    printing::TEXTS,
    printing::HIDDEN,
    printing::ROOM,
    between_packs::SAME_BASE,
    between_packs::SAME_CALENDAR,
    between_packs::SAME_CO_FINANCING,
    between_packs::SUM_OF_GRANTS,
    between_packs::NOT_FINANCED_TWICE,
    parameters::EMPTY_PARAMETERS,
    parameters::OVERRIDES,
    parameters::UNKNOWN_PARAMETERS,
];

/// Every check.
#[must_use]
pub fn all() -> &'static [Check] {
    ALL
}

/// The check with a code, case forgiven.
#[must_use]
pub fn find(code: &str) -> Option<&'static Check> {
    ALL.iter().find(|check| check.code.eq_ignore_ascii_case(code.trim()))
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
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_each_check_explains_itself() {
        let mut seen = BTreeSet::new();
        for check in all() {
            assert!(seen.insert(check.code), "{} twice", check.code);
            let explanation = &check.explanation;
            for text in [
                check.title,
                explanation.what,
                explanation.why,
                explanation.source,
                explanation.mend,
                explanation.since,
            ] {
                assert!(!text.trim().is_empty(), "{}", check.code);
            }
            assert_ne!(family(check.code), "Autres", "{}", check.code);
        }
        assert!(all().len() >= 30);
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
