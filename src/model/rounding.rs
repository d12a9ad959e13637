//! The rounding policy of a fund: written once, applied everywhere, printed in every pack.

use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Money;

/// How products become cents.
///
/// Flat rates apply to category totals, the applicant's own share and the last year take the remainder whatever the
/// policy: those are properties of the expressions, not of the rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub enum RoundingPolicy {
    /// Half-up (away from zero) to the cent: the default.
    #[default]
    #[serde(rename = "arrondi-au-centime")]
    HalfUp,
    /// Truncated to the cent, as Interreg's system computes each fund's share (domain.md §6).
    #[serde(rename = "troncature-au-centime")]
    Truncate,
}

impl RoundingPolicy {
    /// Euros to cents under this policy; `None` beyond the largest accepted amount.
    #[must_use]
    pub fn to_cents(self, euros: Decimal) -> Option<Money> {
        let strategy = match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::Truncate => RoundingStrategy::ToZero,
        };
        Money::from_decimal(euros.round_dp_with_strategy(2, strategy))
    }

    /// The Excel function that rounds the same way.
    #[must_use]
    pub const fn excel_function(self) -> &'static str {
        match self {
            Self::HalfUp => "ROUND",
            Self::Truncate => "ROUNDDOWN",
        }
    }

    /// The policy in one French sentence, for documents.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::HalfUp => {
                "Chaque produit est arrondi au centime le plus proche (le demi-centime vers le haut) ; les taux forfaitaires \
                 s’appliquent aux totaux des postes ; l’autofinancement et la dernière année reçoivent le solde ; un pourcentage \
                 affiché est arrondi à deux décimales et n’est jamais réutilisé dans un calcul."
            }
            Self::Truncate => {
                "Chaque produit est tronqué au centime ; les taux forfaitaires s’appliquent aux totaux des postes ; \
                 l’autofinancement et la dernière année reçoivent le solde ; un pourcentage affiché est arrondi à deux décimales \
                 et n’est jamais réutilisé dans un calcul."
            }
        }
    }
}
