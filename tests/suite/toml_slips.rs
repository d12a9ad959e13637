//! What officers type in `projet.toml` that TOML does not read: each slip is understood, or told with its line as it
//! stands and what to type instead.

use std::fs;

use crate::support::dossier;

const PROJECT: &str = r#"[projet]
intitule = "Réfection de la halle"
resume = "Une halle."
date_effet = 2025-01-10
fonds = ["fonds-regional"]

[demandeur]
raison_sociale = "Commune de Val-Clair"
siret = "000 000 026 00013"
acheteur_public = true
population = 1200

[calendrier]
depot = 2025-01-10
debut = 2025-03-01
fin = 2025-12-31

[tva]
recuperable = true
assiette = "HT"

[[deliberations]]
date = 2024-12-12
intitule = "Halle"
approuve_operation = true
signataires = ["Maire"]

[[cofinanceurs]]
nom = "Région"
nature = "Région"
fonds = "fonds-regional"
statut = "sollicite"

[fonds.fonds-regional]
taux_demande = "15 %"

[[pieces]]
id = "P-01"
type = "deliberation"
intitule = "Délibération"
fichier = "pieces/deliberation.pdf"
"#;

/// What the program answers to the project with one line changed: nothing about `projet.toml` when it is understood.
fn told(from: &str, to: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let text = PROJECT.replacen(from, to, 1);
    assert!(from.is_empty() || text != PROJECT, "{from}");
    fs::write(folder.path().join("projet.toml"), text).unwrap();
    let run = dossier(&["check", &folder.path().display().to_string()]);
    // There is no workbook: a definition that is understood fails on it.
    assert_eq!(run.status, 2, "{}", run.transcript());
    let said = run.stderr.replace(['\u{202f}', '\u{a0}'], " ");
    (!said.contains("budget.xlsx")).then_some(said)
}

const UNDERSTOOD: &[(&str, &str)] = &[
    ("recuperable = true", "recuperable = oui"),
    ("recuperable = true", "recuperable = Oui"),
    ("recuperable = true", "recuperable = non"),
    ("recuperable = true", "recuperable = vrai"),
    ("recuperable = true", "recuperable = FAUX"),
    ("recuperable = true", "recuperable = True"),
    ("recuperable = true", "recuperable = 60 %"),
    ("approuve_operation = true", "approuve_operation = oui # votée"),
    ("taux_demande = \"15 %\"", "taux_demande = 15 %"),
    ("taux_demande = \"15 %\"", "taux_demande = 17,97 %"),
    ("taux_demande = \"15 %\"", "taux_demande = 17,97"),
    ("taux_demande = \"15 %\"", "montant_demande = 45 000,00 €"),
    ("taux_demande = \"15 %\"", "montant_demande = 45\u{a0}000,00"),
    ("taux_demande = \"15 %\"", "montant_demande = 45 000"),
    ("depot = 2025-01-10", "depot = 10/01/2025"),
    ("depot = 2025-01-10", "depot = 10-01-2025"),
    ("depot = 2025-01-10", "depot = 10.01.2025"),
    ("depot = 2025-01-10", "depot = 2025/01/10"),
    ("depot = 2025-01-10", "depot = 2025-1-10"),
    ("depot = 2025-01-10", "depot = 10 janvier 2025"),
    ("depot = 2025-01-10", "depot = 1er février 2025"),
    ("depot = 2025-01-10", "depot = \"2025-01-10\""),
    ("fonds = [\"fonds-regional\"]", "fonds = \"fonds-regional\""),
    ("signataires = [\"Maire\"]", "signataires = \"Maire\""),
    ("intitule = \"Réfection de la halle\"", "intitule = “Réfection de la halle”"),
    ("intitule = \"Réfection de la halle\"", "intitule = « Réfection de la halle »"),
    ("intitule = \"Réfection de la halle\"", "intitule = ‘Réfection de la halle’"),
    ("intitule = \"Réfection de la halle\"", "intitule\u{a0}= \"Réfection de la halle\""),
    ("intitule = \"Réfection de la halle\"", "\u{a0}\u{a0}intitule = \"Réfection de la halle\""),
    ("statut = \"sollicite\"", "statut = \"sollicité\""),
    ("statut = \"sollicite\"", "statut = \"Acquise\""),
    ("type = \"deliberation\"", "type = \"Délibération\""),
    ("type = \"deliberation\"", "type = \"RIB\""),
    ("approuve_operation = true", "approuve_operation = true;"),
    ("assiette = \"HT\"", "assiette = \"HT\"\r"),
];

const TOLD: &[(&str, &str, &str)] = &[
    (
        "intitule = \"Réfection de la halle\"",
        "intitule = Réfection de la halle",
        "un texte se met entre guillemets droits ; écrivez intitule = \"Réfection de la halle\"",
    ),
    (
        "intitule = \"Réfection de la halle\"",
        "intitule = \"Réfection de la halle",
        "il manque le guillemet fermant",
    ),
    (
        "intitule = \"Réfection de la halle\"",
        "intitule = \"La \"halle\" du marché\"",
        "un guillemet droit dans un texte l’arrête",
    ),
    (
        "intitule = \"Réfection de la halle\"",
        "intitule : \"Réfection de la halle\"",
        "il manque le signe = entre le nom et la valeur ; écrivez intitule = \"Réfection de la halle\"",
    ),
    ("intitule = \"Réfection de la halle\"", "intitule \"Réfection de la halle\"", "il manque le signe ="),
    ("intitule = \"Réfection de la halle\"", "intitule =", "il manque la valeur"),
    (
        "intitule = \"Réfection de la halle\"",
        "intitulé = \"Réfection\"",
        "un nom s’écrit sans accent ni espace ; écrivez intitule = …",
    ),
    (
        "raison_sociale = ",
        "raison sociale = ",
        "un nom s’écrit sans accent ni espace ; écrivez raison_sociale = …",
    ),
    (
        "intitule = \"Réfection de la halle\"",
        "intitule = \"Réfection\" la halle",
        "« la halle » est de trop après la valeur",
    ),
    ("intitule = \"Réfection de la halle\"", "intitle = \"Réfection\"", "vouliez-vous dire « intitule »"),
    ("raison_sociale", "raison_social", "vouliez-vous dire « raison_sociale »"),
    (
        "resume = \"Une halle.\"",
        "resume = \"Une halle.\"\nresume = \"Deux.\"",
        "« resume » est donné deux fois",
    ),
    ("[tva]", "[tva]\n[tva]", "« tva » est donné deux fois"),
    ("[demandeur]", "[demandeurs]", "vouliez-vous dire « demandeur »"),
    ("[calendrier]", "[Calendrier]", "vouliez-vous dire « calendrier »"),
    ("[calendrier]", "[calendrier", "il manque le crochet fermant ; écrivez [calendrier]"),
    ("[projet]", "// le projet\n[projet]", "un commentaire commence par #"),
    ("[projet]", "; le projet\n[projet]", "un commentaire commence par #"),
    (
        "fichier = \"pieces/deliberation.pdf\"",
        "fichier = \"C:\\pieces\\deliberation.pdf\"",
        "écrivez le chemin avec /",
    ),
    (
        "fonds = [\"fonds-regional\"]",
        "fonds = [\"fonds-regional\"",
        "une liste ouverte plus haut n’est pas fermée",
    ),
    ("fonds = [\"fonds-regional\"]", "fonds = [fonds-regional]", "entre guillemets"),
    ("statut = \"sollicite\"", "statut = \"peut-être\"", "valeurs attendues : sollicite, acquis, prevu"),
    ("assiette = \"HT\"", "assiette = \"H.T\"", "valeurs attendues"),
    ("assiette = \"HT\"", "assiette = HT", "un texte se met entre guillemets droits"),
    ("date = 2024-12-12", "date = \"le 12\"", "n’est pas une date AAAA-MM-JJ"),
    ("date = 2024-12-12", "date = 31/02/2025", "n’est pas un jour du calendrier"),
    ("date = 2024-12-12\n", "", "le champ « date » manque"),
    ("population = 1200", "population = \"1200\"", "nombre entier"),
    ("population = 1200", "population = 1 200", "nombre entier"),
    ("acheteur_public = true", "acheteur_public = \"oui\"", "true ou false"),
    ("[[deliberations]]", "[deliberations]", "liste"),
    ("siret = \"000 000 026 00013\"", "siret = 00000002600013", "un numéro qui commence par 0"),
    ("nom = \"Région\"", "nom = Région", "écrivez nom = \"Région\""),
    ("taux_demande = \"15 %\"", "taux = \"15 %\"", "champ inconnu « taux »"),
    (
        "[fonds.fonds-regional]",
        "[budget.par_default]\nannee = 2025\n[fonds.fonds-regional]",
        "vouliez-vous dire « par_defaut »",
    ),
];

#[test]
fn what_has_one_meaning_is_understood() {
    let refused: Vec<String> =
        UNDERSTOOD.iter().filter_map(|(from, to)| Some(format!("{to} : {}", told(from, to)?))).collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn what_has_none_is_told_with_its_line_and_what_to_type() {
    assert!(UNDERSTOOD.len() + TOLD.len() >= 60);
    let mut wrong = Vec::new();
    for (from, to, expected) in TOLD {
        let said = told(from, to).unwrap_or_default();
        let has_place = said.contains("projet.toml, ligne ") && said.contains("colonne ");
        let is_english = ["expected", "invalid", "unquoted"].iter().any(|word| said.contains(word));
        if !(said.contains(expected) && has_place) || is_english {
            wrong.push(format!("{to}\n  attendu {expected}\n  dit {said}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), TOLD.len(), wrong.join("\n"));
}
