//! Every check, in the order of the control report.

use super::{
    Check, between_packs, calendar, cells, deliberation, eligibility, flat_rates, formulas, identity,
    indicators, magnitude, narrative, parameters, pieces, plan, printing, reading, shares, state_aid, totals,
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
    reading::MISPLACED,
    reading::UNTIDY,
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
    formulas::UNCACHED,
    formulas::SUM_RANGES,
    formulas::OUTSIDE_TOTALS,
    formulas::TYPED_OVER,
    formulas::UNLIKE_NEIGHBOURS,
    formulas::CIRCULAR,
    formulas::NOT_RECOMPUTED,
    formulas::ROUNDING_DRIFT,
    cells::NUMBER_AS_TEXT,
    cells::AMBIGUOUS,
    cells::MORE_THAN_CENTS,
    cells::NEGATIVE,
    cells::HIDDEN,
    cells::MERGED,
    cells::DATE_AS_AMOUNT,
    cells::ERRORS,
    cells::EXTERNAL_LINKS,
    magnitude::THOUSANDFOLD,
    shares::SUM,
    totals::YEAR_SPLITS,
    magnitude::REPEATED_EXPENSES,
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

/// Checks that have another code since: a code is never given again to another check.
const RENAMED: [(&str, &str); 3] = [("L-03", "T-23"), ("L-05", "T-22"), ("L-07", "T-27")];

/// Every check.
#[must_use]
pub fn all() -> &'static [Check] {
    ALL
}

/// The check with a code, case forgiven; a code of old gives the check of today.
#[must_use]
pub fn find(code: &str) -> Option<&'static Check> {
    let code = code.trim();
    let code = renamed(code).unwrap_or(code);
    ALL.iter().find(|check| check.code.eq_ignore_ascii_case(code))
}

/// Today's code of a check that had another one.
#[must_use]
pub fn renamed(code: &str) -> Option<&'static str> {
    RENAMED.iter().find(|(old, _)| old.eq_ignore_ascii_case(code.trim())).map(|(_, new)| *new)
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
