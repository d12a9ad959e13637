//! Costs by flat rate (CPR art. 54, 55(1) and 56(1)).

use super::PlanInputs;
use super::categories::{CategoryPlan, DirectCosts, counts_in_bases, has_role, sum};
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::fund::{CategoryRole, Covers, FlatRateBase};
use crate::model::{Fund, Place, Rate};

/// Costs by flat rate.
#[derive(Debug, Clone)]
pub struct FlatRatePlan {
    /// Index into the fund's flat rates.
    pub flat_rate: usize,
    /// The rate asked for.
    pub rate: FigureKey,
    /// The base it applies to.
    pub base: FigureKey,
    /// The amount: base × rate, on the total of the base.
    pub amount: FigureKey,
    /// By year: pro rata of the base, the last year takes the remainder.
    pub by_year: Vec<FigureKey>,
}

impl FlatRatePlan {
    /// The category of the direct staff costs that it gives.
    pub fn staff_category(&self, fund: &Fund) -> CategoryPlan {
        let position = fund.categories.iter().position(|category| category.role == CategoryRole::Personnel);
        let name = position.and_then(|index| fund.categories.get(index)).map(|own| own.label.as_str());
        CategoryPlan {
            category: position,
            id: "frais-de-personnel".to_owned(),
            label: format!("{} (forfait)", name.unwrap_or("Personnel")),
            lines: Vec::new(),
            total: self.amount,
            excl_vat: None,
            vat: None,
            by_year: self.by_year.clone(),
        }
    }
}

/// What a flat rate is asked for, and how its figures are called.
struct Request<'a> {
    section: &'static str,
    label: &'static str,
    flat_rate: usize,
    rate: &'a str,
}

/// A base with its years.
struct Base {
    total: FigureKey,
    by_year: Option<Vec<FigureKey>>,
}

/// Enter the flat rate for direct staff costs that the project asks for: a rate on the other direct costs.
pub fn staff(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    categories: &[CategoryPlan],
    years: &[i32],
) -> Result<Option<FlatRatePlan>, LedgerError> {
    let Some(choice) = &inputs.project.staff_costs else { return Ok(None) };
    let Some(flat_rate) = known(inputs, &choice.rule, Covers::Staff.section()) else { return Ok(None) };
    let others = || {
        categories.iter().filter(|plan| {
            !has_role(inputs.fund, plan, CategoryRole::Personnel) && counts_in_bases(inputs.fund, plan)
        })
    };
    let total = sum(
        ledger,
        "frais_de_personnel.base".into(),
        "Coûts directs autres que de personnel".into(),
        others().map(|plan| plan.total).collect(),
    )?;
    let by_year = years
        .iter()
        .enumerate()
        .map(|(position, year)| {
            let parts = others().map(|plan| plan.by_year[position]).collect();
            let id = format!("frais_de_personnel.base.{year}");
            sum(ledger, id, format!("Coûts directs autres que de personnel {year}"), parts)
        })
        .collect::<Result<_, _>>()?;
    let request = Request {
        section: Covers::Staff.section(),
        label: "Frais de personnel (forfait)",
        flat_rate,
        rate: &choice.rate,
    };
    enter(ledger, inputs, &request, Base { total, by_year: Some(by_year) }, years).map(Some)
}

/// Enter the flat rate for indirect costs, or for all the rest, that the project asks for; `None` when it asks for none or
/// for one the fund does not know (a check then says so).
pub fn indirect(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    direct: &DirectCosts,
    years: &[i32],
) -> Result<Option<FlatRatePlan>, LedgerError> {
    let Some(choice) = &inputs.project.indirect_costs else { return Ok(None) };
    let Some(flat_rate) = known(inputs, &choice.rule, Covers::Indirect.section()) else { return Ok(None) };
    let base = match inputs.fund.flat_rates[flat_rate].base {
        FlatRateBase::Personnel => Base { total: direct.staff_total, by_year: direct.staff_by_year.clone() },
        FlatRateBase::Directs | FlatRateBase::AutresDirects => eligible(ledger, inputs, direct, years)?,
    };
    let request = Request {
        section: Covers::Indirect.section(),
        label: "Coûts indirects (forfait)",
        flat_rate,
        rate: &choice.rate,
    };
    enter(ledger, inputs, &request, base, years).map(Some)
}

/// The flat rate that a section asks for, when it is one of that section.
fn known(inputs: PlanInputs<'_>, rule: &str, section: &str) -> Option<usize> {
    inputs.fund.flat_rates.iter().position(|flat| flat.id == rule && flat.covers().section() == section)
}

/// The eligible direct costs: all of them, but for categories that the fund does not retain and indirect costs at real cost.
fn eligible(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    direct: &DirectCosts,
    years: &[i32],
) -> Result<Base, LedgerError> {
    let out: Vec<&CategoryPlan> =
        direct.categories.iter().filter(|plan| !counts_in_bases(inputs.fund, plan)).collect();
    if out.is_empty() {
        return Ok(Base { total: direct.total, by_year: Some(direct.by_year.clone()) });
    }
    let mut less = |id: String, label: String, whole, parts| {
        ledger.computed(id, label, Unit::Euro, Expression::Remainder { whole, parts }, None)
    };
    let total = less(
        "couts_indirects.base".into(),
        "Coûts directs éligibles".into(),
        direct.total,
        out.iter().map(|plan| plan.total).collect(),
    )?;
    let by_year = years
        .iter()
        .enumerate()
        .map(|(position, year)| {
            let parts = out.iter().map(|plan| plan.by_year[position]).collect();
            let id = format!("couts_indirects.base.{year}");
            less(id, format!("Coûts directs éligibles {year}"), direct.by_year[position], parts)
        })
        .collect::<Result<_, _>>()?;
    Ok(Base { total, by_year: Some(by_year) })
}

fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    request: &Request<'_>,
    base: Base,
    years: &[i32],
) -> Result<FlatRatePlan, LedgerError> {
    let Request { section, label, flat_rate, .. } = *request;
    let flat = &inputs.fund.flat_rates[flat_rate];
    let rate = ledger.given(
        format!("{section}.taux"),
        format!("Taux forfaitaire demandé ({})", flat.label),
        Unit::Rate,
        Rate::parse_percent(request.rate).map_or(Value::Missing, Value::Rate),
        Origin::Input(Place::field("projet.toml", format!("{section}.taux"))),
    )?;
    let amount = ledger.computed(
        format!("{section}.montant"),
        label,
        Unit::Euro,
        Expression::Product { amount: base.total, rate },
        Some(&flat.source),
    )?;
    let short = label.trim_end_matches(" (forfait)");
    let mut by_year = Vec::with_capacity(years.len());
    for (index, year) in years.iter().enumerate() {
        let expression = match &base.by_year {
            _ if index + 1 == years.len() => Expression::Remainder { whole: amount, parts: by_year.clone() },
            Some(yearly) => Expression::ProRata { amount, factor: yearly[index], divisor: base.total },
            None => Expression::Sum(Vec::new()),
        };
        let id = format!("{section}.{year}");
        by_year.push(ledger.computed(id, format!("{short} {year}"), Unit::Euro, expression, None)?);
    }
    Ok(FlatRatePlan { flat_rate, rate, base: base.total, amount, by_year })
}

/// The examples are worked by hand from the articles of Regulation (EU) 2021/1060; none is taken from the program.
#[cfg(test)]
mod tests {
    use super::super::{Computation, PlanInputs, compute};
    use crate::model::{Budget, ExpenseLine, Fund, Located, Money, Place, Project, StaffLine};
    use crate::source::project_file::parse;

    const FUND: &str = r#"
        natures = []
        documents = []
        postes = [
            { id = "p", libelle = "Personnel", onglet = "P", role = "personnel", source = "essai", statut = "confirme" },
            { id = "e", libelle = "Prestations", onglet = "E", source = "essai", statut = "confirme" },
            { id = "n", libelle = "Hors assiette", onglet = "N", eligible = false, source = "essai", statut = "confirme" },
            { id = "t", libelle = "Participants", onglet = "T", role = "participants", source = "essai", statut = "confirme" },
            { id = "i", libelle = "Indirects", onglet = "I", role = "indirects", source = "essai", statut = "confirme" },
        ]
        forfaits = [
            { id = "54-a", libelle = "a", taux_max = "7 %", base = "directs", source = "art. 54, a)", statut = "confirme" },
            { id = "54-b", libelle = "b", taux_max = "15 %", base = "personnel", source = "art. 54, b)", statut = "confirme" },
            { id = "54-c", libelle = "c", taux_max = "25 %", base = "directs", methode_requise = true, source = "art. 54, c)", statut = "confirme" },
            { id = "55-1", libelle = "s", taux_max = "20 %", base = "autres-directs", source = "art. 55, § 1", statut = "confirme" },
            { id = "56-1", libelle = "r", taux_max = "40 %", base = "personnel", couvre_tous_les_autres_couts = true, source = "art. 56, § 1", statut = "confirme" },
        ]
        [fonds]
        id = "essai"
        intitule = "Essai"
        intitule_court = "Essai"
        autorite = "Essai"
    "#;

    /// The plan of these lines (category, cents; « p » is the staff sheet) with flat rates as `projet.toml` asks for them.
    fn plan(lines: &[(&str, i64)], asked: &str) -> Computation {
        let fund: Fund = parse("fund.toml", FUND.as_bytes()).unwrap();
        let project = format!(
            "calendrier = {{}}\ndemandeur = {{ raison_sociale = \"x\" }}\nprojet = {{ intitule = \"x\", fonds = [] }}\n{asked}"
        );
        let project: Project = parse("projet.toml", project.as_bytes()).unwrap();
        let mut budget = Budget::default();
        for (index, (category, cents)) in lines.iter().enumerate() {
            let place = Place::field("budget.xlsx", format!("{index}"));
            let amount = Some(Located { value: Money::from_cents(*cents), place: place.clone() });
            if *category == "p" {
                budget.staff_lines.push(staff(place, amount));
            } else {
                budget.expense_lines.push(expense(place, category, amount));
            }
        }
        compute(PlanInputs { project: &project, budget: &budget, fund: &fund, effective_date: None }).unwrap()
    }

    fn staff(place: Place, stated_cost: Option<Located<Money>>) -> StaffLine {
        StaffLine {
            place,
            number: None,
            label: None,
            mission: None,
            partner: None,
            action: None,
            year: None,
            years: None,
            annual_cost: None,
            annual_hours: None,
            method: None,
            monthly_cost: None,
            monthly_hours: None,
            working_share: None,
            costs_as_of: None,
            hours: None,
            fixed_share: None,
            months: None,
            stated_cost,
            document: None,
        }
    }

    fn expense(place: Place, category: &str, amount: Option<Located<Money>>) -> ExpenseLine {
        ExpenseLine {
            category: Some(Located { value: category.into(), place: place.clone() }),
            place,
            number: None,
            label: None,
            supplier: None,
            section: None,
            partner: None,
            action: None,
            year: None,
            years: None,
            quantity: None,
            unit_price: None,
            amount_excl_vat: None,
            vat_rate: None,
            vat: None,
            amount_incl_vat: amount,
            basis: None,
            document: None,
        }
    }

    fn assert_money(plan: &Computation, id: &str, cents: i64) {
        assert_eq!(plan.ledger.money(id), Some(Money::from_cents(cents)), "{id}");
    }

    /// Staff of 52 374,00 € and services of 98 705,50 €: direct costs of 151 079,50 €.
    const LINES: [(&str, i64); 2] = [("p", 5_237_400), ("e", 9_870_550)];

    /// Art. 54, a): « jusqu’à 7 % des coûts directs éligibles ». 151 079,50 × 7 % = 10 575,565, rounded to 10 575,57.
    #[test]
    fn seven_per_cent_of_direct_costs() {
        let plan = plan(&LINES, "couts_indirects = { regle = \"54-a\", taux = \"7 %\" }");
        assert_money(&plan, "couts_indirects.montant", 1_057_557);
        assert_money(&plan, "cout_total", 16_165_507);
    }

    /// Art. 54, a) speaks of eligible direct costs: 4 000,00 € that the fund does not retain, and 1 000,00 € of indirect costs
    /// at real cost, are not in the base.
    #[test]
    fn what_is_not_an_eligible_direct_cost_is_no_base() {
        let lines = [LINES[0], LINES[1], ("n", 400_000), ("i", 100_000)];
        let plan = plan(&lines, "couts_indirects = { regle = \"54-a\", taux = \"7 %\" }");
        assert_money(&plan, "couts_indirects.base", 15_107_950);
        assert_money(&plan, "couts_indirects.montant", 1_057_557);
    }

    /// Art. 54, b): « jusqu’à 15 % des frais de personnel directs éligibles ». 52 374,00 × 15 % = 7 856,10.
    #[test]
    fn fifteen_per_cent_of_direct_staff() {
        let plan = plan(&LINES, "couts_indirects = { regle = \"54-b\", taux = \"15 %\" }");
        assert_money(&plan, "couts_indirects.montant", 785_610);
        assert_money(&plan, "cout_total", 15_893_560);
    }

    /// Art. 54, c): « jusqu’à 25 % des coûts directs éligibles ». 151 079,50 × 25 % = 37 769,875, rounded to 37 769,88.
    #[test]
    fn twenty_five_per_cent_of_direct_costs() {
        let plan = plan(&LINES, "couts_indirects = { regle = \"54-c\", taux = \"25 %\" }");
        assert_money(&plan, "couts_indirects.montant", 3_776_988);
        assert_money(&plan, "cout_total", 18_884_938);
    }

    /// Art. 55, § 1: staff « à un taux forfaitaire plafonné à 20 % des coûts directs autres que les frais de personnel
    /// directs ». 98 705,50 × 20 % = 19 741,10; total 118 446,60.
    #[test]
    fn staff_at_twenty_per_cent_of_the_other_direct_costs() {
        let plan = plan(&[LINES[1]], "frais_de_personnel = { regle = \"55-1\", taux = \"20 %\" }");
        assert_money(&plan, "frais_de_personnel.montant", 1_974_110);
        assert_money(&plan, "personnel.total", 1_974_110);
        assert_money(&plan, "cout_total", 11_844_660);
    }

    /// Art. 53, § 1, e): forms go together on different categories. Staff of 19 741,10 € by art. 55, § 1, then 15 % of it:
    /// 2 961,165, rounded to 2 961,17. Or 7 % of all direct costs, 118 446,60: 8 291,262, rounded to 8 291,26.
    #[test]
    fn staff_by_a_rate_is_a_base_of_indirect_costs() {
        let staff = "frais_de_personnel = { regle = \"55-1\", taux = \"20 %\" }";
        let of_staff = format!("{staff}\ncouts_indirects = {{ regle = \"54-b\", taux = \"15 %\" }}");
        assert_money(&plan(&[LINES[1]], &of_staff), "couts_indirects.montant", 296_117);
        let of_all = format!("{staff}\ncouts_indirects = {{ regle = \"54-a\", taux = \"7 %\" }}");
        assert_money(&plan(&[LINES[1]], &of_all), "couts_indirects.montant", 829_126);
    }

    /// Art. 56, § 1: « 40 % des frais de personnel directs éligibles » for all the rest; § 2: allowances of participants are
    /// not in it. 52 374,00 × 40 % = 20 949,60; with 3 600,00 € of allowances, 76 923,60 in all.
    #[test]
    fn forty_per_cent_of_direct_staff_for_all_the_rest() {
        let lines = [LINES[0], ("t", 360_000)];
        let plan = plan(&lines, "couts_indirects = { regle = \"56-1\", taux = \"40 %\" }");
        assert_money(&plan, "couts_indirects.montant", 2_094_960);
        assert_money(&plan, "cout_total", 7_692_360);
    }
}
