//! The arithmetic of each line, judged once: which one cell is wrong, for the checks that each report one kind of fault.
//!
//! A line states up to three products and sums: HT = quantity × unit price, TVA = HT × rate, TTC = HT + TVA. One wrong
//! cell breaks several of them; the cell whose right value mends all that it breaks is the culprit, told once.

use std::collections::BTreeMap;

use super::scope::Scope;
use super::table_totals::{is_stale, recomputed};
use crate::figures::Value;
use crate::figures::plan::LineSource;
use crate::model::budget::ExpenseLine;
use crate::model::project::VatBasis;
use crate::model::{Located, Money, Place, Rate};

/// One cent: what two roundings of the same product may differ by.
const ONE_CENT: Money = Money::from_cents(1);

/// What a line states of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// HT + TVA = TTC.
    VatSum,
    /// HT × rate = TVA.
    VatRate,
    /// Quantity × unit price = HT.
    QuantityPrice,
    /// Annual cost ÷ annual hours × hours = staff cost.
    StaffCost,
}

/// A cell of a line that its neighbours contradict.
#[derive(Debug, Clone)]
pub(super) struct LineFault {
    /// The relation that gives the right value.
    pub(super) relation: Relation,
    /// The cell.
    pub(super) culprit: Place,
    /// What it was compared with.
    pub(super) others: Vec<Place>,
    /// What the cell is worth.
    pub(super) found: Money,
    /// What it should be worth.
    pub(super) expected: Money,
    /// How that is computed, in French: « 24,70 € = 123,50 € × 20 % ».
    pub(super) how: String,
    /// What is wrong, in one French sentence without its place.
    pub(super) message: String,
}

/// The faults of every line, in the order of the workbook.
#[derive(Debug, Default)]
pub(super) struct LineFaults {
    /// The faults.
    pub(super) faults: Vec<LineFault>,
    /// How many lines state each relation.
    pub(super) compared: BTreeMap<Relation, usize>,
    /// What could not be compared.
    pub(super) missing: Vec<String>,
}

impl LineFaults {
    /// Every line of the workbook compared, once for all the checks of a project.
    pub(super) fn of<'a>(scope: &Scope<'a>) -> &'a Self {
        scope.memo.line_faults.get_or_init(|| Self::compare(scope))
    }

    fn compare(scope: &Scope<'_>) -> Self {
        let mut all = Self::default();
        for line in &scope.budget().expense_lines {
            let parts = Parts::of(scope, line);
            for relation in [Relation::QuantityPrice, Relation::VatRate, Relation::VatSum] {
                if parts.expected(relation).is_some() {
                    *all.compared.entry(relation).or_default() += 1;
                }
            }
            parts.faults(&mut all.faults);
        }
        all.staff(scope);
        all
    }

    fn staff(&mut self, scope: &Scope<'_>) {
        for line in &scope.plan().lines {
            let LineSource::Staff(index) = line.source else { continue };
            let staff = &scope.budget().staff_lines[index];
            let inputs = [
                staff.annual_cost.as_ref().map(|cell| &cell.place),
                staff.annual_hours.as_ref().map(|cell| &cell.place),
                staff.hours.as_ref().map(|cell| &cell.place),
            ];
            // The plan computes with what was saved: T-10 tells an input that is not up to date.
            if inputs.into_iter().flatten().any(|place| is_stale(scope, place)) {
                continue;
            }
            let Some(computed) = scope.money(line.amount) else {
                self.missing.push(format!("{} : coût annuel ou heures manquent", staff.place));
                continue;
            };
            let Some(stated) = &staff.stated_cost else { continue };
            *self.compared.entry(Relation::StaffCost).or_default() += 1;
            let found = recomputed(scope, stated);
            if found.distance(computed) > ONE_CENT {
                self.faults.push(LineFault {
                    relation: Relation::StaffCost,
                    culprit: stated.place.clone(),
                    others: Vec::new(),
                    found,
                    expected: computed,
                    how: computed.to_string(),
                    message: format!(
                        "le coût affecté de « {} » n’est pas celui du calcul",
                        scope.label(line)
                    ),
                });
            }
        }
    }

    /// By how much the plan's cost is short because of wrong cells among the amounts that it retains, and these cells.
    pub(super) fn of_the_plan(scope: &Scope<'_>) -> (i64, Vec<Place>) {
        let corrections = Self::of(scope).corrections();
        let retained = scope.budget().expense_lines.iter().filter_map(|line| match scope.plan().basis {
            VatBasis::ExclVat => line.amount_excl_vat.as_ref(),
            VatBasis::InclVat => line.amount_incl_vat.as_ref(),
        });
        let wrong = retained.filter_map(|cell| Some((*corrections.get(&cell.place)?, cell.place.clone())));
        wrong.fold((0, Vec::new()), |(sum, mut places), (by, place)| {
            places.push(place);
            (sum.saturating_add(by), places)
        })
    }

    /// By how much each culprit is short of its right value.
    pub(super) fn corrections(&self) -> BTreeMap<&Place, i64> {
        self.faults
            .iter()
            .map(|fault| (&fault.culprit, fault.expected.cents() - fault.found.cents()))
            .collect()
    }
}

/// The cells of an expense line, their formulas recomputed.
struct Parts<'a> {
    quantity: Option<&'a Located<rust_decimal::Decimal>>,
    price: Option<&'a Located<Money>>,
    rate: Option<&'a Located<Rate>>,
    excl: Option<(&'a Place, Money)>,
    vat: Option<(&'a Place, Money)>,
    incl: Option<(&'a Place, Money)>,
}

impl<'a> Parts<'a> {
    fn of(scope: &Scope<'a>, line: &'a ExpenseLine) -> Self {
        let money = |cell: &'a Option<Located<Money>>| {
            cell.as_ref().map(|cell| (&cell.place, recomputed(scope, cell)))
        };
        let fresh = |place: &Place| !is_stale(scope, place);
        Self {
            quantity: line.quantity.as_ref().filter(|cell| fresh(&cell.place)),
            price: line.unit_price.as_ref().filter(|cell| fresh(&cell.place)),
            rate: line.vat_rate.as_ref().filter(|cell| fresh(&cell.place)),
            excl: money(&line.amount_excl_vat),
            vat: money(&line.vat),
            incl: money(&line.amount_incl_vat),
        }
    }

    /// The value and the right value of what a relation gives; `None` when the line does not state it.
    fn expected(&self, relation: Relation) -> Option<(Money, Money)> {
        match relation {
            Relation::QuantityPrice => {
                let product = self.price?.value.to_decimal().checked_mul(self.quantity?.value)?;
                Some((self.excl?.1, Money::from_decimal(product)?))
            }
            Relation::VatRate => Some((self.vat?.1, times(self.excl?.1, self.rate?.value)?)),
            Relation::VatSum => Some((self.incl?.1, self.excl?.1.checked_add(self.vat?.1)?)),
            Relation::StaffCost => None,
        }
    }

    /// True unless the line states the relation and contradicts it.
    fn holds(&self, relation: Relation) -> bool {
        let tolerance = if relation == Relation::VatSum { Money::ZERO } else { ONE_CENT };
        self.expected(relation).is_none_or(|(found, expected)| found.distance(expected) <= tolerance)
    }

    fn states(&self, relation: Relation) -> bool {
        self.expected(relation).is_some()
    }

    fn with_excl(&self, excl: Money) -> Self {
        Self { excl: self.excl.map(|(place, _)| (place, excl)), ..*self }
    }

    fn with_vat(&self, vat: Money) -> Self {
        Self { vat: self.vat.map(|(place, _)| (place, vat)), ..*self }
    }

    fn faults(&self, faults: &mut Vec<LineFault>) {
        use Relation::{QuantityPrice, VatRate, VatSum};
        let broken: Vec<Relation> =
            [QuantityPrice, VatRate, VatSum].into_iter().filter(|relation| !self.holds(*relation)).collect();
        if broken.len() > 1
            && let Some(one) = self.single_culprit(&broken)
        {
            faults.push(one);
            return;
        }
        faults.extend(broken.into_iter().filter_map(|relation| self.fault(relation)));
    }

    /// The one cell whose right value mends every relation of the line, when there is one.
    fn single_culprit(&self, broken: &[Relation]) -> Option<LineFault> {
        use Relation::{QuantityPrice, VatRate, VatSum};
        let whole = |parts: &Self| [QuantityPrice, VatRate, VatSum].into_iter().all(|one| parts.holds(one));
        if broken.contains(&QuantityPrice) {
            let (_, product) = self.expected(QuantityPrice)?;
            return whole(&self.with_excl(product)).then(|| self.fault(QuantityPrice))?;
        }
        // TVA × rate and the sum are broken: the VAT, or the amount excluding it when nothing else states that amount.
        let (_, vat) = self.expected(VatRate)?;
        if whole(&self.with_vat(vat)) {
            return self.fault(VatRate);
        }
        let ((place, excl), (vat_place, vat), (incl_place, incl)) = (self.excl?, self.vat?, self.incl?);
        let difference = Money::from_cents(incl.cents().checked_sub(vat.cents())?);
        (!self.states(QuantityPrice) && whole(&self.with_excl(difference))).then(|| LineFault {
            relation: VatSum,
            culprit: place.clone(),
            others: vec![incl_place.clone(), vat_place.clone()],
            found: excl,
            expected: difference,
            how: format!("{difference} = {incl} − {vat}"),
            message: "le montant HT n’est ni TTC − TVA, ni celui que dit le taux".to_owned(),
        })
    }

    fn fault(&self, relation: Relation) -> Option<LineFault> {
        let (found, expected) = self.expected(relation)?;
        let (culprit, others, how, message): (&Place, Vec<&Place>, _, _) = match relation {
            Relation::QuantityPrice => {
                let (quantity, price) = (self.quantity?, self.price?);
                (
                    self.excl?.0,
                    vec![&quantity.place, &price.place],
                    format!("{} × {}", Value::Number(quantity.value).french(), price.value),
                    "le montant HT n’est pas le produit de la quantité par le prix unitaire".to_owned(),
                )
            }
            Relation::VatRate => {
                let rate = self.rate?;
                (
                    self.vat?.0,
                    vec![&rate.place],
                    format!("{} × {}", self.excl?.1, rate.value),
                    format!("la TVA ne correspond pas au taux de {}", rate.value),
                )
            }
            Relation::VatSum => (
                self.incl?.0,
                vec![self.excl?.0, self.vat?.0],
                format!("{} + {}", self.excl?.1, self.vat?.1),
                "le montant TTC n’est pas la somme du HT et de la TVA".to_owned(),
            ),
            Relation::StaffCost => return None,
        };
        Some(LineFault {
            relation,
            culprit: culprit.clone(),
            others: others.into_iter().cloned().collect(),
            found,
            expected,
            how: format!("{expected} = {how}"),
            message,
        })
    }
}

fn times(amount: Money, rate: Rate) -> Option<Money> {
    Money::from_decimal(amount.to_decimal().checked_mul(rate.fraction())?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Cells A to F: quantity, price, HT, rate (percent), TVA, TTC; amounts in cents, −1 for none.
    fn culprits(cells: [i64; 6]) -> Vec<(Relation, u32, i64)> {
        let file: std::sync::Arc<str> = "b.xlsx".into();
        let sheet: std::sync::Arc<str> = "D".into();
        let place = |column: u32| Place::cell(&file, &sheet, 0, column);
        let money = |column: usize| {
            (cells[column] >= 0).then(|| {
                Located::new(Money::from_cents(cells[column]), place(u32::try_from(column).unwrap()))
            })
        };
        let quantity = (cells[0] >= 0).then(|| Located::new(cells[0].into(), place(0)));
        let rate =
            (cells[3] >= 0).then(|| Located::new(Rate::from_percent(cells[3].into()).unwrap(), place(3)));
        let (price, excl, vat, incl) = (money(1), money(2), money(4), money(5));
        let of = |cell: &'static Option<Located<Money>>| cell.as_ref().map(|cell| (&cell.place, cell.value));
        let leak =
            |cell: Option<Located<Money>>| -> &'static Option<Located<Money>> { Box::leak(Box::new(cell)) };
        let parts = Parts {
            quantity: Box::leak(Box::new(quantity)).as_ref(),
            price: leak(price).as_ref(),
            rate: Box::leak(Box::new(rate)).as_ref(),
            excl: of(leak(excl)),
            vat: of(leak(vat)),
            incl: of(leak(incl)),
        };
        let mut faults = Vec::new();
        parts.faults(&mut faults);
        faults
            .into_iter()
            .map(|fault| {
                let Place::Cell { column, .. } = fault.culprit else { unreachable!() };
                (fault.relation, column, fault.expected.cents())
            })
            .collect()
    }

    #[test]
    fn one_wrong_cell_is_one_fault() {
        use Relation::{QuantityPrice, VatRate, VatSum};
        // 3 × 100,00 = 300,00; 20 %: 60,00; 360,00.
        assert_eq!(culprits([3, 10_000, 30_000, 20, 6_000, 36_000]), []);
        assert_eq!(culprits([3, 10_000, 31_000, 20, 6_000, 36_000]), [(QuantityPrice, 2, 30_000)]);
        assert_eq!(culprits([3, 10_000, 30_000, 20, 6_500, 36_000]), [(VatRate, 4, 6_000)]);
        assert_eq!(culprits([3, 10_000, 30_000, 20, 6_000, 36_500]), [(VatSum, 5, 36_000)]);
        // Without quantity nor price, the sum and the rate agree against the amount.
        assert_eq!(culprits([-1, -1, 31_000, 20, 6_000, 36_000]), [(VatSum, 2, 30_000)]);
        // The price is wrong: the amount is confirmed by all the rest, and still both are named.
        assert_eq!(culprits([3, 11_000, 30_000, 20, 6_000, 36_000]), [(QuantityPrice, 2, 33_000)]);
        // Nothing stated: nothing contradicted.
        assert_eq!(culprits([-1, -1, -1, 20, 6_000, 36_000]), []);
    }

    #[test]
    fn two_wrong_cells_are_two_faults() {
        use Relation::{QuantityPrice, VatRate, VatSum};
        assert_eq!(
            culprits([3, 10_000, 31_000, 20, 6_000, 36_500]),
            [(QuantityPrice, 2, 30_000), (VatRate, 4, 6_200), (VatSum, 5, 37_000)]
        );
        assert_eq!(
            culprits([3, 10_000, 30_000, 20, 6_500, 37_000]),
            [(VatRate, 4, 6_000), (VatSum, 5, 36_500)]
        );
    }
}
