//! « Synthèse »: the balanced plan on one page, as the signed one prints it.

use rust_decimal::Decimal;

use super::grid::Named;
use super::holders::{Where, sum_where};
use super::{COMPUTED_TAB, Filing};
use crate::documents::topics::values::text as cell_text;
use crate::documents::workbook::layout::{Rows, figure, text};
use crate::figures::FigureKey;
use crate::figures::plan::ResourceLine;
use crate::figures::plan::balance::{Group, SectionCategory, SectionPlan, Shared};
use crate::model::cell_name;
use crate::model::text::french_spacing;
use crate::xlsx::{Content, Live, Shown, Style};

/// What a formula shows when it has nothing to say: an empty text would be written as a zero.
const NOTHING: &str = " ";

/// A cell and its column.
type Placed = (u32, (Content, Style));

/// Columns of the page, zero-based.
struct Columns {
    /// Amount excluding VAT, when the page gives it.
    excl_vat: Option<u32>,
    cost: u32,
    share: u32,
    resource: u32,
    amount: u32,
    part: u32,
}

impl Columns {
    const fn new(has_excl_vat: bool) -> Self {
        let first = if has_excl_vat { 2 } else { 1 };
        Self {
            excl_vat: if has_excl_vat { Some(1) } else { None },
            cost: first,
            share: first + 1,
            // An empty column between both sides.
            resource: first + 3,
            amount: first + 4,
            part: first + 5,
        }
    }
}

/// Lay out the sheet.
pub fn sheet(filing: Filing<'_>, all_hold: bool) -> Named {
    let plan = filing.plan();
    let columns = Columns::new(plan.balance.excl_vat.is_some());
    let mut widths = vec![40.0];
    widths.extend(columns.excl_vat.map(|_| 15.0));
    widths.extend([16.0, 9.0, 2.0, 40.0, 16.0, 9.0]);
    let mut rows = Rows::new("Synthèse", &widths);
    rows.across("Plan de financement prévisionnel équilibré", Style::Title);
    rows.across(filing.subtitle(), Style::Subtitle);
    rows.across(
        french_spacing(&format!("Demandeur : {}", filing.project().applicant.legal_name)),
        Style::Subtitle,
    );
    rows.skip();
    let mut header: Vec<Placed> = vec![(0, text("Dépenses", Style::Header))];
    header.extend(columns.excl_vat.map(|column| (column, text("HT", Style::Header))));
    let amount = if columns.excl_vat.is_some() { "TTC" } else { "Montant" };
    header.extend([
        (columns.cost, text(amount, Style::Header)),
        (columns.share, text("%", Style::Header)),
        (columns.resource, text("Recettes", Style::Header)),
        (columns.amount, text("Montant", Style::Header)),
        (columns.part, text("%", Style::Header)),
    ]);
    rows.placed(header);
    let first = rows.next_row();
    let expenses = expenses(filing, &columns, first);
    let resources = resources(filing, &columns, first);
    let count = expenses.len().max(resources.len());
    let (mut left, mut right) = (expenses.into_iter(), resources.into_iter());
    for _ in 0..count {
        let row = left.next().unwrap_or_default().into_iter().chain(right.next().unwrap_or_default());
        rows.placed(row);
    }
    let balance = &plan.balance;
    let mut total: Vec<Placed> = vec![(0, text("Total des dépenses", Style::TotalLabel))];
    total.extend(
        columns.excl_vat.zip(balance.excl_vat).map(|(column, key)| (column, figure(key, Style::TotalAmount))),
    );
    total.extend([
        (columns.cost, figure(plan.total_cost, Style::TotalAmount)),
        (columns.share, figure(balance.cost.share, Style::TotalRate)),
        (columns.resource, text("Total des recettes", Style::TotalLabel)),
        (columns.amount, figure(plan.resources_total, Style::TotalAmount)),
        (columns.part, figure(balance.resources.share, Style::TotalRate)),
    ]);
    rows.placed(total);
    rows.skip();
    years(filing, &columns, &mut rows);
    rows.skip();
    warning(all_hold, &mut rows);
    signature(filing, &columns, &mut rows);
    let mut sheet = rows.landscape();
    sheet.tab_colour = Some(COMPUTED_TAB.to_owned());
    sheet.protected = true;
    sheet.one_page = true;
    Named::new(sheet)
}

/// The rows of the left side.
fn expenses(filing: Filing<'_>, columns: &Columns, first: u32) -> Vec<Vec<Placed>> {
    let balance = &filing.plan().balance;
    let mut sides: Vec<Vec<Placed>> = Vec::new();
    for section in &balance.sections {
        for part in &section.categories {
            let row = first + super::grid::to_u32(sides.len());
            sides.extend(category(filing, columns, section, part, row));
        }
        // Of one section alone, the sum is the total.
        if balance.sections.len() > 1 {
            let label = format!("Sous-total {}", section.section.french());
            let mut side = vec![(0, text(label, Style::SubtotalLabel))];
            side.extend(
                columns
                    .excl_vat
                    .zip(section.excl_vat)
                    .map(|(column, key)| (column, figure(key, Style::SubtotalAmount))),
            );
            side.extend(shared(columns.cost, columns.share, section.total, true));
            sides.push(side);
        }
    }
    sides
}

/// A category, or what it holds of a section.
fn category(
    filing: Filing<'_>,
    columns: &Columns,
    section: &SectionPlan,
    part: &SectionCategory,
    row: u32,
) -> Option<Vec<Placed>> {
    let plan = filing.plan().categories.get(part.index)?;
    let label = format!("$A{}", row + 1);
    let of_section = || {
        if part.is_part { vec![Where::text("Section", section.section.name())] } else { Vec::new() }
    };
    let cost = if part.is_part {
        let formula = filing.holders.cost((part.index, plan), &label, of_section);
        (Content::Live { key: part.cost.amount, formula, defines: true }, Style::Amount)
    } else {
        figure(part.cost.amount, Style::Amount)
    };
    let mut side: Vec<Placed> = vec![(0, text(plan.label.as_str(), Style::Label))];
    if let Some((column, key)) = columns.excl_vat.zip(part.excl_vat) {
        let cell = if key == part.cost.amount {
            figure(key, Style::Amount)
        } else {
            let formula = filing.holders.excl_vat((part.index, plan), &label, of_section);
            (Content::Live { key, formula, defines: true }, Style::Amount)
        };
        side.push((column, cell));
    }
    side.push((columns.cost, cost));
    side.push((columns.share, figure(part.cost.share, Style::Rate)));
    Some(side)
}

fn shared(amount: u32, share: u32, of: Shared, is_subtotal: bool) -> [Placed; 2] {
    let (money, rate) =
        if is_subtotal { (Style::SubtotalAmount, Style::SubtotalRate) } else { (Style::Amount, Style::Rate) };
    [(amount, figure(of.amount, money)), (share, figure(of.share, rate))]
}

/// The rows of the right side.
fn resources(filing: Filing<'_>, columns: &Columns, first: u32) -> Vec<Vec<Placed>> {
    let mut sides: Vec<Vec<Placed>> = Vec::new();
    let balance = &filing.plan().balance;
    for (group, label) in
        [(&balance.public, "Sous-total public"), (&balance.private, "Sous-total privé et recettes")]
    {
        let is_empty = group.members.is_empty() && !group.holds_own;
        if is_empty && group.total.amount != balance.public.total.amount {
            continue;
        }
        let begin = sides.len();
        for (name, lines) in by_name(filing, group) {
            let row = first + super::grid::to_u32(sides.len());
            sides.push(co_financer(filing, columns, &name, &lines, row));
        }
        if group.holds_own {
            let own = Shared { amount: filing.plan().own_contribution, share: filing.plan().own_share };
            let mut side = vec![(columns.resource, text("Autofinancement du demandeur", Style::Label))];
            side.extend(shared(columns.amount, columns.part, own, false));
            sides.push(side);
        }
        let row = first + super::grid::to_u32(sides.len());
        sides.push(rest(columns, group, (first + super::grid::to_u32(begin), row)));
        let mut side = vec![(columns.resource, text(label, Style::SubtotalLabel))];
        side.extend(shared(columns.amount, columns.part, group.total, true));
        sides.push(side);
    }
    sides
}

/// The lines of a group by the name of their co-financer, in the order of the workbook.
fn by_name<'a>(filing: Filing<'a>, group: &Group) -> Vec<(String, Vec<&'a ResourceLine>)> {
    let mut named: Vec<(String, Vec<&ResourceLine>)> = Vec::new();
    for line in group.members.iter().filter_map(|index| filing.plan().resources.get(*index)) {
        let name = filing.budget().resources.get(line.resource).map(|one| cell_text(&one.co_financer));
        let name = name.unwrap_or_default();
        match named.iter_mut().find(|(other, _)| *other == name) {
            Some((_, lines)) => lines.push(line),
            None => named.push((name, vec![line])),
        }
    }
    // A line without a name is told with the lines added.
    named.retain(|(name, _)| !name.is_empty());
    named
}

/// What a co-financer brings, found by its name: its line may be moved, or removed.
fn co_financer(
    filing: Filing<'_>,
    columns: &Columns,
    name: &str,
    lines: &[&ResourceLine],
    row: u32,
) -> Vec<Placed> {
    let ledger = filing.ledger();
    let label = format!("${}{}", super::grid::column_letters(columns.resource), row + 1);
    let formula = Live::new(sum_where("Ressources", "Montant", &[Where::cell("Cofinanceur", label, name)]));
    let part = Live::new(cell_name(row, columns.amount)).text("/").figure(filing.plan().total_cost);
    let asked = lines.iter().any(|line| line.fund.as_deref() == Some(filing.fund().identity.id.as_str()));
    let style = if asked { Style::SubtotalLabel } else { Style::Label };
    // A co-financer of both groups would be counted in each: its name then finds more than these lines.
    let everywhere = filing.plan().resources.iter().filter(|line| {
        filing.budget().resources.get(line.resource).is_some_and(|one| cell_text(&one.co_financer) == name)
    });
    let (amount, share) = match lines {
        [only] if everywhere.count() == 1 => (
            Content::Live { key: only.amount, formula, defines: false },
            Content::Live { key: only.share, formula: part, defines: false },
        ),
        _ => {
            let sum: Decimal = lines.iter().filter_map(|line| ledger.value(line.amount).decimal()).sum();
            let whole = ledger.value(filing.plan().total_cost).decimal().unwrap_or_default();
            let ratio = sum.checked_div(whole).unwrap_or_default();
            (
                Content::Computed { shown: Shown::Number(sum), formula },
                Content::Computed { shown: Shown::Number(ratio), formula: part },
            )
        }
    };
    vec![
        (columns.resource, text(name, style)),
        (columns.amount, (amount, Style::Amount)),
        (columns.part, (share, Style::Rate)),
    ]
}

/// What the group holds that no row above names: nothing, until a line is added to the resources.
fn rest(columns: &Columns, group: &Group, (first, row): (u32, u32)) -> Vec<Placed> {
    let listed = if row > first {
        format!("-SUM({}:{})", cell_name(first, columns.amount), cell_name(row - 1, columns.amount))
    } else {
        NOTHING.to_owned()
    };
    let left = Live::new("ROUND(").figure(group.total.amount).text(format!("{listed},2)"));
    let when = |shown: Live| {
        let condition = Live::new("IF(").then(left.clone()).text("=0,\" \",").then(shown).text(")");
        Content::Computed { shown: Shown::Text(NOTHING.to_owned()), formula: condition }
    };
    vec![
        (columns.resource, (when(Live::new("\"Lignes ajoutées aux ressources\"")), Style::Label)),
        (columns.amount, (when(left.clone()), Style::Amount)),
        (columns.part, (Content::Blank, Style::Rate)),
    ]
}

/// Expenses and grant, year by year.
fn years(filing: Filing<'_>, columns: &Columns, rows: &mut Rows) {
    let plan = filing.plan();
    let grant: &[FigureKey] = &plan.grant.by_year;
    let last = columns.excl_vat.unwrap_or(columns.cost - 1);
    let head = |column, name: &str| (column, text(name, Style::Header));
    let mut header = vec![head(0, "Dépenses par année"), head(columns.cost, "Montant")];
    header.extend((1..=last).map(|column| (column, (Content::Blank, Style::Header))));
    if !grant.is_empty() {
        header.extend([head(columns.resource, "Aide demandée par année"), head(columns.amount, "Montant")]);
    }
    rows.placed(header);
    for (index, year) in plan.years.iter().enumerate() {
        let mut row: Vec<Placed> = vec![(0, (Content::Number((*year).into()), Style::Centred))];
        row.extend((1..=last).map(|column| (column, (Content::Blank, Style::Text))));
        row.extend(plan.year_totals.get(index).map(|key| (columns.cost, figure(*key, Style::Amount))));
        if let Some(key) = grant.get(index) {
            row.push((columns.resource, (Content::Number((*year).into()), Style::Centred)));
            row.push((columns.amount, figure(*key, Style::Amount)));
        }
        rows.placed(row);
    }
}

/// A word that appears when a control of the first sheet does not hold.
fn warning(all_hold: bool, rows: &mut Rows) {
    let formula = Live::new(
        "IF(COUNTIF(Controles,\"écart\")=0,\" \",\"Plan à revoir : voir les contrôles automatiques de l’onglet Consignes.\")",
    );
    let shown = if all_hold {
        NOTHING.to_owned()
    } else {
        "Plan à revoir : voir les contrôles automatiques de l’onglet Consignes.".to_owned()
    };
    rows.placed([(0, (Content::Computed { shown: Shown::Text(shown), formula }, Style::Note))]);
}

fn signature(filing: Filing<'_>, columns: &Columns, rows: &mut Rows) {
    let applicant = &filing.project().applicant;
    let town = applicant.town.as_deref().unwrap_or("…………………………");
    let who = applicant.signatory.as_ref().map(|signatory| {
        let function =
            signatory.capacity.as_deref().map(|function| format!(", {function}")).unwrap_or_default();
        format!("{}{function}", signatory.name)
    });
    let place = format!("Plan certifié exact. Fait à {town}, le …………………………");
    rows.placed([
        (0, text(place, Style::Blank)),
        (columns.resource, text(who.unwrap_or_default(), Style::Blank)),
    ]);
    rows.placed([(columns.resource, text("Signature et cachet", Style::Blank))]);
    rows.skip();
}
