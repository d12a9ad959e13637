//! Why a document could not be written.

/// A template or a document that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// A template that is not well formed.
    #[error("{file}{} : modèle mal formé : {message}", at_line(.line))]
    Template {
        /// Template.
        file: String,
        /// Line, when known.
        line: Option<usize>,
        /// What is wrong.
        message: String,
    },
    /// A template that names something that does not exist.
    #[error("{file}, ligne {line} : « {name} » n’existe pas{}", .nearest.as_ref().map(|n| format!(" ; vouliez-vous dire « {n} » ?")).unwrap_or_default())]
    UnknownName {
        /// Template.
        file: String,
        /// Line.
        line: usize,
        /// The name.
        name: String,
        /// The nearest known name.
        nearest: Option<String>,
    },
    /// A template that uses a value in a way it cannot be used.
    #[error("{file}, ligne {line} : {message}")]
    Misuse {
        /// Template.
        file: String,
        /// Line.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A template that failed on these data.
    #[error("{file} : {message}")]
    Render {
        /// Template.
        file: String,
        /// What happened.
        message: String,
    },
}

fn at_line(line: &Option<usize>) -> String {
    line.map_or_else(String::new, |line| format!(", ligne {line}"))
}
