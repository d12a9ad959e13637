//! Family T: totals and arithmetic of the workbook.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::formulas::spreading;
use super::line_faults::{LineFault, LineFaults, Relation};
use super::magnitude::{is_thousandfold, line_in_thousands};
use super::table_totals::{Covered, Verdict, is_stale, judge};
use super::{Anomaly, Answers, Check, Explanation, Grid, Scope, Severity, counted};
use crate::model::budget::{DeclaredTotal, Maybe, YearSplit};
use crate::model::text::normalise;
use crate::model::{Located, Money, Place, Rate, TotalColumn};

/// A subtotal or a total against its lines.
pub const DECLARED_TOTALS: Check = Check {
    code: "T-01",
    title: "Les sous-totaux et totaux du classeur sont ceux de leurs lignes",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Chaque cellule de sous-total ou de total est comparée, au centime, à la somme des lignes qu’elle couvre.",
        why: "Un total resté ancien, une plage qui oublie une ligne ou une constante tapée sur une formule fausse tout le plan.",
        source: "Plan de financement équilibré et à jour : guide du porteur (statut : à confirmer) ; règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Rétablissez la formule de somme sur toutes les lignes, recalculez le classeur (F9) puis enregistrez-le.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let mut compared = 0usize;
        let (mut told_elsewhere, mut slips) = (0usize, 0usize);
        let judged = judge(scope);
        for (total, verdict) in &judged {
            match verdict {
                Verdict::NoValue => answers.missing(format!(
                    "{} : le total « {} » n’a pas de valeur lisible",
                    total.place, total.label
                )),
                Verdict::NoLine => answers.missing(format!(
                    "{} : des lignes du total « {} » n’ont pas de montant",
                    total.place, total.label
                )),
                Verdict::Range(_) | Verdict::Drift { .. } => told_elsewhere += 1,
                Verdict::Right | Verdict::Follows { .. } => compared += 1,
                Verdict::Wrong { stated, sum, .. } if is_thousandfold(*stated, *sum) => slips += 1,
                Verdict::Wrong { stated, sum, lines } => {
                    compared += 1;
                    answers.anomaly(wrong_total(scope, total, *stated, *sum, lines, &judged));
                }
            }
        }
        if compared > 0 {
            answers.compliant(counted(
                compared,
                "total comparé à ses lignes",
                "sous-totaux et totaux comparés à leurs lignes",
            ));
        } else if answers.missing.is_empty() && told_elsewhere + slips == 0 {
            answers.missing("le classeur ne contient aucune ligne de total");
        }
        told_as_slips(answers, slips);
        if told_elsewhere > 0 {
            // Nothing is claimed of them here.
            answers.missing(format!(
                "{} : voir les contrôles T-12, T-13 et T-18",
                counted(
                    told_elsewhere,
                    "total dont la formule est en cause",
                    "totaux dont la formule est en cause"
                )
            ));
        }
    },
};

pub(super) fn wrong_total(
    scope: &Scope<'_>,
    total: &DeclaredTotal,
    stated: Money,
    sum: Money,
    lines: &[Covered],
    judged: &[(&DeclaredTotal, &Verdict)],
) -> Anomaly {
    let spreads = followers(judged, &total.place);
    let mut anomaly = Anomaly::new(format!(
        "le total « {} » ne correspond pas à {} (écart de {}){}",
        total.label,
        match lines.len() {
            0 => "un tableau sans ligne".to_owned(),
            1 => "sa ligne".to_owned(),
            several => format!("ses {several} lignes"),
        },
        in_its_unit(total, stated.distance(sum)),
        spreading(&total.place, &spreads)
    ))
    .at(&total.place)
    .found(match &total.formula {
        Some(formula) => format!("{} (formule ={formula})", in_its_unit(total, stated)),
        None => format!("{} (valeur tapée, sans formule)", in_its_unit(total, stated)),
    })
    .expected(in_its_unit(total, sum))
    .around(around(scope, &total.place));
    let thousands = lines.iter().map(|line| (&line.place, line.amount));
    let gap = stated.cents().checked_sub(sum.cents()).map(Money::from_cents);
    if let Some(place) = gap.and_then(|gap| line_in_thousands(gap, thousands)) {
        return anomaly.at(place).mend(
            "Une ligne en milliers d’euros (second lieu indiqué) explique tout l’écart : tapez-la en euros.",
        );
    }
    // A line worth exactly the difference is very likely the one that the formula leaves out or counts twice.
    if let Some(line) = lines.iter().find(|line| line.amount == stated.distance(sum)) {
        anomaly = anomaly.at(&line.place).mend(
            "Une ligne vaut exactement l’écart (second lieu indiqué) : vérifiez que la formule du total la prend une fois, et une seule.",
        );
    }
    anomaly
}

/// Hours are totalled in hundredths, as cents are: they are not euros.
fn in_its_unit(total: &DeclaredTotal, amount: Money) -> String {
    if total.column == TotalColumn::Hours {
        let hours = crate::figures::value::french_number(amount.to_decimal().normalize());
        return format!("{hours} h");
    }
    amount.to_string()
}

/// The cells around a place.
pub(super) fn around(scope: &Scope<'_>, place: &Place) -> Option<Grid> {
    Grid::around(scope.recalculation, scope.recalculation.cell_of(place)?)
}

/// HT + TVA = TTC.
pub const VAT_SUM: Check = Check {
    code: "T-02",
    title: "HT + TVA = TTC sur chaque ligne",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Sur chaque ligne qui donne les trois montants, HT + TVA est comparé à TTC, au centime.",
        why: "Mélanger HT et TTC est l’une des premières causes de rejet d’un plan de financement.",
        source: "Règlement (UE) 2021/1060, art. 64, § 1, c)",
        mend: "Corrigez le montant saisi à la main, ou rétablissez la formule de la ligne.",
        since: "0.1.0",
    },
    run: |scope, answers| report_lines(scope, answers, Relation::VatSum, "HT, TVA et TTC"),
};

/// HT × rate = TVA.
pub const VAT_RATE: Check = Check {
    code: "T-03",
    title: "TVA = HT × taux de TVA",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Sur chaque ligne qui donne un taux, HT × taux est comparé à la TVA, à un centime près.",
        why: "Un taux périmé ou une TVA tapée à la main déplace l’assiette.",
        source: "Règlement (UE) 2021/1060, art. 64, § 1, c)",
        mend: "Vérifiez le taux sur le devis, puis rétablissez la formule de TVA.",
        since: "0.1.0",
    },
    run: |scope, answers| report_lines(scope, answers, Relation::VatRate, "HT, taux et TVA"),
};

/// The faults of the lines that one relation shows, those of a factor of a thousand left to T-28.
fn report_lines(scope: &Scope<'_>, answers: &mut Answers, relation: Relation, what: &str) {
    let lines = LineFaults::of(scope);
    let judged = judge(scope);
    let mut slips = 0usize;
    for fault in lines.faults.iter().filter(|fault| fault.relation == relation) {
        if is_thousandfold(fault.found, fault.expected) {
            slips += 1;
        } else {
            answers.anomaly(line_anomaly(scope, fault, &judged));
        }
    }
    if relation == Relation::StaffCost {
        answers.missing.extend(lines.missing.iter().cloned());
    }
    told_as_slips(answers, slips);
    compared_lines(answers, lines.compared.get(&relation).copied().unwrap_or(0), what);
}

/// What is wrong on a line, with the totals that follow.
pub(super) fn line_anomaly(
    scope: &Scope<'_>,
    fault: &LineFault,
    judged: &[(&DeclaredTotal, &Verdict)],
) -> Anomaly {
    let spreads = followers(judged, &fault.culprit);
    let mut anomaly = Anomaly::new(format!("{}{}", fault.message, spreading(&fault.culprit, &spreads)))
        .at(&fault.culprit)
        .found(fault.found)
        .expected(&fault.how)
        .around(around(scope, &fault.culprit));
    for place in &fault.others {
        anomaly = anomaly.at(place);
    }
    anomaly
}

/// The totals that are wrong because of a cell.
pub(super) fn followers<'a>(judged: &[(&'a DeclaredTotal, &Verdict)], culprit: &Place) -> Vec<&'a Place> {
    let follows =
        |verdict: &Verdict| matches!(verdict, Verdict::Follows { causes } if causes.contains(culprit));
    judged.iter().filter(|(_, verdict)| follows(verdict)).map(|(total, _)| &total.place).collect()
}

/// Says that some differences are a factor of a thousand, which another check tells.
fn told_as_slips(answers: &mut Answers, slips: usize) {
    if slips > 0 {
        answers.missing(format!(
            "{} : voir le contrôle T-28",
            counted(
                slips,
                "montant mille fois trop grand ou trop petit",
                "montants mille fois trop grands ou trop petits"
            )
        ));
    }
}

/// Quantity × unit price = HT.
pub const QUANTITY_PRICE: Check = Check {
    code: "T-04",
    title: "Quantité × prix unitaire = montant HT",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Sur chaque ligne qui donne une quantité et un prix unitaire, leur produit est comparé au montant HT, à un centime près.",
        why: "Un instructeur refait ce calcul à partir du devis.",
        source: "Guide du porteur : une ligne par dépense et par année, appuyée sur une pièce (statut : à confirmer)",
        mend: "Corrigez la quantité ou le prix, ou rétablissez la formule du montant HT.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report_lines(scope, answers, Relation::QuantityPrice, "quantité, prix unitaire et montant HT")
    },
};

/// Staff cost as stated against annual cost ÷ annual hours × hours.
pub const STAFF_COST: Check = Check {
    code: "T-05",
    title: "Coût de personnel = coût annuel ÷ heures annuelles × heures affectées",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le coût affecté de chaque ligne de personnel est comparé au calcul du règlement, à un centime près.",
        why: "Le taux horaire est la première chose que recalcule un contrôle de service fait.",
        source: "Règlement (UE) 2021/1060, art. 55, § 2, a)",
        mend: "Rétablissez la formule : coût annuel ÷ heures annuelles × heures affectées, arrondi au centime une seule fois.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report_lines(scope, answers, Relation::StaffCost, "coût annuel, heures et coût affecté")
    },
};

/// The stated percentages of the resources.
pub const STATED_SHARES: Check = Check {
    code: "T-06",
    title: "Les pourcentages des ressources sont à jour",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "La part écrite dans la feuille Ressources est comparée à montant ÷ coût total, arrondie à deux décimales.",
        why: "Des pourcentages restés anciens après une mise à jour font renvoyer le dossier.",
        source: "Guide du porteur (statut : à confirmer) ; arrondi observé sur les opérations publiées",
        mend: "Recalculez la colonne des parts sur le coût total de l’opération.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let (stale, compared) = stale_shares(scope);
        // A whole column of shares is stale for one reason: the cost changed.
        if stale.len() >= SHARES_TOGETHER {
            answers.anomaly(shares_anomaly(scope, &stale, compared));
            compared_lines(answers, compared, "montant et part");
            return;
        }
        for (stated, computed) in stale {
            answers.anomaly(
                Anomaly::new("le pourcentage écrit n’est pas la part du coût total")
                    .at(&stated.place)
                    .found(stated.value)
                    .expected(computed)
                    .around(around(scope, &stated.place)),
            );
        }
        compared_lines(answers, compared, "montant et part");
    },
};

/// Stale shares told together.
const SHARES_TOGETHER: usize = 3;

fn shares_anomaly(scope: &Scope<'_>, stale: &[(&Located<Rate>, Rate)], compared: usize) -> Anomaly {
    let mut anomaly = Anomaly::new(format!(
        "{} pourcentages écrits sur {compared} ne sont pas les parts du coût total, {}",
        stale.len(),
        scope.ledger().value(scope.plan().total_cost).french()
    ));
    for (stated, _) in stale {
        anomaly = anomaly.at(&stated.place);
    }
    let listed_rates = |rates: Vec<String>| super::listed(&rates);
    if let Some((first, _)) = stale.first() {
        anomaly = anomaly.around(around(scope, &first.place));
    }
    anomaly
        .found(listed_rates(stale.iter().map(|(stated, _)| stated.value.to_string()).collect()))
        .expected(listed_rates(stale.iter().map(|(_, computed)| computed.to_string()).collect()))
}

/// The stated shares that are not those of the amounts, with these, and how many were compared.
pub(super) fn stale_shares<'a>(scope: &Scope<'a>) -> (Vec<(&'a Located<Rate>, Rate)>, usize) {
    let (mut stale, mut compared) = (Vec::new(), 0usize);
    let shares = scope.plan().resources.iter().map(|line| (line.resource, line.share));
    let own = scope.plan().stated_own.iter().map(|(resource, _)| (*resource, scope.plan().own_share));
    for (resource, share) in shares.chain(own) {
        let Some(stated) = &scope.budget().resources[resource].stated_share else { continue };
        let Some(computed) = scope.rate(share) else { continue };
        // A share whose saved value is not its formula's is told once, as such.
        if is_stale(scope, &stated.place) {
            continue;
        }
        compared += 1;
        // Two displayed decimals: both sides may have been rounded.
        let gap = (stated.value.displayed_percent() - computed.displayed_percent()).abs();
        if gap > Decimal::new(1, 2) {
            stale.push((stated, computed));
        }
    }
    (stale, compared)
}

/// The same expense twice.
pub const DUPLICATE_LINES: Check = Check {
    code: "T-07",
    title: "Aucune dépense n’est inscrite deux fois",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Deux lignes de même poste, intitulé, prestataire, année et montant sont signalées.",
        why: "La même dépense n’est jamais déclarée deux fois.",
        source: "Règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Supprimez la ligne en double ; si ce sont deux achats, distinguez leurs intitulés.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let mut seen: BTreeMap<(String, String, String, i32, Money), &Place> = BTreeMap::new();
        for line in &scope.budget().expense_lines {
            let text =
                |cell: &Maybe<String>| cell.as_ref().map(|cell| normalise(&cell.value)).unwrap_or_default();
            let Some(amount) = line.amount_incl_vat.as_ref().or(line.amount_excl_vat.as_ref()) else {
                continue;
            };
            let year = line.year.as_ref().map_or(0, |year| year.value);
            let key = (text(&line.category), text(&line.label), text(&line.supplier), year, amount.value);
            match seen.get(&key) {
                Some(first) => answers.anomaly(
                    Anomaly::new(format!(
                        "la dépense « {} » figure deux fois",
                        line.label.as_ref().map_or("", |l| &l.value)
                    ))
                    .at(&line.place)
                    .at(first)
                    .found(amount.value)
                    .around(around(scope, &line.place)),
                ),
                None => {
                    seen.insert(key, &line.place);
                }
            }
        }
        compared_lines(
            answers,
            scope.budget().expense_lines.len(),
            "poste, intitulé, prestataire, année et montant",
        );
    },
};

/// Amounts too round to be credible.
pub const ROUND_AMOUNTS: Check = Check {
    code: "T-08",
    title: "Les montants ne sont pas trop ronds pour être crédibles",
    severity: Severity::Note,
    explanation: Explanation {
        what: "Les montants HT qui sont des multiples exacts de 1 000 € sont comptés ; au-delà du tiers des lignes, une note le dit.",
        why: "Un instructeur lit un montant rond comme une estimation sans devis.",
        source: "Motifs de renvoi constatés (statut : à confirmer)",
        mend: "Appuyez ces montants sur un devis ou une note d’estimation, et reprenez leur montant exact.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let amounts: Vec<_> =
            scope.budget().expense_lines.iter().filter_map(|line| line.amount_excl_vat.as_ref()).collect();
        let round: Vec<_> = amounts
            .iter()
            .filter(|cell| cell.value > Money::ZERO && cell.value.cents() % 100_000 == 0)
            .collect();
        if amounts.is_empty() {
            answers.missing("aucune ligne ne donne de montant HT");
            return;
        }
        if round.len() * 3 > amounts.len() {
            let mut anomaly = Anomaly::new(format!(
                "{} sur {}, au millier d’euros",
                counted(round.len(), "montant tout rond", "montants tout ronds"),
                amounts.len()
            ));
            for cell in round.iter().take(5) {
                anomaly = anomaly.at(&cell.place);
            }
            answers.anomaly(anomaly);
        } else {
            answers.compliant(format!(
                "{} sur {}",
                counted(round.len(), "montant rond", "montants ronds"),
                amounts.len()
            ));
        }
    },
};

/// Lines without the amount of the plan's basis.
pub const MISSING_AMOUNTS: Check = Check {
    code: "T-09",
    title: "Chaque ligne porte le montant retenu",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Chaque ligne de dépense ou de personnel, et chaque ressource, doit donner le montant sur l’assiette du plan (HT ou TTC).",
        why: "Un montant absent n’est pas un zéro : tant qu’il manque, aucun total ne peut être affirmé.",
        source: "Règlement (UE) 2021/1060, art. 53, § 1",
        mend: "Complétez la cellule ; pour une dépense nulle, écrivez 0.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let plan = scope.plan();
        for line in &plan.lines {
            answers.expect(scope.money(line.amount).is_some(), || {
                Anomaly::new(format!(
                    "la ligne « {} » n’a pas de montant {}",
                    scope.label(line),
                    plan.basis.label()
                ))
                .at(scope.place(line))
                .around(around(scope, scope.place(line)))
            });
        }
        for resource in &scope.budget().resources {
            answers.expect(resource.amount.is_some(), || {
                let name = resource.co_financer.as_ref().map_or("sans nom", |cell| &cell.value);
                Anomaly::new(format!("la ressource « {name} » n’a pas de montant"))
                    .at(&resource.place)
                    .around(around(scope, &resource.place))
            });
        }
        compared_lines(answers, plan.lines.len() + scope.budget().resources.len(), "présence du montant");
    },
};

/// What the years of a line add up to.
pub(super) fn sum_of_years(split: &YearSplit) -> Money {
    split.parts.iter().fold(Money::ZERO, |sum, part| sum.checked_add(part.value).unwrap_or(sum))
}

/// The total column of a wide table against its years.
pub const YEAR_SPLITS: Check = Check {
    code: "T-30",
    title: "Le total de chaque ligne est la somme de ses années",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Dans un tableau qui a une colonne par année, la colonne de total est comparée, au centime, à la somme des années de la ligne.",
        why: "Le plan retient les années : un total qui dit autre chose est un montant que personne ne finance, ou qui est compté deux fois.",
        source: "Règlement (UE) 2021/1060, art. 73, § 2, c) ; plan de financement annuel : guide du porteur (statut : à confirmer)",
        mend: "Rétablissez la formule du total sur toutes les années de la ligne, ou corrigez l’année oubliée.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let splits = &scope.budget().year_splits;
        let mut slips = 0usize;
        for split in splits {
            let sum = sum_of_years(split);
            if is_thousandfold(split.total.value, sum) {
                slips += 1;
                continue;
            }
            answers.expect(sum == split.total.value, || {
                let parts: Vec<String> = split.parts.iter().map(|part| part.value.to_string()).collect();
                let mut anomaly = Anomaly::new(format!(
                    "le total de « {} » n’est pas la somme de ses années (écart de {})",
                    split.label,
                    split.total.value.distance(sum)
                ))
                .at(&split.total.place);
                for part in &split.parts {
                    anomaly = anomaly.at(&part.place);
                }
                anomaly
                    .found(split.total.value)
                    .expected(format!("{sum} = {}", parts.join(" + ")))
                    .around(around(scope, &split.total.place))
            });
        }
        told_as_slips(answers, slips);
        if splits.is_empty() {
            answers.not_applicable("aucun tableau à une colonne par année et un total");
        } else {
            answers.compliant(counted(
                splits.len(),
                "total comparé à ses années",
                "totaux comparés à leurs années",
            ));
        }
    },
};

fn compared_lines(answers: &mut Answers, compared: usize, what: &str) {
    if compared == 0 {
        answers.missing(format!("aucune ligne ne donne de quoi comparer ({what})"));
    } else {
        answers.compliant(format!("{} ({what})", counted(compared, "ligne comparée", "lignes comparées")));
    }
}
