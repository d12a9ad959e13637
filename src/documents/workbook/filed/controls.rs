//! The controls that stay alive: what an edit breaks, one of them says.

use rust_decimal::Decimal;

use super::Filing;
use super::holders::{Holder, Kind, Retained};
use crate::figures::plan::PlanLine;
use crate::figures::{FigureKey, Value};
use crate::xlsx::Live;

/// A control that stays alive.
pub struct Control {
    /// What holds.
    pub name: String,
    /// The condition, as a formula.
    pub condition: Live,
    /// Whether it holds in the workbook as it is written.
    pub holds: bool,
}

/// The controls of the workbook. One that could say nothing of these lines is not offered.
pub fn controls(filing: Filing<'_>) -> Vec<Control> {
    let plan = filing.plan();
    let mut controls = vec![
        equal(filing, "Total des recettes = total des dépenses", plan.resources_total, plan.total_cost),
        equal(filing, "Somme des années = total des dépenses", plan.years_sum, plan.total_cost),
        categories(filing),
        natures(filing),
        Control {
            name: "L’autofinancement n’est pas négatif".to_owned(),
            condition: Live::of(plan.own_contribution).text(">=0"),
            holds: amount(filing, plan.own_contribution).is_some_and(|own| !own.is_sign_negative()),
        },
    ];
    for (_, stated) in plan.stated_own.iter().filter(|_| plan.stated_own.len() == 1) {
        let name = "Autofinancement inscrit au budget = solde du plan";
        controls.push(equal(filing, name, *stated, plan.own_contribution));
    }
    if let (Some(requested), Some(computed)) = (plan.grant.requested, plan.grant.computed) {
        controls.push(equal(filing, "Aide demandée = assiette × taux", requested, computed));
    }
    if amount(filing, plan.in_kind_total).is_some_and(|total| !total.is_zero()) {
        let name = "Contributions en nature : recettes = dépenses";
        controls.push(equal(filing, name, plan.in_kind_resources, plan.in_kind_total));
    }
    for holder in &filing.holders.all {
        let of_sheet = of_lines(filing, holder);
        if filing.holders.all.len() <= MOST_SHEETS_IN_FULL {
            controls.extend(of_sheet);
        } else {
            controls.push(together(&holder.sheet, of_sheet));
        }
    }
    controls
}

/// Beyond so many sheets of lines, one answer a sheet: the page is read at a glance or not at all.
const MOST_SHEETS_IN_FULL: usize = 3;

/// The controls of a sheet as one.
fn together(sheet: &str, controls: Vec<Control>) -> Control {
    let holds = controls.iter().all(|control| control.holds);
    let conditions = Live::joined(",", controls.into_iter().map(|control| control.condition));
    Control {
        name: format!(
            "{sheet} : intitulé, année et montant à chaque ligne, montants conformes à leurs formules"
        ),
        condition: Live::new("AND(").then(conditions).text(")"),
        holds,
    }
}

fn amount(filing: Filing<'_>, key: FigureKey) -> Option<Decimal> {
    filing.ledger().value(key).decimal()
}

/// Two figures, equal to the cent.
fn equal(filing: Filing<'_>, name: &str, left: FigureKey, right: FigureKey) -> Control {
    Control {
        name: name.to_owned(),
        condition: Live::new("ABS(").figure(left).text("-").figure(right).text(")<0.005"),
        holds: amount(filing, left).is_some() && amount(filing, left) == amount(filing, right),
    }
}

/// What the sheets of lines hold is what the categories add up: no line has an unknown category.
fn categories(filing: Filing<'_>) -> Control {
    let sheets = filing
        .holders
        .all
        .iter()
        .map(|holder| Live::new(format!("{}_Total_{}", holder.name, holder.retained.suffix())));
    let plan = filing.plan();
    let of_lines = plan.categories.iter().filter(|category| !category.lines.is_empty());
    let totals = Live::joined("+", of_lines.map(|category| Live::of(category.total)));
    Control {
        name: "Chaque ligne compte dans un poste connu".to_owned(),
        condition: if filing.holders.all.is_empty() {
            Live::new("TRUE()")
        } else {
            Live::new("ABS(").then(Live::joined("+", sheets)).text("-(").then(totals).text("))<0.005")
        },
        holds: plan.lines.iter().all(|line| !filing.ledger().value(line.amount).is_missing()),
    }
}

/// What the resources hold is what is public and what is not: no resource has an unknown nature.
fn natures(filing: Filing<'_>) -> Control {
    let plan = filing.plan();
    let known = filing.fund().natures.iter().map(|nature| {
        super::holders::sum_where(
            "Ressources",
            "Montant",
            &[super::holders::Where::text("Nature", &nature.label)],
        )
    });
    let known: Vec<String> = known.collect();
    Control {
        name: "Chaque ressource a une nature connue".to_owned(),
        condition: Live::new(format!("ABS(Ressources_Total_Montant-({}))<0.005", known.join("+"))),
        holds: plan.resources.iter().all(|line| line.nature.is_some()),
    }
}

/// What can be said of the lines of a sheet. Headers and totals balance: each range begins and ends with one of them.
fn of_lines(filing: Filing<'_>, holder: &Holder) -> Vec<Control> {
    let (name, sheet) = (&holder.name, &holder.sheet);
    let lines = || holder.lines.iter().filter_map(|index| filing.plan().lines.get(*index));
    let is_known = |line: &PlanLine| !filing.ledger().value(line.amount).is_missing();
    let retained = holder.retained.suffix();
    let mut controls = vec![
        Control {
            name: format!("{sheet} : chaque ligne a un intitulé et un montant"),
            condition: Live::new(format!("COUNTA({name}_Intitule)=COUNT({name}_{retained})")),
            holds: lines().all(is_known) && lines().all(|line| has_label(filing, line)),
        },
        Control {
            name: format!("{sheet} : chaque ligne a une année"),
            condition: Live::new(format!("COUNTA({name}_Annee)=COUNT({name}_{retained})")),
            holds: lines().all(is_known) && lines().all(|line| line.years().next().is_some()),
        },
    ];
    let value = |key: Option<FigureKey>| filing.ledger().value(key?).decimal();
    let is_whole = |line: &PlanLine| {
        let (excl_vat, vat, incl_vat) = (value(line.excl_vat), value(line.vat), value(line.incl_vat));
        match (excl_vat, vat, incl_vat) {
            (Some(excl_vat), Some(vat), Some(incl_vat)) => excl_vat.checked_add(vat) == Some(incl_vat),
            _ => false,
        }
    };
    let holds_vat = holder.kind == Kind::Expenses
        && lines().all(|line| line.vat.is_some() && line.excl_vat.is_some() && line.incl_vat.is_some());
    if holds_vat && holder.retained != Retained::Cost {
        controls.push(Control {
            name: format!("{sheet} : HT + TVA = TTC"),
            condition: Live::new(format!("ABS({name}_Total_HT+{name}_Total_TVA-{name}_Total_TTC)<0.005")),
            holds: lines().all(is_whole),
        });
    }
    let rated = |line: &PlanLine| rate(filing, line).zip(value(line.excl_vat)).zip(value(line.vat));
    let all: Option<Vec<((Decimal, Decimal), Decimal)>> = lines().map(rated).collect();
    if let Some(all) = all.filter(|all| holds_vat && !all.is_empty()) {
        let exact: Decimal = all.iter().map(|((rate, excl_vat), _)| rate.saturating_mul(*excl_vat)).sum();
        let typed: Decimal = all.iter().map(|(_, vat)| *vat).sum();
        let tolerance = Decimal::new(5, 3).saturating_mul(Decimal::from(all.len() + 2));
        controls.push(Control {
            name: format!("{sheet} : TVA = HT × taux, aux arrondis près"),
            condition: Live::new(format!(
                "ABS(SUMPRODUCT({name}_HT,{name}_Taux)-{name}_Total_TVA)<=0.005*ROWS({name}_HT)"
            )),
            holds: exact.saturating_sub(typed).abs() <= tolerance,
        });
    }
    controls
}

fn has_label(filing: Filing<'_>, line: &PlanLine) -> bool {
    use crate::figures::plan::LineSource;
    let budget = filing.budget();
    match line.source {
        LineSource::Expense(index) => budget.expense_lines.get(index).is_some_and(|one| one.label.is_some()),
        LineSource::Staff(index) => budget.staff_lines.get(index).is_some_and(|one| one.label.is_some()),
    }
}

fn rate(filing: Filing<'_>, line: &PlanLine) -> Option<Decimal> {
    let crate::figures::plan::LineSource::Expense(index) = line.source else { return None };
    let expense = filing.budget().expense_lines.get(index)?;
    expense.vat_rate.as_ref().map(|rate| Value::Rate(rate.value).decimal().unwrap_or_default())
}
