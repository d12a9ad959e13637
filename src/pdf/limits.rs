//! How much the engine of pages agrees to lay out. What comes from a project or a fund is bounded before, in
//! `src/source/limits.rs`; these bounds are those of the engine itself and of the format.

/// Deepest nesting of the elements of a document. Everything after the reader recurses over the tree, so this bounds the stack.
pub(crate) const DEPTH: usize = 48;

/// Most columns of a table.
pub(crate) const COLUMNS: usize = 200;

/// Largest file of a face of a font, in bytes.
pub(super) const FONT_BYTES: u64 = 32 << 20;

/// Largest logo, in bytes.
pub(crate) const LOGO_BYTES: usize = 2 << 20;

/// Longest text read aloud for a logo, in characters.
pub(super) const LOGO_ALTERNATIVE: usize = 200;

/// Most runs of style shaped at once: each segment is one, and each number, for its figures of one width. Parley tells them
/// apart by sixteen bits, and a run may be cut by another. A paragraph of more is shaped in parts.
pub(super) const RUNS: usize = 16_000;

/// Longest string that PDF/A accepts, in bytes (ISO 19005-3, 6.1.13).
pub(super) const STRING_BYTES: usize = 32_767;

/// Longest title, author or subject that the metadata state, in bytes.
pub(super) const METADATA_BYTES: usize = 2_000;
