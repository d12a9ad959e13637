//! What to keep for the audit trail of an option (CPR annex XIII, part I, n° 12 and 13).

use super::AppliedRate;
use crate::model::Fund;
use crate::model::fund::FlatRateBase;

/// Real costs: n° 12.
const INVOICES: &str = "factures, preuves de paiement et écritures de chaque dépense (annexe XIII, I, n° 12)";

/// The papers of an option.
pub fn of(fund: &Fund, rates: &[AppliedRate]) -> Vec<String> {
    let mut kept = Vec::new();
    for flat in rates.iter().filter_map(|applied| fund.flat_rates.get(applied.flat_rate)) {
        let ground = if flat.needs_method {
            "la méthode de calcul (art. 53, § 3, a), ou le taux de 2014-2020 avec la sienne (art. 54, dernier alinéa)"
        } else {
            "l’article, qui dispense de méthode"
        };
        let documents = match flat.base {
            FlatRateBase::Personnel => {
                "coûts salariaux bruts, calcul du taux horaire, fiches de poste ou relevés de temps"
            }
            FlatRateBase::Directs => {
                "factures, preuves de paiement et, pour le personnel, coûts salariaux bruts"
            }
            FlatRateBase::AutresDirects => "factures, preuves de paiement, valeur de chaque marché public",
        };
        kept.push(format!(
            "{} : {ground} ; les catégories de la base ({}) ; ce qui prouve la base : {documents} (annexe XIII, I, n° 13)",
            flat.id,
            flat.base.french()
        ));
    }
    if rates.is_empty() {
        kept.push(INVOICES.to_owned());
    }
    kept
}
