//! The JSON Schema of the manifest. Its words are French: the comments of the types are for us.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use super::statement::Statement;

/// What each field is, by its path, `[]` in place of ranks and names; a path that begins with a dot ends several.
const NAMES: &[(&str, &str)] = &[
    ("_type", "Le genre de la déclaration (in-toto, version 1)"),
    ("subject", "Les fichiers du dossier, hormis le manifeste et les empreintes"),
    ("subject[]", "Un fichier du dossier"),
    ("subject[].name", "Le chemin du fichier depuis le dossier, avec des barres obliques"),
    ("subject[].annotations", "Ce qu’est le fichier"),
    ("subject[].annotations.pages", "Le nombre de pages d’un PDF"),
    ("subject[].annotations.piece", "La pièce dont il est la copie, par son nom court"),
    ("subject[].annotations.remarques", "Ce que la mise en page a dû contourner"),
    ("subject[].annotations.remarques[]", "Une remarque"),
    ("subject[].annotations.titre", "Le titre d’un document"),
    ("predicateType", "Le genre de ce qui est déclaré (provenance SLSA, version 1)"),
    ("predicate", "Comment les fichiers ont été faits"),
    ("predicate.buildDefinition", "Ce qui a été demandé, et de quoi les fichiers sont faits"),
    (".buildType", "La façon dont ils sont faits : la forme de ce manifeste, par son numéro"),
    (".externalParameters", "Ce que le demandeur a demandé"),
    (".brouillon", "Vrai pour un brouillon"),
    (".date_effet", "Le jour que les documents portent, et où les règles s’apprécient"),
    (".exemple_fictif", "Vrai pour un exemple, dont les faits sont inventés"),
    (".fonds", "L’identifiant du fonds"),
    (".forme", "Le numéro de la forme de ce manifeste"),
    (".intitule", "L’intitulé du projet"),
    (".sigle", "L’acronyme du projet"),
    (".internalParameters", "Ce que les règles du fonds ajoutent"),
    (".arrondi", "Comment les montants sont arrondis"),
    (".empreinte", "L’empreinte des sources, des pièces, des règles et du jour, que les documents portent"),
    (".parametres", "Les règles du fonds"),
    (".parametres[]", "Une règle du fonds"),
    (".appliquee", "Vrai pour la valeur qui a été appliquée"),
    (".depuis", "Le premier jour où la valeur vaut"),
    (".parametres[].id", "Le nom de la règle dans la définition du fonds"),
    (".jusqu_au", "Le dernier jour où la valeur vaut"),
    (
        ".source",
        "L’article, le guide ou la décision ; d’une règle sans valeur, qui la détient ou pourquoi elle n’en a pas",
    ),
    (".statut", "Ce que la source vaut"),
    (".valeur", "La valeur, telle qu’elle est écrite ; absente quand personne ne la connaît"),
    (".vu_le", "Le jour où la source a été lue"),
    (
        ".resolvedDependencies",
        "Tout ce qui a été lu : sources, pièces, règles, modèles, thème, polices, bibliothèques",
    ),
    (".resolvedDependencies[]", "Un fichier lu"),
    (
        ".resolvedDependencies[].name",
        "Son nom : depuis le dossier du projet, celui des modèles, ou le sien propre",
    ),
    (".resolvedDependencies[].annotations", "Ce qu’il est"),
    (".cellules_lues", "Les cellules dont la valeur est entrée dans les chiffres, par feuille"),
    (".cellules_lues[]", "Les cellules d’une feuille, dans l’ordre de la feuille"),
    (".cellules_lues[][]", "Une cellule"),
    (".couche", "Sa nature"),
    (".couche=source", "Une source du demandeur"),
    (".couche=piece", "Une pièce du demandeur"),
    (".couche=regle", "La définition d’un fonds, ou de ce que les fonds partagent"),
    (".couche=modele", "Un modèle de document"),
    (".couche=theme", "L’aspect des documents"),
    (".couche=police", "Une police"),
    (".couche=programme", "Le programme"),
    ("predicate.runDetails", "Par quoi les fichiers ont été faits, et ce qui l’a été avec eux"),
    (".builder", "Le programme"),
    (".builder.id", "Le nom du programme"),
    (".builder.version", "De quel programme il s’agit"),
    (".cible", "L’architecture et le système"),
    (".dossier", "Le numéro de version"),
    (".revision", "La révision de ses sources, quand qui l’a construit l’a dite"),
    (".byproducts", "Les chiffres, les réponses des contrôles et les constats"),
    (".byproducts[]", "Une de ces listes"),
    (".byproducts[].name", "Son nom : chiffres, controles ou constats"),
    (".byproducts[].annotations", "La liste elle-même"),
    (".liste", "Ce que le manifeste en garde"),
    (".nombre", "Combien il y en a en tout"),
    (".digest", "L’empreinte"),
    (".sha256", "SHA-256, en hexadécimal minuscule"),
    (".octets", "La taille en octets"),
];

/// The schema.
#[must_use]
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<Statement>().to_value();
    in_french(&mut schema, "");
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), "interne/manifest.json".into());
        let what = "Ce qu’un dossier contient, de quoi et par quelles règles il a été fait, et ce que chaque contrôle a répondu.";
        root.insert("description".to_owned(), what.into());
    }
    schema
}

fn name(path: &str) -> Option<&'static str> {
    let exact = NAMES.iter().find(|(known, _)| *known == path);
    let ending = || {
        let ends = NAMES.iter().filter(|(known, _)| known.starts_with('.') && path.ends_with(known));
        ends.max_by_key(|(known, _)| known.len())
    };
    exact.or_else(ending).map(|(_, name)| *name)
}

/// Gives the fields their French names, and takes out what else the schema says in prose.
fn in_french(schema: &mut Value, path: &str) {
    let Some(object) = schema.as_object_mut() else { return };
    for prose in ["title", "description"] {
        object.remove(prose);
    }
    let own = match object.get("const").and_then(Value::as_str) {
        Some(value) => name(&format!("{path}={value}")),
        None => name(path),
    };
    if let Some(own) = own {
        object.insert("description".to_owned(), own.into());
    }
    for (keyword, inner) in object.iter_mut() {
        match keyword.as_str() {
            "properties" => of_fields(inner.as_object_mut(), path),
            "items" | "additionalProperties" => in_french(inner, &format!("{path}[]")),
            "anyOf" | "oneOf" => {
                inner.as_array_mut().into_iter().flatten().for_each(|one| in_french(one, path))
            }
            _ => {}
        }
    }
}

fn of_fields(fields: Option<&mut Map<String, Value>>, path: &str) {
    for (name, field) in fields.into_iter().flatten() {
        in_french(field, &if path.is_empty() { name.clone() } else { format!("{path}.{name}") });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unnamed(schema: &Value, path: &str, found: &mut Vec<String>) {
        let Some(object) = schema.as_object() else { return };
        if !object.contains_key("description") {
            found.push(path.to_owned());
        }
        let fields = object.get("properties").and_then(Value::as_object).into_iter().flatten();
        fields.for_each(|(name, field)| unnamed(field, &format!("{path}.{name}"), found));
        for keyword in ["items", "additionalProperties"] {
            object.get(keyword).into_iter().for_each(|field| unnamed(field, &format!("{path}[]"), found));
        }
        let ways = ["anyOf", "oneOf"].into_iter().filter_map(|keyword| object.get(keyword)?.as_array());
        ways.flatten().for_each(|one| unnamed(one, path, found));
    }

    #[test]
    fn every_field_has_its_french_name_and_every_name_a_field() {
        let schema = schema();
        let mut found = Vec::new();
        unnamed(&schema, "", &mut found);
        assert!(found.is_empty(), "{found:#?}");
        let text = schema.to_string();
        let idle = NAMES.iter().filter(|(_, name)| !text.contains(&Value::from(*name).to_string()));
        assert_eq!(idle.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
    }
}
