//! From the answers of the checks to findings as they are told.

use super::CheckResult;
use crate::findings::{Places, Told};

/// What is told of a project's packs.
#[must_use]
pub fn told(results: &[Vec<CheckResult>]) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for (pack, results) in results.iter().enumerate() {
        for result in results {
            for finding in &result.answers.findings {
                let same = told
                    .iter_mut()
                    .find(|known| known.heading == result.heading && known.finding == *finding);
                match same {
                    Some(known) => known.packs.push(pack),
                    None => told.push(Told {
                        heading: result.heading,
                        severity: result.severity,
                        finding: finding.clone(),
                        packs: vec![pack],
                        alike: Places::default(),
                        spreads: Places::default(),
                        consequences: Vec::new(),
                        grid: None,
                        override_reason: result.override_reason.clone(),
                    }),
                }
            }
        }
    }
    told.sort_by_key(Told::rank);
    told
}
