//! What still stands between the columns of a line when one of them is missing: a product, a sum, or a bound.

use rust_decimal::Decimal;

use super::Audit;
use super::vat::{Amounts, HIGHEST, Implied, LEGAL, rate};
use crate::findings::{Sentence, say};
use crate::model::budget::ExpenseLine;
use crate::model::{Money, Place, Rate};

/// What a line contradicts.
#[derive(Debug)]
pub struct Broken<'a> {
    /// The cell at fault.
    pub culprit: &'a Place,
    /// What it was compared with.
    pub others: Vec<&'a Place>,
    /// What the cell says.
    pub found: Money,
    /// What is wrong.
    pub message: Sentence,
    /// What the bound is.
    pub expected: Sentence,
    /// The right value of the cell, when it is known.
    pub right: Option<Money>,
    /// True when HT and TTC, exchanged, would agree with a legal rate.
    pub is_exchanged: bool,
}

/// What lines that lack a column say, compared with what they still allow.
#[derive(Debug, Default)]
pub struct Bounds<'a> {
    /// What does not hold.
    pub broken: Vec<Broken<'a>>,
    /// How many lines were compared.
    pub compared: usize,
}

/// Every expense and every person whose columns do not say all: the others are judged by exact relations.
#[must_use]
pub fn bounds<'a>(audit: &Audit<'a>) -> Bounds<'a> {
    let mut all = Bounds::default();
    for line in &audit.budget().expense_lines {
        let amounts = Amounts::of(audit, line);
        let verdict = match (amounts.excl, amounts.vat, amounts.incl) {
            (Some(_), Some(_), Some(_)) => continue,
            (Some(excl), None, Some(incl)) => without_vat(line, &amounts, excl, incl),
            (Some(excl), Some(vat), None) if line.vat_rate.is_none() => vat_of_base(&amounts, excl, vat),
            (None, Some(vat), Some(incl)) => without_base(line, &amounts, vat, incl),
            (None, None, Some(incl)) => match priced(line) {
                Some(product) => of_product(product, incl),
                None => continue,
            },
            _ => continue,
        };
        all.compared += 1;
        all.broken.extend(verdict);
    }
    for line in &audit.budget().staff_lines {
        // Without hours, the cost of the year is still the most that a person costs in it.
        let (Some(annual), Some(cost), None) = (&line.annual_cost, &line.stated_cost, &line.hours) else {
            continue;
        };
        all.compared += 1;
        if cost.value > annual.value {
            all.broken.push(Broken {
                culprit: &cost.place,
                others: vec![&annual.place],
                found: cost.value,
                message: "le coût affecté dépasse le coût annuel de la personne".into(),
                expected: say!("au plus {}, le coût annuel", annual.value),
                right: None,
                is_exchanged: false,
            });
        }
    }
    all
}

type At<'a> = (Money, &'a Place);

/// HT and TTC, with or without a rate.
fn without_vat<'a>(
    line: &'a ExpenseLine,
    amounts: &Amounts<'a>,
    (excl, excl_at): At<'a>,
    (incl, incl_at): At<'a>,
) -> Option<Broken<'a>> {
    if excl.cents() <= 0 {
        return None;
    }
    let broken = |message: Sentence, expected: Sentence, right| Broken {
        culprit: incl_at,
        others: vec![excl_at],
        found: incl,
        message,
        expected,
        right,
        is_exchanged: false,
    };
    let at_rate = |rate: Rate| {
        let product = excl.to_decimal().checked_mul(Decimal::ONE.checked_add(rate.fraction())?)?;
        Money::from_decimal(product)
    };
    if let Some(stated) = &line.vat_rate {
        let right = at_rate(stated.value)?;
        if right.distance(incl) <= amounts.slack {
            return None;
        }
        let mut found = broken(
            say!("le montant TTC n’est pas le montant HT augmenté de {}", stated.value),
            say!("{} = {} + {}", right, excl, stated.value),
            Some(right),
        );
        found.others.push(&stated.place);
        return Some(found);
    }
    if incl < excl {
        // On an amount this small, a rate would give the same.
        let legal =
            LEGAL.iter().map(|(hundredths, _)| rate(*hundredths)).filter(|rate| !rate.fraction().is_zero());
        let as_vat = legal.clone().find(|rate| {
            let vat = excl.to_decimal().checked_mul(rate.fraction()).and_then(Money::from_decimal);
            vat.is_some_and(|vat| vat.distance(incl) <= amounts.slack)
        });
        if let Some(rate) = as_vat {
            let right = excl.checked_add(incl)?;
            return Some(broken(
                say!("le montant TTC est celui de la TVA : {} de {}", rate, excl),
                say!("{} = {} + {}", right, excl, incl),
                Some(right),
            ));
        }
        let exchanged = legal.clone().find(|rate| {
            let coefficient = Decimal::ONE.saturating_add(rate.fraction());
            let grown = incl.to_decimal().checked_mul(coefficient).and_then(Money::from_decimal);
            grown.is_some_and(|grown| grown.distance(excl) <= amounts.slack)
        });
        let mut message: Sentence = "le montant TTC est inférieur au montant HT".into();
        if let Some(rate) = exchanged {
            message = message.then(say!(" ; intervertis, ils donnent un taux de {}", rate));
        }
        let mut found = broken(message, say!("au moins {}, le montant HT", excl), None);
        found.is_exchanged = exchanged.is_some();
        return Some(found);
    }
    let most = at_rate(rate(HIGHEST))?;
    if incl.checked_sub(most)? <= amounts.slack {
        return None;
    }
    let implied = match amounts.implied()? {
        Implied::Legal(_) => return None,
        Implied::Other(rate) => rate,
    };
    Some(broken(
        say!("le montant TTC dépasse le montant HT de {}, plus que le taux le plus élevé", implied),
        say!("au plus {}, soit {} + {}", most, excl, rate(HIGHEST)),
        None,
    ))
}

/// HT and TVA alone.
fn vat_of_base<'a>(
    amounts: &Amounts<'a>,
    (excl, excl_at): At<'a>,
    (vat, vat_at): At<'a>,
) -> Option<Broken<'a>> {
    let product = excl.to_decimal().checked_mul(rate(HIGHEST).fraction());
    let most = product.and_then(Money::from_decimal).filter(|most| !most.is_negative())?;
    (vat.checked_sub(most)? > amounts.slack).then(|| Broken {
        culprit: vat_at,
        others: vec![excl_at],
        found: vat,
        message: say!("la TVA dépasse {} du montant HT, le taux le plus élevé", rate(HIGHEST)),
        expected: say!("au plus {}", most),
        right: None,
        is_exchanged: false,
    })
}

/// TVA and TTC, with or without a rate.
fn without_base<'a>(
    line: &'a ExpenseLine,
    amounts: &Amounts<'a>,
    (vat, vat_at): At<'a>,
    (incl, incl_at): At<'a>,
) -> Option<Broken<'a>> {
    let of_rate = |rate: Rate| {
        let coefficient = Decimal::ONE.checked_add(rate.fraction())?;
        let part = incl.to_decimal().checked_mul(rate.fraction())?.checked_div(coefficient)?;
        Money::from_decimal(part)
    };
    if let Some(stated) = &line.vat_rate {
        let right = of_rate(stated.value)?;
        return (right.distance(vat) > amounts.slack).then(|| Broken {
            culprit: vat_at,
            others: vec![incl_at, &stated.place],
            found: vat,
            message: say!("la TVA n’est pas celle que contient le montant TTC au taux de {}", stated.value),
            expected: say!("{}, contenus dans {}", right, incl),
            right: Some(right),
            is_exchanged: false,
        });
    }
    let most = of_rate(rate(HIGHEST)).filter(|most| !most.is_negative())?;
    (vat.checked_sub(most)? > amounts.slack).then(|| Broken {
        culprit: vat_at,
        others: vec![incl_at],
        found: vat,
        message: say!(
            "la TVA dépasse celle que contient le montant TTC au taux de {}, le plus élevé",
            rate(HIGHEST)
        ),
        expected: say!("au plus {}", most),
        right: None,
        is_exchanged: false,
    })
}

/// Quantity × price, when the line has no amount excluding VAT.
fn priced(line: &ExpenseLine) -> Option<(Money, Vec<&Place>)> {
    let (quantity, price) = (line.quantity.as_ref()?, line.unit_price.as_ref()?);
    let product = price.value.checked_mul(quantity.value).and_then(Money::from_decimal)?;
    (product.cents() > 0).then(|| (product, vec![&quantity.place, &price.place]))
}

/// A TTC amount against quantity × price: from that product to that product and the highest VAT.
fn of_product<'a>((product, others): (Money, Vec<&'a Place>), (incl, incl_at): At<'a>) -> Option<Broken<'a>> {
    let coefficient = Decimal::ONE.saturating_add(rate(HIGHEST).fraction());
    let most = product.to_decimal().checked_mul(coefficient).and_then(Money::from_decimal)?;
    let slack = Money::from_cents(100);
    let is_out = product.checked_sub(incl)? > slack || incl.checked_sub(most)? > slack;
    is_out.then(|| Broken {
        culprit: incl_at,
        others,
        found: incl,
        message: "le montant TTC ne peut venir de la quantité et du prix unitaire".into(),
        expected: say!("de {}, leur produit, à {}, avec la TVA la plus élevée", product, most),
        right: None,
        is_exchanged: false,
    })
}
