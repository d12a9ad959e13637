//! The options of simplified costs of each fund, compared, in the terminal.

use std::io::{self, Write};

use super::page::{Look, Page};
use super::width::{columns, padded, padded_left};
use crate::figures::LedgerError;
use crate::figures::simulation::{Reason, Simulated, simulate};
use crate::findings::limits::NARROWEST;
use crate::model::Fund;
use crate::model::Money;
use crate::prepare::{Prepared, PreparedPack};
use crate::rules::catalogue::IMPOSED_OPTION;
use crate::rules::{Rules, Ruling};

const HEADERS: [&str; 6] = ["option", "coût total", "éligible", "aide", "autofinancement", "hors du plan"];

/// Columns between two columns of the table.
const GAP: usize = 3;

/// The options of one fund.
pub struct Compared<'a> {
    pack: &'a PreparedPack,
    options: Vec<Simulated>,
}

/// Compare the options of each fund.
///
/// # Errors
/// When an amount passes what the program accepts.
pub fn compare(prepared: &Prepared) -> Result<Vec<Compared<'_>>, LedgerError> {
    let of_pack = |pack| {
        let options = simulate(prepared.inputs(pack), &pack.computation)?.options;
        Ok(Compared { pack, options })
    };
    prepared.packs.iter().map(of_pack).collect()
}

/// Write the options of each fund; the project's path too when there are several projects.
///
/// # Errors
/// When the output refuses.
pub fn write(
    out: &mut dyn Write,
    prepared: &Prepared,
    compared: &[Compared<'_>],
    path: Option<&str>,
    look: Look,
) -> io::Result<()> {
    let mut page = Page { text: String::new(), style: look.style, width: look.width.max(NARROWEST) };
    if let Some(path) = path {
        page.line(&page.style.strong(&Page::clean(&format!("── {path} ──"))));
    }
    page.line(&page.style.strong(&Page::clean(&prepared.folder.project.identity.title)));
    page.say(2, "Options de coûts simplifiés, règlement (UE) 2021/1060, art. 53 à 56. Chaque taux est pris à son plafond, sauf celui que le projet demande : le texte dit « jusqu’à », l’autorité peut en fixer un plus bas. Les autres ressources restent celles du classeur ; « hors du plan » : ce que le classeur porte et que le taux couvre.");
    for one in compared {
        page.line("");
        fund(&mut page, prepared, one);
    }
    out.write_all(page.text.as_bytes())
}

fn fund(page: &mut Page, prepared: &Prepared, compared: &Compared<'_>) {
    let (pack, fund) = (compared.pack, &compared.pack.fund.fund);
    page.line(&page.style.strong(&Page::clean(&fund.identity.short_title)));
    page.say(2, &asked(pack));
    if fund.flat_rates.is_empty() {
        page.say(2, "Les forfaits que ce fonds admet ne sont pas connus : seul le plan au réel est donné.");
    }
    page.say(2, &imposed(prepared, pack));
    let (admissible, not): (Vec<&Simulated>, Vec<&Simulated>) =
        compared.options.iter().partition(|option| option.against.is_empty());
    page.line("");
    if admissible.is_empty() {
        page.say(2, "Aucune option n’est admissible en l’état.");
    } else {
        table(page, &admissible);
    }
    for option in admissible {
        page.line("");
        page.say(2, &title(option));
        for rate in calculations(fund, option) {
            page.labelled(4, "calcul", &rate);
        }
        for reason in &option.reserves {
            page.labelled(4, "réserve", &said(reason));
        }
        for paper in &option.evidence {
            page.labelled(4, "garder", paper);
        }
    }
    if !not.is_empty() {
        page.line("");
        page.say(2, "Non admissibles en l’état :");
    }
    for option in not {
        for reason in &option.against {
            let mark = page.style.error("✗");
            page.marked(4, &mark, &format!("{} : {}", title(option), said(reason)));
        }
    }
    page.line("");
    page.say(2, "Coûts unitaires et montants forfaitaires (art. 53, § 1, b et c) : non simulés, la définition du fonds n’a pas de barème ; avec eux, ce sont les actions, et non les paiements, qui doivent tenir entre les dates d’éligibilité (art. 63, § 2, deuxième alinéa).");
}

/// « 54-b, 15 % (demandée) ».
fn title(option: &Simulated) -> String {
    format!("{}{}", option.name, if option.is_asked { " (demandée)" } else { "" })
}

fn said(reason: &Reason) -> String {
    format!("{} – {}", reason.why, reason.article)
}

/// What the aid of the table is.
fn asked(pack: &PreparedPack) -> String {
    let (grant, ledger) = (&pack.computation.plan.grant, &pack.computation.ledger);
    match grant.requested_rate.and_then(|key| ledger.value(key).rate()) {
        Some(rate) => {
            let capped = if grant.capped.is_some() { ", dans la limite du plafond du fonds" } else { "" };
            format!("Aide : assiette éligible × {rate}, le taux demandé{capped}.")
        }
        None if grant.is_by_amount() => {
            "Aide : le montant demandé, quelle que soit l’option, dans la limite de l’assiette éligible."
                .to_owned()
        }
        None => "Aide : inconnue, le taux demandé à ce fonds n’est pas renseigné.".to_owned(),
    }
}

/// What the authority imposes, if anybody knows.
fn imposed(prepared: &Prepared, pack: &PreparedPack) -> String {
    let rules = Rules::new(&pack.fund.fund, &prepared.folder.project, prepared.effective_date);
    let unknown = |who: &str| {
        format!(
            "Option que l’autorité impose : inconnue{who}. Rien ici ne dit que l’autorité accepterait l’une de ces options."
        )
    };
    match rules.of(IMPOSED_OPTION) {
        Ruling::Held(held) => {
            let source = &held.source;
            let reserve = held.reserve().map(|reserve| format!(", {reserve}")).unwrap_or_default();
            let text = held.value.clone().text().unwrap_or_default();
            format!("Option que l’autorité impose : {text} ({source}{reserve}).")
        }
        Ruling::NotBearing { source } => format!("L’autorité n’impose pas d’option : {source}."),
        Ruling::Empty { source } => unknown(&format!(" ({source})")),
        Ruling::OtherDays { .. } | Ruling::DayUnknown(_) => unknown(" à la date qui compte"),
        Ruling::Unsaid => unknown(", la définition du fonds n’en dit rien"),
    }
}

/// « 15 % × 52 374,00 € (coûts directs de personnel) = 7 856,10 € ».
fn calculations(fund: &Fund, option: &Simulated) -> Vec<String> {
    option
        .rates
        .iter()
        .filter_map(|applied| {
            let flat = fund.flat_rates.get(applied.flat_rate)?;
            let rate = applied.rate.map_or_else(|| "taux inconnu".to_owned(), |rate| rate.to_string());
            Some(format!(
                "{rate} × {} ({}) = {} : {}",
                shown(applied.base),
                flat.base.french(),
                shown(applied.amount),
                flat.label
            ))
        })
        .collect()
}

fn shown(amount: Option<Money>) -> String {
    amount.map_or_else(|| "inconnu".to_owned(), |amount| amount.to_string())
}

fn table(page: &mut Page, options: &[&Simulated]) {
    // The total cost is the eligible one, unless the fund leaves a category out.
    let is_kept = |column: usize| column != 1 || options.iter().any(|one| one.total_cost != one.eligible);
    let row = |option: &&Simulated| {
        let mark = if option.is_asked { "● " } else { "  " };
        let amounts = [option.total_cost, option.eligible, option.grant, option.own, option.left_out];
        let [total_cost, eligible, grant, own, left_out] = amounts.map(shown);
        [format!("{mark}{}", option.name), total_cost, eligible, grant, own, left_out]
    };
    let headers = HEADERS.map(str::to_owned);
    let kept = |row: [String; 6]| -> Vec<String> {
        row.into_iter().enumerate().filter(|(column, _)| is_kept(*column)).map(|(_, cell)| cell).collect()
    };
    let mut rows = vec![kept(headers)];
    rows.extend(options.iter().map(row).map(kept));
    if let Some(first) = rows.first_mut().and_then(|headers| headers.first_mut()) {
        *first = format!("  {first}");
    }
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| rows.iter().map(|row| columns(&row[column])).max().unwrap_or(0))
        .collect();
    if widths.iter().sum::<usize>() + GAP * (widths.len() - 1) + 2 <= page.width {
        for (rank, row) in rows.iter().enumerate() {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                if column == 0 { padded(cell, *width) } else { padded_left(cell, *width) }
            });
            let line = cells.collect::<Vec<_>>().join(&" ".repeat(GAP));
            let line = if rank == 0 { page.style.faint(&line) } else { line };
            page.line(&format!("  {line}"));
        }
        return;
    }
    let Some((headers, rows)) = rows.split_first() else { return };
    for row in rows {
        let mut cells = headers.iter().zip(row);
        if let Some((_, name)) = cells.next() {
            page.say(2, name.trim_start());
        }
        for (header, cell) in cells {
            page.labelled(4, header, cell);
        }
    }
}
