//! What the applicant answers for before it signs.

use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::figures::plan::LineSource;
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::attestation::Statement;

/// What the applicant answers for before it signs.
pub(in crate::checks) const CHECK: Check = Check {
    code: "I-07",
    title: "Le demandeur répond de chaque attestation qu’il signe",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Pour chaque attestation qui s’applique à l’opération (double financement ; régularité fiscale et sociale d’un organisme privé ; données personnelles quand le plan a du personnel ; conflits d’intérêts quand des marchés sont passés), la réponse du demandeur est cherchée dans projet.toml › [attestations].",
        why: "Une attestation est signée sur l’honneur : le programme l’écrit, il ne sait pas si elle est vraie.",
        basis: Basis::Usage(
            "Usage : on vérifie ce qu’une attestation affirme avant de la signer (à confirmer)",
        ),
        mend: "Vérifiez ce que l’attestation affirme, puis répondez true ; si ce n’est pas vrai, répondez false et ne la signez pas.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let given = &scope.project().attestations;
        let made: Vec<Statement> = Statement::ALL.into_iter().filter(|one| applies(*one, scope)).collect();
        if made.is_empty() {
            answers.not_applicable(
                "aucune attestation de ce dossier ne repose sur la seule parole du demandeur",
            );
        }
        let mut confirmed = Vec::new();
        for statement in made {
            match statement.answer(given) {
                None => answers.missing_field(statement.field()),
                Some(true) => confirmed.push(Fact::text(statement.french())),
                Some(false) => answers.finding(
                    Finding::new(say!(
                        "le demandeur ne peut pas attester {}",
                        Fact::Words(statement.french())
                    ))
                    .at_field(statement.field())
                    .found("false")
                    .expected("true, une fois que ce qu’il atteste est vrai"),
                ),
            }
        }
        if !confirmed.is_empty() {
            answers.declared(say!("le demandeur répond de : {}", Fact::list(confirmed)));
        }
    }),
};

/// True when the pack holds the paper, and the project what it is about.
fn applies(statement: Statement, scope: &Scope<'_>) -> bool {
    let template = statement.template();
    if !scope.fund().documents.iter().any(|document| document.template.as_deref() == Some(template)) {
        return false;
    }
    let project = scope.project();
    match statement {
        Statement::NoDoubleFunding => true,
        Statement::TaxesPaid => project.applicant.is_contracting_authority == Some(false),
        Statement::PersonalData => {
            scope.plan().lines.iter().any(|line| matches!(line.source, LineSource::Staff(_)))
        }
        Statement::NoConflictOfInterest => !project.contracts.is_empty(),
    }
}
