//! Family E: eligibility of expenses.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Anomaly, Check, Explanation, Severity, counted};
use crate::figures::plan::LineSource;
use crate::figures::value::french_number;
use crate::model::fund::CategoryRole;
use crate::model::project::VatBasis;
use crate::model::text::{holds_words, normalise};
use crate::model::{Money, Place};

/// Categories.
pub const CATEGORIES: Check = Check {
    code: "E-01",
    title: "Le poste de chaque dépense est reconnu par le fonds",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le poste écrit sur chaque ligne est cherché parmi ceux du fonds, accents, casse et alias pardonnés.",
        why: "Une dépense hors des postes du fonds n’a pas d’onglet dans le plan de financement.",
        source: "Décret n° 2022-608 du 21 avril 2022, art. 4, 3°",
        mend: "Choisissez un des postes du fonds, ou ajoutez un alias dans fund.toml.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let known: Vec<&str> =
            scope.fund().categories.iter().map(|category| category.label.as_str()).collect();
        for line in scope.plan().lines.iter().filter(|line| line.category.is_none()) {
            let cell = match line.source {
                LineSource::Expense(index) => scope.budget().expense_lines[index].category.as_ref(),
                LineSource::Staff(_) => None,
            };
            let (place, found) =
                cell.map_or((scope.place(line), "vide"), |cell| (&cell.place, cell.value.as_str()));
            answers.anomaly(
                Anomaly::new(format!("poste non reconnu pour « {} »", scope.label(line)))
                    .at(place)
                    .found(found)
                    .expected(known.join(" ; ")),
            );
        }
        let count = scope.plan().lines.len();
        if count == 0 {
            answers.missing("le classeur n’a pas de ligne de dépense");
        } else {
            let lines = counted(count, "ligne rattachée", "lignes rattachées");
            let categories = counted(scope.plan().categories.len(), "poste", "postes");
            answers.compliant(format!("{lines} à {categories}"));
        }
    },
};

/// Words of excluded expenses.
pub const EXCLUSIONS: Check = Check {
    code: "E-02",
    title: "Aucune dépense exclue par les textes",
    severity: Severity::Error,
    explanation: Explanation {
        what: "L’intitulé et le poste de chaque ligne sont comparés aux mots des exclusions du fonds.",
        why: "Une seule dépense inéligible visible fait douter de toutes les autres.",
        source: "Règlement (UE) 2021/1060, art. 64, § 1 ; décret n° 2022-608 du 21 avril 2022, art. 5",
        mend: "Retirez la ligne de l’assiette, ou précisez son intitulé si elle est autre chose.",
        since: "0.1.0",
    },
    run: |scope, answers| exclusions(scope, answers, true),
};

/// Words of expenses to justify.
pub const VAGUE_EXPENSES: Check = Check {
    code: "E-03",
    title: "Aucune dépense au libellé trop vague",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "L’intitulé et le poste de chaque ligne sont comparés aux mots que les instructeurs renvoient (« divers », « imprévus »…).",
        why: "Une dépense non décrite ne peut être ni justifiée ni contrôlée.",
        source: "Motifs de renvoi constatés ; guide du porteur (statut : à confirmer)",
        mend: "Décrivez la dépense, ou retirez la ligne.",
        since: "0.1.0",
    },
    run: |scope, answers| exclusions(scope, answers, false),
};

fn exclusions(scope: &super::Scope<'_>, answers: &mut super::Answers, blocking: bool) {
    let exclusions: Vec<(Vec<String>, &crate::model::fund::Exclusion)> = scope
        .fund()
        .exclusions
        .iter()
        .filter(|exclusion| exclusion.blocking == blocking)
        .map(|exclusion| (exclusion.words.iter().map(|words| normalise(words)).collect(), exclusion))
        .collect();
    if exclusions.is_empty() {
        answers.missing("la définition du fonds ne liste pas de telles exclusions");
        return;
    }
    for line in &scope.plan().lines {
        let text = normalise(scope.label(line));
        let hit = exclusions.iter().find(|(words, _)| words.iter().any(|words| holds_words(&text, words)));
        if let Some((_, exclusion)) = hit {
            answers.anomaly(
                Anomaly::new(format!("« {} » : {}", scope.label(line), exclusion.label))
                    .at(scope.place(line))
                    .found(scope.ledger().value(line.amount).french())
                    .source(exclusion.source.clone()),
            );
        }
    }
    answers.compliant(format!(
        "{} à {}",
        counted(scope.plan().lines.len(), "ligne comparée", "lignes comparées"),
        counted(exclusions.len(), "famille d’exclusions", "familles d’exclusions")
    ));
}

/// HT or TTC, once and for all.
pub const VAT_BASIS: Check = Check {
    code: "E-04",
    title: "L’assiette HT ou TTC suit la récupération de la TVA",
    severity: Severity::Error,
    explanation: Explanation {
        what: "projet.toml › tva doit dire si la TVA est récupérable et sur quelle assiette le plan est présenté ; les deux doivent s’accorder.",
        why: "Une TVA récupérée n’est pas une dépense ; une TVA supportée en est une.",
        source: "Règlement (UE) 2021/1060, art. 64, § 1, c) ; décret n° 2022-608 du 21 avril 2022 (attestation de TVA)",
        mend: "TVA récupérable : assiette = \"HT\". TVA non récupérable : assiette = \"TTC\", avec l’attestation.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let vat = &scope.project().vat;
        match (vat.recoverable, vat.basis) {
            (Some(true), Some(VatBasis::InclVat)) => answers.anomaly(
                Anomaly::new("la TVA est dite récupérable et le plan est présenté TTC")
                    .at_field("tva.assiette")
                    .found("TTC")
                    .expected("HT"),
            ),
            (Some(_), Some(basis)) => answers.compliant(format!("plan présenté {}", basis.label())),
            (None, _) => answers.missing_field("tva.recuperable"),
            (_, None) => answers.missing_field("tva.assiette"),
        }
    },
};

/// VAT above five million.
pub const VAT_CEILING: Check = Check {
    code: "E-05",
    title: "La TVA est admissible au regard du coût total",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Si le plan est TTC, le coût total est comparé au seuil de 5 000 000 € TVA comprise ; au-delà, la TVA doit être non récupérable.",
        why: "Au-delà du seuil, la TVA n’est éligible que si elle n’est pas recouvrable.",
        source: "Règlement (UE) 2021/1060, art. 64, § 1, c)",
        mend: "Joignez l’attestation de non-récupération, ou passez à l’assiette HT.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        if scope.plan().basis == VatBasis::ExclVat {
            answers.not_applicable("plan présenté HT");
            return;
        }
        let Some(total) = scope.money(scope.plan().total_cost) else {
            answers.missing("le coût total n’est pas connu");
            return;
        };
        let Some(threshold) = scope.parameter("seuil_tva").money() else {
            if scope.fund().parameters.contains_key("seuil_tva") {
                scope.missing_parameter("seuil_tva", answers);
            } else {
                answers.not_applicable("la définition de ce fonds ne porte pas cette règle européenne");
            }
            return;
        };
        if total < threshold {
            answers.compliant(format!("coût total de {total}, sous {threshold}"));
        } else if scope.project().vat.recoverable == Some(false) {
            answers.compliant(format!("coût total de {total} ; TVA déclarée non récupérable"));
        } else {
            answers.anomaly(
                Anomaly::new("la TVA est dans l’assiette d’une opération au-delà du seuil")
                    .at_field("tva.recuperable")
                    .found(total)
                    .expected(format!("moins de {threshold}")),
            );
        }
    },
};

/// Simplified cost options below 200 000 €.
pub const SIMPLIFIED_COSTS: Check = Check {
    code: "E-06",
    title: "Les options de coûts simplifiés sont utilisées quand elles sont obligatoires",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le coût total (et non l’aide) est comparé au seuil sous lequel coûts unitaires, montants ou taux forfaitaires sont obligatoires.",
        why: "Sous le seuil, une opération au réel est irrecevable, sauf aide d’État.",
        source: "Règlement (UE) 2021/1060, art. 53, § 2",
        mend: "Choisissez un taux forfaitaire dans projet.toml › couts_indirects, avec l’autorité de gestion.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        if !scope.fund().parameters.contains_key("seuil_ocs") {
            answers.not_applicable("la définition de ce fonds ne porte pas cette règle européenne");
            return;
        }
        match (scope.money(scope.plan().total_cost), scope.parameter("seuil_ocs").money()) {
            (Some(total), Some(threshold)) if total <= threshold && scope.plan().indirect.is_none() => {
                answers.anomaly(
                    Anomaly::new(
                        "le coût total impose des options de coûts simplifiés et le plan est au réel",
                    )
                    .at_field("couts_indirects")
                    .found(total)
                    .expected(format!("plus de {threshold}, ou un forfait")),
                )
            }
            (Some(total), Some(threshold)) if total <= threshold => {
                answers.compliant(format!(
                    "coût total de {total}, dans la limite de {threshold} : un forfait est utilisé"
                ));
            }
            (Some(total), Some(threshold)) => {
                answers.compliant(format!("coût total de {total}, au-dessus de {threshold}"))
            }
            _ => answers.missing("le coût total ou le seuil n’est pas connu"),
        }
    },
};

/// A document behind each line.
pub const LINE_DOCUMENTS: Check = Check {
    code: "E-07",
    title: "Chaque dépense nomme sa pièce justificative",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque ligne de dépense et de personnel doit nommer un devis, une note d’estimation, un contrat ou une fiche.",
        why: "Une dépense sans pièce n’est pas instruite.",
        source: "Décret n° 2022-608 du 21 avril 2022, art. 7 ; guide du porteur (statut : à confirmer)",
        mend: "Complétez la colonne « Pièce justificative ».",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let expenses = scope.budget().expense_lines.iter().map(|line| (&line.place, &line.document));
        let staff = scope.budget().staff_lines.iter().map(|line| (&line.place, &line.document));
        let mut count = 0usize;
        for (place, document) in expenses.chain(staff) {
            count += 1;
            answers.expect(document.as_ref().is_some_and(|cell| !cell.value.trim().is_empty()), || {
                Anomaly::new("la ligne ne nomme aucune pièce justificative").at(place)
            });
        }
        if count == 0 {
            answers.missing("le classeur n’a pas de ligne de dépense");
        } else {
            answers.compliant(counted(count, "ligne avec sa pièce", "lignes avec leur pièce"));
        }
    },
};

/// 1 720 hours.
pub const ANNUAL_HOURS: Check = Check {
    code: "E-08",
    title: "La base horaire annuelle est celle du règlement",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Les heures annuelles de chaque ligne de personnel sont comparées à 1 720 h (au prorata pour un temps partiel).",
        why: "Une autre base demande la méthode mensuelle, avec ses justificatifs.",
        source: "Règlement (UE) 2021/1060, art. 55, § 2, a)",
        mend: "Prenez 1 720 h pour un temps plein, ou joignez la quotité du temps partiel.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let Some(expected) = scope.parameter("heures_annuelles").decimal() else {
            scope.missing_parameter("heures_annuelles", answers);
            return;
        };
        for line in &scope.budget().staff_lines {
            let Some(hours) = &line.annual_hours else {
                answers.missing(format!("{} : heures annuelles non renseignées", line.place));
                continue;
            };
            answers.expect(hours.value == expected, || {
                Anomaly::new("base horaire annuelle différente de celle du règlement")
                    .at(&hours.place)
                    .found(format!("{} h", french_number(hours.value)))
                    .expected(format!("{} h", french_number(expected)))
            });
        }
        answers.compliant(counted(
            scope.budget().staff_lines.len(),
            "ligne de personnel",
            "lignes de personnel",
        ));
    },
};

/// The hours of one person in one year.
struct Declared<'a> {
    name: &'a str,
    hours: Decimal,
    base: Option<Decimal>,
    place: &'a Place,
}

/// Hours per person and year.
pub const DECLARED_HOURS: Check = Check {
    code: "E-09",
    title: "Les heures déclarées par personne et par an ne dépassent pas la base horaire",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Pour chaque personne et chaque année, la somme des heures affectées est comparée aux heures qui servent au taux horaire.",
        why: "Au-delà, la personne coûterait plus que son salaire.",
        source: "Règlement (UE) 2021/1060, art. 55, § 3",
        mend: "Ramenez les heures affectées sous la base, toutes lignes confondues.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let mut declared: BTreeMap<(String, i32), Declared<'_>> = BTreeMap::new();
        for line in &scope.budget().staff_lines {
            let (Some(label), Some(year), Some(hours)) = (&line.label, &line.year, &line.hours) else {
                answers.missing(format!("{} : nom, année ou heures manquent", line.place));
                continue;
            };
            let entry = declared.entry((normalise(&label.value), year.value)).or_insert_with(|| Declared {
                name: &label.value,
                hours: Decimal::ZERO,
                base: line.annual_hours.as_ref().map(|cell| cell.value),
                place: &hours.place,
            });
            entry.hours = entry.hours.saturating_add(hours.value);
            entry.place = &hours.place;
        }
        let default = scope.parameter("heures_annuelles").decimal();
        let count = declared.len();
        for ((_, year), Declared { name, hours, base, place }) in declared {
            let Some(limit) = base.or(default) else {
                scope.missing_parameter("heures_annuelles", answers);
                continue;
            };
            answers.expect(hours <= limit, || {
                Anomaly::new(format!("« {name} » déclare trop d’heures en {year}"))
                    .at(place)
                    .found(format!("{} h", french_number(hours)))
                    .expected(format!("au plus {} h", french_number(limit)))
            });
        }
        if count > 0 {
            answers.compliant(counted(
                count,
                "total par personne et par an",
                "totaux par personne et par an",
            ));
        } else if answers.missing.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
        }
    },
};

/// Partners of the lines.
pub const PARTNERS: Check = Check {
    code: "E-10",
    title: "Les partenaires des lignes sont ceux du projet",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Le partenaire nommé sur une ligne est cherché parmi le demandeur et [[partenaires]] de projet.toml.",
        why: "Seul un partenaire lié par convention peut porter une dépense de l’opération.",
        source: "Décret n° 2022-608 du 21 avril 2022, art. 4, 3°",
        mend: "Corrigez le nom sur la ligne, ou ajoutez le partenaire et sa convention.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let project = scope.project();
        let applicant = [Some(&project.applicant.legal_name), project.identity.acronym.as_ref()];
        let names: Vec<String> = applicant
            .into_iter()
            .flatten()
            .chain(project.partners.iter().flat_map(|partner| [&partner.id, &partner.name]))
            .map(|name| normalise(name))
            .collect();
        for line in &scope.plan().lines {
            let Some(partner) = &line.partner else { continue };
            let wanted = normalise(partner);
            let cell = match line.source {
                LineSource::Expense(index) => scope.budget().expense_lines[index].partner.as_ref(),
                LineSource::Staff(index) => scope.budget().staff_lines[index].partner.as_ref(),
            };
            answers.expect(names.contains(&wanted) || wanted == "demandeur", || {
                Anomaly::new("partenaire inconnu")
                    .at(cell.map_or(scope.place(line), |cell| &cell.place))
                    .found(partner)
                    .expected("le demandeur ou un partenaire de projet.toml")
            });
        }
        answers.compliant(counted(project.partners.len(), "partenaire déclaré", "partenaires déclarés"));
    },
};

/// Land.
pub const LAND: Check = Check {
    code: "E-11",
    title: "L’achat de terrain reste sous la part admise",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le poste « Terrain » est comparé à la part admise du total éligible.",
        why: "Au-delà, l’excédent est inéligible.",
        source: "Règlement (UE) 2021/1060, art. 64, § 1, b)",
        mend: "Sortez l’excédent de l’assiette.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let land = scope.plan().categories.iter().find(|plan| {
            plan.category
                .and_then(|index| scope.fund().categories.get(index))
                .is_some_and(|c| c.role == CategoryRole::Terrain)
        });
        let Some(land) = land else {
            answers.not_applicable("pas de terrain");
            return;
        };
        match (
            scope.money(land.total),
            scope.money(scope.plan().eligible_base),
            scope.parameter("part_terrain_max").rate(),
        ) {
            (Some(cost), Some(base), Some(share)) => {
                let ceiling = base
                    .to_decimal()
                    .checked_mul(share.fraction())
                    .and_then(Money::from_decimal)
                    .unwrap_or(Money::ZERO);
                if cost > ceiling {
                    answers.anomaly(
                        Anomaly::new("le terrain dépasse la part admise")
                            .found(cost)
                            .expected(format!("au plus {ceiling} ({share})")),
                    );
                } else {
                    answers.compliant(format!("{cost}, pour un maximum de {ceiling}"));
                }
            }
            _ => answers.missing("le montant du terrain, l’assiette ou la part admise n’est pas connu"),
        }
    },
};

/// Depreciation and purchase of the same thing.
pub const DEPRECIATION: Check = Check {
    code: "E-12",
    title: "Un bien n’est pas à la fois acheté et amorti",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "L’intitulé de chaque amortissement est cherché parmi les investissements du plan.",
        why: "L’amortissement et l’achat du même bien sont une double dépense ; un bien subventionné ne s’amortit pas à nouveau.",
        source: "Décret n° 2022-608 du 21 avril 2022, annexe (amortissements) ; règlement (UE) 2021/1060, art. 67, § 2",
        mend: "Gardez l’achat ou l’amortissement, et joignez la déclaration d’absence de subvention.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let with_role = |role: CategoryRole| {
            scope
                .plan()
                .lines
                .iter()
                .filter(move |line| scope.category(line).is_some_and(|category| category.role == role))
        };
        let mut count = 0usize;
        for depreciated in with_role(CategoryRole::Amortissement) {
            count += 1;
            let text = normalise(scope.label(depreciated));
            let bare = ["amortissement ", "de ", "du ", "des ", "la ", "le "]
                .iter()
                .fold(text.as_str(), |rest, word| rest.strip_prefix(word).unwrap_or(rest));
            // The thing bought is named in the depreciation, or the other way round.
            let same = |label: &str| holds_words(&text, label) || holds_words(label, bare);
            if let Some(bought) =
                with_role(CategoryRole::Investissement).find(|line| same(&normalise(scope.label(line))))
            {
                answers.anomaly(
                    Anomaly::new(format!("« {} » est aussi acheté dans le plan", scope.label(depreciated)))
                        .at(scope.place(depreciated))
                        .at(scope.place(bought)),
                );
            }
        }
        if count == 0 {
            answers.not_applicable("pas d’amortissement");
        } else {
            answers.compliant(counted(
                count,
                "amortissement comparé aux achats",
                "amortissements comparés aux achats",
            ));
        }
    },
};
