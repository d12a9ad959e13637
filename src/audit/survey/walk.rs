//! The strings of a TOML file, each with the path that leads to it.

use super::signs::{is_plain, longest_word, readable, troubles};
use super::{LONGEST_WORD, LONGEST_WORD_OF_A_PARAGRAPH, Survey};
use crate::model::{Coverage, Place};

/// Fields of `projet.toml` that hold sentences; the others name someone or something.
const PROSE: [&str; 8] =
    ["resume", "principes_horizontaux", "role", "action", "objet", "motif", "source", "champs"];

/// A walk over the strings of a TOML file.
pub(super) struct Walk<'a> {
    pub(super) survey: &'a mut Survey,
    pub(super) file: &'a str,
    pub(super) coverage: &'a Coverage,
    pub(super) is_project: bool,
}

impl Walk<'_> {
    /// `path` leads to the table or the list that holds `key`, and is left as it was.
    pub(super) fn value(&mut self, path: &mut String, key: &str, value: &toml::Value, is_name: bool) {
        let length = path.len();
        if !path.is_empty() && !key.starts_with('[') {
            path.push('.');
        }
        path.push_str(&readable(key));
        let is_name = is_name && !PROSE.contains(&key);
        // The name of a free field is printed beside its text.
        if !key.is_ascii() {
            self.text(path, key, is_name);
        }
        match value {
            toml::Value::String(text) => self.text(path, text, is_name),
            toml::Value::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    self.value(path, &format!("[{index}]"), value, is_name);
                }
            }
            toml::Value::Table(table) => {
                for (key, value) in table {
                    self.value(path, key, value, is_name);
                }
            }
            _ => {}
        }
        path.truncate(length);
    }

    fn text(&mut self, path: &str, text: &str, is_name: bool) {
        // Words of a fund's definition are its author's concern: layout tells him.
        let longest = match (self.is_project, is_name) {
            (false, _) => usize::MAX,
            (true, true) => LONGEST_WORD,
            (true, false) => LONGEST_WORD_OF_A_PARAGRAPH,
        };
        self.survey.text(&Place::field(self.file, path), text, is_name, longest, self.coverage);
    }
}

/// A line of a definition that holds nothing to report, whatever its strings are.
pub(super) fn is_sound(line: &str, is_project: bool, coverage: &Coverage) -> bool {
    if line.trim_start().starts_with('#') {
        return true;
    }
    let (signs, hidden) = if is_plain(line) { Default::default() } else { troubles(line, coverage) };
    let short = !is_project || longest_word(line).is_none_or(|(_, letters)| letters <= LONGEST_WORD);
    signs.is_empty() && hidden.is_empty() && short
}
