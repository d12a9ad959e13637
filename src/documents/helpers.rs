//! The few helpers of templates.

use super::links;
use crate::model::Money;
use crate::model::words::in_words;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason,
    html_escape,
};

/// Names of the helpers that templates may call, besides Handlebars' own `if`, `unless`, `each`, `with`.
pub const NAMES: [&str; 5] = ["amount", "words", "html", "pieces", "filed"];

/// Register them.
pub fn register(registry: &mut Handlebars<'_>) {
    registry.register_helper("amount", Box::new(Amount));
    registry.register_helper("words", Box::new(InWords));
    registry.register_helper("html", Box::new(RawHtml));
    links::register(registry);
}

/// `{{amount figure}}`: the only way to print a figure; the document then says which one it printed.
struct Amount;

impl HelperDef for Amount {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let value = helper.param(0).map(handlebars::PathAndJson::value);
        let field = |name: &str| value.and_then(|value| value.get(name)).and_then(|field| field.as_str());
        let (Some(id), Some(text)) = (field("figure_id"), field("text")) else {
            return Err(RenderErrorReason::Other("« amount » attend un chiffre du plan".to_owned()).into());
        };
        write_figure(out, id, text)
    }
}

/// `{{words figure}}`: an amount in words, beside its figures.
struct InWords;

impl HelperDef for InWords {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let value = helper.param(0).map(handlebars::PathAndJson::value);
        let field = |name: &str| value.and_then(|value| value.get(name));
        let is_missing = field("missing").and_then(serde_json::Value::as_bool);
        let cents = field("cents").and_then(serde_json::Value::as_i64);
        match (is_missing, cents) {
            (Some(true), _) => Ok(()),
            (Some(false), Some(cents)) => {
                out.write(&html_escape(&in_words(Money::from_cents(cents))))?;
                Ok(())
            }
            _ => Err(RenderErrorReason::Other("« words » attend un montant du plan".to_owned()).into()),
        }
    }
}

fn write_figure(out: &mut dyn Output, id: &str, text: &str) -> HelperResult {
    out.write(&figure_html(id, text))?;
    Ok(())
}

/// A figure as documents print it: which one it is, and its value.
#[must_use]
pub fn figure_html(id: &str, text: &str) -> String {
    format!("<data value=\"{}\">{}</data>", html_escape(id), html_escape(text))
}

/// `{{html section.html}}`: a text that is XHTML already, and safe.
struct RawHtml;

impl HelperDef for RawHtml {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let text = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
        out.write(text)?;
        Ok(())
    }
}
