//! The articles of the field, and the checks that cover each.
//!
//! An article that no check can cover is listed with the reason: what is not said to be missing would pass for covered.

/// What covers an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covered {
    /// These checks.
    By(&'static [&'static str]),
    /// None, and why.
    ByNone(&'static str),
}

/// An article, its rule in a few words, and what covers it.
#[derive(Debug, Clone, Copy)]
pub struct Article {
    /// The text.
    pub text: &'static str,
    /// Its number there.
    pub number: &'static str,
    /// What it says.
    pub rule: &'static str,
    /// What covers it.
    pub covered: Covered,
}

const fn by(
    text: &'static str,
    number: &'static str,
    rule: &'static str,
    codes: &'static [&'static str],
) -> Article {
    Article { text, number, rule, covered: Covered::By(codes) }
}

const fn none(text: &'static str, number: &'static str, rule: &'static str, why: &'static str) -> Article {
    Article { text, number, rule, covered: Covered::ByNone(why) }
}

const CPR: &str = "Règlement (UE) 2021/1060 (dispositions communes)";
const ERDF: &str = "Règlement (UE) 2021/1058 (FEDER)";
const DECREE: &str = "Décret n° 2022-608 du 21 avril 2022";
const AID: &str = "Aides d’État";
const PROCUREMENT: &str = "Code de la commande publique";
const CGCT: &str = "Code général des collectivités territoriales";

/// Every article of the field that the program knows of, text by text.
pub const ARTICLES: &[Article] = &[
    by(CPR, "art. 9", "droits fondamentaux, égalité, accessibilité, développement durable", &["R-04"]),
    none(
        CPR,
        "art. 49, § 3",
        "données que l’autorité publie",
        "l’autorité les publie après l’octroi ; le formulaire les contient",
    ),
    by(CPR, "art. 50", "mention du soutien, plaque ou affiche", &["R-05", "R-19"]),
    by(CPR, "art. 53, § 1", "formes de la subvention, une par catégorie de coûts", &["F-06", "F-12"]),
    by(CPR, "art. 53, § 2", "coûts simplifiés obligatoires jusqu’à 200 000 €", &["E-06"]),
    by(CPR, "art. 53, § 3", "méthode qui établit un taux ou un montant", &["F-01", "F-04", "F-10", "F-11"]),
    by(CPR, "art. 54", "coûts indirects à 7, 15 ou 25 %", &["F-01", "F-02", "F-03", "F-04"]),
    by(CPR, "art. 55, § 1", "personnel à 20 % des autres coûts directs", &["F-02", "F-08"]),
    by(
        CPR,
        "art. 55, § 2",
        "taux horaire : 1 720 heures ou mensuel",
        &["T-05", "E-08", "E-15", "E-16", "E-24"],
    ),
    by(CPR, "art. 55, § 3", "heures déclarées par personne et par an", &["E-09", "E-18"]),
    by(CPR, "art. 55, § 5", "affectation fixe, sans feuille de temps", &["E-13", "E-14"]),
    by(CPR, "art. 56, § 1", "40 % du personnel pour tous les autres coûts", &["F-01", "F-05"]),
    by(CPR, "art. 56, § 3", "pas sur un personnel lui-même forfaitaire", &["F-07"]),
    by(CPR, "art. 63, § 2", "dépenses engagées et payées dans la période", &["C-05", "C-06", "C-07", "C-11"]),
    by(CPR, "art. 63, § 5", "montants calculés, comptés à leur valeur", &["F-09"]),
    by(CPR, "art. 63, § 6", "opération non achevée avant la demande", &["C-04"]),
    by(CPR, "art. 63, § 9", "dépense déclarée une seule fois", &["X-05"]),
    by(CPR, "art. 64, § 1, a)", "intérêts débiteurs exclus", &["E-02"]),
    by(CPR, "art. 64, § 1, b)", "terrains jusqu’à 10 %", &["E-11"]),
    by(CPR, "art. 64, § 1, c)", "TVA selon le coût total et la récupération", &["E-04", "E-05"]),
    none(CPR, "art. 65", "pérennité de cinq ans", "elle se juge après le dernier paiement"),
    by(CPR, "art. 67, § 1", "contributions en nature", &["P-09", "E-22"]),
    by(CPR, "art. 67, § 2", "amortissements", &["E-20"]),
    none(CPR, "art. 73", "sélection par l’autorité", "l’autorité seule sélectionne"),
    by(CPR, "art. 74", "paiement, comptabilité séparée", &["R-05"]),
    by(CPR, "art. 82", "conservation des pièces", &["R-05"]),
    by(CPR, "art. 112, § 3", "taux maximal de la priorité", &["P-07"]),
    none(CPR, "annexe IX", "emblème et mention", "les documents le suivent ; leurs tests le tiennent"),
    none(CPR, "annexe XIII", "piste d’audit", "les pièces d’une dépense s’établissent après l’octroi"),
    by(CPR, "annexe I", "codes de l’opération", &["N-06"]),
    by(CPR, "annexe VII, tableau 8", "entreprises par taille", &["N-09"]),
    by(CPR, "annexe XVII, 49 à 55", "référence et cible des indicateurs", &["N-10"]),
    by(CPR, "annexe XVII", "données que l’autorité enregistre", &["A-04"]),
    by(ERDF, "art. 7 bis, § 5", "fin d’éligibilité prolongée au 31 décembre 2030", &["C-05"]),
    by(ERDF, "annexe I", "indicateurs par objectif", &["N-01", "N-07", "N-08"]),
    by(DECREE, "art. 4, 2°", "dépenses dans la période de l’acte attributif", &["C-01"]),
    by(
        DECREE,
        "art. 4, 3°",
        "catégories de dépenses ; convention de partenariat",
        &["E-01", "E-10", "G-01", "G-02", "G-03", "G-04"],
    ),
    by(DECREE, "art. 5", "dépenses exclues", &["E-02"]),
    none(
        DECREE,
        "art. 6",
        "clé de répartition des coûts indirects réels",
        "le classeur n’a pas de coûts indirects réels",
    ),
    by(
        DECREE,
        "annexe, « Personnel »",
        "pièces du temps et du coût, mise à disposition",
        &["E-14", "E-16", "E-17"],
    ),
    by(DECREE, "annexe, « Équipement »", "matériel d’occasion", &["E-21"]),
    by(
        DECREE,
        "annexe, « Amortissement de biens »",
        "ni subvention, ni achat du même bien",
        &["E-12", "E-20"],
    ),
    by(DECREE, "annexe, « Contributions en nature »", "équilibre en dépenses et en ressources", &["P-10"]),
    by(DECREE, "annexe, « Achat de terrain »", "valeur de marché", &["E-23"]),
    none(DECREE, "art. 7", "pièces justificatives", "elles se présentent avec la demande de paiement"),
    by(
        AID,
        "(UE) 2023/2831",
        "de minimis : plafond, période, règlement du jour",
        &["A-01", "A-02", "A-03", "A-06", "A-09", "A-10"],
    ),
    by(AID, "(UE) 651/2014, 6", "effet incitatif, demande avant le début", &["C-03", "C-10", "C-12"]),
    by(AID, "(UE) 651/2014, 8", "cumul des aides sur les mêmes coûts, dans l’intensité du régime", &["A-08"]),
    by(AID, "(UE) 651/2014, 58", "régime en vigueur le jour de l’octroi", &["A-07", "M-04"]),
    none(
        AID,
        "(UE) 651/2014, 27",
        "pôles d’innovation : propriétaire, exploitant, comptes séparés",
        "la comptabilité de chaque activité se lit à la main ; l’intensité est comparée par A-08",
    ),
    none(
        CGCT,
        "art. L1111-9",
        "30 % dans les compétences de chef de file",
        "le développement économique n’en est plus une",
    ),
    by(PROCUREMENT, "seuils", "procédure selon le montant, la nature et la date", &["K-01", "K-02"]),
    by(PROCUREMENT, "fractionnement", "les achats homogènes s’additionnent", &["K-03"]),
    by(CGCT, "art. L1111-10", "part minimale du maître d’ouvrage", &["P-08"]),
    by(CGCT, "art. L1111-9", "domaines à chef de file : 30 %, et pas de cumul", &["P-08", "P-18"]),
    none(CGCT, "art. L1111-11", "publication du plan de financement", "elle suit le début de l’opération"),
    none(
        CGCT,
        "art. L1615-1",
        "FCTVA : compensation de la TVA des investissements",
        "le texte n’a pas été lu ; le contrôle E-19 s’appuie sur l’usage",
    ),
    by(CGCT, "art. L1511-2", "convention avec la Région pour aider des entreprises", &["A-05"]),
    by(
        CGCT,
        "délibérations",
        "approbation, plan, signature, date",
        &["D-01", "D-02", "D-03", "D-04", "D-05", "D-06", "D-07", "D-08", "D-09", "D-10", "D-11"],
    ),
    by("Code général des impôts", "art. 278 et suiv.", "taux de TVA", &["T-33", "T-34"]),
    by("Code du travail", "art. L3231-2", "salaire minimum", &["T-35"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{Basis, all, find};

    #[test]
    fn every_code_is_a_check_and_every_check_of_a_text_is_listed() {
        let codes: Vec<&str> = ARTICLES
            .iter()
            .flat_map(|article| match article.covered {
                Covered::By(codes) => codes,
                Covered::ByNone(_) => &[],
            })
            .copied()
            .collect();
        for code in &codes {
            assert!(find(code).is_some(), "{code}");
        }
        for check in all() {
            if matches!(check.explanation.basis, Basis::Text { .. }) {
                assert!(codes.contains(&check.code), "{} rests on a text and stands nowhere", check.code);
            }
        }
    }
}
