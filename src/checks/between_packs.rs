//! Family X: between the packs of one project.

use super::wording::{counted, listed};
use super::{Anomaly, Answers, Check, Explanation, PackView, Scope, Severity};
use crate::model::Money;

const SOURCE: &str = "Décret n° 2022-608 du 21 avril 2022, art. 4 ; guide du porteur : un même plan devant chaque financeur (statut : à confirmer)";

fn each<'a>(scope: &Scope<'a>, answers: &mut Answers, mut compare: impl FnMut(&PackView<'a>, &mut Answers)) {
    if scope.others.is_empty() {
        answers.not_applicable("un seul dossier dans ce projet");
    }
    for other in scope.others {
        compare(other, answers);
    }
}

fn years(years: &[i32]) -> String {
    listed(&years.iter().map(ToString::to_string).collect::<Vec<_>>())
}

fn money(pack: &PackView<'_>, id: &str) -> Option<Money> {
    pack.computation.ledger.money(id)
}

/// The same cost and base.
pub const SAME_BASE: Check = Check {
    code: "X-01",
    title: "Les dossiers présentent le même coût total",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le coût total de l’opération est comparé, au centime, à celui de chaque autre dossier du projet ; l’écart d’assiette éligible est signalé.",
        why: "Deux financeurs qui comparent leurs dossiers doivent lire la même opération.",
        source: SOURCE,
        mend: "Les dossiers viennent du même classeur : un écart vient d’un poste, d’un arrondi ou d’un forfait propre à un fonds.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        each(scope, answers, |other, answers| {
            let name = &other.fund.identity.short_title;
            for (id, what) in [("cout_total", "coût total"), ("assiette_eligible", "assiette éligible")] {
                match (money(&scope.pack, id), money(other, id)) {
                    (Some(here), Some(there)) if here != there => {
                        answers.anomaly(
                            Anomaly::new(format!("{what} différent dans le dossier « {name} »"))
                                .found(here)
                                .expected(there),
                        );
                    }
                    (Some(here), Some(_)) => answers.compliant(format!("{what} de {here}, comme « {name} »")),
                    _ => answers.missing(format!("{what} inconnu dans un des dossiers")),
                }
            }
        });
    },
};

/// The same calendar.
pub const SAME_CALENDAR: Check = Check {
    code: "X-02",
    title: "Les dossiers présentent le même échéancier",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les années du plan et le coût de chaque année sont comparés à ceux de chaque autre dossier.",
        why: "Un échéancier différent par financeur annonce des demandes de paiement incohérentes.",
        source: SOURCE,
        mend: "Vérifiez les années des lignes et les postes non reconnus par un des fonds.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        each(scope, answers, |other, answers| {
            let name = &other.fund.identity.short_title;
            if scope.plan().years != other.computation.plan.years {
                answers.anomaly(
                    Anomaly::new(format!("années différentes dans le dossier « {name} »"))
                        .found(years(&scope.plan().years))
                        .expected(years(&other.computation.plan.years)),
                );
                return;
            }
            let mut alike = Vec::new();
            for year in &scope.plan().years {
                let id = format!("annee.{year}.total");
                match (money(&scope.pack, &id), money(other, &id)) {
                    (Some(here), Some(there)) if here != there => answers.anomaly(
                        Anomaly::new(format!("coût de {year} différent dans le dossier « {name} »"))
                            .found(here)
                            .expected(there),
                    ),
                    (Some(_), Some(_)) => alike.push(*year),
                    _ => answers.missing(format!("coût de {year} inconnu")),
                }
            }
            if !alike.is_empty() {
                answers.compliant(format!("coût de {}, comme « {name} »", years(&alike)));
            }
        });
    },
};

/// Each grant, seen from both sides.
pub const SAME_CO_FINANCING: Check = Check {
    code: "X-03",
    title: "L’aide de chaque fonds est la même vue des deux côtés",
    severity: Severity::Error,
    explanation: Explanation {
        what: "L’aide demandée dans chaque autre dossier est comparée à la ligne de cofinancement de même fonds dans celui-ci.",
        why: "Un financeur vérifie chez l’autre le montant annoncé.",
        source: SOURCE,
        mend: "Mettez le même montant dans la feuille Ressources ; vérifiez le rattachement au fonds dans [[cofinanceurs]].",
        since: "0.1.0",
    },
    run: |scope, answers| {
        each(scope, answers, |other, answers| {
            let id = &other.fund.identity.id;
            let name = &other.fund.identity.short_title;
            let mut here = Some(Money::ZERO);
            for line in scope.plan().resources.iter().filter(|line| line.fund.as_ref() == Some(id)) {
                here = here.zip(scope.money(line.amount)).and_then(|(sum, amount)| sum.checked_add(amount));
            }
            match (here, money(other, "aide.demandee")) {
                (Some(here), Some(there)) if here != there => answers.anomaly(
                    Anomaly::new(format!("l’aide « {name} » diffère d’un dossier à l’autre"))
                        .found(here)
                        .expected(there),
                ),
                (Some(here), Some(_)) => answers.compliant(format!("« {name} » : {here} des deux côtés")),
                _ => answers.missing(format!("l’aide « {name} » n’est pas connue dans un des dossiers")),
            }
        });
    },
};

/// The sum of the grants.
pub const SUM_OF_GRANTS: Check = Check {
    code: "X-04",
    title: "La somme des aides demandées ne dépasse pas le coût total",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les aides demandées dans tous les dossiers du projet sont additionnées et comparées au coût total.",
        why: "Au-delà, l’opération serait surfinancée.",
        source: "Règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Réduisez une demande : la part européenne est la variable d’ajustement.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let mut sum = Money::ZERO;
        for pack in std::iter::once(&scope.pack).chain(scope.others) {
            let Some(asked) = money(pack, "aide.demandee") else {
                answers
                    .missing(format!("aide demandée inconnue pour « {} »", pack.fund.identity.short_title));
                return;
            };
            sum = sum.checked_add(asked).unwrap_or(sum);
        }
        match money(&scope.pack, "cout_total") {
            None => answers.missing("le coût total n’est pas connu"),
            Some(cost) if sum > cost => answers.anomaly(
                Anomaly::new("les aides demandées dépassent le coût total")
                    .found(sum)
                    .expected(format!("au plus {cost}")),
            ),
            Some(cost) => answers.compliant(format!("{sum} demandés, pour un coût total de {cost}")),
        }
    },
};

/// No resource claimed by two funds, no expense by two categories.
pub const NOT_FINANCED_TWICE: Check = Check {
    code: "X-05",
    title: "Aucune dépense n’est financée deux fois",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Chaque ligne du classeur figure une fois dans chaque dossier, au même poste et au même montant ; le cumul des aides publiques et de l’autofinancement ne dépasse pas le coût.",
        why: "La même dépense ne peut être ni présentée deux fois, ni remboursée au-delà de son coût.",
        source: "Règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Rattachez la dépense à un seul poste, et chaque aide à un seul fonds.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        each(scope, answers, |other, answers| {
            let name = &other.fund.identity.short_title;
            for (here, there) in scope.plan().lines.iter().zip(&other.computation.plan.lines) {
                let amount_here = scope.money(here.amount);
                let amount_there = other.computation.ledger.value(there.amount).money();
                let category = |pack: &PackView<'_>, index: Option<usize>| {
                    index
                        .and_then(|index| pack.fund.categories.get(index))
                        .map(|category| category.id.clone())
                };
                let same_category = category(&scope.pack, here.category) == category(other, there.category);
                answers.expect(amount_here == amount_there && same_category, || {
                    Anomaly::new(format!(
                        "« {} » n’est pas au même poste ou au même montant dans le dossier « {name} »",
                        scope.label(here)
                    ))
                    .at(scope.place(here))
                    .found(amount_here.map_or_else(|| "inconnu".to_owned(), |amount| amount.to_string()))
                    .expected(amount_there.map_or_else(|| "inconnu".to_owned(), |amount| amount.to_string()))
                });
            }
            answers.compliant(format!(
                "{} à « {name} »",
                counted(scope.plan().lines.len(), "ligne comparée", "lignes comparées")
            ));
        });
        match (scope.money(scope.plan().resources_total), scope.money(scope.plan().total_cost)) {
            (Some(resources), Some(cost)) if resources != cost => answers.anomaly(
                Anomaly::new("le total des ressources n’est pas le coût total")
                    .found(resources)
                    .expected(cost),
            ),
            (Some(resources), Some(_)) => {
                answers.compliant(format!("ressources de {resources}, égales au coût total"))
            }
            _ => answers.missing("une ressource ou une dépense n’a pas de montant"),
        }
    },
};
