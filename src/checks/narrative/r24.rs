//! What no document can hold of the description.

use super::printing::report;
use super::r10::in_columns;
use super::shared::no_description;
use crate::audit::survey::{Remark, Trouble};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::source::limits::{DESCRIPTION_COLUMNS, DESCRIPTION_DEPTH};

/// What no document can hold of the description.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-24",
    title: "La description tient dans les documents",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Les listes, les citations et les marques de la description qui s’emboîtent sur plus de 40 niveaux, et ses tableaux de plus de 200 colonnes, sont cherchés. Un niveau de liste en compte deux.",
        why: "Aucun document ne peut les imprimer : « dossier build » les refuserait.",
        basis: Basis::Usage("Usage de ce logiciel (mise en page des documents)"),
        mend: "Remontez les listes d’un ou de plusieurs niveaux, ou partagez le tableau.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(description) = scope.description else {
            answers.missing(no_description(scope));
            return;
        };
        report(scope, answers, room);
        let lines = description.lines.len();
        let read = Fact::count(lines, "ligne lue", "lignes lues");
        answers.compared(lines, say!("listes et tableaux de {}", read));
    }),
};

fn room(remark: &Remark, elsewhere: Fact) -> Option<Finding> {
    let finding = match &remark.trouble {
        Trouble::Deep { depth } => Finding::new(say!(
            "éléments emboîtés sur {} : aucun document ne peut les imprimer{}",
            in_levels(*depth),
            elsewhere
        ))
        .found(in_levels(*depth))
        .expected(say!("au plus {}", in_levels(DESCRIPTION_DEPTH))),
        Trouble::WideTable { columns } if *columns > DESCRIPTION_COLUMNS => Finding::new(say!(
            "tableau de {} : aucun document ne peut l’imprimer{}",
            in_columns(*columns),
            elsewhere
        ))
        .found(in_columns(*columns))
        .expected(say!("au plus {}", in_columns(DESCRIPTION_COLUMNS))),
        _ => return None,
    };
    Some(finding.at(&remark.place))
}

const fn in_levels(count: usize) -> Fact {
    Fact::count(count, "niveau", "niveaux")
}
