//! Family I: identifiers of the applicant and its partners.

use super::fields::field_name;
use super::wording::listed;
use super::{Anomaly, Check, Explanation, Severity};

/// SIREN of La Poste, whose establishments may follow another key (domain.md §3).
const LA_POSTE: &str = "356000000";

/// SIRET of the applicant.
pub const SIRET: Check = Check {
    code: "I-01",
    title: "Le SIRET du demandeur est bien formé",
    severity: Severity::Error,
    explanation: Explanation {
        what: "14 chiffres, dont la clé de Luhn est juste (pour La Poste, la somme des chiffres multiple de 5 convient aussi).",
        why: "Un SIRET faux bloque le dépôt en ligne et l’engagement de l’aide.",
        source: "Répertoire Sirene, clé de contrôle des numéros SIREN et SIRET (ISO/IEC 7812-1)",
        mend: "Recopiez le SIRET de l’avis de situation au répertoire Sirene.",
        since: "0.1.0",
    },
    run: |scope, answers| match &scope.project().applicant.siret {
        None => answers.missing_field("demandeur.siret"),
        Some(siret) => match siret_problem(siret) {
            None => answers.compliant(format!("SIRET {siret}")),
            Some(problem) => answers.anomaly(
                Anomaly::new(format!("SIRET du demandeur : {problem}"))
                    .at_field("demandeur.siret")
                    .found(siret)
                    .expected("14 chiffres avec une clé juste"),
            ),
        },
    },
};

/// SIRET of partners.
pub const PARTNER_SIRETS: Check = Check {
    code: "I-02",
    title: "Le SIRET de chaque partenaire est bien formé",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque SIRET donné dans [[partenaires]] est contrôlé comme celui du demandeur.",
        why: "La convention de partenariat identifie chaque partenaire.",
        source: "Répertoire Sirene, clé de contrôle des numéros SIREN et SIRET (ISO/IEC 7812-1)",
        mend: "Recopiez le SIRET de l’avis de situation du partenaire.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let partners = &scope.project().partners;
        if partners.is_empty() {
            answers.not_applicable("aucun partenaire");
            return;
        }
        for (index, partner) in partners.iter().enumerate() {
            match &partner.siret {
                None => answers.missing(format!("SIRET de « {} » non renseigné", partner.name)),
                Some(siret) => match siret_problem(siret) {
                    None => answers.compliant(format!("{} : {siret}", partner.name)),
                    Some(problem) => answers.anomaly(
                        Anomaly::new(format!("SIRET de « {} » : {problem}", partner.name))
                            .at_field(format!("partenaires[{index}].siret"))
                            .found(siret),
                    ),
                },
            }
        }
    },
};

/// IBAN.
pub const IBAN: Check = Check {
    code: "I-03",
    title: "L’IBAN est bien formé",
    severity: Severity::Error,
    explanation: Explanation {
        what: "27 caractères commençant par FR, lettres admises (les comptes publics en contiennent), reste 1 modulo 97.",
        why: "L’aide serait versée à un autre compte, ou rejetée.",
        source: "ISO 13616 (IBAN)",
        mend: "Recopiez l’IBAN du relevé d’identité bancaire.",
        since: "0.1.0",
    },
    run: |scope, answers| match &scope.project().applicant.iban {
        None => answers.missing_field("demandeur.iban"),
        Some(iban) => match iban_problem(iban) {
            None => answers.compliant("IBAN bien formé"),
            Some(problem) => answers.anomaly(
                Anomaly::new(format!("IBAN : {problem}"))
                    .at_field("demandeur.iban")
                    .found(iban)
                    .expected("27 caractères commençant par FR, avec une clé juste"),
            ),
        },
    },
};

/// Who represents and signs.
pub const SIGNATORY: Check = Check {
    code: "I-04",
    title: "Le représentant légal et le signataire sont nommés",
    severity: Severity::Error,
    explanation: Explanation {
        what: "projet.toml › demandeur doit nommer le représentant légal et le signataire, avec leur qualité.",
        why: "Une demande signée par une personne non habilitée est nulle.",
        source: "Code général des collectivités territoriales (délibération et délégation de signature ; statut : à confirmer)",
        mend: "Complétez demandeur.representant et demandeur.signataire.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let applicant = &scope.project().applicant;
        match &applicant.representative {
            Some(person) => answers.compliant(format!("représentant légal : {}", person.name)),
            None => answers.missing_field("demandeur.representant"),
        }
        match &applicant.signatory {
            Some(signatory) if signatory.capacity.is_some() => {
                answers.compliant(format!("signataire : {}", signatory.name))
            }
            Some(_) => answers.missing_field("demandeur.signataire.qualite"),
            None => answers.missing_field("demandeur.signataire"),
        }
    },
};

/// Address.
pub const ADDRESS: Check = Check {
    code: "I-05",
    title: "L’adresse et le contact du demandeur sont complets",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Adresse, code postal, commune, nom et courriel du contact doivent être donnés.",
        why: "Une demande de pièce complémentaire laisse quinze jours : elle doit arriver.",
        source: "Guide du porteur (statut : à confirmer)",
        mend: "Complétez projet.toml › demandeur.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let applicant = &scope.project().applicant;
        let contact = applicant.contact.as_ref();
        let mut given = Vec::new();
        for (field, value) in [
            ("demandeur.adresse", applicant.address.as_ref()),
            ("demandeur.code_postal", applicant.postcode.as_ref()),
            ("demandeur.commune", applicant.town.as_ref()),
            ("demandeur.contact.nom", contact.map(|contact| &contact.name)),
            ("demandeur.contact.courriel", contact.and_then(|contact| contact.email.as_ref())),
        ] {
            match value {
                Some(_) => given.extend(field_name(field)),
                None => answers.missing_field(field),
            }
        }
        if !given.is_empty() {
            answers.compliant(listed(&given));
        }
    },
};

/// What is wrong with a SIRET, if anything.
fn siret_problem(written: &str) -> Option<&'static str> {
    let digits: Vec<u32> = written
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(10))
        .collect::<Option<_>>()
        .unwrap_or_default();
    if digits.len() != 14 {
        return Some("il n’a pas 14 chiffres");
    }
    let is_la_poste =
        written.chars().filter(|c| !c.is_whitespace()).collect::<String>().starts_with(LA_POSTE);
    if luhn(&digits) || (is_la_poste && digits.iter().sum::<u32>().is_multiple_of(5)) {
        None
    } else {
        Some("sa clé de contrôle est fausse")
    }
}

fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| {
            if index % 2 == 0 {
                *digit
            } else if *digit > 4 {
                digit * 2 - 9
            } else {
                digit * 2
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// What is wrong with an IBAN, if anything.
fn iban_problem(written: &str) -> Option<&'static str> {
    let iban: Vec<char> =
        written.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    if iban.len() != 27 || !iban.iter().all(char::is_ascii_alphanumeric) {
        return Some("il n’a pas 27 lettres et chiffres");
    }
    if iban.first() != Some(&'F') || iban.get(1) != Some(&'R') {
        return Some("il ne commence pas par FR");
    }
    let remainder = iban.iter().skip(4).chain(iban.iter().take(4)).fold(0u32, |remainder, character| {
        let value = character.to_digit(36).unwrap_or(0);
        if value > 9 { (remainder * 100 + value) % 97 } else { (remainder * 10 + value) % 97 }
    });
    if remainder == 1 { None } else { Some("sa clé de contrôle est fausse") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_office_of_la_poste_passes_by_luhn() {
        assert_eq!(siret_problem("356 000 000 00048"), None);
    }

    #[test]
    fn an_establishment_of_la_poste_passes_by_its_own_key() {
        // Digits of the SIREN add up to 14; 00001 brings 15, a multiple of 5, while Luhn fails.
        assert_eq!(siret_problem("35600000000001"), None);
        assert_eq!(siret_problem("35600000000002"), Some("sa clé de contrôle est fausse"));
    }

    #[test]
    fn a_wrong_key_or_length_is_told_apart() {
        assert_eq!(siret_problem("1234"), Some("il n’a pas 14 chiffres"));
        assert_eq!(siret_problem("12345678901234"), Some("sa clé de contrôle est fausse"));
        assert_eq!(siret_problem("1234567890123X"), Some("il n’a pas 14 chiffres"));
    }

    #[test]
    fn letters_are_part_of_public_ibans() {
        // The example of the French standard, with a letter in the account number.
        assert_eq!(iban_problem("FR14 2004 1010 0505 0001 3M02 606"), None);
        assert_eq!(iban_problem("FR15 2004 1010 0505 0001 3M02 606"), Some("sa clé de contrôle est fausse"));
        assert_eq!(iban_problem("DE14 2004 1010 0505 0001 3M02 606"), Some("il ne commence pas par FR"));
        assert_eq!(iban_problem("FR14"), Some("il n’a pas 27 lettres et chiffres"));
    }
}
