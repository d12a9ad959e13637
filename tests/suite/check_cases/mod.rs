//! Small cases written as text: what they are, how a project is built of them, how an answer is told.

pub mod book;
pub mod case;
pub mod cell;
pub mod pdf;
pub mod project;
pub mod told;
