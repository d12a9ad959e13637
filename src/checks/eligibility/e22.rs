//! The value of what is brought in kind.

use super::goods::{amount, has_piece, named_by, with_role};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Missing, Severity, say};
use crate::model::fund::CategoryRole;

/// The value of what is brought in kind.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-22",
    title: "Un apport en nature vaut au plus son prix de marché, et sa valeur se vérifie",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Pour chaque ligne de contribution en nature, l’apport est cherché dans projet.toml › apports_en_nature : sa valeur de marché, quand elle est donnée, est comparée au montant de la ligne ; la pièce qui permet de la vérifier doit être jointe.",
        why: "Un apport surévalué ferait financer par l’aide une dépense qui n’existe pas.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 67, § 1, points b) et c)",
            sentence: Some(
                "la valeur attribuée aux contributions en nature ne dépasse pas les coûts généralement admis sur le marché concerné;",
            ),
        },
        mend: "Ramenez l’apport à sa valeur de marché, en dépenses et en ressources, et joignez l’attestation de valeur.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = with_role(scope, CategoryRole::Nature);
        if lines.is_empty() {
            answers.not_applicable("le plan n’a pas de contribution en nature");
            return;
        }
        let goods = &scope.project().in_kind;
        let (mut compared, mut attested) = (0, 0);
        for line in lines {
            let label = scope.label(line);
            let rank = named_by(label, goods.iter().map(|good| good.good.as_str()));
            let Some((rank, good)) = rank.and_then(|rank| Some((rank, goods.get(rank)?))) else {
                answers.missing(Missing::of_applicant(
                    say!("rien ne dit la valeur de marché de l’apport « {} »", label),
                    "apports_en_nature",
                ));
                continue;
            };
            let field = |name: &str| format!("apports_en_nature[{rank}].{name}");
            if !has_piece(scope, good.piece.as_ref(), &field("piece"), answers) {
                continue;
            }
            let Some(market) = amount(good.market_value.as_ref(), &field("valeur_de_marche"), answers) else {
                attested += usize::from(good.market_value.is_none());
                continue;
            };
            let Some(value) = scope.money(line.amount) else { continue };
            compared += 1;
            answers.expect(value <= market, || {
                Finding::new(say!("l’apport « {} » vaut plus que son prix de marché", label))
                    .at(&scope.amount_cell(line))
                    .at_field(field("valeur_de_marche"))
                    .found(value)
                    .expected(say!("au plus {}", market))
                    .from_figures([line.amount])
            });
        }
        if attested > 0 {
            answers.declared(say!(
                "{} ; la valeur de marché se lit dans la pièce",
                Fact::count(attested, "apport en nature attesté", "apports en nature attestés")
            ));
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "apport comparé à son prix de marché",
                "apports comparés à leur prix de marché",
            ),
        );
    }),
};
