//! The text of a new `projet.toml`: short, commented, with what was found and what is missing.

use std::fmt::Write;

use super::draft::{Draft, Funder};
use super::{DESCRIPTION, TO_FILL, categories};
use crate::model::text::french_spacing;

/// A text between quotes, as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

struct Page<'a> {
    text: String,
    draft: &'a Draft<'a>,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn title(&mut self, comment: &[&str], header: &str) {
        self.text.push('\n');
        for comment in comment {
            self.line(&format!("# {}", french_spacing(comment)));
        }
        self.line(header);
    }

    /// A field that must be there: its answer, or that it is to be filled in.
    fn required(&mut self, field: &str, key: &str) {
        let answer = self.draft.answers.get(key).unwrap_or(TO_FILL);
        self.line(&format!("{field} = {}", quoted(answer)));
    }

    /// A field that may be absent: its answer, or a comment that names it.
    fn optional(&mut self, field: &str, key: &str, example: &str) {
        match self.draft.answers.get(key) {
            Some(answer) => self.line(&format!("{field} = {}", quoted(answer))),
            None => self.line(&format!("# {field} = {}", quoted(example))),
        }
    }

    fn date(&mut self, field: &str, key: &str) {
        match self.draft.date(key) {
            Some(date) => self.line(&format!("{field} = {date}")),
            None => self.line(&format!("# {field} = AAAA-MM-JJ")),
        }
    }
}

/// The whole file.
pub(super) fn text(draft: &Draft<'_>) -> String {
    let text = String::new();
    let mut page = Page { text, draft };
    // Editors that know TOML complete and check what is typed.
    page.line(&format!("#:schema ./{}", super::schema::NAME));
    page.line("# Ce que le classeur ne dit pas. Une ligne « clé = valeur » ; les textes entre guillemets, les dates AAAA-MM-JJ.");
    page.line("# « À renseigner » et les lignes qui commencent par # attendent d’être remplies : « dossier check » dit lesquelles.");
    project(&mut page);
    applicant(&mut page);
    calendar(&mut page);
    vat(&mut page);
    budget(&mut page);
    deliberations(&mut page);
    funders(&mut page);
    page.title(
        &["Les pièces jointes : une entrée par fichier du dossier pieces/ ; pieces-a-joindre.md en donne la liste et les types."],
        "# [[pieces]]",
    );
    for line in [
        "id = \"P-01\"",
        "type = \"deliberation\"",
        "intitule = \"Délibération du …\"",
        "fichier = \"pieces/deliberation.pdf\"",
    ] {
        page.line(&format!("# {line}"));
    }
    page.text
}

fn project(page: &mut Page<'_>) {
    page.title(
        &["Le projet. date_effet : le jour auquel les règles s’apprécient, en général celui du dépôt."],
        "[projet]",
    );
    page.required("intitule", "intitule");
    page.optional("resume", "resume", "deux phrases, 500 caractères au plus");
    page.date("date_effet", "depot");
    let funds: Vec<String> = page.draft.funds.iter().map(|fund| quoted(&fund.id)).collect();
    page.line(&format!("fonds = [{}]", funds.join(", ")));
    let workbook = page.draft.workbook.to_owned();
    page.line(&format!("budget = {}", quoted(&workbook)));
    page.line(&format!("description = {}", quoted(DESCRIPTION)));
}

fn applicant(page: &mut Page<'_>) {
    page.title(&["Le demandeur."], "[demandeur]");
    page.required("raison_sociale", "raison_sociale");
    for (field, example) in [
        ("forme_juridique", "Commune"),
        ("siret", "14 chiffres"),
        ("adresse", "numéro et voie"),
        ("code_postal", "62000"),
        ("commune", "commune"),
    ] {
        page.optional(field, field, example);
    }
    let answers = page.draft.answers;
    for (section, name, beside, field) in [
        ("representant", "representant", "representant_fonction", "fonction"),
        ("contact", "contact", "contact_courriel", "courriel"),
    ] {
        if answers.get(name).is_some() {
            page.line(&format!("\n[demandeur.{section}]"));
            page.required("nom", name);
            page.optional(field, beside, "…");
        } else {
            page.line(&format!("# [demandeur.{section}] : nom, {field}"));
        }
    }
}

fn calendar(page: &mut Page<'_>) {
    page.title(&["Le calendrier : la demande est déposée avant tout engagement."], "[calendrier]");
    for (field, key) in [("depot", "depot"), ("debut", "debut"), ("fin", "fin")] {
        page.date(field, key);
    }
    page.line("# premier_engagement = AAAA-MM-JJ");
}

fn vat(page: &mut Page<'_>) {
    page.title(
        &["La TVA. recuperable : true si elle est déduite ou compensée (FCTVA), le plan est alors hors taxes ; false sinon."],
        "[tva]",
    );
    match page.draft.answers.yes("tva_recuperee") {
        Some(recovered) => page.line(&format!("recuperable = {recovered}")),
        None => page.line("# recuperable = true"),
    }
    match page.draft.with_vat() {
        Some(true) => page.line("assiette = \"TTC\""),
        Some(false) => page.line("assiette = \"HT\""),
        None => page.line("# assiette = \"HT\""),
    }
}

/// Where the tables stand that no header tells: settled when someone said that they are read right, else to be.
fn layout(page: &mut Page<'_>) {
    let draft = page.draft;
    if draft.shaped.is_empty() {
        return;
    }
    let is_settled = draft.answers.yes("lecture") == Some(true);
    let comment = if is_settled {
        "Les tableaux qu’aucun titre ne dit, tels qu’ils sont lus."
    } else {
        "Les tableaux qu’aucun titre ne dit : corrigez ces lignes, puis ôtez leurs #."
    };
    let mark = if is_settled { "" } else { "# " };
    for (rank, lines) in draft.shaped.iter().enumerate() {
        let header = format!("{mark}[{}]", lines.section);
        if rank == 0 {
            page.title(&[comment], &header);
        } else {
            page.line(&format!("\n{header}"));
        }
        page.line(&format!("{mark}feuille = {}", quoted(&lines.sheet)));
        page.line(&format!("{mark}ligne_entete = {}", lines.header_row));
        page.line(&format!("{mark}colonnes = {{ {} }}", lines.columns.join(", ")));
    }
}

fn budget(page: &mut Page<'_>) {
    layout(page);
    let draft = page.draft;
    if !(draft.lacks_category || draft.lacks_year) {
        page.title(
            &["Le classeur se lit seul. Sinon : [budget] feuille, ligne_entete, colonnes = { intitule = \"A\", montant_ht = \"B\" } ;"],
            "# [budget.par_defaut], [budget.intitules.\"…\"] et [budget.lignes.F14] : poste, annee (ou annees), partenaire, action, section, nature.",
        );
        return;
    }
    page.title(
        &["Ce que les lignes du classeur ne disent pas, et qu’elles prennent ici."],
        "[budget.par_defaut]",
    );
    if draft.lacks_year {
        match draft.years().as_deref() {
            Some([year]) => page.line(&format!("annee = {year}")),
            Some(years) => page.line(&format!("annees = {years:?}")),
            None => page.line("# annee = 2025 # ou annees = [2025, 2026] : une part par année, au prorata des jours de l’opération"),
        }
    }
    if draft.lacks_category {
        page.optional("poste", "poste", "un des postes ci-dessous");
        page.line(&format!("# Postes : {}.", categories(draft.funds).join(" ; ")));
        page.line("# Une ligne peut en avoir un autre :");
        for label in &draft.uncategorised {
            page.line(&format!("# [budget.intitules.{}]", quoted(label)));
            page.line("# poste = \"…\"");
        }
    }
}

fn deliberations(page: &mut Page<'_>) {
    let answers = page.draft.answers;
    let comment =
        "La délibération approuve l’opération et son plan de financement, et autorise la signature.";
    let Some(date) = page.draft.date("deliberation_date") else {
        page.title(&[comment], "# [[deliberations]]");
        for line in [
            "date = AAAA-MM-JJ",
            "intitule = \"…\"",
            "approuve_operation = true",
            "approuve_plan_financement = true",
            "autorise_signature = true",
        ] {
            page.line(&format!("# {line}"));
        }
        return;
    };
    page.title(&[comment], "[[deliberations]]");
    page.line(&format!("date = {date}"));
    page.required("intitule", "deliberation_intitule");
    page.optional("numero", "deliberation_numero", "…");
    for field in ["approuve_operation", "approuve_plan_financement", "autorise_signature"] {
        match answers.yes("deliberation_approuve") {
            Some(yes) => page.line(&format!("{field} = {yes}")),
            None => page.line(&format!("# {field} = true")),
        }
    }
}

fn funders(page: &mut Page<'_>) {
    let draft = page.draft;
    let others: Vec<&Funder> = draft.funders.iter().filter(|funder| !funder.is_own).collect();
    page.title(
        &["Ceux qui financent, nommés comme au classeur. fonds : celui dont l’aide est demandée par ce dossier.",
          "statut : sollicite, acquis ou prevu."],
        if others.is_empty() { "# [[cofinanceurs]]" } else { "[[cofinanceurs]]" },
    );
    for (rank, funder) in others.iter().enumerate() {
        if rank > 0 {
            page.line("\n[[cofinanceurs]]");
        }
        page.line(&format!("nom = {}", quoted(&funder.name)));
        match &funder.nature {
            Some(nature) => page.line(&format!("nature = {}", quoted(nature))),
            None => page.line("# nature = \"…\""),
        }
        match &funder.fund {
            Some(fund) => {
                page.line(&format!("fonds = {}", quoted(fund)));
                page.line("statut = \"sollicite\"");
            }
            None => page.line("# statut = \"sollicite\""),
        }
    }
    let mut missing = String::new();
    for fund in draft.funds {
        let is_asked = draft.funders.iter().any(|funder| funder.fund.as_ref() == Some(&fund.id));
        if !is_asked {
            let _ = writeln!(
                missing,
                "# Aucune ressource du classeur n’est reconnue comme celle du fonds « {} » : donnez fonds = {} à la sienne.",
                fund.fund.identity.short_title,
                quoted(&fund.id)
            );
        }
    }
    page.text.push_str(&missing);
}
