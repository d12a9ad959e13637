//! The sides of the plan in another currency: each in its own, and nothing across them.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure, text};
use crate::figures::plan::{Plan, SidePlan};
use crate::figures::{FigureKey, Ledger};
use crate::model::budget::Maybe;
use crate::model::side::SideBudget;
use crate::model::{Budget, Project};

/// A side in another currency.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SideView {
    /// Identifier.
    pub id: String,
    /// Name.
    pub title: String,
    /// Code of its currency.
    pub currency: &'static str,
    /// « dollars canadiens ».
    pub currency_name: &'static str,
    /// The body that carries it.
    pub carrier: Option<String>,
    /// Who signs for it.
    pub signatory: Option<String>,
    /// Address of the body.
    pub address: Option<String>,
    /// Its years.
    pub years: Vec<SideYearView>,
    /// Its lines.
    pub lines: Vec<SideLineView>,
    /// Its categories.
    pub categories: Vec<SideCategoryView>,
    /// What each partner bears.
    pub partners: Vec<SidePartnerView>,
    /// All its lines.
    pub total: FigureView,
    /// Its own fees, outside the ceiling.
    pub own_fees: Option<FigureView>,
    /// Its resources.
    pub resources: Vec<SideResourceView>,
    /// All its resources.
    pub resources_total: FigureView,
    /// The public funding asked for, own fees left out.
    pub grant: Option<FigureView>,
}

/// A year of a side.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SideYearView {
    /// Civil year.
    pub year: String,
    /// Its cost.
    pub total: FigureView,
    /// Its part of the grant.
    pub grant: Option<FigureView>,
    /// The most that it may be.
    pub ceiling: Option<FigureView>,
}

/// A line of a side.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SideLineView {
    /// What is bought.
    pub label: String,
    /// Category.
    pub category: String,
    /// Who bears it.
    pub partner: String,
    /// Civil year.
    pub year: String,
    /// Amount.
    pub amount: FigureView,
    /// Supporting document.
    pub document: String,
    /// True for the side's own fees.
    pub is_own_fee: bool,
}

/// A category of a side.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SideCategoryView {
    /// Name.
    pub label: String,
    /// Its total.
    pub total: FigureView,
    /// True for the side's own fees.
    pub is_own_fee: bool,
}

/// What a partner bears of a side.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SidePartnerView {
    /// Name.
    pub name: String,
    /// Cost.
    pub total: FigureView,
}

/// A resource of a side.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SideResourceView {
    /// Who pays.
    pub name: String,
    /// Nature, as the workbook writes it.
    pub nature: String,
    /// State, as the workbook writes it.
    pub status: String,
    /// Supporting document.
    pub document: String,
    /// Amount.
    pub amount: FigureView,
    /// True for the public funding asked for.
    pub is_asked: bool,
}

/// Fill the sides, in the order of the fund.
pub(in crate::documents) fn sides(
    ledger: &Ledger,
    plan: &Plan,
    budget: &Budget,
    project: &Project,
) -> Vec<SideView> {
    let all = plan.sides.iter().filter_map(|side| {
        let stated = budget.sides.iter().find(|budget| budget.rank == side.side)?;
        Some(view(ledger, side, stated, project.sides.get(side.side)?))
    });
    all.collect()
}

fn view(ledger: &Ledger, plan: &SidePlan, stated: &SideBudget, side: &crate::model::side::Side) -> SideView {
    let one = |key: FigureKey| figure(ledger, key);
    let some = |key: Option<FigureKey>| key.map(one);
    let name = |cell: &Maybe<Arc<str>>, missing: &str| {
        let written = text(cell);
        if written.is_empty() { missing.to_owned() } else { written }
    };
    let lines = plan.lines.iter().zip(&stated.lines).map(|(plan, line)| SideLineView {
        label: name(&line.label, "dépense sans intitulé"),
        category: text(&line.category),
        partner: text(&line.partner),
        year: line.year.as_ref().map(|year| year.value.to_string()).unwrap_or_default(),
        amount: one(plan.amount),
        document: text(&line.document),
        is_own_fee: plan.is_own_fee,
    });
    let resources = plan.resources.iter().zip(&stated.resources).map(|(plan, line)| SideResourceView {
        name: name(&line.co_financer, "ressource sans nom"),
        nature: text(&line.nature),
        status: text(&line.status),
        document: text(&line.document),
        amount: one(plan.amount),
        is_asked: plan.is_asked,
    });
    let years = plan.years.iter().map(|year| SideYearView {
        year: year.year.to_string(),
        total: one(year.total),
        grant: some(year.grant),
        ceiling: some(plan.ceiling),
    });
    let categories = plan.categories.iter().map(|category| SideCategoryView {
        label: category.label.clone(),
        total: one(category.total),
        is_own_fee: category.is_own_fee,
    });
    let partners = plan.partners.iter();
    SideView {
        id: side.id.clone(),
        title: side.title.clone(),
        currency: side.currency.code(),
        currency_name: side.currency.french(),
        carrier: side.carrier.clone(),
        signatory: side.signatory.clone(),
        address: side.address.clone(),
        years: years.collect(),
        lines: lines.collect(),
        categories: categories.collect(),
        partners: partners
            .map(|(name, total)| SidePartnerView { name: name.clone(), total: one(*total) })
            .collect(),
        total: one(plan.total),
        own_fees: some(plan.own_fees),
        resources: resources.collect(),
        resources_total: one(plan.resources_total),
        grant: some(plan.grant),
    }
}
