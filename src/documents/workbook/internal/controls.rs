//! « Contrôles »: equalities that stay alive, what does not hold, then every check's answer.

use crate::checks::{FAMILIES, counts};
use crate::documents::topics::checks::checks;
use crate::documents::topics::findings::FindingView;
use crate::documents::topics::statements::statement;
use crate::documents::workbook::PlanWorkbook;
use crate::documents::workbook::layout::{Rows, figure, text};
use crate::figures::FigureKey;
use crate::findings::{Answer, Severity};
use crate::model::text::{capitalised, french_spacing};
use crate::xlsx::{Content, Sheet, Style};

/// Lay out the sheet.
pub fn sheet(inputs: PlanWorkbook<'_>) -> Sheet {
    let plan = &inputs.pack.computation.plan;
    let mut rows = Rows::new("Contrôles", &[10.0, 62.0, 20.0, 20.0, 18.0, 70.0]);
    rows.across("Contrôles", Style::Title);
    rows.skip();
    rows.across("Contrôles automatiques", Style::GroupHeader);
    rows.row(
        ["", "Égalité", "Premier montant", "Second montant", "Réponse", ""]
            .map(|name| text(name, Style::Header)),
    );
    let mut equality = |name: &str, left: FigureKey, right: FigureKey| {
        rows.row([
            text("", Style::Centred),
            text(name, Style::Label),
            figure(left, Style::Amount),
            figure(right, Style::Amount),
            (Content::Equality { left, right }, Style::Centred),
            (Content::Blank, Style::Text),
        ]);
    };
    equality("Total des ressources = coût total", plan.resources_total, plan.total_cost);
    equality("Somme des années = coût total", plan.years_sum, plan.total_cost);
    equality("Contributions en nature : ressources = dépenses", plan.in_kind_resources, plan.in_kind_total);
    if let [(_, stated)] = plan.stated_own.as_slice() {
        equality("Autofinancement du classeur = solde du plan", *stated, plan.own_contribution);
    }
    if let (Some(requested), Some(computed)) = (plan.grant.requested, plan.grant.computed) {
        equality("Aide demandée = assiette × taux demandé", requested, computed);
    }
    rows.skip();
    findings(&mut rows, inputs);
    answers(&mut rows, inputs);
    rows.landscape()
}

/// What does not hold, causes first; remarks, which are no anomalies, after them.
fn findings(rows: &mut Rows, inputs: PlanWorkbook<'_>) {
    let told = checks(inputs.prepared, inputs.pack);
    let severities: Vec<Severity> =
        inputs.prepared.findings_of(inputs.pack).map(|told| told.severity).collect();
    let heavy: Vec<(Severity, &FindingView)> =
        severities.into_iter().filter(|severity| *severity != Severity::Note).zip(&told.findings).collect();
    let notes: Vec<(Severity, &FindingView)> = std::iter::repeat(Severity::Note).zip(&told.remarks).collect();
    for (title, findings, more) in [
        ("Constats à corriger, et ce qui en découle", heavy, &told.more_findings),
        ("Remarques", notes, &told.more_remarks),
    ] {
        if findings.is_empty() {
            continue;
        }
        rows.across(title, Style::GroupHeader);
        rows.row(
            ["Code", "Constat", "Où", "Trouvé", "Attendu", "Correction et suites"]
                .map(|name| text(name, Style::Header)),
        );
        for (severity, finding) in findings {
            let given = |value: &Option<String>| {
                text(french_spacing(value.as_deref().unwrap_or("–")), Style::TextWrapped)
            };
            let effects = [("se répercute sur", &finding.consequences), ("de même en", &finding.alike)];
            let effects = effects
                .iter()
                .filter_map(|(label, effect)| effect.as_ref().map(|effect| format!("{label} : {effect}")));
            let mend: Vec<String> = std::iter::once(finding.mend.clone()).chain(effects).collect();
            rows.row([
                text(finding.code.as_str(), weight(severity)),
                text(french_spacing(&finding.message), Style::TextWrapped),
                given(&finding.place),
                given(&finding.found),
                given(&finding.expected),
                text(french_spacing(&mend.join("\n")), Style::TextWrapped),
            ]);
        }
        if let Some(more) = more {
            rows.across(more.as_str(), Style::Muted);
        }
        rows.skip();
    }
}

const fn weight(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Note => Style::Muted,
    }
}

/// What every check answered.
fn answers(rows: &mut Rows, inputs: PlanWorkbook<'_>) {
    let results = &inputs.pack.results;
    rows.across(
        format!("Réponses à la production du dossier – {}", french_spacing(&counts(results))),
        Style::GroupHeader,
    );
    rows.header(["Code", "Contrôle", "Gravité", "Réponse", "Constats", "Ce que dit le contrôle"]);
    for (letter, family) in FAMILIES {
        let mut of = results.iter().filter(|result| result.code().starts_with(letter)).peekable();
        if of.peek().is_some() {
            rows.across(family, Style::SubtotalLabel);
        }
        for result in of {
            let style = match (result.answer, result.severity) {
                (Answer::Compliant, _) => Style::Ok,
                (Answer::NotApplicable, _) => Style::Muted,
                (Answer::Anomaly, Severity::Error) => Style::Error,
                _ => Style::Warning,
            };
            rows.row([
                text(result.code(), Style::Centred),
                text(result.heading.title, Style::TextWrapped),
                text(capitalised(result.severity.label()), Style::Text),
                text(capitalised(result.answer.label()), style),
                (Content::Number(result.answers.found().into()), Style::Number),
                text(french_spacing(&capitalised(&statement(result))), Style::TextWrapped),
            ]);
        }
    }
}
