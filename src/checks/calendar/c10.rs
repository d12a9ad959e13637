//! Incentive effect.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::project::CommitmentKind;

/// Incentive effect.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-10",
    title: "Une aide d’État est demandée avant le début des travaux",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Quand le soutien est une aide d’État (projet.toml › aides_d_etat), la date de dépôt est comparée au premier engagement ; des études ou un terrain ne sont pas un début de travaux.",
        why: "Sans demande écrite avant le début, l’aide n’a pas d’effet incitatif : elle n’est pas exemptée, et se récupère.",
        basis: Basis::Text { citation: "Règlement (UE) n° 651/2014, art. 6, § 2", sentence: None },
        mend: "Déposez avant tout engagement, ou sortez l’opération du régime exempté.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        match project.state_aid.is_aid {
            None => return answers.missing_field("aides_d_etat.aide_d_etat"),
            Some(false) => {
                return answers.not_applicable("le demandeur dit que le soutien n’est pas une aide d’État");
            }
            Some(true) => {}
        }
        let calendar = &project.calendar;
        let (filing, first) = (calendar.filing, calendar.first_commitment);
        if filing.is_none() {
            answers.missing_field("calendrier.depot");
        }
        if first.is_none() {
            answers.missing_field("calendrier.premier_engagement");
        }
        let Some((filing, first)) = filing.zip(first) else { return };
        if calendar.commitment_kind.is_some_and(CommitmentKind::is_preliminary) {
            answers.declared(say!("études ou terrain le {}, selon le demandeur", first));
        } else if first < filing {
            answers.finding(
                Finding::new("une aide d’État est demandée après le premier engagement : elle n’a pas d’effet incitatif")
                    .at_field("calendrier.premier_engagement")
                    .at_field("calendrier.depot")
                    .found(first)
                    .expected(say!("le {} au plus tôt", filing)),
            );
        } else {
            answers.declared(say!("premier engagement le {}, selon le demandeur", first));
        }
    }),
};
