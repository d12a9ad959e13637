//! Not started before filing.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::project::CommitmentKind;
use jiff::civil::Date;

/// Not started before filing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-03",
    title: "L’opération ne commence pas avant le dépôt de la demande",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Le début et le premier engagement (devis signé, commande) sont comparés à la date de dépôt. La date du premier engagement est celle que donne le demandeur : aucun devis ni commande n’est lu.",
        why: "La plupart des fonds demandent que l’intention soit signalée avant tout démarrage, et excluent la dépense engagée avant. Pour une aide d’État, l’effet incitatif est contrôlé à part (C-10).",
        basis: Basis::Usage(
            "Usage : règle de l’autorité, signaler l’intention avant tout démarrage (à confirmer) ; le règlement (UE) 2021/1060, art. 63, § 6, n’exclut que l’opération achevée (C-04)",
        ),
        mend: "Déposez avant tout engagement ; sinon sortez de l’assiette les dépenses engagées avant le dépôt.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        let Some(filing) = calendar.filing else {
            answers.missing_field("calendrier.depot");
            return;
        };
        let early = |finding: Finding, field: &str, date: Date| {
            finding
                .at_field(field)
                .at_field("calendrier.depot")
                .found(date)
                .expected(say!("le {} au plus tôt", filing))
        };
        match calendar.start {
            None => answers.missing_field("calendrier.debut"),
            Some(start) if start < filing => answers.finding(early(
                Finding::new("le début de l’opération précède le dépôt de la demande"),
                "calendrier.debut",
                start,
            )),
            Some(start) => answers
                .compared(1, say!("début de l’opération le {}, dépôt de la demande le {}", start, filing)),
        }
        let is_preliminary = calendar.commitment_kind.is_some_and(CommitmentKind::is_preliminary);
        match calendar.first_commitment {
            None => answers.missing_field("calendrier.premier_engagement"),
            Some(first) if is_preliminary => answers.declared(say!(
                "premier engagement le {}, pour des études ou un terrain : plusieurs fonds n’y voient pas un commencement (CGCT, art. R. 2334-24)",
                first
            )),
            Some(first) if first < filing => answers.finding(early(
                Finding::new("le premier engagement précède le dépôt de la demande"),
                "calendrier.premier_engagement",
                first,
            )),
            // No quote or order was read: the date is the applicant's word.
            Some(first) => answers.declared(say!("premier engagement le {}, selon le demandeur", first)),
        }
    }),
};
