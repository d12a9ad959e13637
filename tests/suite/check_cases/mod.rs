//! Small cases written as text: what they are, how a project is built of them, how an answer is told.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

pub mod book;
pub mod case;
pub mod cell;
pub mod project;
pub mod told;
