//! Partials put in the place of their calls, once, when templates are loaded.
//!
//! Handlebars copies the whole of the data at each call of a partial. Ours take no parameter and see the data of the
//! place that calls them, so the elements of the partial can simply stand there.

use handlebars::Template;
use handlebars::template::TemplateElement;

use super::linter::Parsed;

/// How deep partials may call one another; the linter refuses more.
const DEEPEST: usize = 32;

/// A template whose calls of partials without parameter are replaced by what they call.
#[must_use]
pub fn inline(template: &Template, templates: &Parsed) -> Template {
    expand(template, templates, 0)
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
