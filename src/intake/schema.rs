//! The JSON Schema of `projet.toml`, for editors that complete and check while one types. Its words are French: the
//! comments of the types are for us.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::findings::{field_title, schema_title};
use crate::model::Project;
use crate::model::text::capitalised;

/// The name of the file that `init` writes beside `projet.toml`.
pub const NAME: &str = "projet.schema.json";

/// The schema.
#[must_use]
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_deserialize().with(|settings| {
        settings.inline_subschemas = true;
    });
    let mut schema = settings.into_generator().into_root_schema_for::<Project>().to_value();
    in_french(&mut schema, "");
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), "projet.toml".into());
        root.insert("description".to_owned(), "Ce que le classeur budgétaire ne dit pas du projet.".into());
    }
    schema
}

/// The schema as a file.
#[must_use]
pub fn text() -> String {
    format!("{:#}\n", schema())
}

/// Gives the fields of a schema their French names, and takes out whatever else it says in prose.
fn in_french(schema: &mut Value, path: &str) {
    let Some(object) = schema.as_object_mut() else { return };
    // TOML has no word for nothing: a field that may be absent is absent.
    without_null(object);
    for prose in ["title", "description", "default", "format"] {
        let is_date = prose == "format" && object.get(prose).is_some_and(|format| format == "date");
        if !is_date {
            object.remove(prose);
        }
    }
    if let Some(name) = field_title(path).or_else(|| schema_title(path)) {
        object.insert("description".to_owned(), capitalised(name).into());
    }
    for (keyword, inner) in object.iter_mut() {
        match keyword.as_str() {
            "properties" => of_fields(inner.as_object_mut(), path),
            "items" | "additionalProperties" => in_french(inner, &format!("{path}[]")),
            "anyOf" | "oneOf" | "allOf" => {
                inner.as_array_mut().into_iter().flatten().for_each(|one| in_french_part(one, path));
            }
            _ => {}
        }
    }
}

fn without_null(object: &mut Map<String, Value>) {
    if let Some(types) = object.get_mut("type")
        && let Some(list) = types.as_array_mut()
    {
        list.retain(|one| one != "null");
        if let [only] = list.as_slice() {
            *types = only.clone();
        }
    }
    if let Some(words) = object.get_mut("enum").and_then(Value::as_array_mut) {
        words.retain(|one| !one.is_null());
    }
    if let Some(ways) = object.get_mut("anyOf").and_then(Value::as_array_mut) {
        ways.retain(|one| one.get("type").is_none_or(|kind| kind != "null"));
        // One way left is the field itself.
        if let [only] = ways.as_slice()
            && let Some(only) = only.as_object().cloned()
        {
            object.remove("anyOf");
            object.extend(only);
        }
    }
}

/// One of the ways to write a field: the name stands on the field.
fn in_french_part(schema: &mut Value, path: &str) {
    in_french(schema, path);
    if let Some(object) = schema.as_object_mut() {
        object.remove("description");
    }
}

fn of_fields(fields: Option<&mut Map<String, Value>>, path: &str) {
    for (name, field) in fields.into_iter().flatten() {
        let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        in_french(field, &inner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unnamed(schema: &Value, path: &str, found: &mut Vec<String>) {
        let Some(object) = schema.as_object() else { return };
        for (name, field) in object.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            if field.get("description").is_none() {
                found.push(inner.clone());
            }
            unnamed(field, &inner, found);
        }
        for keyword in ["items", "additionalProperties"] {
            if let Some(field) = object.get(keyword) {
                unnamed(field, &format!("{path}[]"), found);
            }
        }
        for keyword in ["anyOf", "oneOf"] {
            for one in object.get(keyword).and_then(Value::as_array).into_iter().flatten() {
                unnamed(one, path, found);
            }
        }
    }

    #[test]
    fn every_field_has_its_french_name() {
        let mut found = Vec::new();
        unnamed(&schema(), "", &mut found);
        assert!(found.is_empty(), "{found:#?}");
    }
}
