//! Amounts that `projet.toml` holds as texts.

use crate::findings::{Answers, Fact, Finding};
use crate::model::Money;
use crate::source::amount::parse_amount;

/// What a typed amount must be, and what is said of one that is not.
pub(super) struct TypedAmount {
    /// What is wrong.
    pub(super) message: &'static str,
    /// One that would do.
    pub(super) expected: &'static str,
    /// True where an amount below zero is one.
    pub(super) may_be_negative: bool,
}

impl TypedAmount {
    /// Any amount.
    pub(super) const ANY: Self = Self {
        message: "ce n’est pas un montant",
        expected: "un montant comme 12 500,00",
        may_be_negative: true,
    };

    /// The amount; one that is not is a finding at its field.
    pub(super) fn read(&self, typed: &str, field: impl Into<String>, answers: &mut Answers) -> Option<Money> {
        let money = parse_amount(typed).ok().map(|read| read.money);
        let money = money.filter(|money| self.may_be_negative || !money.is_negative());
        if money.is_none() {
            answers.finding(
                Finding::new(self.message).at_field(field).found(Fact::text(typed)).expected(self.expected),
            );
        }
        money
    }
}
