//! An override that serves nothing, names nothing or says nothing is itself an anomaly.

use crate::checks::{Basis, Check, Explanation, Run, Scope, renamed};
use crate::findings::say;
use crate::findings::{Answer, Class, Finding, Severity};
use crate::model::project::SeverityOverride;

/// Overrides that serve nothing; judged after the other checks.
pub(in crate::checks) const CHECK: Check = Check {
    code: "M-02",
    title: "Chaque dérogation porte sur un contrôle existant, avec un motif, et sert",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque entrée de projet.toml › controles est comparée aux contrôles et à ce qu’ils ont répondu.",
        why: "Une dérogation oubliée masquera la prochaine vraie anomalie.",
        basis: Basis::Usage("Usage de ce logiciel : une gravité changée a son motif"),
        mend: "Retirez la dérogation devenue inutile, ou complétez son motif.",
        since: "0.1.0",
    },
    run: Run::Results(|scope, results, answers| {
        let overrides = &scope.project().overrides;
        if overrides.is_empty() {
            answers.not_applicable("aucune dérogation");
        }
        for (code, chosen) in overrides {
            let field = format!("controles.{code}");
            let of_check = results.iter().find(|result| result.code() == code);
            let silent = of_check.filter(|result| result.answers.findings.is_empty());
            // A check that has no object in this pack may have one in another.
            let has_no_object = silent.is_some_and(|result| result.answer == Answer::NotApplicable);
            let unused = silent.is_some() && !has_no_object;
            let found = |finding: Finding| finding.at_field(field.clone());
            if let Some(new) = renamed(code) {
                answers.finding(
                    found(Finding::new(say!(
                        "le contrôle {} est devenu {} : la dérogation reste sans effet",
                        code,
                        new
                    )))
                    .mend(say!(
                        "Écrivez [controles.{}] au lieu de [controles.{}], si la dérogation vaut toujours.",
                        new,
                        code
                    )),
                );
            } else if results.iter().all(|result| result.code() != code) {
                answers.finding(
                    found(Finding::new(say!("la dérogation porte sur un contrôle inconnu, « {} »", code)))
                        .mend("Retirez-la ou corrigez son code : « dossier explain » liste les contrôles."),
                );
            } else if Severity::parse(&chosen.severity).is_none() {
                answers.finding(
                    found(Finding::new("la gravité de la dérogation n’est pas reconnue"))
                        .found(&chosen.severity)
                        .expected("erreur, avertissement ou note"),
                );
            } else if chosen.reason.trim().is_empty() {
                answers.finding(found(Finding::new("la dérogation n’a pas de motif")));
            } else if is_refused(scope, code, chosen) {
                answers.not_applicable(say!("la gravité de {} ne s’abaisse pas : M-07 le dit", code));
            } else if unused {
                answers.finding(found(Finding::new(say!(
                    "la dérogation au contrôle {} ne sert à rien : il ne signale rien",
                    code
                ))));
            } else if has_no_object {
                answers.not_applicable(say!("le contrôle {} est sans objet dans ce dossier", code));
            } else {
                answers.compared(1, say!("dérogation au contrôle {} : {}", code, &chosen.reason));
            }
        }
    }),
};

/// True when nobody can make less of what the check finds.
fn is_refused(scope: &Scope<'_>, code: &str, chosen: &SeverityOverride) -> bool {
    scope.firm(code).is_some_and(|check| {
        check.why().is_some()
            && Severity::parse(&chosen.severity).is_some_and(|chosen| chosen < check.severity)
    })
}
