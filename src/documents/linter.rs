//! Every path of every template, checked against the schema of the data before anything is rendered.
//!
//! Handlebars prints nothing for an unknown name inside `{{#if}}`, even in strict mode: a silent omission that this
//! pass turns into an error with file, line and the nearest known name.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use handlebars::template::{BlockParam, HelperTemplate, Parameter, TemplateElement};
use handlebars::{Path, Template};
use serde_json::Value;

use super::error::DocumentError;
use super::helpers;
use super::typed_amount::typed_amount;
use crate::source::limits;
use crate::source::project_file::nearest;

/// How deep blocks and partials may nest.
const DEEPEST: usize = 32;

/// The parsed templates, by name.
pub type Parsed = BTreeMap<String, Template>;

/// Lint a template and the partials it calls.
///
/// # Errors
/// On the first name that does not exist, or value that is misused.
pub fn lint(name: &str, templates: &Parsed, schema: &Value) -> Result<(), DocumentError> {
    let open = RefCell::new(vec![name.to_owned()]);
    let linter = Linter { templates, schema, open, left: Cell::new(limits::TEMPLATE_ELEMENTS) };
    linter.template(name, &mut vec![resolve(schema, schema)], 0)
}

struct Linter<'a> {
    templates: &'a Parsed,
    schema: &'a Value,
    /// The templates that are being read, each called by the one before.
    open: RefCell<Vec<String>>,
    /// Elements that may still be met: partials that include one another several times each are read as often.
    left: Cell<usize>,
}

/// A schema, its `$ref` followed and its `null` alternative removed.
fn resolve<'a>(root: &'a Value, mut schema: &'a Value) -> &'a Value {
    for _ in 0..DEEPEST {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            match reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer)) {
                Some(target) => schema = target,
                None => return schema,
            }
        } else if let Some(alternatives) = schema.get("anyOf").and_then(Value::as_array) {
            match alternatives.iter().find(|one| one.get("type").and_then(Value::as_str) != Some("null")) {
                Some(target) => schema = target,
                None => return schema,
            }
        } else {
            return schema;
        }
    }
    schema
}

fn is_figure(schema: &Value) -> bool {
    schema.pointer("/properties/figure_id").is_some()
}

fn is_object(schema: &Value) -> bool {
    schema.get("properties").is_some()
}

fn is_list(schema: &Value) -> bool {
    schema.get("items").is_some()
}

impl<'a> Linter<'a> {
    /// A template calls another, which must not be one of those that lead to it.
    fn enter(&self, file: &str, line: usize, name: &str) -> Result<(), DocumentError> {
        let mut open = self.open.borrow_mut();
        if let Some(first) = open.iter().position(|one| one == name) {
            let around: Vec<&str> = open.iter().skip(first).map(String::as_str).chain([name]).collect();
            return Err(misuse(file, line, format!("le modèle s’inclut lui-même : {}", around.join(" → "))));
        }
        open.push(name.to_owned());
        Ok(())
    }

    fn template(&self, name: &str, contexts: &mut Vec<&'a Value>, depth: usize) -> Result<(), DocumentError> {
        let Some(template) = self.templates.get(name) else {
            return Err(DocumentError::Render {
                file: name.to_owned(),
                message: "ce modèle n’existe pas".to_owned(),
            });
        };
        // A template is compiled under its path, which is what the reader of a message looks for.
        let file = template.name.as_deref().unwrap_or(name);
        self.elements(file, template, contexts, depth)
    }

    fn elements(
        &self,
        file: &str,
        template: &Template,
        contexts: &mut Vec<&'a Value>,
        depth: usize,
    ) -> Result<(), DocumentError> {
        if depth > DEEPEST {
            return Err(DocumentError::Render {
                file: file.to_owned(),
                message: "modèles imbriqués sans fin".to_owned(),
            });
        }
        for (index, element) in template.elements.iter().enumerate() {
            let line = template.mapping.get(index).map_or(0, |mapping| mapping.0);
            let Some(left) = self.left.get().checked_sub(1) else {
                let most = limits::TEMPLATE_ELEMENTS;
                let message = format!(
                    "les modèles inclus les uns dans les autres font plus de {most} éléments ; incluez-les moins souvent"
                );
                return Err(misuse(file, line, message));
            };
            self.left.set(left);
            match element {
                TemplateElement::RawString(text) => {
                    if let Some(amount) = typed_amount(text) {
                        let message = format!(
                            "« {amount} » est tapé dans le modèle ; un montant vient du plan ou d’un paramètre du fonds, par {{{{amount …}}}}"
                        );
                        return Err(misuse(file, line, message));
                    }
                }
                TemplateElement::Comment(_) => {}
                TemplateElement::Expression(expression) => {
                    self.expression(file, line, expression, contexts)?
                }
                TemplateElement::HtmlExpression(_) => {
                    let message = "les triples accolades sont refusées ; utilisez {{html …}} pour un texte déjà mis en forme";
                    return Err(misuse(file, line, message));
                }
                TemplateElement::HelperBlock(block) => self.block(file, line, block, contexts, depth)?,
                TemplateElement::PartialExpression(partial) => {
                    let Some(name) = partial.name.as_name() else {
                        return Err(misuse(
                            file,
                            line,
                            "le nom d’un modèle inclus doit être écrit en toutes lettres",
                        ));
                    };
                    if !self.templates.contains_key(name) {
                        let known = self.templates.keys().map(String::as_str);
                        return Err(unknown(file, line, name, nearest(name, known)));
                    }
                    self.enter(file, line, name)?;
                    match partial.params.first() {
                        Some(parameter) => {
                            let context = self.value(file, line, parameter, contexts)?;
                            contexts.push(context);
                            let outcome = self.template(name, contexts, depth + 1);
                            contexts.pop();
                            outcome?;
                        }
                        None => self.template(name, contexts, depth + 1)?,
                    }
                    self.open.borrow_mut().pop();
                }
                _ => return Err(misuse(file, line, "cette construction de modèle n’est pas admise")),
            }
        }
        Ok(())
    }

    /// `{{path}}`, `{{amount path}}`, `{{html path}}`.
    fn expression(
        &self,
        file: &str,
        line: usize,
        expression: &HelperTemplate,
        contexts: &[&'a Value],
    ) -> Result<(), DocumentError> {
        let called = expression.name.as_name().unwrap_or_default();
        if expression.params.is_empty() {
            let schema = self.value(file, line, &expression.name, contexts)?;
            if is_figure(schema) {
                return Err(misuse(file, line, format!("un chiffre s’écrit {{{{amount {called}}}}}")));
            }
            if is_object(schema) || is_list(schema) {
                return Err(misuse(file, line, format!("« {called} » n’est pas un texte")));
            }
            return Ok(());
        }
        if !helpers::NAMES.contains(&called) {
            return Err(unknown(file, line, called, nearest(called, helpers::NAMES.into_iter())));
        }
        for parameter in &expression.params {
            let schema = self.value(file, line, parameter, contexts)?;
            if ["amount", "words"].contains(&called) && !is_figure(schema) {
                return Err(misuse(
                    file,
                    line,
                    format!("{{{{amount}}}} attend un chiffre du plan, pas « {} »", shown(parameter)),
                ));
            }
            if called == "html" && (is_object(schema) || is_list(schema)) {
                return Err(misuse(
                    file,
                    line,
                    format!("{{{{html}}}} attend un texte, pas « {} »", shown(parameter)),
                ));
            }
        }
        Ok(())
    }

    fn block(
        &self,
        file: &str,
        line: usize,
        block: &HelperTemplate,
        contexts: &mut Vec<&'a Value>,
        depth: usize,
    ) -> Result<(), DocumentError> {
        let name = block.name.as_name().unwrap_or_default();
        let Some(parameter) = block.params.first() else {
            return Err(misuse(file, line, format!("{{{{#{name}}}}} attend une valeur")));
        };
        if matches!(block.block_param, Some(BlockParam::Single(_) | BlockParam::Pair(_))) {
            return Err(misuse(file, line, "les noms de bloc (as |…|) ne sont pas admis"));
        }
        let schema = self.value(file, line, parameter, contexts)?;
        let inner = match name {
            "if" | "unless" => None,
            "with" => Some(schema),
            "each" => match schema.get("items") {
                Some(items) => Some(resolve(self.schema, items)),
                None => {
                    return Err(misuse(file, line, format!("« {} » n’est pas une liste", shown(parameter))));
                }
            },
            other => {
                return Err(unknown(
                    file,
                    line,
                    other,
                    nearest(other, ["if", "unless", "each", "with"].into_iter()),
                ));
            }
        };
        if let Some(template) = &block.template {
            match inner {
                Some(schema) => {
                    contexts.push(schema);
                    let outcome = self.elements(file, template, contexts, depth + 1);
                    contexts.pop();
                    outcome?;
                }
                None => self.elements(file, template, contexts, depth + 1)?,
            }
        }
        if let Some(inverse) = &block.inverse {
            self.elements(file, inverse, contexts, depth + 1)?;
        }
        Ok(())
    }

    /// The schema of a parameter.
    fn value(
        &self,
        file: &str,
        line: usize,
        parameter: &Parameter,
        contexts: &[&'a Value],
    ) -> Result<&'a Value, DocumentError> {
        static TEXT: Value = Value::Null;
        match parameter {
            Parameter::Literal(_) => Ok(&TEXT),
            Parameter::Name(name) => self.path(file, line, name, contexts),
            Parameter::Path(Path::Local((_, name, _))) => {
                const LOCALS: [&str; 5] = ["@index", "@first", "@last", "@key", "@root"];
                let name = format!("@{}", name.trim_start_matches('@'));
                if LOCALS.contains(&name.as_str()) {
                    Ok(&TEXT)
                } else {
                    Err(unknown(file, line, &name, nearest(&name, LOCALS.into_iter())))
                }
            }
            Parameter::Path(Path::Relative((_, raw))) => self.path(file, line, raw, contexts),
            Parameter::Subexpression(_) => {
                Err(misuse(file, line, "les sous-expressions ne sont pas admises"))
            }
            _ => Err(misuse(file, line, "paramètre non admis")),
        }
    }

    fn path(
        &self,
        file: &str,
        line: usize,
        raw: &str,
        contexts: &[&'a Value],
    ) -> Result<&'a Value, DocumentError> {
        let mut level = contexts.len();
        let mut rest = raw;
        while let Some(outer) = rest.strip_prefix("../") {
            level = level.saturating_sub(1);
            rest = outer;
        }
        let mut schema = if let Some(from_root) = rest.strip_prefix("@root") {
            rest = from_root.trim_start_matches(['.', '/']);
            contexts.first()
        } else {
            contexts.get(level.saturating_sub(1))
        }
        .copied()
        .ok_or_else(|| unknown(file, line, raw, None))?;
        for segment in rest.split(['.', '/']).filter(|segment| !segment.is_empty() && *segment != "this") {
            let properties = schema.get("properties").and_then(Value::as_object);
            match properties.and_then(|properties| properties.get(segment)) {
                Some(property) => schema = resolve(self.schema, property),
                None => {
                    let known =
                        properties.into_iter().flat_map(|properties| properties.keys().map(String::as_str));
                    return Err(unknown(file, line, raw, nearest(segment, known)));
                }
            }
        }
        Ok(schema)
    }
}

fn shown(parameter: &Parameter) -> &str {
    parameter.as_name().unwrap_or("…")
}

fn misuse(file: &str, line: usize, message: impl Into<String>) -> DocumentError {
    DocumentError::Misuse { file: file.to_owned(), line, message: message.into() }
}

fn unknown(file: &str, line: usize, name: &str, near: Option<&str>) -> DocumentError {
    DocumentError::UnknownName {
        file: file.to_owned(),
        line,
        name: name.to_owned(),
        nearest: near.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_typed_in_a_template_is_refused_with_its_line() {
        let all =
            Parsed::from([("a".to_owned(), Template::compile("<p>\n{{#if x}}1 000 €{{/if}}").unwrap())]);
        let schema = serde_json::json!({"properties": {"x": {}}});
        let refused = lint("a", &all, &schema).unwrap_err().to_string();
        assert!(refused.contains("ligne 2") && refused.contains("« 1 000 € » est tapé"), "{refused}");
    }

    #[test]
    fn partials_that_multiply_are_refused() {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        let compile = |text: &str| Template::compile(text).unwrap();
        let mut all: Parsed = names
            .windows(2)
            .map(|pair| (pair[0].to_owned(), compile(&format!("{{{{> {}}}}}", pair[1]).repeat(10))))
            .collect();
        all.insert("j".to_owned(), compile("x"));
        let schema = serde_json::json!({"properties": {}});
        let refused = lint("a", &all, &schema).unwrap_err().to_string();
        assert!(refused.contains("font plus de 100000 éléments"), "{refused}");
        lint("g", &all, &schema).unwrap();
    }
}
