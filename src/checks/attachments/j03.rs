//! References to attachments.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Project;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// References to attachments.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-03",
    title: "Les pièces citées par projet.toml sont déclarées",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque identifiant de pièce cité (délibérations, signataire, partenaires, cofinanceurs) est cherché dans [[pieces]], où il est unique.",
        why: "Une preuve qu’on ne retrouve pas ne prouve rien.",
        basis: Basis::Usage("Usage : une pièce citée est une pièce jointe"),
        mend: "Corrigez l’identifiant ou déclarez la pièce.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, piece) in scope.project().attachments.iter().enumerate() {
            places.entry(piece.id.as_str()).or_default().push(index);
        }
        for (id, indices) in places.iter().filter(|(_, indices)| indices.len() > 1) {
            let times = Decimal::from(indices.len());
            let twice = Finding::new(say!("l’identifiant de pièce « {} » est donné {} fois", *id, times));
            let fields = indices.iter().rev().take(PLACES).map(|index| format!("pieces[{index}].id"));
            answers.finding(fields.fold(twice, Finding::at_field));
        }
        let cited = cited(scope.project());
        for (field, piece) in &cited {
            answers.expect(places.contains_key(piece), || {
                Finding::new("pièce citée mais non déclarée")
                    .at_field(field.clone())
                    .found(say!("{}", *piece))
            });
        }
        if cited.is_empty() {
            answers.not_applicable("aucune pièce n’est citée");
        }
        answers.compared(
            cited.len(),
            say!(
                "{} parmi [[pieces]]",
                Fact::count(cited.len(), "pièce citée, cherchée", "pièces citées, cherchées")
            ),
        );
    }),
};

/// Fields named for one identifier given several times.
const PLACES: usize = 4;

/// The identifiers that `projet.toml` cites, each with its field.
fn cited(project: &Project) -> Vec<(String, &str)> {
    let signatory = project.applicant.signatory.as_ref().and_then(|signatory| signatory.piece.as_deref());
    let exemption = project.identity.simplified_costs_exemption.as_deref();
    listed("deliberations", project.deliberations.iter().map(|one| &one.piece))
        .chain(listed("partenaires", project.partners.iter().map(|one| &one.piece)))
        .chain(listed("cofinanceurs", project.co_financers.iter().map(|one| &one.piece)))
        .chain(listed("conventions", project.conventions.iter().map(|one| &one.piece)))
        .chain(listed("marches", project.contracts.iter().map(|one| &one.piece)))
        .chain(listed("couts_simplifies", project.simplified_costs.iter().map(|one| &one.piece)))
        .chain(exemption.map(|piece| ("projet.exemption_couts_simplifies".to_owned(), piece)))
        .chain(signatory.map(|piece| ("demandeur.signataire.piece".to_owned(), piece)))
        .collect()
}

fn listed<'a>(
    list: &'static str,
    pieces: impl Iterator<Item = &'a Option<String>>,
) -> impl Iterator<Item = (String, &'a str)> {
    let cited = pieces.enumerate().filter_map(|(index, piece)| Some((index, piece.as_deref()?)));
    cited.map(move |(index, piece)| (format!("{list}[{index}].piece"), piece))
}
