//! The few helpers of templates.

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
    registry.register_helper("amount", Box::new(Printed(amount)));
    registry.register_helper("words", Box::new(Printed(amount_in_words)));
    registry.register_helper("html", Box::new(Printed(raw_html)));
}

/// A helper that prints what its arguments and the data of the document give.
pub(super) struct Printed(pub(super) fn(&Helper<'_>, &Context, &mut dyn Output) -> HelperResult);

impl HelperDef for Printed {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        (self.0)(helper, context, out)
    }
}

/// `{{amount figure}}`: the only way to print a figure; the document then says which one it printed.
fn amount(helper: &Helper<'_>, _: &Context, out: &mut dyn Output) -> HelperResult {
    let value = helper.param(0).map(handlebars::PathAndJson::value);
    let field = |name: &str| value.and_then(|value| value.get(name)).and_then(|field| field.as_str());
    let (Some(id), Some(text)) = (field("figure_id"), field("text")) else {
        return Err(RenderErrorReason::Other("« amount » attend un chiffre du plan".to_owned()).into());
    };
    write_figure(out, id, text)
}

/// `{{words figure}}`: an amount in words, beside its figures.
fn amount_in_words(helper: &Helper<'_>, _: &Context, out: &mut dyn Output) -> HelperResult {
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
fn raw_html(helper: &Helper<'_>, _: &Context, out: &mut dyn Output) -> HelperResult {
    let text = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
    out.write(text)?;
    Ok(())
}
