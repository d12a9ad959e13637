//! Family F: flat rates.

use super::{Anomaly, Check, Explanation, Severity, counted};
use crate::model::fund::{CategoryRole, Status};
use crate::model::text::{holds_words, normalise};
use crate::model::{Money, Rate};

/// The flat rate is one the fund knows.
pub const KNOWN: Check = Check {
    code: "F-01",
    title: "Le taux forfaitaire demandé existe dans le fonds",
    severity: Severity::Error,
    explanation: Explanation {
        what: "La règle choisie dans projet.toml › couts_indirects est cherchée parmi les forfaits du fonds.",
        why: "Un forfait sans règle n’a pas de base légale.",
        source: "Règlement (UE) 2021/1060, art. 53, § 3, e), art. 54 et 56",
        mend: "Choisissez un des forfaits du fonds (54-a, 54-b, 54-c, 56-1) ou retirez la section.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let Some(choice) = &scope.project().indirect_costs else {
            answers.not_applicable("aucun forfait demandé");
            return;
        };
        let known = &scope.fund().flat_rates;
        if let Some(flat) = known.iter().find(|flat| flat.id == choice.rule) {
            answers.compliant(flat.label.as_str());
        } else {
            let known: Vec<&str> = known.iter().map(|flat| flat.id.as_str()).collect();
            answers.anomaly(
                Anomaly::new("forfait inconnu du fonds")
                    .at_field("couts_indirects.regle")
                    .found(&choice.rule)
                    .expected(known.join(", ")),
            );
        }
    },
};

/// The rate is within the article's ceiling.
pub const CEILING: Check = Check {
    code: "F-02",
    title: "Le taux forfaitaire respecte le plafond de son article",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le taux demandé est comparé au plafond de l’article : 7 %, 15 %, 25 % ou 40 % selon la règle.",
        why: "Un forfait au-dessus du plafond est rejeté en entier : il ne se module pas.",
        source: "Règlement (UE) 2021/1060, art. 54 et art. 56, § 1",
        mend: "Ramenez projet.toml › couts_indirects.taux au plafond, puis recalculez les ressources.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let Some(choice) = &scope.project().indirect_costs else {
            answers.not_applicable("aucun forfait demandé");
            return;
        };
        let Some(flat) = scope.fund().flat_rates.iter().find(|flat| flat.id == choice.rule) else {
            answers.missing("le forfait demandé n’est pas connu du fonds");
            return;
        };
        match (Rate::parse_percent(&choice.rate), Rate::parse_percent(&flat.ceiling)) {
            (None, _) => answers.anomaly(
                Anomaly::new("le taux forfaitaire n’est pas un pourcentage")
                    .at_field("couts_indirects.taux")
                    .found(&choice.rate)
                    .expected("par exemple 15 %"),
            ),
            (Some(rate), Some(ceiling)) if rate > ceiling || rate.fraction().is_sign_negative() => answers
                .anomaly(
                    Anomaly::new(format!("le taux dépasse le plafond du forfait « {} »", flat.label))
                        .at_field("couts_indirects.taux")
                        .found(rate)
                        .expected(format!("au plus {ceiling}"))
                        .source(flat.source.clone()),
                ),
            (Some(rate), Some(ceiling)) => answers.compliant(format!(
                "{rate}, pour un plafond de {ceiling}{}",
                if flat.status == Status::Confirme { "" } else { " (plafond à confirmer)" }
            )),
            (_, None) => answers.missing("le plafond du forfait n’est pas lisible dans fund.toml"),
        }
    },
};

/// The base exists and is shown.
pub const BASE: Check = Check {
    code: "F-03",
    title: "La base du taux forfaitaire figure au plan",
    severity: Severity::Error,
    explanation: Explanation {
        what: "La base du forfait (personnel direct ou coûts directs) doit être connue et non nulle.",
        why: "Un taux sur une base que le plan ne montre pas ne peut pas être vérifié.",
        source: "Règlement (UE) 2021/1060, art. 54 ; motifs de renvoi constatés",
        mend: "Complétez la feuille Personnel, ou choisissez un forfait assis sur les coûts directs.",
        since: "0.1.0",
    },
    run: |scope, answers| match &scope.plan().indirect {
        None if scope.project().indirect_costs.is_some() => {
            answers.missing("le forfait demandé n’est pas connu du fonds")
        }
        None => answers.not_applicable("aucun forfait demandé"),
        Some(indirect) => match scope.money(indirect.base) {
            None => answers.missing("la base du forfait contient un montant manquant"),
            Some(Money::ZERO) => answers.anomaly(
                Anomaly::new("la base du forfait est nulle")
                    .at_field("couts_indirects.regle")
                    .found(Money::ZERO),
            ),
            Some(base) => answers.compliant(format!("base de {base}")),
        },
    },
};

/// A method where the article asks for one.
pub const METHOD: Check = Check {
    code: "F-04",
    title: "La méthode de calcul du forfait est jointe quand l’article la demande",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Un forfait qui demande une méthode (art. 54, c) doit être accompagné d’une pièce de type « methode-forfait ».",
        why: "Sans méthode juste, équitable et vérifiable, le taux retombe à 7 %.",
        source: "Règlement (UE) 2021/1060, art. 54, c) et art. 53, § 3, a)",
        mend: "Joignez la méthode ([[pieces]] type = \"methode-forfait\") ou choisissez un autre forfait.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let needs = scope
            .plan()
            .indirect
            .as_ref()
            .is_some_and(|indirect| scope.fund().flat_rates[indirect.flat_rate].needs_method);
        let joined = scope.project().attachments.iter().any(|piece| piece.kind == "methode-forfait");
        if needs && !joined {
            answers.anomaly(
                Anomaly::new("le forfait demande une méthode de calcul et aucune n’est jointe")
                    .at_field("couts_indirects.regle"),
            );
        } else if needs {
            answers.compliant("méthode jointe");
        } else {
            answers.not_applicable("aucun forfait qui demande une méthode");
        }
    },
};

/// Nothing beside a flat rate that covers everything.
pub const ALONE: Check = Check {
    code: "F-05",
    title: "Un forfait qui couvre tous les autres coûts est seul avec le personnel",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Avec le forfait de 40 %, aucune autre ligne que le personnel ne doit figurer au plan, hors indemnités des participants.",
        why: "Le forfait couvre déjà tous les coûts restants : toute autre ligne serait payée deux fois.",
        source: "Règlement (UE) 2021/1060, art. 56, § 1 et 2",
        mend: "Retirez les autres postes, ou choisissez un forfait de coûts indirects (art. 54).",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let covers = scope
            .plan()
            .indirect
            .as_ref()
            .is_some_and(|indirect| scope.fund().flat_rates[indirect.flat_rate].covers_all_other_costs);
        if !covers {
            answers.not_applicable("aucun forfait qui couvre tous les autres coûts");
            return;
        }
        for line in &scope.plan().lines {
            // Salaries and allowances paid to participants stand beside the flat rate (art. 56, § 2).
            let beside = scope.category(line).is_some_and(|category| {
                category.role == CategoryRole::Personnel || category.role == CategoryRole::Participants
            });
            if !beside {
                answers.anomaly(
                    Anomaly::new(format!(
                        "« {} » s’ajoute à un forfait qui la couvre déjà",
                        scope.label(line)
                    ))
                    .at(scope.place(line)),
                );
            }
        }
        answers.compliant("personnel et forfait seuls");
    },
};

/// Indirect costs both at real cost and by flat rate.
pub const NOT_TWICE: Check = Check {
    code: "F-06",
    title: "Les coûts indirects ne sont pas à la fois au réel et au forfait",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Avec un forfait, les intitulés qui ressemblent à des frais de structure sont signalés.",
        why: "Les formes de coût se combinent seulement si elles couvrent des catégories différentes.",
        source: "Règlement (UE) 2021/1060, art. 53, § 1, e)",
        mend: "Retirez la ligne de frais généraux : le forfait la couvre.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        if scope.plan().indirect.is_none() {
            answers.not_applicable("aucun forfait demandé");
            return;
        }
        const WORDS: [&str; 7] = [
            "frais generaux",
            "frais de structure",
            "couts indirects",
            "frais de siege",
            "charges de structure",
            "electricite",
            "telephonie",
        ];
        for line in &scope.plan().lines {
            let text = normalise(scope.label(line));
            if WORDS.iter().any(|words| holds_words(&text, words)) {
                answers.anomaly(
                    Anomaly::new(format!(
                        "« {} » ressemble à un coût indirect, que le forfait couvre déjà",
                        scope.label(line)
                    ))
                    .at(scope.place(line)),
                );
            }
        }
        answers.compliant(counted(scope.plan().lines.len(), "intitulé lu", "intitulés lus"));
    },
};
