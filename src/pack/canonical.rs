//! JSON in one form only: names sorted, two spaces a level, a line end at the end. Amounts are texts: no number has a fraction.

use serde::Serialize;
use serde_json::{Map, Value};

/// The bytes of a value.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn canonical(value: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(&sorted(serde_json::to_value(value)?))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().collect();
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(
                entries.into_iter().map(|(name, value)| (name, sorted(value))).collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_at_every_level() {
        let value = serde_json::json!({"b": [{"d": 1, "c": null}], "a": "é", "Z": {}});
        let text = String::from_utf8(canonical(&value).unwrap()).unwrap();
        assert_eq!(
            text,
            "{\n  \"Z\": {},\n  \"a\": \"é\",\n  \"b\": [\n    {\n      \"c\": null,\n      \"d\": 1\n    }\n  ]\n}\n"
        );
    }
}
