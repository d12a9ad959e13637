//! What a new fund begins with: a definition that reads, whose values are all to be found, and its one template.

use std::fmt::Write;

use super::catalogue::CATALOGUE;

const DEFINITION: &str = include_str!("skeleton/fund.toml");
const TEMPLATE: &str = include_str!("skeleton/demande.hbs");

/// A file of the new folder: its name, and its text.
pub type NewFile = (&'static str, String);

/// The files of a new fund. Every parameter that a check or a computation reads is there, empty, with who reads it.
#[must_use]
pub fn skeleton(id: &str) -> [NewFile; 2] {
    let mut parameters = String::new();
    for known in CATALOGUE.iter().filter(|known| !known.is_only_printed()) {
        let readers: Vec<String> = known.readers.iter().map(|reader| reader.french()).collect();
        // A write to a string cannot fail.
        let _ = write!(
            parameters,
            "\n# Lu par {}.\n[parametres.{}]\nlibelle = \"{}\"\nunite = \"{}\"\nsource = \"À demander à l’autorité\"\nstatut = \"vide\"\n",
            readers.join(", "),
            known.id,
            known.meaning,
            known.unit.name(),
        );
    }
    let definition = DEFINITION.replace("@id@", id).replace("# @parametres@\n", parameters.trim_start());
    [("fund.toml", definition), ("demande.hbs", TEMPLATE.to_owned())]
}
