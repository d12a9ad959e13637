//! The cells of one expense line against one another.

use super::{LineFault, ONE_CENT, Relation, Terms};
use crate::audit::Audit;
use crate::audit::totals::{is_stale, recomputed};
use crate::model::budget::ExpenseLine;
use crate::model::{Located, Money, Place, Rate};

/// The cells of an expense line, their formulas recomputed.
pub(super) struct Parts<'a> {
    quantity: Option<&'a Located<rust_decimal::Decimal>>,
    price: Option<&'a Located<rust_decimal::Decimal>>,
    rate: Option<&'a Located<Rate>>,
    excl: Option<(&'a Place, Money)>,
    vat: Option<(&'a Place, Money)>,
    incl: Option<(&'a Place, Money)>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(audit: &Audit<'a>, line: &'a ExpenseLine) -> Self {
        let money = |cell: &'a Option<Located<Money>>| {
            cell.as_ref().map(|cell| (&cell.place, recomputed(audit, cell)))
        };
        let fresh = |place: &Place| !is_stale(audit, place);
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
                let product = self.price?.value.checked_mul(self.quantity?.value)?;
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

    pub(super) fn states(&self, relation: Relation) -> bool {
        self.expected(relation).is_some()
    }

    fn with_excl(&self, excl: Money) -> Self {
        Self { excl: self.excl.map(|(place, _)| (place, excl)), ..*self }
    }

    fn with_vat(&self, vat: Money) -> Self {
        Self { vat: self.vat.map(|(place, _)| (place, vat)), ..*self }
    }

    pub(super) fn faults(&self, faults: &mut Vec<LineFault>) {
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
            others: [Some(incl_place.clone()), Some(vat_place.clone())],
            found: excl,
            expected: difference,
            terms: Terms::Difference(incl, vat),
        })
    }

    fn fault(&self, relation: Relation) -> Option<LineFault> {
        let (found, expected) = self.expected(relation)?;
        let (culprit, others, terms): (&Place, [Option<&Place>; 2], Terms) = match relation {
            Relation::QuantityPrice => {
                let (quantity, price) = (self.quantity?, self.price?);
                let terms = Terms::Product(quantity.value, price.value);
                (self.excl?.0, [Some(&quantity.place), Some(&price.place)], terms)
            }
            Relation::VatRate => {
                let rate = self.rate?;
                (self.vat?.0, [Some(&rate.place), None], Terms::Rate(self.excl?.1, rate.value))
            }
            Relation::VatSum => {
                let (excl, vat) = (self.excl?, self.vat?);
                (self.incl?.0, [Some(excl.0), Some(vat.0)], Terms::Sum(excl.1, vat.1))
            }
            Relation::StaffCost => return None,
        };
        let others = others.map(Option::<&Place>::cloned);
        Some(LineFault { relation, culprit: culprit.clone(), others, found, expected, terms })
    }
}

fn times(amount: Money, rate: Rate) -> Option<Money> {
    Money::from_decimal(amount.to_decimal().checked_mul(rate.fraction())?)
}

#[cfg(test)]
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
        let price = money(1).map(|cell| Located::new(cell.value.to_decimal(), cell.place));
        let (excl, vat, incl) = (money(2), money(4), money(5));
        let of = |cell: &'static Option<Located<Money>>| cell.as_ref().map(|cell| (&cell.place, cell.value));
        let leak =
            |cell: Option<Located<Money>>| -> &'static Option<Located<Money>> { Box::leak(Box::new(cell)) };
        let parts = Parts {
            quantity: Box::leak(Box::new(quantity)).as_ref(),
            price: Box::leak(Box::new(price)).as_ref(),
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
                (fault.relation, u32::from(column), fault.expected.cents())
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
