//! Family P: the financing plan.

use rust_decimal::Decimal;

use super::line_faults::LineFaults;
use super::{Anomaly, Answers, Check, Explanation, Scope, Severity, counted, listed};
use crate::figures::Value;
use crate::figures::plan::PlanInputs;
use crate::model::fund::NatureRole;
use crate::model::project::CoFinancer;
use crate::model::text::normalise;
use crate::model::{Money, Place};

const GUIDE: &str = "Guide du porteur d’une autorité de gestion voisine, 2023 (statut : à confirmer)";

/// Most wrong cells named as the cause of an unbalanced plan.
const NAMED: usize = 6;

/// Stated own contribution against the remainder.
pub const BALANCE: Check = Check {
    code: "P-01",
    title: "Le plan de financement est équilibré",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le coût total, moins les ressources autres que l’autofinancement, est comparé à l’autofinancement inscrit au classeur, au centime.",
        why: "Un plan non équilibré est renvoyé sans instruction.",
        source: "Guide du porteur : l’autofinancement est le solde (statut : à confirmer)",
        mend: "Recalculez l’autofinancement : coût total − autres ressources. Si une ressource a changé, reportez-la d’abord.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let plan = scope.plan();
        let Some(expected) = scope.money(plan.own_contribution) else {
            answers.missing(
                "le coût total ou une ressource n’est pas connu : le solde ne peut pas être calculé",
            );
            return;
        };
        if plan.stated_own.is_empty() {
            answers.expect(expected == Money::ZERO, || {
                Anomaly::new("les ressources ne couvrent pas le coût total, et le classeur n’a pas de ligne Autofinancement")
                    .at(&Place::file(scope.folder.budget.name.as_str()))
                    .found("aucune ligne Autofinancement")
                    .expected(format!("une ligne Autofinancement de {expected}"))
            });
            answers.compliant("ressources égales au coût total, sans autofinancement");
            return;
        }
        if let [_, second, ..] = plan.stated_own.as_slice() {
            answers.anomaly(
                Anomaly::new("deux lignes sont de nature Autofinancement : une seule peut recevoir le solde")
                    .at(&scope.budget().resources[second.0].place)
                    .mend("Donnez à chaque cofinanceur sa propre nature ; gardez une ligne Autofinancement pour le demandeur."),
            );
        }
        let mut stated = Money::ZERO;
        let mut anomaly = Anomaly::new("l’autofinancement inscrit n’équilibre pas le plan");
        for (resource, key) in &plan.stated_own {
            let Some(amount) = scope.money(*key) else {
                answers.missing(format!(
                    "{} : montant d’autofinancement illisible",
                    scope.budget().resources[*resource].place
                ));
                return;
            };
            stated = stated.checked_add(amount).unwrap_or(stated);
            let cell = &scope.budget().resources[*resource].amount;
            anomaly = anomaly
                .at(cell.as_ref().map_or(&scope.budget().resources[*resource].place, |cell| &cell.place));
        }
        if stated == expected {
            answers.compliant(format!("autofinancement de {expected}, égal au solde du plan"));
        } else {
            // The plan may be right but for a line that another check finds wrong: to mend first.
            let (short, culprits) = LineFaults::of_the_plan(scope);
            if !culprits.is_empty() && stated.cents().checked_sub(expected.cents()) == Some(short) {
                let names: Vec<String> = culprits.iter().take(NAMED).map(ToString::to_string).collect();
                anomaly.message.push_str(&format!(
                    " : c’est l’écart {} {}, à corriger d’abord",
                    if culprits.len() > 1 { "des cellules" } else { "de la cellule" },
                    listed(&names)
                ));
            }
            answers.anomaly(anomaly.found(stated).expected(format!(
                "{expected} = coût total {} − autres ressources (écart de {})",
                scope.ledger().value(plan.total_cost).french(),
                stated.distance(expected)
            )));
        }
    },
};

/// A remainder below zero.
pub const OWN_NOT_NEGATIVE: Check = Check {
    code: "P-02",
    title: "Les ressources ne dépassent pas le coût total",
    severity: Severity::Error,
    explanation: Explanation {
        what: "L’autofinancement calculé (le solde) ne doit pas être négatif.",
        why: "Une opération financée à plus de 100 % est inéligible.",
        source: "Règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Réduisez les aides demandées : la part européenne est la variable d’ajustement.",
        since: "0.1.0",
    },
    run: |scope, answers| match scope.money(scope.plan().own_contribution) {
        None => answers.missing("le solde du plan ne peut pas être calculé"),
        Some(own) if own.is_negative() => answers.anomaly(
            Anomaly::new("les ressources autres que l’autofinancement dépassent le coût total")
                .found(own)
                .expected("au moins 0,00 €"),
        ),
        Some(own) => answers.compliant(format!("solde de {own}")),
    },
};

/// The line of the fund.
pub const GRANT_LINE: Check = Check {
    code: "P-03",
    title: "Le plan porte l’aide demandée à ce fonds",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Une ligne de la feuille Ressources doit être rattachée à ce fonds par [[cofinanceurs]] de projet.toml.",
        why: "Sans elle, la demande n’a pas de montant.",
        source: GUIDE,
        mend: "Dans projet.toml, ajoutez fonds = \"<identifiant du fonds>\" au cofinanceur de même nom que la ligne.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let fund = &scope.fund().identity;
        match scope.plan().grant.requested {
            None => answers.anomaly(
                Anomaly::new(format!("aucune ressource n’est rattachée au fonds « {} »", fund.short_title))
                    .at_field("cofinanceurs")
                    .expected("un cofinanceur rattaché à ce fonds"),
            ),
            Some(key) => answers.compliant(format!("aide demandée : {}", scope.ledger().value(key).french())),
        }
    },
};

/// Amount asked against base × rate.
pub const GRANT_RATE: Check = Check {
    code: "P-04",
    title: "Aide demandée = assiette éligible × taux demandé",
    severity: Severity::Error,
    explanation: Explanation {
        what: "L’aide inscrite au plan est comparée à assiette × taux, avec la tolérance d’un euro constatée sur les opérations publiées.",
        why: "Un taux affiché sur une assiette qui n’est pas la sienne fait renvoyer le dossier.",
        source: "Opérations publiées du programme : 12 sur 408 dépassent de moins d’un euro ; guide du porteur (statut : à confirmer)",
        mend: "Recalculez l’aide demandée, ou corrigez taux_demande dans projet.toml.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let grant = &scope.plan().grant;
        let fund_id = &scope.fund().identity.id;
        let typed =
            scope.project().fund_requests.get(fund_id).and_then(|request| request.requested_rate.as_deref());
        if let Some(typed) = typed.filter(|typed| crate::model::Rate::parse_percent(typed).is_none()) {
            answers.anomaly(
                Anomaly::new("le taux demandé n’est pas un pourcentage")
                    .at_field(format!("fonds.{fund_id}.taux_demande"))
                    .found(typed)
                    .expected("par exemple 45 %"),
            );
            return;
        }
        let (Some(requested), Some(computed)) = (grant.requested, grant.computed) else {
            answers.missing_at(
                "le montant demandé ou le taux demandé n’est pas renseigné",
                format!("fonds.{fund_id}.taux_demande"),
            );
            return;
        };
        let (Some(requested), Some(computed)) = (scope.money(requested), scope.money(computed)) else {
            answers.missing("l’assiette, le taux ou le montant demandé n’est pas connu");
            return;
        };
        let tolerance = scope.parameter("tolerance_taux").money().unwrap_or(Money::from_cents(100));
        if requested.distance(computed) > tolerance {
            let mut anomaly =
                Anomaly::new("l’aide demandée n’est pas le produit de l’assiette par le taux demandé");
            let fund = &scope.fund().identity.id;
            for line in scope.plan().resources.iter().filter(|line| line.fund.as_deref() == Some(fund)) {
                if let Some(cell) = &scope.budget().resources[line.resource].amount {
                    anomaly = anomaly.at(&cell.place);
                }
            }
            answers.anomaly(
                anomaly.at_field(format!("fonds.{fund}.taux_demande")).found(requested).expected(computed),
            );
        } else if requested == computed {
            answers.compliant(format!("{requested}, au centime"));
        } else {
            answers.compliant(format!(
                "{requested}, à {} près (tolérance de {tolerance})",
                requested.distance(computed)
            ));
        }
    },
};

/// Ceiling of the fund.
pub const GRANT_CEILING: Check = Check {
    code: "P-05",
    title: "L’aide demandée respecte le plafond et le plancher du fonds",
    severity: Severity::Error,
    explanation: Explanation {
        what: "L’aide demandée est comparée aux paramètres plafond et montant_min du fonds.",
        why: "Au-delà du plafond, la part excédentaire retombe sur l’autofinancement après la délibération.",
        source: "Règlement du fonds ou fiche de l’autorité de gestion (paramètres du fonds)",
        mend: "Ramenez l’aide au plafond, ou renseignez les paramètres du fonds avec leur source.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let Some(requested) = scope.plan().grant.requested.and_then(|key| scope.money(key)) else {
            answers.missing("l’aide demandée n’est pas connue");
            return;
        };
        match scope.parameter("plafond").money() {
            None => scope.missing_parameter("plafond", answers),
            Some(ceiling) if requested > ceiling => answers.anomaly(
                Anomaly::new("l’aide demandée dépasse le plafond du fonds")
                    .found(requested)
                    .expected(format!("au plus {ceiling}")),
            ),
            Some(ceiling) => answers
                .compliant(format!("{requested}, sous le plafond de {ceiling}{}", scope.reliance("plafond"))),
        }
        match scope.parameter("montant_min").money() {
            None => scope.missing_parameter("montant_min", answers),
            Some(floor) if requested < floor => answers.anomaly(
                Anomaly::new("l’aide demandée est sous le minimum du fonds")
                    .found(requested)
                    .expected(format!("au moins {floor}")),
            ),
            Some(floor) => answers.compliant(format!(
                "{requested}, au-dessus du minimum de {floor}{}",
                scope.reliance("montant_min")
            )),
        }
    },
};

/// Rate of the fund's own sheet.
pub const GRANT_MAX_RATE: Check = Check {
    code: "P-06",
    title: "Le taux d’aide respecte le maximum du fonds",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Aide demandée ÷ assiette éligible est comparé au paramètre taux_max du fonds.",
        why: "Seule la fiche du fonds fait d’un taux une limite opposable.",
        source: "Règlement du fonds ou fiche de l’autorité de gestion (paramètre taux_max)",
        mend: "Ramenez l’aide au taux maximal ; l’autofinancement reçoit la différence.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let Some(rate) = scope.plan().grant.displayed_rate.and_then(|key| scope.rate(key)) else {
            answers.missing("le taux d’aide ne peut pas être calculé");
            return;
        };
        match scope.parameter("taux_max").rate() {
            None => scope.missing_parameter("taux_max", answers),
            Some(ceiling) => {
                // Published rates are rounded: compare what would be published (domain.md §6).
                if rate.displayed_percent() > ceiling.displayed_percent() {
                    answers.anomaly(
                        Anomaly::new("le taux d’aide dépasse le maximum du fonds")
                            .found(rate)
                            .expected(format!("au plus {ceiling}")),
                    );
                } else {
                    answers.compliant(format!(
                        "{rate}, pour un maximum de {ceiling}{}",
                        scope.reliance("taux_max")
                    ));
                }
            }
        }
    },
};

/// Co-financing ceiling of the priority.
pub const PRIORITY_RATE: Check = Check {
    code: "P-07",
    title: "Le taux d’aide reste sous le plafond de cofinancement de la priorité",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Le taux d’aide est comparé au plafond de cofinancement de la catégorie de région.",
        why: "Le plafond vaut pour la priorité entière : des opérations réelles le dépassent. Au-delà, l’autorité de gestion demandera pourquoi.",
        source: "Règlement (UE) 2021/1060, art. 112, § 3",
        mend: "Justifiez le taux auprès de l’autorité de gestion, ou ramenez-le au plafond.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        if !scope.fund().parameters.contains_key("taux_max_priorite") {
            answers.not_applicable("la définition de ce fonds ne porte pas de plafond de priorité");
            return;
        }
        let rates = (
            scope.plan().grant.displayed_rate.and_then(|key| scope.rate(key)),
            scope.parameter("taux_max_priorite").rate(),
        );
        match rates {
            (Some(rate), Some(ceiling)) if rate.displayed_percent() > ceiling.displayed_percent() => answers
                .anomaly(
                    Anomaly::new("le taux d’aide dépasse le plafond de cofinancement de la priorité")
                        .found(rate)
                        .expected(format!("au plus {ceiling}")),
                ),
            (Some(rate), Some(ceiling)) => answers.compliant(format!("{rate}, pour un plafond de {ceiling}")),
            _ => answers.missing("le taux d’aide ou le plafond de la priorité n’est pas connu"),
        }
    },
};

/// Own contribution over public financing.
pub const OWN_SHARE: Check = Check {
    code: "P-08",
    title: "Le maître d’ouvrage apporte sa part minimale des financements publics",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Autofinancement ÷ (aides publiques + autofinancement) est comparé au minimum légal des opérations d’investissement.",
        why: "La règle lie les opérations d’investissement ; elle ne lie pas une opération d’animation, mais un fonds peut l’imposer.",
        source: "Code général des collectivités territoriales, art. L1111-10, III",
        mend: "Réduisez les aides publiques demandées : l’autofinancement augmente d’autant.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let (Some(share), Some(minimum)) =
            (scope.rate(scope.plan().own_share_of_public), scope.parameter("autofinancement_min").rate())
        else {
            answers.missing("la part du maître d’ouvrage ou son minimum n’est pas connu");
            return;
        };
        if share.fraction() >= minimum.fraction() {
            answers.compliant(format!("part de {share}, pour un minimum de {minimum}"));
        } else if scope.has_investment() {
            answers.anomaly(
                Anomaly::new("la part du maître d’ouvrage est sous le minimum des opérations d’investissement, et le plan porte des investissements")
                    .found(share)
                    .expected(format!("au moins {minimum}")),
            );
        } else {
            answers.compliant(format!("part de {share}, sous {minimum} ; la règle ne lie que l’investissement et le plan n’en porte pas"));
        }
    },
};

/// Public aid against the base less in-kind contributions.
pub const IN_KIND_CEILING: Check = Check {
    code: "P-09",
    title: "L’aide publique ne dépasse pas l’assiette moins les contributions en nature",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le total des aides publiques est comparé à l’assiette éligible moins les contributions en nature.",
        why: "Sans cette limite, l’aide rembourserait un apport qui n’a rien coûté.",
        source: "Règlement (UE) 2021/1060, art. 67, § 1, a)",
        mend: "Réduisez l’aide demandée ou l’apport en nature.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let plan = scope.plan();
        match (scope.money(plan.public_aid), scope.money(plan.public_aid_ceiling)) {
            (Some(aid), Some(ceiling)) if aid > ceiling => answers.anomaly(
                Anomaly::new("les aides publiques dépassent l’assiette moins les contributions en nature")
                    .found(aid)
                    .expected(format!("au plus {ceiling}")),
            ),
            (Some(aid), Some(ceiling)) => {
                answers.compliant(format!("aides publiques de {aid}, pour un maximum de {ceiling}"))
            }
            _ => answers.missing("les aides publiques ou l’assiette ne sont pas connues"),
        }
    },
};

/// In-kind on both sides.
pub const IN_KIND_MIRROR: Check = Check {
    code: "P-10",
    title: "Les contributions en nature sont équilibrées en dépenses et en ressources",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le total du poste « Contributions en nature » est comparé au total des ressources de même nature, au centime.",
        why: "Un apport en nature est une dépense et une ressource du même montant.",
        source: "Décret n° 2022-608 du 21 avril 2022, annexe (contributions en nature) ; règlement (UE) 2021/1060, art. 67, § 1",
        mend: "Inscrivez le même montant des deux côtés, sur la valeur attestée (au plus la valeur de marché).",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let plan = scope.plan();
        match (scope.money(plan.in_kind_total), scope.money(plan.in_kind_resources)) {
            (Some(expenses), Some(resources)) if expenses != resources => {
                let mut anomaly =
                    Anomaly::new("les contributions en nature diffèrent entre dépenses et ressources");
                for line in plan
                    .resources
                    .iter()
                    .filter(|line| scope.nature_role(line.nature) == Some(NatureRole::Nature))
                {
                    anomaly = anomaly.at(&scope.budget().resources[line.resource].place);
                }
                answers.anomaly(
                    anomaly
                        .found(format!("{resources} en ressources"))
                        .expected(format!("{expenses}, comme en dépenses")),
                );
            }
            (Some(expenses), Some(_)) => answers.compliant(format!("{expenses} de chaque côté")),
            _ => answers.missing("un montant en nature n’est pas connu"),
        }
    },
};

/// Natures of resources.
pub const NATURES: Check = Check {
    code: "P-11",
    title: "La nature de chaque ressource est reconnue",
    severity: Severity::Error,
    explanation: Explanation {
        what: "La nature de chaque ligne de la feuille Ressources est cherchée parmi celles du fonds.",
        why: "De la nature dépendent l’autofinancement, le cumul des aides publiques et l’équilibre des apports en nature.",
        source: GUIDE,
        mend: "Choisissez une des natures du fonds, ou ajoutez un alias dans fund.toml.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let known: Vec<&str> = scope.fund().natures.iter().map(|nature| nature.label.as_str()).collect();
        for line in scope.plan().resources.iter().filter(|line| line.nature.is_none()) {
            let resource = &scope.budget().resources[line.resource];
            let (place, found) = resource
                .nature
                .as_ref()
                .map_or((&resource.place, "vide"), |cell| (&cell.place, cell.value.as_str()));
            answers.anomaly(
                Anomaly::new("nature de ressource non reconnue")
                    .at(place)
                    .found(found)
                    .expected(known.join(", ")),
            );
        }
        let count = scope.budget().resources.len();
        if count == 0 {
            answers.missing("le classeur n’a pas de ressource");
        } else {
            answers.compliant(counted(count, "ressource", "ressources"));
        }
    },
};

/// Resources and `[[cofinanceurs]]` against each other.
pub const CO_FINANCERS: Check = Check {
    code: "P-12",
    title: "Les cofinanceurs du classeur et de projet.toml sont les mêmes",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque ressource du classeur est cherchée, par son nom, dans [[cofinanceurs]], et réciproquement.",
        why: "Un cofinanceur par ligne, avec sa lettre : ce qui n’est que d’un côté n’est pas prouvé.",
        source: GUIDE,
        mend: "Donnez au cofinanceur le même nom des deux côtés.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let inputs = PlanInputs {
            project: scope.project(),
            budget: scope.budget(),
            fund: scope.fund(),
            effective_date: scope.effective_date,
        };
        for line in &scope.plan().resources {
            let resource = &scope.budget().resources[line.resource];
            let name = resource.co_financer.as_ref().map_or("sans nom", |cell| cell.value.as_str());
            answers.expect(crate::figures::plan::known_co_financer(inputs, resource).is_some(), || {
                Anomaly::new(format!("« {name} » n’a pas d’entrée [[cofinanceurs]]"))
                    .at(&resource.place)
                    .at_field("cofinanceurs")
            });
        }
        for (index, co_financer) in scope.project().co_financers.iter().enumerate() {
            natures_agree(scope, answers, index, co_financer);
            let wanted = normalise(&co_financer.name);
            let listed = scope.budget().resources.iter().any(|resource| {
                resource.co_financer.as_ref().is_some_and(|cell| normalise(&cell.value) == wanted)
            });
            answers.expect(listed, || {
                Anomaly::new(format!("« {} » n’est pas dans la feuille Ressources", co_financer.name))
                    .at_field(format!("cofinanceurs[{index}].nom"))
            });
        }
        answers.compliant(format!(
            "{}, {}",
            counted(scope.budget().resources.len(), "ressource", "ressources"),
            counted(scope.project().co_financers.len(), "cofinanceur", "cofinanceurs")
        ));
    },
};

/// Total of public aid, own contribution left out.
pub const PUBLIC_AID_TOTAL: Check = Check {
    code: "P-13",
    title: "Le cumul des aides publiques ne dépasse pas l’assiette éligible",
    severity: Severity::Error,
    explanation: Explanation {
        what: "La somme des aides publiques, autofinancement exclu, est comparée à l’assiette éligible.",
        why: "Au-delà, une même dépense serait remboursée deux fois.",
        source: "Règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Réduisez une aide : la part européenne est la variable d’ajustement.",
        since: "0.1.0",
    },
    run: |scope, answers| match (
        scope.money(scope.plan().public_aid),
        scope.money(scope.plan().eligible_base),
    ) {
        (Some(aid), Some(base)) if aid > base => {
            answers.anomaly(
                Anomaly::new("le cumul des aides publiques dépasse l’assiette éligible")
                    .found(aid)
                    .expected(format!("au plus {base}")),
            );
        }
        (Some(aid), Some(base)) => {
            let share =
                if base == Money::ZERO { Decimal::ZERO } else { aid.to_decimal() / base.to_decimal() };
            let share = Value::Rate(crate::model::Rate::from_fraction(share)).french();
            answers.compliant(format!("{aid}, soit {share} de l’assiette"));
        }
        _ => answers.missing("une aide ou l’assiette n’est pas connue"),
    },
};

/// The sum of the years.
pub const YEARS_SUM: Check = Check {
    code: "P-14",
    title: "La somme des années est le coût total",
    severity: Severity::Error,
    explanation: Explanation {
        what: "La somme des totaux annuels est comparée au coût total, au centime.",
        why: "Une ligne sans année, ou d’une année hors de l’opération, disparaît de l’échéancier.",
        source: "Guide du porteur : une ligne par dépense et par année (statut : à confirmer)",
        mend: "Donnez une année à chaque ligne.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let years: Option<Vec<Money>> =
            scope.plan().year_totals.iter().map(|key| scope.money(*key)).collect();
        match (years, scope.money(scope.plan().total_cost)) {
            (Some(years), Some(total)) if !years.is_empty() => {
                let sum =
                    years.into_iter().fold(Money::ZERO, |sum, year| sum.checked_add(year).unwrap_or(sum));
                if sum == total {
                    answers.compliant(format!(
                        "{total} sur {}",
                        counted(scope.plan().years.len(), "année", "années")
                    ));
                } else {
                    answers.anomaly(
                        Anomaly::new("la somme des années n’est pas le coût total")
                            .found(sum)
                            .expected(total),
                    );
                }
            }
            _ => answers.missing("les années ou le coût total ne sont pas connus"),
        }
    },
};

/// The nature of `[[cofinanceurs]]` is one the fund knows, and the one the workbook gives.
fn natures_agree(scope: &Scope<'_>, answers: &mut Answers, index: usize, co_financer: &CoFinancer) {
    let Some(written) = &co_financer.nature else { return };
    let field = format!("cofinanceurs[{index}].nature");
    let fund = scope.fund();
    let Some(here) = fund.find_nature(written) else {
        let known: Vec<&str> = fund.natures.iter().map(|nature| nature.label.as_str()).collect();
        answers.anomaly(
            Anomaly::new(format!("nature de « {} » inconnue", co_financer.name))
                .at_field(field)
                .found(written)
                .expected(known.join(", ")),
        );
        return;
    };
    let wanted = normalise(&co_financer.name);
    for resource in &scope.budget().resources {
        let same_name = resource.co_financer.as_ref().is_some_and(|cell| normalise(&cell.value) == wanted);
        if let (true, Some(cell)) = (same_name, &resource.nature) {
            answers.expect(fund.find_nature(&cell.value) == Some(here), || {
                Anomaly::new(format!(
                    "la nature de « {} » diffère entre le classeur et projet.toml",
                    co_financer.name
                ))
                .at(&cell.place)
                .at_field(field.clone())
                .found(&cell.value)
                .expected(written)
            });
        }
    }
}
