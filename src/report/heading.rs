//! What heads the findings of a project: its title, then each pack with its cost, its grant and its balance.

use super::page::Page;
use super::width::{columns, padded, padded_left};
use crate::figures::{FigureKey, Origin};
use crate::findings::limits::cut;
use crate::model::french::french_date;
use crate::model::fund::Support;
use crate::model::text::french_spacing;
use crate::model::{Money, Place};
use crate::prepare::{Prepared, PreparedPack};
use crate::report::style::printable;

/// Whether the resources meet the cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Balance {
    /// To the cent.
    Balanced,
    /// Not: by so much.
    Gap(Money),
    /// An amount is missing.
    Unknown,
}

impl Balance {
    /// The balance of a pack's plan: the own contribution as stated against what the other resources leave.
    pub fn of(pack: &PreparedPack) -> Self {
        let (plan, ledger) = (&pack.computation.plan, &pack.computation.ledger);
        let stated = plan.stated_own.iter().try_fold(Money::ZERO, |sum, (_, key)| {
            ledger.value(*key).money().and_then(|amount| sum.checked_add(amount))
        });
        match (ledger.value(plan.own_contribution).money(), stated) {
            (Some(own), Some(stated)) if own == stated => Self::Balanced,
            (Some(own), Some(stated)) => Self::Gap(own.distance(stated)),
            _ => Self::Unknown,
        }
    }

    /// The gap, when it is known.
    pub const fn gap(self) -> Option<Money> {
        match self {
            Self::Balanced => Some(Money::ZERO),
            Self::Gap(gap) => Some(gap),
            Self::Unknown => None,
        }
    }

    fn french(self) -> String {
        match self {
            Self::Balanced => "équilibré".to_owned(),
            Self::Gap(gap) => format!("écart de {gap}"),
            Self::Unknown => "équilibre inconnu".to_owned(),
        }
    }
}

/// Write the heading.
pub(super) fn write(page: &mut Page, prepared: &Prepared, path: Option<&str>) {
    let identity = &prepared.folder.project.identity;
    let acronym = identity.acronym.as_ref().map(|short| format!(" ({short})")).unwrap_or_default();
    let date = prepared.effective_date.map_or_else(
        || "sans date d’effet".to_owned(),
        |date| format!("date d’effet : {}", french_date(date)),
    );
    title(page, path, &identity.title, &format!("{acronym} – {date}"));
    let mut rows: Vec<[String; 4]> = prepared.packs.iter().map(row).collect();
    let width =
        |rows: &[[String; 4]], column: usize| rows.iter().map(|row| columns(&row[column])).max().unwrap_or(0);
    let (costs, grants) = (width(&rows, 1), width(&rows, 2));
    // Two columns of margin, three between columns; the titles take what is left.
    let room = page.width.saturating_sub(2 + 3 * 3 + costs + grants + width(&rows, 3));
    if width(&rows, 0) > room {
        // Titles cut at their end would look alike: identifiers are short.
        for (row, pack) in rows.iter_mut().zip(&prepared.packs) {
            row[0] = Page::clean(&pack.fund.id);
        }
    }
    let titles = width(&rows, 0);
    for [title, cost, grant, balance] in &rows {
        if titles <= room {
            let (title, cost, grant) =
                (padded(title, titles), padded_left(cost, costs), padded(grant, grants));
            page.line(&format!("  {title}   {cost}   {grant}   {balance}"));
        } else {
            page.say(2, title);
            page.say(4, &format!("{cost}, {grant}, {balance}"));
        }
    }
}

/// The path when it is to be told, then a title with what ends its line, which holds: a title too long is cut before it.
pub(super) fn title(page: &mut Page, path: Option<&str>, title: &str, end: &str) {
    if let Some(path) = path {
        let path = format!("── {} ──", printable(path));
        page.line(&page.style.strong(&path));
    }
    let end = Page::clean(end);
    let title = fitted(&Page::clean(title), page.width.saturating_sub(columns(&end)));
    page.line(&page.style.strong(&format!("{title}{end}")));
}

/// A text cut to so many columns.
fn fitted(text: &str, most: usize) -> String {
    let mut kept = text.to_owned();
    let mut characters = text.chars().count();
    while columns(&kept) > most.max(1) && characters > 1 {
        characters -= 1;
        kept = cut(text, characters);
    }
    kept
}

fn row(pack: &PreparedPack) -> [String; 4] {
    let (plan, ledger) = (&pack.computation.plan, &pack.computation.ledger);
    let known = |key: FigureKey| Some(key).filter(|key| !ledger.value(*key).is_missing());
    let shown = |key: Option<FigureKey>| key.and_then(known).map(|key| ledger.french(key));
    let cost =
        shown(Some(plan.total_cost)).map_or_else(|| "coût inconnu".to_owned(), |cost| format!("coût {cost}"));
    let grant = match (shown(plan.grant.requested), shown(plan.grant.displayed_rate)) {
        (Some(grant), Some(rate)) => format!("aide {grant} ({rate})"),
        (Some(grant), None) => format!("aide {grant}"),
        _ => unknown_grant(pack),
    };
    let clean = |text: String| french_spacing(&printable(&text));
    [pack.fund.fund.identity.short_title.clone(), cost, grant, Balance::of(pack).french()].map(clean)
}

/// Why no grant is shown: none is asked, or its line has no amount that can be read.
fn unknown_grant(pack: &PreparedPack) -> String {
    let (plan, ledger) = (&pack.computation.plan, &pack.computation.ledger);
    if plan.grant.requested.is_none() {
        return match pack.fund.fund.identity.support {
            Support::Accompagnement => "accompagnement demandé",
            Support::Subvention => "aucune aide demandée",
        }
        .to_owned();
    }
    let of_fund = plan.resources.iter().filter(|line| line.fund.as_ref() == Some(&pack.fund.id));
    let mut empty = of_fund.filter(|line| ledger.value(line.amount).is_missing());
    match empty.next().and_then(|line| ledger.origin(line.amount)) {
        Some(Origin::Input(Place::Cell { sheet, row, .. })) => {
            format!("aide inconnue (ligne {} de « {sheet} » sans montant lisible)", row.saturating_add(1))
        }
        _ => "aide inconnue (sans montant lisible)".to_owned(),
    }
}
