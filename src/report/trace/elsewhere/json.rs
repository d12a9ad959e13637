//! The same, for programs.

use serde_json::{Map, Value, json};

use super::Elsewhere;
use crate::figures::FigureKey;
use crate::prepare::PreparedPack;
use crate::report::trace::printed;

/// What is known of an amount that no figure is; what nothing is known of is left out.
pub(in crate::report::trace) fn elsewhere(pack: &PreparedPack, found: &Elsewhere) -> Value {
    let ledger = &pack.computation.ledger;
    let ids = |keys: &[FigureKey]| keys.iter().map(|key| ledger.get(*key).id.to_string()).collect::<Vec<_>>();
    let mut map = Map::new();
    let mut put = |name: &str, values: Vec<Value>| {
        if !values.is_empty() {
            map.insert(name.to_owned(), Value::Array(values));
        }
    };
    let carried = found.carried.iter().map(|total| {
        json!({
            "affiche": total.text,
            "fichier": total.file,
            "a_reporter_page": total.pages.to_carry,
            "report_page": total.pages.brought_forward,
            "somme": ids(&total.lines),
        })
    });
    put("reports", carried.collect());
    let rounded = found.rounded.iter();
    put("arrondis", rounded.map(|(to, of)| json!({ "a": to.french(), "de": ids(of) })).collect());
    put("ecart_d_arrondi_de", ids(&found.gaps).into_iter().map(Value::from).collect());
    let sums = found.sums.iter().map(|sum| json!({ "libelle": sum.label, "somme": ids(&sum.of) }));
    put("graphiques", sums.collect());
    put("ecrit_dans", found.written.iter().map(|place| json!(place)).collect());
    let judged = found.judged.iter().map(|one| json!({ "code": one.code, "dit": one.said }));
    put("controles", judged.collect());
    let printed = found.printed.iter();
    let printed = printed.flat_map(|said| said.at.iter().map(|at| printed::place(&said.file, at)));
    put("imprime", printed.collect());
    Value::Object(map)
}
