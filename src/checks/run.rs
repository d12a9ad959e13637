//! Running every check, with the user's overrides.

use serde::Serialize;

use super::{Anomaly, Answer, Answers, Scope, Severity, all, counted, find, renamed};

/// One check's answer on one pack.
#[derive(Debug, Clone, Serialize)]
pub struct CheckResult {
    /// Code.
    pub code: &'static str,
    /// Title.
    #[serde(rename = "titre")]
    pub title: &'static str,
    /// Weight, after the user's override.
    #[serde(rename = "gravite")]
    pub severity: Severity,
    /// Answer.
    #[serde(rename = "reponse")]
    pub answer: Answer,
    /// Anomalies.
    pub anomalies: Vec<Anomaly>,
    /// What was missing.
    #[serde(rename = "manque")]
    pub missing: Vec<String>,
    /// Keys of `projet.toml` that would give it.
    #[serde(rename = "champs", skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// What was compared and agreed.
    #[serde(rename = "constat")]
    pub details: Vec<String>,
    /// Legal source.
    pub source: &'static str,
    /// How to mend.
    #[serde(rename = "correction")]
    pub mend: &'static str,
    /// Reason of the user's override, when there is one.
    #[serde(rename = "derogation")]
    pub override_reason: Option<String>,
}

impl CheckResult {
    /// True when it stops the pack.
    #[must_use]
    pub fn is_blocking(&self) -> bool {
        self.answer == Answer::Anomaly && self.severity == Severity::Error
    }
}

/// Run every check on a pack, in the order of the registry.
#[must_use]
pub fn run_all(scope: &Scope<'_>) -> Vec<CheckResult> {
    let overrides = &scope.project().overrides;
    let mut results: Vec<CheckResult> = all()
        .iter()
        .map(|check| {
            let mut answers = Answers::default();
            (check.run)(scope, &mut answers);
            // An override without a reason is not one: it changes nothing, and M-02 says so.
            let chosen = overrides.get(check.code).filter(|chosen| !chosen.reason.trim().is_empty());
            let severity =
                chosen.and_then(|chosen| Severity::parse(&chosen.severity)).unwrap_or(check.severity);
            CheckResult {
                code: check.code,
                title: check.title,
                severity,
                answer: answers.answer(),
                anomalies: answers.anomalies,
                missing: answers.missing,
                fields: answers.fields,
                details: if answers.details.is_empty() {
                    answers.not_applicable.into_iter().collect()
                } else {
                    answers.details
                },
                source: check.explanation.source,
                mend: check.explanation.mend,
                override_reason: chosen.map(|chosen| chosen.reason.clone()),
            }
        })
        .collect();
    judge_overrides(scope, &mut results);
    results
}

/// An override that serves nothing, names nothing or says nothing is itself an anomaly (check M-02).
fn judge_overrides(scope: &Scope<'_>, results: &mut [CheckResult]) {
    let mut found = Answers::default();
    for (code, chosen) in &scope.project().overrides {
        let field = format!("controles.{code}");
        let unused = results.iter().any(|result| result.code == code && result.answer != Answer::Anomaly);
        if let Some(new) = renamed(code) {
            let anomaly =
                Anomaly::new(format!("le contrôle {code} est devenu {new} : la dérogation reste sans effet"));
            found.anomaly(anomaly.at_field(field).mend(format!(
                "Écrivez [controles.{new}] au lieu de [controles.{code}], si la dérogation vaut toujours."
            )));
        } else if find(code).is_none() {
            let anomaly = Anomaly::new(format!("la dérogation porte sur un contrôle inconnu, « {code} »"));
            found.anomaly(
                anomaly
                    .at_field(field)
                    .mend("Retirez-la ou corrigez son code : « dossier explain » liste les contrôles."),
            );
        } else if Severity::parse(&chosen.severity).is_none() {
            let anomaly = Anomaly::new("la gravité de la dérogation n’est pas reconnue").at_field(field);
            found.anomaly(anomaly.found(&chosen.severity).expected("erreur, avertissement ou note"));
        } else if chosen.reason.trim().is_empty() {
            found.anomaly(Anomaly::new("la dérogation n’a pas de motif").at_field(field));
        } else if unused {
            found.anomaly(
                Anomaly::new(format!("la dérogation au contrôle {code} ne sert à rien : il ne signale rien"))
                    .at_field(field),
            );
        } else {
            found.compliant(format!("dérogation au contrôle {code} : {}", chosen.reason));
        }
    }
    if scope.project().overrides.is_empty() {
        found.compliant("aucune dérogation");
    }
    if let Some(result) =
        results.iter_mut().find(|result| result.code == crate::checks::parameters::m02::CHECK.code)
    {
        result.answer = found.answer();
        result.anomalies = found.anomalies;
        result.details = found.details;
        result.missing = found.missing;
    }
}

/// The counts of a pack in one French sentence.
#[must_use]
pub fn counts(results: &[CheckResult]) -> String {
    let count = |answer: Answer| results.iter().filter(|result| result.answer == answer).count();
    let of = |severity: Severity| {
        results
            .iter()
            .filter(|result| result.answer == Answer::Anomaly && result.severity == severity)
            .count()
    };
    format!(
        "{} : {}, {}, {} ; {} ; {} ; {} sans objet",
        counted(results.len(), "contrôle", "contrôles"),
        counted(of(Severity::Error), "erreur", "erreurs"),
        counted(of(Severity::Warning), "avertissement", "avertissements"),
        counted(of(Severity::Note), "note", "notes"),
        counted(count(Answer::NotVerifiable), "non vérifiable", "non vérifiables"),
        counted(count(Answer::Compliant), "conforme", "conformes"),
        count(Answer::NotApplicable),
    )
}
