//! Lines whose price is not that of the document they cite, told by attachment.

use super::passage::Passage;
use super::slip::Slip;
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
    /// What the document says instead.
    said: Decimal,
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
        if passages.iter().any(Passage::has_products) {
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
            said: said.to_decimal(),
            page: passage.evidence.place_at(at),
            is_price: false,
            group: lines.iter().map(|(line, _)| *line).collect(),
        })
    }

    /// What a document says against a line; `None` when it gives the line no price.
    pub(super) fn of(line: &'a ExpenseLine, name: &'a str, passages: &[Passage<'a>]) -> Option<Self> {
        let year = line.year.as_ref().map(|cell| cell.value);
        let price = line.unit_price.as_ref();
        let quantity = line.quantity.as_ref().map(|cell| cell.value.normalize());
        let priced = quantity.zip(price).and_then(|(quantity, price)| {
            let found = |passage: &'_ Passage<'a>| passage.price_of(quantity, year);
            let (passage, (said, at)) =
                passages.iter().find_map(|passage| Some((passage, found(passage)?)))?;
            Some((passage, said, at, &price.place, price.value, true))
        });
        let stated = || {
            let (passage, (said, at)) = passages
                .iter()
                .filter(|passage| !passage.has_products())
                .find_map(|passage| Some((passage, passage.amount_of_year(year)?)))?;
            let amount = [&line.amount_incl_vat, &line.amount_excl_vat].into_iter().flatten().next();
            let found =
                amount.map(|cell| cell.value.to_decimal()).or_else(|| price.map(|cell| cell.value))?;
            let cell = price.map(|cell| &cell.place).or_else(|| amount.map(|cell| &cell.place))?;
            Some((passage, said.to_decimal(), at, cell, found, false))
        };
        let slipped = || {
            let price = price?;
            let (passage, (said, at)) =
                passages.iter().find_map(|passage| Some((passage, passage.slip_of(price.value)?)))?;
            Some((passage, said, at, &price.place, price.value, true))
        };
        let (passage, said, at, cell, found, is_price) = priced.or_else(slipped).or_else(stated)?;
        Some(Self {
            piece: &passage.evidence.piece.id,
            line,
            name,
            cell,
            found,
            said,
            page: passage.evidence.place_at(at),
            is_price,
            group: Vec::new(),
        })
    }

    /// What the document says.
    pub(super) fn said(&self) -> Decimal {
        self.said.normalize()
    }

    fn stake(&self) -> Option<Money> {
        let quantity = self.line.quantity.as_ref().filter(|_| self.is_price);
        let quantity = quantity.map_or(Decimal::ONE, |cell| cell.value);
        quantity.checked_mul((self.found - self.said).abs()).and_then(Money::from_decimal)
    }

    fn slip(&self) -> Option<Slip> {
        Slip::between(self.found, self.said)
    }

    fn finding(&self) -> Finding {
        let label = self.line.label.as_ref().map_or("sans intitulé", |cell| &*cell.value);
        let message = match self.group.len() {
            0 => say!("le document {} ne dit pas le prix de « {} »", self.name, label),
            lines => say!(
                "le document {} ne dit pas le total de ses {} lignes, dont « {} »",
                self.name,
                Decimal::from(lines),
                label
            ),
        };
        let mut finding =
            Finding::new(message).at(self.cell).at(&self.page).found(Fact::price(self.found)).net();
        let times = self.slip().map_or_else(
            || "".into(),
            |slip| say!(", {} fois plus {}", slip.power, slip.words("grand", "petit")),
        );
        finding = finding.expected(say!(
            "{} selon {}, pièce {}{}",
            Fact::price(self.said),
            self.name,
            self.piece,
            times
        ));
        if let Some(stake) = self.stake() {
            finding = finding.stake(stake);
        }
        finding
    }
}

/// The slip that lines share.
pub(super) fn common_slip(lines: &[&Contradiction<'_>]) -> Option<Slip> {
    let slip = lines.first()?.slip()?;
    lines.iter().all(|line| line.slip() == Some(slip)).then_some(slip)
}

/// The findings of some lines: one by one when they are few, else one for them all.
pub(super) fn told(lines: &[&Contradiction<'_>]) -> Vec<Finding> {
    let [first, ..] = lines else { return Vec::new() };
    if lines.len() <= ONE_BY_ONE {
        return lines.iter().map(|line| line.finding()).collect();
    }
    let mut pieces: Vec<&str> = lines.iter().map(|line| line.piece).collect();
    pieces.dedup();
    let is_one = pieces.len() == 1;
    let pieces = Fact::list(pieces.into_iter().map(Fact::text));
    let cells = Fact::cells(lines.iter().map(|line| line.cell.clone()), first.cell);
    let count = Fact::count(lines.len(), "ligne", "lignes");
    let message = match (common_slip(lines), is_one) {
        (Some(slip), true) => {
            let words = slip.words("grands", "petits");
            say!(
                "la pièce {} dit des prix {} fois plus {} pour {} : {}",
                pieces,
                slip.power,
                words,
                count,
                cells
            )
        }
        (Some(slip), false) => {
            let words = slip.words("grands", "petits");
            say!(
                "les pièces {} disent des prix {} fois plus {} pour {} : {}",
                pieces,
                slip.power,
                words,
                count,
                cells
            )
        }
        (None, true) => say!("la pièce {} ne dit pas les prix de {} : {}", pieces, count, cells),
        (None, false) => say!("les pièces {} ne disent pas les prix de {} : {}", pieces, count, cells),
    };
    let mut finding =
        Finding::new(message).at(first.cell).at(&first.page).found(Fact::price(first.found)).net();
    finding = finding.expected(say!("{} selon {}", Fact::price(first.said), first.name));
    let stakes = lines.iter().filter_map(|line| line.stake());
    if let Some(stake) = stakes.reduce(|sum, one| sum.checked_add(one).unwrap_or(sum)) {
        finding = finding.stake(stake);
    }
    vec![finding]
}
