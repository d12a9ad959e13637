//! Which sheet holds which lines, and how formulas add them up.

use super::super::{PlanLayout, PlanWorkbook};
use crate::figures::plan::{CategoryPlan, LineSource, PlanLine};
use crate::model::project::VatBasis;
use crate::model::text::normalise;
use crate::xlsx::{Live, quoted};

/// The sheets of lines.
pub struct Holders {
    /// In the order of the workbook.
    pub all: Vec<Holder>,
}

/// A sheet of lines.
pub struct Holder {
    /// Name of the sheet.
    pub sheet: String,
    /// Its title.
    pub title: String,
    /// Name of its table, with which those of its columns begin.
    pub name: String,
    /// Expenses or staff.
    pub kind: Kind,
    /// Indices into the lines of the plan.
    pub lines: Vec<usize>,
    /// Index of its category in the plan; none when it holds several, told by a column.
    pub category: Option<usize>,
    /// The column that the plan adds up.
    pub retained: Retained,
}

/// What the lines of a sheet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Expenses.
    Expenses,
    /// Work.
    Staff,
}

/// The column that the plan adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retained {
    /// The amount excluding VAT.
    ExclVat,
    /// The amount including VAT.
    InclVat,
    /// A column of its own: lines differ, or a part of the VAT is recovered.
    Own,
    /// The cost of the work.
    Cost,
}

impl Retained {
    /// What follows the name of the table in the name of the column.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::ExclVat => "HT",
            Self::InclVat => "TTC",
            Self::Own => "Retenu",
            Self::Cost => "Cout",
        }
    }
}

/// A condition on the lines that are added up.
#[derive(Clone)]
pub struct Where<'a> {
    /// The column, by what follows the name of the table.
    pub column: &'a str,
    /// What it must hold, as a formula writes it: a cell, or a text between quotes.
    pub equals: String,
    /// True when a spreadsheet would read signs in the text: `*`, `?`, `<`.
    pub has_signs: bool,
}

impl<'a> Where<'a> {
    /// The column holds the text of a cell.
    pub fn cell(column: &'a str, cell: impl Into<String>, text: &str) -> Self {
        Self { column, equals: cell.into(), has_signs: has_signs(text) }
    }

    /// The column holds a text.
    pub fn text(column: &'a str, text: &str) -> Self {
        Self { column, equals: quoted(text), has_signs: has_signs(text) }
    }
}

fn has_signs(text: &str) -> bool {
    text.contains(['*', '?', '~']) || text.starts_with(['<', '>', '='])
}

/// The sum of a column over the lines that meet conditions.
pub fn sum_where(table: &str, summed: &str, conditions: &[Where<'_>]) -> String {
    let summed = format!("{table}_{summed}");
    if conditions.iter().any(|condition| condition.has_signs) {
        let each = conditions.iter().map(|one| format!("--({table}_{}={})", one.column, one.equals));
        let each: Vec<String> = each.collect();
        return format!("SUMPRODUCT({},{summed})", each.join(","));
    }
    let each = conditions.iter().map(|one| format!(",{table}_{},{}", one.column, one.equals));
    format!("SUMIFS({summed}{})", each.collect::<String>())
}

impl Holder {
    /// The amount of its lines, under conditions, on a column.
    fn summed<'a>(&self, column: &str, mut conditions: Vec<Where<'a>>, category: Option<&Where<'a>>) -> Live {
        if let (None, Some(category)) = (self.category, category) {
            conditions.push(category.clone());
        }
        if conditions.is_empty() {
            return Live::new(format!("{}_Total_{column}", self.name));
        }
        Live::new(sum_where(&self.name, column, &conditions))
    }
}

impl Holders {
    /// The sheets that hold lines of a category.
    pub fn of_category(&self, category: usize, members: &[usize]) -> impl Iterator<Item = &Holder> {
        let holds = move |holder: &&Holder| match holder.category {
            Some(own) => own == category,
            None => holder.lines.iter().any(|line| members.contains(line)),
        };
        self.all.iter().filter(holds)
    }

    /// The only sheet of a category, when no other category stands on it: its total is then that of the category.
    pub fn sole(&self, category: usize, members: &[usize]) -> Option<&Holder> {
        let mut of = self.of_category(category, members);
        of.next().filter(|holder| holder.category.is_some()).filter(|_| of.next().is_none())
    }

    /// What the lines of a category cost, under conditions. `label` is the cell that says its name.
    pub fn cost<'a>(
        &self,
        category: (usize, &CategoryPlan),
        label: &str,
        conditions: impl Fn() -> Vec<Where<'a>>,
    ) -> Live {
        self.of_column(category, label, conditions, |holder| holder.retained.suffix())
    }

    /// The same, excluding VAT.
    pub fn excl_vat<'a>(
        &self,
        category: (usize, &CategoryPlan),
        label: &str,
        conditions: impl Fn() -> Vec<Where<'a>>,
    ) -> Live {
        let column = |holder: &Holder| if holder.kind == Kind::Staff { "Cout" } else { "HT" };
        self.of_column(category, label, conditions, column)
    }

    fn of_column<'a>(
        &self,
        (index, category): (usize, &CategoryPlan),
        label: &str,
        conditions: impl Fn() -> Vec<Where<'a>>,
        column: impl Fn(&Holder) -> &'static str,
    ) -> Live {
        let named = Where::cell("Poste", label, &category.label);
        let of = self.of_category(index, &category.lines);
        Live::joined("+", of.map(|holder| holder.summed(column(holder), conditions(), Some(&named))))
    }

    /// What all lines cost under conditions, whatever their category.
    pub fn everywhere<'a>(&self, conditions: impl Fn() -> Vec<Where<'a>>) -> Live {
        Live::joined(
            "+",
            self.all.iter().map(|holder| holder.summed(holder.retained.suffix(), conditions(), None)),
        )
    }
}

/// Share out the lines of a plan.
pub fn holders(inputs: PlanWorkbook<'_>, layout: PlanLayout) -> Holders {
    let plan = &inputs.pack.computation.plan;
    let is_staff = |index: &usize| {
        plan.lines.get(*index).is_some_and(|line| matches!(line.source, LineSource::Staff(_)))
    };
    let mut all: Vec<Holder> = Vec::new();
    let mut add = |title: &str, sheet: &str, kind: Kind, lines: Vec<usize>, category: Option<usize>| {
        if lines.is_empty() {
            return;
        }
        let name = table_name(sheet, &all);
        let retained = match kind {
            Kind::Staff => Retained::Cost,
            Kind::Expenses => retained(lines.iter().filter_map(|index| plan.lines.get(*index))),
        };
        all.push(Holder {
            sheet: sheet.to_owned(),
            title: title.to_owned(),
            name,
            kind,
            lines,
            category,
            retained,
        });
    };
    match layout {
        PlanLayout::Compact => {
            let expenses = plan.categories.iter().flat_map(|category| category.lines.iter().copied());
            let expenses: Vec<usize> = expenses.filter(|index| !is_staff(index)).collect();
            add("Détail des dépenses", "Détail des dépenses", Kind::Expenses, expenses, None);
            for (index, category) in plan.categories.iter().enumerate() {
                let staff = category.lines.iter().copied().filter(is_staff).collect();
                add(&category.label, "Personnel", Kind::Staff, staff, Some(index));
            }
        }
        PlanLayout::OneSheetPerCategory => {
            for (index, category) in plan.categories.iter().enumerate() {
                let fund = &inputs.pack.fund.fund;
                let definition = category.category.and_then(|index| fund.categories.get(index));
                let tab = definition.map_or(category.label.as_str(), |definition| definition.tab.as_str());
                let (staff, expenses): (Vec<usize>, Vec<usize>) =
                    category.lines.iter().copied().partition(is_staff);
                let apart = if staff.is_empty() { tab.to_owned() } else { format!("{tab} (achats)") };
                add(&category.label, tab, Kind::Staff, staff, Some(index));
                add(&category.label, &apart, Kind::Expenses, expenses, Some(index));
            }
        }
    }
    Holders { all }
}

/// The column that says what the plan retains of every line.
fn retained<'a>(lines: impl Iterator<Item = &'a PlanLine> + Clone) -> Retained {
    let all = |basis: VatBasis, column: fn(&PlanLine) -> Option<crate::figures::FigureKey>| {
        lines.clone().all(|line| line.basis == basis && column(line) == Some(line.amount))
    };
    if all(VatBasis::InclVat, |line| line.incl_vat) {
        Retained::InclVat
    } else if all(VatBasis::ExclVat, |line| line.excl_vat) {
        Retained::ExclVat
    } else {
        Retained::Own
    }
}

/// A name that formulas take: letters of the sheet's, and never one of another table or of a cell.
fn table_name(sheet: &str, others: &[Holder]) -> String {
    let letters: String = normalise(sheet).chars().filter(char::is_ascii_alphabetic).take(24).collect();
    let mut characters = letters.chars();
    let capital: String = characters.next().map(|c| c.to_ascii_uppercase()).into_iter().collect();
    // Three letters alone would be a column, and a single R or C a row.
    let name = if letters.len() < 4 { format!("Poste_{letters}") } else { capital + characters.as_str() };
    let is_taken = |name: &str| {
        ["Ressources", "Partenaires", "Actions", "Indicateurs", "Marches", "Liste", "Controles"]
            .contains(&name)
            || others.iter().any(|other| other.name == name)
    };
    let copies = (2..).map(|copy| format!("{name}_{copy}"));
    std::iter::once(name.clone()).chain(copies).find(|name| !is_taken(name)).unwrap_or(name)
}
