//! The list of what is to be joined.

use crate::rules::FundFolder;

/// Where the list stands in a project's folder.
pub(super) const NAME: &str = "pieces-a-joindre.md";

/// The list, fund by fund.
pub(super) fn text(funds: &[FundFolder]) -> String {
    let mut text = String::from(
        "# Pièces à joindre\n\nDéposez chaque fichier dans le dossier `pieces/`, puis ajoutez son entrée à `projet.toml` :\n\n```toml\n[[pieces]]\nid = \"P-01\"\ntype = \"deliberation\"\nintitule = \"Délibération du …\"\nfichier = \"pieces/deliberation.pdf\"\n```\n",
    );
    for fund in funds {
        text.push_str(&format!("\n## {}\n\n", fund.fund.identity.short_title));
        for piece in &fund.fund.attachments {
            let need = if piece.mandatory { "obligatoire" } else { "selon le cas" };
            text.push_str(&format!("- {} ({need}) : type = \"{}\"\n", piece.label, piece.kind));
        }
    }
    text
}
