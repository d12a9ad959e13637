//! Partials put in the place of their calls, once, when templates are loaded.
//!
//! Handlebars copies the whole of the data at each call of a partial. Ours take no parameter and see the data of the
//! place that calls them, so the elements of the partial can simply stand there.

use std::collections::BTreeMap;

use handlebars::Template;
use handlebars::template::TemplateElement;

use super::linter::Parsed;
use super::turns;
use crate::source::limits;

/// How deep partials may call one another; the linter refuses more.
const DEEPEST: usize = 32;

/// Templates, with what each has once its calls are replaced.
pub struct Inlined<'a> {
    templates: &'a Parsed,
    /// Elements of those templates that may be inlined: not of one that grows without end.
    sizes: BTreeMap<&'a str, usize>,
}

impl<'a> Inlined<'a> {
    /// Measure templates, without making anything of them yet.
    #[must_use]
    pub fn of(templates: &'a Parsed) -> Self {
        let mut sizes = BTreeMap::new();
        for name in templates.keys() {
            measure(name, templates, &mut sizes, 0);
        }
        sizes.retain(|_, size| *size <= limits::TEMPLATE_ELEMENTS);
        Self { templates, sizes }
    }

    /// A template whose calls of partials without parameter are replaced by what they call; as it stands when it would
    /// grow too large, which the linter refuses in those that a document uses.
    #[must_use]
    pub fn template(&self, name: &str, template: &Template) -> Template {
        if self.sizes.contains_key(name) { expand(template, self.templates, 0) } else { template.clone() }
    }
}

/// How many elements a template has once its calls are replaced; one that calls itself has too many.
fn measure<'a>(
    name: &'a str,
    templates: &'a Parsed,
    sizes: &mut BTreeMap<&'a str, usize>,
    depth: usize,
) -> usize {
    if let Some(size) = sizes.get(name) {
        return *size;
    }
    let Some(template) = templates.get(name) else { return 1 };
    // Until it is known, it is too large: so is what calls itself.
    sizes.insert(name, usize::MAX);
    let size = if depth < DEEPEST { elements(template, templates, sizes, depth) } else { usize::MAX };
    sizes.insert(name, size);
    size
}

fn elements<'a>(
    template: &'a Template,
    templates: &'a Parsed,
    sizes: &mut BTreeMap<&'a str, usize>,
    depth: usize,
) -> usize {
    template.elements.iter().fold(0_usize, |total, element| {
        let size = match element {
            TemplateElement::PartialExpression(partial) if partial.params.is_empty() => {
                partial.name.as_name().map_or(1, |name| measure(name, templates, sizes, depth + 1))
            }
            TemplateElement::HelperBlock(block) => {
                let inner = block.template.iter().chain(&block.inverse);
                inner.fold(1_usize, |total, inner| {
                    total.saturating_add(elements(inner, templates, sizes, depth))
                })
            }
            _ => 1,
        };
        total.saturating_add(size)
    })
}

fn expand(template: &Template, templates: &Parsed, depth: usize) -> Template {
    let mut expanded = template.clone();
    expanded.elements = Vec::with_capacity(template.elements.len());
    expanded.mapping = Vec::with_capacity(template.mapping.len());
    for (index, element) in template.elements.iter().enumerate() {
        let mapping = template.mapping.get(index).cloned();
        match element {
            TemplateElement::PartialExpression(partial)
                if partial.params.is_empty() && partial.hash.is_empty() && depth < DEEPEST =>
            {
                match partial.name.as_name().and_then(|name| templates.get(name)) {
                    Some(called) => {
                        let inner = expand(called, templates, depth + 1);
                        expanded.elements.extend(inner.elements);
                        expanded.mapping.extend(inner.mapping);
                    }
                    None => {
                        expanded.elements.push(element.clone());
                        expanded.mapping.extend(mapping);
                    }
                }
            }
            TemplateElement::HelperBlock(block) => {
                let mut block = block.clone();
                block.template = block.template.as_ref().map(|inner| expand(inner, templates, depth + 1));
                block.inverse = block.inverse.as_ref().map(|inner| expand(inner, templates, depth + 1));
                if block.name.as_name() == Some("each") {
                    block.template.iter_mut().for_each(turns::mark);
                }
                expanded.elements.push(TemplateElement::HelperBlock(block));
                expanded.mapping.extend(mapping);
            }
            _ => {
                expanded.elements.push(element.clone());
                expanded.mapping.extend(mapping);
            }
        }
    }
    expanded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(templates: &[(&str, String)]) -> Parsed {
        let compile = |text: &String| Template::compile(text).unwrap();
        templates.iter().map(|(name, text)| ((*name).to_owned(), compile(text))).collect()
    }

    #[test]
    fn partials_that_multiply_are_left_as_they_stand() {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        let calls = |next: &str| format!("{{{{> {next}}}}}").repeat(10);
        let mut all: Vec<(&str, String)> = names.windows(2).map(|pair| (pair[0], calls(pair[1]))).collect();
        all.push(("j", "x".to_owned()));
        all.push(("k", "{{> k}}".to_owned()));
        all.push(("l", "{{> i}}{{#if x}}{{> i}}{{/if}}".to_owned()));
        let templates = parsed(&all);
        let inlined = Inlined::of(&templates);
        let count = |name: &str| inlined.template(name, &templates[name]).elements.len();
        assert_eq!(count("a"), templates["a"].elements.len(), "ten to the ninth");
        assert_eq!(count("i"), 10);
        assert_eq!(count("f"), 10_000);
        assert_eq!(count("l"), 11);
        assert_eq!(inlined.sizes.get("l"), Some(&21));
        assert!(!inlined.sizes.contains_key("k"));
    }
}
