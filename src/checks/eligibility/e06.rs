//! Simplified cost options below 200 000 €.

use crate::checks::flat_rates::scales::is_paid_by_scale;
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Missing, Sentence, Severity};
use crate::model::Project;
use crate::model::fund::{CategoryRole, Covers, FlatRate, FlatRateBase};
use crate::rules::catalogue::SIMPLIFIED_COSTS;

/// Simplified cost options below 200 000 €.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-06",
    title: "Les options de coûts simplifiés sont utilisées quand elles sont obligatoires",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le coût total (et non l’aide) est comparé au seuil sous lequel coûts unitaires, montants ou taux forfaitaires sont obligatoires ; avec un taux forfaitaire, seules les dépenses auxquelles il s’applique peuvent rester au réel : le personnel avec 15 % du personnel ou avec les 40 %, tous les coûts directs avec 7 % ou 25 % des coûts directs, les autres coûts directs avec les 20 % ; les salaires et indemnités des participants le peuvent toujours. Ce que paient des coûts unitaires ou des montants forfaitaires (couts_simplifies) n’est pas au réel. L’autorité peut exempter une opération de recherche et d’innovation : projet.exemption_couts_simplifies nomme la pièce qui le dit.",
        why: "Sous le seuil, une opération au réel est irrecevable, sauf aide d’État.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 53, § 2",
            sentence: Some(
                "Lorsque le coût total d’une opération ne dépasse pas 200 000 EUR, la contribution accordée au bénéficiaire au titre du FEDER, du FSE+, du FTJ, du FAMI, du FSI et de l’IGFV prend la forme de coûts unitaires, montants forfaitaires ou taux forfaitaires, sauf en ce qui concerne les opérations pour lesquelles le soutien constitue une aide d’État. Lorsqu’il est recouru à un financement à taux forfaitaire, seules les catégories de coûts auxquelles le taux forfaitaire s’applique peuvent être remboursées conformément au paragraphe 1, point a).",
            ),
        },
        mend: "Choisissez un taux forfaitaire dans projet.toml › couts_indirects, avec l’autorité de gestion.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.does_not_bear(SIMPLIFIED_COSTS, answers) {
            return;
        }
        if scope.project().state_aid.is_aid == Some(true) {
            answers.declared(
                "le demandeur dit que le soutien est une aide d’État, que l’article 53, § 2, excepte",
            );
            return;
        }
        if let Some(piece) = &scope.project().identity.simplified_costs_exemption {
            answers.declared(say!(
                "l’autorité exempte cette opération de recherche et d’innovation, d’après la pièce {}",
                piece
            ));
            return;
        }
        let total = scope.needed(scope.plan().total_cost, answers);
        let threshold = scope.rule_money(SIMPLIFIED_COSTS, answers);
        let (Some(total), Some(threshold)) = (total, threshold) else { return };
        if total > threshold.value {
            answers.compared(1, say!("coût total de {}, au-dessus de {}", total, relied(&threshold)));
        } else if scope.plan().flat_rates().next().is_some() {
            outside_the_base(
                scope,
                answers,
                &say!("coût total de {}, dans la limite de {}", total, relied(&threshold)),
            );
        } else if let Some((rule, section)) = asked(scope.project()) {
            answers.missing(Missing::of_applicant(
                say!(
                    "le forfait « {} » n’est pas un de ceux du fonds : ce qu’il couvre n’est pas connu",
                    rule
                ),
                format!("{section}.regle"),
            ));
        } else if !scope.project().simplified_costs.is_empty() {
            outside_the_base(
                scope,
                answers,
                &say!("coût total de {}, dans la limite de {}", total, relied(&threshold)),
            );
        } else {
            let finding =
                Finding::new("le coût total impose des options de coûts simplifiés et le plan est au réel")
                    .at_field("couts_indirects")
                    .found(total)
                    .expected(say!("plus de {}, ou un forfait", relied(&threshold)))
                    .stake(total)
                    .from_figures([scope.plan().total_cost]);
            answers.finding(based_on(&threshold, finding));
        }
    }),
};

/// The flat rate that the project asks for, and where.
fn asked(project: &Project) -> Option<(&str, &'static str)> {
    let indirect = project.indirect_costs.as_ref().map(|choice| (&*choice.rule, Covers::Indirect.section()));
    let staff = project.staff_costs.as_ref().map(|choice| (&*choice.rule, Covers::Staff.section()));
    indirect.or(staff)
}

/// True when a flat rate applies to a category, which then stays at real cost (art. 53, § 2, second sentence); salaries and
/// allowances of participants always do (second subparagraph).
fn applies_to(flat: &FlatRate, role: CategoryRole) -> bool {
    match (flat.base, role) {
        (_, CategoryRole::Participants) => true,
        (_, CategoryRole::Indirects) => false,
        (FlatRateBase::Personnel, role) => role == CategoryRole::Personnel,
        (FlatRateBase::Directs, _) => true,
        (FlatRateBase::AutresDirects, role) => role != CategoryRole::Personnel,
    }
}

/// With flat rates, only what they apply to stays at real cost; with unit costs or lump sums alone, nothing does.
fn outside_the_base(scope: &Scope<'_>, answers: &mut Answers, limit: &Sentence) {
    let known = &scope.fund().flat_rates;
    let flats: Vec<&FlatRate> =
        scope.plan().flat_rates().filter_map(|plan| known.get(plan.flat_rate)).collect();
    let names = Fact::list_with(
        flats
            .iter()
            .map(|flat| flat.label.as_str())
            .chain(flats.is_empty().then_some("coûts unitaires ou montants forfaitaires")),
        " ; ",
    );
    // What stands beside a flat rate that covers everything is told by F-05, line by line.
    let is_told = flats.iter().any(|flat| flat.covers() == Covers::AllTheRest);
    let mut inside = 0;
    for line in &scope.plan().lines {
        let Some(category) = scope.category(line) else {
            answers.missing(Missing::of_workbook(say!(
                "le poste de « {} » n’est pas reconnu : il peut être dans la base du forfait ou non",
                scope.label(line)
            )));
            continue;
        };
        let is_participants = category.role == CategoryRole::Participants;
        if is_paid_by_scale(scope.project(), scope.label(line))
            || (flats.is_empty() && is_participants)
            || flats.iter().any(|flat| applies_to(flat, category.role))
        {
            inside += 1;
            continue;
        }
        if is_told {
            continue;
        }
        let (message, admitted, mend) = if flats.is_empty() {
            (
                "la dépense est au réel : le coût total ne l’admet pas",
                say!("{}, rien au réel hors des indemnités des participants", limit.clone()),
                "Payez-la aussi au barème, ou choisissez un forfait, avec l’autorité de gestion.",
            )
        } else {
            (
                "la dépense est au réel, hors de la base du forfait : le coût total ne l’admet pas",
                say!("{}, seule la base du forfait au réel (« {} »)", limit.clone(), names.clone()),
                "Choisissez un forfait assis sur tous les coûts directs, ou qui couvre tous les autres coûts.",
            )
        };
        let finding = Finding::new(message)
            .at(&scope.amount_cell(line))
            .expected(admitted)
            .mend(mend)
            .from_figures([scope.plan().total_cost]);
        answers.finding(match scope.money(line.amount) {
            Some(amount) => finding.found(amount).stake(amount),
            None => finding,
        });
    }
    answers.compared(
        inside,
        say!(
            "{} : {} (« {} »)",
            limit.clone(),
            if flats.is_empty() {
                Fact::count(inside, "ligne payée au barème", "lignes payées au barème")
            } else {
                Fact::count(inside, "ligne dans la base du forfait", "lignes dans la base du forfait")
            },
            names
        ),
    );
}
