//! Lines whose price is not that of the document they cite, told by attachment.

use super::passage::Passage;
use crate::checks::Scope;
use crate::findings::{Fact, Finding, say};
use crate::model::{ExpenseLine, Money, Place};
use rust_decimal::Decimal;

/// Lines of one attachment that are told one by one; beyond, they are one finding.
const ONE_BY_ONE: usize = 3;

/// A line against the document it cites.
pub(super) struct Contradiction<'a> {
    /// Identifier of the attachment.
    pub(super) piece: &'a str,
    line: &'a ExpenseLine,
    /// The document, as the line names it.
    name: &'a str,
    /// The cell to change.
    cell: &'a Place,
    found: Decimal,
    /// What the document says instead, when it is known.
    said: Option<Decimal>,
    /// Where it says so.
    page: Place,
    /// True when what it says is a unit price.
    is_price: bool,
    /// The lines that the document is the total of, when it is cited by several.
    group: Vec<&'a ExpenseLine>,
}

impl<'a> Contradiction<'a> {
    /// What a document says against the lines that cite it, as a whole: it gives no price of its own for any.
    pub(super) fn of_group(lines: &[(&'a ExpenseLine, &'a str)], passages: &[Passage<'a>]) -> Option<Self> {
        let [(line, name), _, ..] = lines else { return None };
        let priced = |line: &ExpenseLine| {
            let quantity = line.quantity.as_ref().map(|cell| cell.value.normalize());
            passages
                .iter()
                .any(|passage| quantity.is_some_and(|quantity| passage.price_of(quantity, None).is_some()))
        };
        if lines.iter().any(|(line, _)| priced(line)) {
            return None;
        }
        let said = passages.iter().find_map(|passage| Some((passage, passage.amount_of_year(None)?)));
        let (passage, (said, at)) = said?;
        let total = |line: &ExpenseLine| {
            line.amount_incl_vat.as_ref().or(line.amount_excl_vat.as_ref()).map(|cell| cell.value)
        };
        let amount = lines.iter().try_fold(Money::ZERO, |sum, (line, _)| sum.checked_add(total(line)?))?;
        Some(Self {
            piece: &passage.evidence.piece.id,
            line,
            name,
            cell: line
                .unit_price
                .as_ref()
                .map(|cell| &cell.place)
                .or_else(|| Some(&line.amount_incl_vat.as_ref()?.place))?,
            found: amount.to_decimal(),
            said: Some(said.to_decimal()),
            page: passage.evidence.place_at(at),
            is_price: false,
            group: lines.iter().map(|(line, _)| *line).collect(),
        })
    }

    /// What a document says against a line; `None` when it says no amount at all.
    pub(super) fn of(line: &'a ExpenseLine, name: &'a str, passages: &[Passage<'a>]) -> Option<Self> {
        let first = passages.iter().find(|passage| passage.has_amounts())?;
        let year = line.year.as_ref().map(|cell| cell.value);
        let quantity = line.quantity.as_ref().map(|cell| cell.value.normalize());
        let price = quantity.zip(line.unit_price.as_ref()).and_then(|(quantity, price)| {
            let found = |passage: &Passage<'a>| passage.price_of(quantity, year);
            let (passage, (said, at)) =
                passages.iter().find_map(|passage| Some((passage, found(passage)?)))?;
            Some((passage, said, at, price))
        });
        if let Some((passage, said, at, price)) = price {
            return Some(Self {
                piece: &passage.evidence.piece.id,
                line,
                name,
                cell: &price.place,
                found: price.value,
                said: Some(said),
                page: passage.evidence.place_at(at),
                is_price: true,
                group: Vec::new(),
            });
        }
        let said = passages.iter().find_map(|passage| Some((passage, passage.amount_of_year(year)?)));
        let passage = said.as_ref().map_or(first, |(passage, _)| *passage);
        let amount = [&line.amount_incl_vat, &line.amount_excl_vat].into_iter().flatten().next();
        let price = line.unit_price.as_ref();
        let found = amount.map(|cell| cell.value.to_decimal()).or_else(|| price.map(|cell| cell.value))?;
        Some(Self {
            piece: &passage.evidence.piece.id,
            line,
            name,
            cell: price.map(|cell| &cell.place).or_else(|| amount.map(|cell| &cell.place))?,
            found,
            said: said.as_ref().map(|(_, (amount, _))| amount.to_decimal()),
            page: passage.evidence.place_at(said.as_ref().map_or(passage.start, |(_, (_, at))| *at)),
            is_price: false,
            group: Vec::new(),
        })
    }

    /// What the typed cells should hold, when the document says it.
    fn mends(&self, scope: &Scope<'_>) -> Vec<(&'a Place, Decimal)> {
        let is_typed = |cell: &Place| !scope.audit.has_formula(cell);
        let Some(said) = self.said else { return Vec::new() };
        if !self.group.is_empty() {
            // Only a slip of the point says what becomes of each of several lines.
            let Some(ratio) = self.power().and_then(|_| said.checked_div(self.found)) else {
                return Vec::new();
            };
            let prices = self.group.iter().filter_map(|line| line.unit_price.as_ref());
            return prices
                .filter(|price| is_typed(&price.place))
                .filter_map(|price| Some((&price.place, price.value.checked_mul(ratio.round_dp(4))?)))
                .collect();
        }
        if !is_typed(self.cell) {
            return Vec::new();
        }
        if self.is_price || self.line.unit_price.is_none() {
            return vec![(self.cell, said)];
        }
        // The amount of a line without VAT tells the price that makes it.
        let is_bare = self.line.vat.as_ref().is_none_or(|vat| vat.value == Money::ZERO);
        let quantity = self.line.quantity.as_ref().map(|cell| cell.value).filter(|_| is_bare);
        let price = quantity.and_then(|quantity| said.checked_div(quantity));
        price
            .filter(|price| price.round_dp(6) == *price)
            .map(|price| (self.cell, price))
            .into_iter()
            .collect()
    }

    fn stake(&self) -> Option<Money> {
        let quantity = self.line.quantity.as_ref().filter(|_| self.is_price);
        let quantity = quantity.map_or(Decimal::ONE, |cell| cell.value);
        quantity.checked_mul((self.found - self.said?).abs()).and_then(Money::from_decimal)
    }

    /// How many times the document's amount is the line's: a power of ten that someone slipped.
    fn power(&self) -> Option<Decimal> {
        let ratio = self.said?.checked_div(self.found)?.round_dp(4).normalize();
        [10, 100, 1000].into_iter().map(Decimal::from).find(|power| {
            ratio == *power || Decimal::ONE.checked_div(*power).is_some_and(|less| less == ratio)
        })
    }

    fn finding(&self, scope: &Scope<'_>) -> Finding {
        let label = self.line.label.as_ref().map_or("sans intitulé", |cell| cell.value.as_str());
        let mut finding = Finding::new(say!("le document {} ne dit pas le prix de « {} »", self.name, label))
            .at(self.cell)
            .at(&self.page)
            .found(Fact::Shown(self.found));
        if let Some(said) = self.said {
            let times = self.power().map_or_else(|| "".into(), |power| say!(", {} fois l’un l’autre", power));
            finding = finding.expected(say!(
                "{} selon {}, pièce {}{}",
                Fact::Shown(said),
                self.name,
                self.piece,
                times
            ));
        }
        if let Some(stake) = self.stake() {
            finding = finding.stake(stake);
        }
        let mends = self.mends(scope);
        mends.into_iter().fold(finding, |finding, (cell, value)| finding.mended_by(cell, value))
    }
}

/// The findings of one attachment: line by line when they are few, else one for them all.
pub(super) fn told(scope: &Scope<'_>, piece: &str, lines: &[Contradiction<'_>]) -> Vec<Finding> {
    let [first, ..] = lines else { return Vec::new() };
    if lines.len() <= ONE_BY_ONE {
        return lines.iter().map(|line| line.finding(scope)).collect();
    }
    let cells = Fact::cells(lines.iter().map(|line| line.cell.clone()), first.cell);
    let power = first.power().filter(|power| lines.iter().all(|line| line.power() == Some(*power)));
    let message = match power {
        Some(power) => say!(
            "la pièce {} dit des prix {} fois plus grands, ou plus petits, pour {} : {}",
            piece,
            power,
            Fact::count(lines.len(), "ligne", "lignes"),
            cells
        ),
        None => say!(
            "la pièce {} ne dit pas les prix de {} : {}",
            piece,
            Fact::count(lines.len(), "ligne", "lignes"),
            cells
        ),
    };
    let mut finding = Finding::new(message).at(first.cell).at(&first.page).found(Fact::Shown(first.found));
    if let Some(said) = first.said {
        finding = finding.expected(say!("{} selon {}", Fact::Shown(said), first.name));
    }
    let stakes = lines.iter().filter_map(Contradiction::stake);
    if let Some(stake) = stakes.reduce(|sum, one| sum.checked_add(one).unwrap_or(sum)) {
        finding = finding.stake(stake);
    }
    for line in lines {
        for (cell, value) in line.mends(scope) {
            finding = finding.mended_by(cell, value);
        }
    }
    vec![finding]
}
