//! The price of land.

use super::goods::{amount, has_piece, with_role};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity, say};
use crate::model::Money;
use crate::model::fund::CategoryRole;

/// The price of land.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-23",
    title: "Le prix du terrain n’excède pas sa valeur de marché",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le total du poste « Terrain » est comparé à la valeur de projet.toml › terrain, qu’établit la direction de l’immobilier de l’État, un barème des sociétés d’aménagement foncier ou un expert indépendant ; la pièce doit être jointe.",
        why: "Au-delà de sa valeur, le prix du terrain n’est pas éligible.",
        basis: Basis::Text {
            citation: "Décret n° 2022-608 du 21 avril 2022, annexe, « Achat de terrain »",
            sentence: Some(
                "Le prix d’achat du terrain, déterminé par la direction de l’Immobilier de l’Etat (DIE) ou par un barème des sociétés d’aménagement foncier et d’établissement rural ou un expert indépendant qualifié, ne doit pas être supérieur à la valeur du marché.",
            ),
        },
        mend: "Joignez l’avis de valeur, et sortez de l’assiette ce qui le dépasse.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = with_role(scope, CategoryRole::Terrain);
        if lines.is_empty() {
            answers.not_applicable("pas de terrain");
            return;
        }
        let land = &scope.project().land;
        if land.market_value.is_none() {
            answers.missing_field("terrain.valeur_de_marche");
        }
        let is_attested = has_piece(scope, land.piece.as_ref(), "terrain.piece", answers);
        let market = amount(land.market_value.as_ref(), "terrain.valeur_de_marche", answers);
        let price =
            lines.iter().try_fold(Money::ZERO, |sum, line| sum.checked_add(scope.money(line.amount)?));
        let (Some(market), Some(price)) = (market, price) else { return };
        if price > market {
            let cells: Vec<_> = lines.iter().map(|line| scope.amount_cell(line)).collect();
            answers.finding(
                Finding::new("le terrain coûte plus que sa valeur de marché")
                    .at_all(&cells)
                    .at_field("terrain.valeur_de_marche")
                    .found(price)
                    .expected(say!("au plus {}", market)),
            );
        } else if is_attested {
            answers.compared(1, say!("{}, pour une valeur de {}", price, market));
        }
    }),
};
