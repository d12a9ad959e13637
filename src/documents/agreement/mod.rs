//! What the workbook, the attachments and the other packs say of an amount of the plan.

mod side;
mod stated;

use crate::evidence::{Content, Evidence, Pieces};
use crate::figures::FigureKey;
use crate::figures::plan::{ResourceLine, known_co_financer};
use crate::model::project::Deliberation;
use crate::model::text::normalise;
use crate::model::{Money, Place, cell_name};
use crate::prepare::{Prepared, PreparedPack};
use crate::source::amount::parse_amount;
pub(super) use side::Side;

/// Where the sides are read.
pub(super) struct Sides<'a> {
    prepared: &'a Prepared,
    pack: &'a PreparedPack,
    pieces: &'a Pieces<'a>,
    /// The last resolution that approves the plan, by the applicant's word.
    resolution: Option<&'a Deliberation>,
}

/// What has no counterpart.
const NOT_EXPECTED: &str = "sans objet";

impl<'a> Sides<'a> {
    pub(super) fn new(prepared: &'a Prepared, pack: &'a PreparedPack, pieces: &'a Pieces<'a>) -> Self {
        let approving =
            prepared.folder.project.deliberations.iter().filter(|one| one.approves_financing_plan);
        Self { prepared, pack, pieces, resolution: approving.max_by_key(|one| one.date) }
    }

    pub(super) fn of_cost(&self) -> [Side; 5] {
        let plan = &self.pack.computation.plan;
        let Some(cost) = self.money(plan.total_cost) else { return self.unknown() };
        let typed = self.resolution.and_then(|one| one.total_cost.as_deref());
        [
            self.stated_cost(cost),
            self.voted(cost, None, typed),
            Side::unsaid(NOT_EXPECTED),
            self.agreed(cost, None),
            self.elsewhere(plan.total_cost, cost),
        ]
    }

    pub(super) fn of_resource(&self, line: &ResourceLine) -> [Side; 5] {
        let Some(amount) = self.money(line.amount) else { return self.unknown() };
        let budget = &self.prepared.reading.budget;
        let Some(resource) = budget.resources.get(line.resource) else { return self.unknown() };
        let cell = resource.amount.as_ref();
        let name = resource.co_financer.as_ref().map_or("", |cell| &*cell.value);
        let workbook = cell.map_or_else(
            || Side::unsaid("sans montant"),
            |cell| Side::compared(cell.value, amount, short(&cell.place)),
        );
        let is_asked = line.fund.as_deref() == Some(self.pack.fund.id.as_str());
        let entry = known_co_financer(self.prepared.inputs(self.pack), resource);
        let letter = match entry.and_then(|entry| entry.piece.as_deref()) {
            _ if is_asked => Side::unsaid("présente demande"),
            Some(piece) => self.piece(piece, amount, Some(name)),
            None => Side::unsaid("pas de lettre"),
        };
        let convention = match self.agreed(amount, Some(name)) {
            side @ (Side::Same(_) | Side::Other(..)) => side,
            Side::Unsaid(_) => Side::unsaid("–"),
        };
        let typed = self.approved(name);
        [
            workbook,
            self.voted(amount, Some(name), typed),
            letter,
            convention,
            self.elsewhere(line.amount, amount),
        ]
    }

    pub(super) fn of_own(&self) -> [Side; 5] {
        let plan = &self.pack.computation.plan;
        let Some(amount) = self.money(plan.own_contribution) else { return self.unknown() };
        let applicant = &self.prepared.folder.project.applicant.legal_name;
        let (workbook, name) = match plan.stated_own.as_slice() {
            [] => (Side::unsaid("solde calculé"), None),
            [(index, _)] => {
                let resource = self.prepared.reading.budget.resources.get(*index);
                let cell = resource.and_then(|resource| resource.amount.as_ref());
                let name = resource.and_then(|resource| resource.co_financer.as_ref());
                let side = cell.map_or_else(
                    || Side::unsaid("sans montant"),
                    |cell| Side::compared(cell.value, amount, short(&cell.place)),
                );
                (side, name.map(|cell| cell.value.to_string()))
            }
            _ => (Side::unsaid("plusieurs lignes"), None),
        };
        let name = name.as_deref().unwrap_or(applicant);
        let typed = self.approved(name).or_else(|| self.approved(applicant));
        [
            workbook,
            self.voted(amount, Some(name), typed),
            Side::unsaid(NOT_EXPECTED),
            Side::unsaid(NOT_EXPECTED),
            self.elsewhere(plan.own_contribution, amount),
        ]
    }

    pub(super) fn of_resources(&self) -> [Side; 5] {
        let plan = &self.pack.computation.plan;
        let Some(total) = self.money(plan.resources_total) else { return self.unknown() };
        let typed = self.resolution.and_then(|one| one.total_cost.as_deref());
        [
            self.stated_resources(total),
            self.voted(total, None, typed),
            Side::unsaid(NOT_EXPECTED),
            Side::unsaid(NOT_EXPECTED),
            self.elsewhere(plan.resources_total, total),
        ]
    }

    pub(super) fn of_partner(&self, name: &str, cost: FigureKey) -> [Side; 5] {
        let Some(amount) = self.money(cost) else { return self.unknown() };
        let project = &self.prepared.folder.project;
        let partner = project
            .partners
            .iter()
            .find(|one| [&one.name, &one.id].into_iter().any(|known| normalise(known) == normalise(name)));
        let budget = partner.and_then(|partner| partner.budget.as_deref()).and_then(read);
        // After a partner's name, a convention may say what it gives as well as what it spends.
        let convention = match (self.agreed(amount, Some("")), budget) {
            (Side::Unsaid(_), Some(budget)) => Side::compared(budget, amount, "déclaré"),
            (side, _) => side,
        };
        [
            Side::unsaid("somme des lignes"),
            Side::unsaid(NOT_EXPECTED),
            Side::unsaid(NOT_EXPECTED),
            convention,
            self.elsewhere(cost, amount),
        ]
    }

    fn money(&self, key: FigureKey) -> Option<Money> {
        self.pack.computation.ledger.value(key).money()
    }

    fn unknown(&self) -> [Side; 5] {
        std::array::from_fn(|_| Side::unsaid("non comparé"))
    }

    /// The amount that the resolution votes for a resource, as `projet.toml` copies it.
    fn approved(&self, name: &str) -> Option<&'a str> {
        let amounts = &self.resolution?.amounts;
        let named = amounts.iter().find(|one| normalise(&one.resource) == normalise(name));
        named.map(|one| one.amount.as_str())
    }

    /// What the resolution says: its text when it can be read, else what `projet.toml` copies of it.
    fn voted(&self, amount: Money, name: Option<&str>, typed: Option<&str>) -> Side {
        let Some(resolution) = self.resolution else { return Side::unsaid("pas de vote") };
        let read_there = resolution.piece.as_deref().map(|piece| self.piece(piece, amount, name));
        match (read_there, typed.and_then(read)) {
            (Some(side @ (Side::Same(_) | Side::Other(..))), _) => side,
            (_, Some(typed)) => Side::compared(typed, amount, "déclaré"),
            (Some(side), None) => side,
            (None, None) => Side::unsaid("acte non joint"),
        }
    }

    /// What a piece says of an amount.
    fn piece(&self, id: &str, amount: Money, name: Option<&str>) -> Side {
        match self.pieces.get(id) {
            None => Side::Unsaid(format!("{id} : absente")),
            Some((_, Content::Silent)) => Side::Unsaid(format!("{id} : image, non lue")),
            Some((_, Content::Unread)) => Side::Unsaid(format!("{id} : non lue")),
            Some((_, Content::Text(text))) => said(text, amount, name),
        }
    }

    /// What the conventions say.
    fn agreed(&self, amount: Money, name: Option<&str>) -> Side {
        let mut none = Side::unsaid("pas de convention");
        for (_, piece, content) in self.pieces.all().filter(|(_, piece, _)| piece.kind == "convention") {
            match content {
                Content::Text(text) => match said(text, amount, name) {
                    side @ Side::Unsaid(_) => none = side,
                    side => return side,
                },
                Content::Silent | Content::Unread => none = Side::Unsaid(format!("{} : non lue", piece.id)),
            }
        }
        none
    }

    /// What the other packs say.
    fn elsewhere(&self, key: FigureKey, amount: Money) -> Side {
        let id = self.pack.computation.ledger.get(key).id.to_string();
        let mut same = Side::unsaid("seul dossier");
        // All those of the project, in one order, whatever is built beside this one.
        let all = self.prepared.packs.iter().chain(&self.prepared.others);
        let mut others: Vec<&PreparedPack> = all.filter(|other| other.rank != self.pack.rank).collect();
        others.sort_by(|one, other| one.fund.id.cmp(&other.fund.id));
        for other in others {
            match other.computation.ledger.money(&id) {
                Some(said) if said == amount => same = Side::Same(String::new()),
                Some(said) => return Side::Other(said, other.fund.fund.identity.short_title.clone()),
                None => return Side::unsaid("non chiffré"),
            }
        }
        same
    }
}

/// What the text of a piece says: the amount itself, or another after the name.
fn said(text: &Evidence<'_>, amount: Money, name: Option<&str>) -> Side {
    let id = &text.piece.id;
    if text.find_amount(amount).is_some() {
        return Side::Same(id.clone());
    }
    let words = ["coût total", "total des ressources", "total des dépenses"];
    let other = match name {
        Some(name) => text.amount_of(name),
        None => words.iter().find_map(|words| text.amount_of(words)),
    };
    match other {
        Some((other, _)) => Side::Other(other, id.clone()),
        None if text.is_partial => Side::Unsaid(format!("{id} : lue en partie")),
        None => Side::Unsaid(format!("{id} : non dit")),
    }
}

fn read(typed: &str) -> Option<Money> {
    parse_amount(typed).ok().map(|read| read.money)
}

fn short(place: &Place) -> String {
    match place {
        Place::Cell { row, column, .. } => cell_name(*row, *column),
        other => other.to_string(),
    }
}
