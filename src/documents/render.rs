//! Templates of a fund: parsed, linted, rendered to XHTML.

use std::collections::BTreeMap;
use std::io;

use handlebars::{Context, Handlebars, Template, TemplateErrorReason};
use rayon::prelude::*;
use schemars::schema_for;

use super::edition::Edition;
use super::error::DocumentError;
use super::inline::Inlined;
use super::turns::Turns;
use super::whole::{DocumentData, of_edition};
use super::{bounds, helpers, links, linter, styling};
use crate::rules::definitions::SHARED;
use crate::rules::{Definitions, FundFolder};
use crate::source::{SourceError, limits};

/// The templates of one fund, ready to render.
#[derive(Debug)]
pub struct Templates {
    registry: Handlebars<'static>,
}

/// Templates that several funds use, parsed once: by path, with the text that each was parsed from.
#[derive(Debug, Default)]
pub struct Parsings(BTreeMap<String, (String, Template)>);

impl Parsings {
    /// Parse the shared templates, but for the malformed: their fault is told with the fund that uses them.
    ///
    /// # Errors
    /// When one is not UTF-8.
    pub fn shared(definitions: &Definitions) -> Result<Self, SourceError> {
        let texts = definitions.shared_templates()?;
        let parsed = texts.into_par_iter().filter_map(|(path, text)| {
            let template = parse(path, text).ok()?;
            Some((path.to_owned(), (text.to_owned(), template)))
        });
        Ok(Self(parsed.collect()))
    }

    /// A template: the one parsed from this text, else parsed now.
    fn template(&self, path: &str, text: &str) -> Result<Template, DocumentError> {
        match self.0.get(path) {
            Some((known, template)) if known == text => Ok(template.clone()),
            _ => parse(path, text),
        }
    }
}

/// One template, without styling.
fn parse(path: &str, text: &str) -> Result<Template, DocumentError> {
    bounds::refuse(path, text)?;
    styling::refuse(path, text)?;
    Template::compile_with_name(text, path.to_owned()).map_err(|error| DocumentError::Template {
        file: path.to_owned(),
        line: error.pos().map(|(line, _)| line),
        message: match error.reason() {
            TemplateErrorReason::InvalidSyntax(detail) => detail.clone(),
            other => other.to_string(),
        },
    })
}

impl Templates {
    /// Parse and lint every template that the fund's documents use.
    ///
    /// Templates are named as definitions name them: a document's `lettre.hbs` is the fund's own, else the shared one;
    /// partials are named without extension.
    ///
    /// # Errors
    /// When a template is missing, malformed, holds styling or names something that does not exist.
    pub fn load(fund: &FundFolder, parsings: &Parsings) -> Result<Self, DocumentError> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        helpers::register(&mut registry);
        links::register(&mut registry);
        // The fund's own templates come second and replace the shared ones of the same name.
        let ordered: Vec<(&String, &String)> = [SHARED, fund.id.as_str()]
            .into_iter()
            .flat_map(|folder| {
                let of_folder = move |(path, _): &(&String, &String)| path.starts_with(&format!("{folder}/"));
                fund.templates.iter().filter(of_folder)
            })
            .collect();
        let parsed: Vec<Result<(String, Template), DocumentError>> = ordered
            .par_iter()
            .map(|(path, text)| {
                let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".hbs").to_owned();
                Ok((name, parsings.template(path, text)?))
            })
            .collect();
        // Of several faults, the first in their order is told, whatever thread found it.
        let parsed: linter::Parsed = parsed.into_iter().collect::<Result<_, _>>()?;
        let schema = schema_for!(DocumentData).to_value();
        for document in &fund.fund.documents {
            if let Some(template) = &document.template {
                linter::lint(template.trim_end_matches(".hbs"), &parsed, &schema)?;
            }
        }
        let inlined = Inlined::of(&parsed);
        for (name, template) in &parsed {
            registry.register_template(name, inlined.template(name, template));
        }
        Ok(Self { registry })
    }

    /// Render several documents that share their data but for what is said of each document itself: the data may be
    /// large, and are never copied. `None` for a document without template.
    ///
    /// # Errors
    /// When a template fails on these data.
    pub fn render_all(
        &self,
        editions: &[Edition<'_>],
        data: &DocumentData,
    ) -> Result<Vec<Option<String>>, DocumentError> {
        let failed = |error: serde_json::Error| DocumentError::Render {
            file: "données des documents".to_owned(),
            message: error.to_string(),
        };
        let mut context = Context::from(serde_json::to_value(data).map_err(failed)?);
        let turns = Turns::default();
        editions
            .iter()
            .map(|edition| {
                let Some(template) = &edition.document.template else { return Ok(None) };
                let own = serde_json::to_value(of_edition(data, *edition)).map_err(failed)?;
                if let Some(slot) = context.data_mut().get_mut("document") {
                    *slot = own;
                }
                self.render_with(template, &context, &turns).map(Some)
            })
            .collect()
    }

    fn render_with(&self, template: &str, context: &Context, turns: &Turns) -> Result<String, DocumentError> {
        let failed = |message| DocumentError::Render { file: template.to_owned(), message };
        let mut page = Page { bytes: Vec::new(), most: limits::DOCUMENT_BYTES, is_full: false, turns };
        let name = template.trim_end_matches(".hbs");
        let outcome = self.registry.render_with_context_to_write(name, context, &mut page);
        if page.is_full {
            let limit = limits::DOCUMENT_BYTES;
            return Err(failed(format!(
                "le document fait plus de {limit} octets ; ce modèle répète trop, allégez-le"
            )));
        }
        if turns.are_over() {
            let limit = limits::TEMPLATE_TURNS;
            return Err(failed(format!(
                "les boucles des modèles de ce fonds font plus de {limit} tours ; n’imbriquez pas de longues listes"
            )));
        }
        outcome.map_err(|error| failed(error.to_string()))?;
        String::from_utf8(page.bytes).map_err(|error| failed(error.to_string()))
    }
}

/// What a template makes, up to a limit.
struct Page<'a> {
    bytes: Vec<u8>,
    most: usize,
    is_full: bool,
    turns: &'a Turns,
}

impl io::Write for Page<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.turns.takes(piece) {
            return if self.turns.are_over() {
                Err(io::ErrorKind::WriteZero.into())
            } else {
                Ok(piece.len())
            };
        }
        if piece.len() > self.most.saturating_sub(self.bytes.len()) {
            self.is_full = true;
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_page_takes_no_more_than_its_limit() {
        let turns = Turns::default();
        let mut page = Page { bytes: Vec::new(), most: 5, is_full: false, turns: &turns };
        page.write_all(b"abc").unwrap();
        assert!(page.write_all(b"def").is_err() && page.is_full);
        assert_eq!(page.bytes, b"abc");
    }
}
