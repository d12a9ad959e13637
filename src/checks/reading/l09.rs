//! Traces of lines taken away.

use super::shared::TYPED;
use crate::audit::ranks::{Trace, traces};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use rust_decimal::Decimal;

/// Traces of lines taken away.
pub(in crate::checks) const CHECK: Check = Check {
    code: "L-09",
    title: "Les lignes se suivent, sans ligne vide ni numéro sauté",
    severity: Severity::Note,
    class: Class::Trust,
    explanation: Explanation {
        what: "D’une ligne à la suivante, les numéros doivent se suivre, et aucune ligne vide ne doit s’intercaler là où le tableau n’en laisse pas d’ordinaire.",
        why: "Une ligne vidée ou supprimée ne se voit plus dans les totaux ; le trou qu’elle laisse est tout ce qui en reste.",
        basis: Basis::Usage(TYPED),
        mend: "Rétablissez la ligne si elle a été effacée par erreur ; sinon supprimez la ligne vide et renumérotez.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let (followed, traces) = traces(audit);
        for trace in &traces {
            answers.finding(tell(trace));
        }
        if followed == 0 {
            answers.not_applicable("aucun tableau n’a deux lignes qui se suivent");
        }
        answers.compared(followed, Fact::count(followed, "ligne suivie", "lignes suivies"));
    }),
};

fn tell(trace: &Trace) -> Finding {
    let empty = usize::try_from(trace.empty).unwrap_or(usize::MAX);
    let rows = Fact::count(empty, "ligne vide", "lignes vides");
    let finding = match trace.jump {
        Some((one, next)) if one == next => {
            Finding::new(say!("le numéro {} est donné à deux lignes qui se suivent", Decimal::from(one)))
                .expected(Decimal::from(one + 1))
        }
        Some((one, next)) if empty > 0 => Finding::new(say!(
            "{} dans le tableau, et la numérotation passe de {} à {}",
            rows,
            Decimal::from(one),
            Decimal::from(next)
        )),
        Some((one, next)) => {
            Finding::new(say!("la numérotation passe de {} à {}", Decimal::from(one), Decimal::from(next)))
                .expected(Decimal::from(one + 1))
        }
        None => Finding::new(say!("{} dans le tableau", rows)),
    };
    finding.at(&trace.place)
}
