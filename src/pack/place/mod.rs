//! Putting packs in their place as one act: all the packs of a run change together, or none does.
//!
//! They are written in a new generation of the project's folder, hidden beside it. What stays is linked into it: packs that
//! are not rebuilt, drafts, files of the officer. Then the two folders are exchanged by one call, and the former one, now the
//! hidden one, is removed file by file. Whenever a run dies, what is seen is whole: the former packs, or the new ones. What
//! it left is told from what anybody else put there, and settled by the next command.
//!
//! Nothing that the program did not write is ever removed: a file of a pack is its own when the sums of that pack give its
//! digest. Links are never followed.

mod carry;
mod exchange;
mod former;
mod generation;
mod lock;
mod marker;
mod settle;
mod tree;
mod write;

pub(super) use former::is_left_by_programs;
pub(super) use tree::{Kind, Tree};

pub use settle::{Leftover, settle_output};
pub use write::{Placed, Target, write};
