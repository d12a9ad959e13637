//! What is told of a workbook that belongs to no project.

pub mod json;
pub mod text;
