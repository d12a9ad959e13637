//! How much of a workbook the program agrees to read.
//!
//! Every limit is far above what a grant budget holds and far below what would hurt the machine.
//! Messages name the limit that a file crossed, so that its author knows what to mend. The engine of pages has limits of its
//! own, in `src/pdf/limits.rs`.

/// Folders in one another in an output folder.
pub const OUTPUT_DEPTH: usize = 16;

/// Files of an output folder.
pub const OUTPUT_FILES: usize = 100_000;

/// Largest manifest of a former pack that is read, in bytes.
pub const MANIFEST_BYTES: u64 = 64 << 20;

/// Largest file of a key, in bytes: two lines, of which a comment.
pub const KEY_BYTES: u64 = 8 << 10;

/// Largest file of a signature, in bytes: four lines, of which two comments.
pub const SIGNATURE_BYTES: u64 = 16 << 10;

/// Longest comment that a signature is made with, in bytes: minisign reads eight times that.
pub const SIGNED_COMMENT_BYTES: usize = 1 << 10;

/// Longest password of a key, in bytes, which is minisign's.
pub const PASSWORD_BYTES: usize = 1 << 10;

/// Largest workbook file, in bytes.
pub const WORKBOOK_BYTES: usize = 50 * MEBIBYTE;

/// Largest total of the parts of a workbook once inflated, in bytes, counted while inflating: what the archive
/// declares about itself is not believed.
pub const INFLATED_BYTES: usize = 80 * MEBIBYTE;

/// Largest number of parts (files) in a workbook's archive.
pub const PARTS: usize = 10_000;

/// Largest number of sheets.
pub const SHEETS: usize = 256;

/// Largest number of cells that hold something, over all the sheets.
pub const CELLS: usize = 1_000_000;

/// Largest number of cells with a formula: recomputing one takes as much room as three that hold a value.
pub const FORMULAS: usize = 750_000;

/// Largest number of cells an old `.xls` sheet may span from its first to its last cell: its reader allocates them all.
pub const SPANNED_CELLS: usize = 2_000_000;

/// Largest number of distinct texts in a workbook.
pub const SHARED_TEXTS: usize = 1_000_000;

/// Largest total length of the texts and formulas of all the cells, in bytes.
pub const TEXT_BYTES: usize = 48 * MEBIBYTE;

/// Largest number of cell formats: the ceiling of the format itself is 65 490.
pub const CELL_FORMATS: usize = 70_000;

/// Largest number of merged ranges over all the sheets.
pub const MERGED_RANGES: usize = 200_000;

/// Longest time, in seconds, that the process which reads an `.xls` or `.xlsb` may take.
pub const READER_SECONDS: usize = 30;

/// Most memory, in bytes, that the process which reads an `.xls` or `.xlsb` may take, its own code included.
pub const READER_BYTES: usize = 1024 * MEBIBYTE;

/// Most bytes that this process may answer: far above what the limits on cells and texts allow.
pub const READER_ANSWER_BYTES: usize = 256 * MEBIBYTE;

/// First row, zero-based, beyond which a cell is reported instead of read.
pub const FAR_ROW: u32 = 100_000;

/// First column, zero-based, beyond which a cell is reported instead of read.
pub const FAR_COLUMN: u32 = 512;

/// Last row of a sheet, zero-based: no valid reference goes beyond.
pub const LAST_ROW: u32 = 1_048_575;

/// Last column of a sheet, zero-based (`XFD`): no valid reference goes beyond.
pub const LAST_COLUMN: u32 = 16_383;

/// Longest text that is tried as an amount, in bytes.
pub const AMOUNT_TEXT_BYTES: usize = 64;

/// Longest text that is tried as a column header, in bytes.
pub const HEADER_TEXT_BYTES: usize = 160;

/// Most texts of one row that are tried as column headers.
pub const HEADER_CELLS: usize = 64;

/// Longest extract of a cell shown in a finding, in characters.
pub const SHOWN_CHARACTERS: usize = 120;

/// Largest number of issues kept for one workbook: beyond, the file is not a budget with mistakes but noise.
pub const ISSUES: usize = 20_000;

/// Most lines that the years of wide tables may make: each of their cells is a line.
pub const YEAR_LINES: usize = 100_000;

/// Fewest lines that make a table the copy of another: two lines may be alike by chance.
pub const REPEATED_LINES: usize = 3;

/// Most tables of as many lines that a table is compared with, to tell whether it repeats one of them.
pub const REPEATED_TABLES: usize = 32;

/// Most filled rows of one sheet that are looked at to find tables by their shape: a plan that nothing heads is short.
pub const SHAPED_ROWS: usize = 4_000;

/// Rows below a header that are looked at to tell categories from labels.
pub const CATEGORY_ROWS: u32 = 4_000;

/// Most notes shown of one table.
pub const NOTES: usize = 50;

/// Longest formula that is parsed, in bytes: Excel stops at 8 192 characters.
pub const FORMULA_BYTES: usize = 32_768;

/// Most elements of one formula.
pub const FORMULA_NODES: usize = 8_192;

/// Deepest nesting of one formula: Excel stops at 64 levels of functions.
pub const FORMULA_HEIGHT: usize = 200;

/// Most defined names that define one another.
pub const FORMULA_NAMES_DEEP: usize = 8;

/// Most positions of a range taken as an array before it is cut after the last filled row.
pub const FORMULA_ARRAY: u64 = 4_096;

/// Most operations and cells read while recomputing one workbook.
pub const FORMULA_STEPS: usize = 20_000_000;

/// Most areas of formulas that are kept: a column filled down has its own once. Beyond, they are read again from the text
/// of the formula.
pub const FORMULA_AREAS: usize = 1_000_000;

/// Most operations and cells read while trying a formula in another cell.
pub const FORMULA_TRIAL_STEPS: usize = 20_000;

/// Most cells of a circular reference that are named.
pub const FORMULA_CYCLE_SHOWN: usize = 12;

/// Largest total of the attachments, in bytes: beyond, those that remain are neither read nor hashed. No portal takes
/// half of it.
pub const ATTACHMENTS_BYTES: u64 = 1024 * (1 << 20);

/// Largest attachment whose text is read, in bytes.
pub const ATTACHMENT_TEXT_BYTES: usize = 50 * MEBIBYTE;

/// Most attachments given to one child process, in bytes.
pub const ATTACHMENT_BATCH_BYTES: usize = 32 * MEBIBYTE;

/// Most pages of an attachment that are read.
pub const ATTACHMENT_PAGES: usize = 300;

/// Most text kept of one attachment, in bytes.
pub const ATTACHMENT_KEPT_BYTES: usize = MEBIBYTE;

/// Most bytes that a stream of an attachment may inflate to.
pub const ATTACHMENT_STREAM_BYTES: usize = 16 * MEBIBYTE;

/// Most drawing orders of one page, those of the forms it draws counted.
pub const ATTACHMENT_PAGE_ORDERS: usize = 400_000;

/// Most files that the archive copy of a pack carries.
pub const EMBEDDED_FILES: usize = 16;

/// Largest total of the files that an archive copy carries, in bytes.
pub const EMBEDDED_BYTES: usize = 256 * MEBIBYTE;

/// Longest name of a file that an archive copy carries, in bytes.
pub const EMBEDDED_NAME_BYTES: usize = 255;

/// Largest archive copy that is read, in bytes.
pub const ARCHIVE_BYTES: u64 = 256 << 20;

/// Most files looked at in the folders that hold attachments, to find those that nobody declared.
pub const LISTED_FILES: usize = 2_000;

const MEBIBYTE: usize = 1 << 20;

/// Cells of a workbook that is judged a second time, mended: beyond, what follows from a mended cell is told by the graph
/// of the formulas alone, so that the workbook is never held twice in memory.
pub const MENDED_CELLS: usize = 200_000;

/// Most columns of the tables that formulas may name, over the whole workbook.
pub const TABLE_COLUMNS: usize = 100_000;

/// Most values that one formula makes of an array.
pub const FORMULA_VALUES: usize = 1_000_000;

/// Most formulas of one sheet whose many results are told from typed values.
pub const SPILLS: usize = 1_000;

/// Most names that `LET` gives at once in one formula.
pub const FORMULA_VARIABLES: usize = 126;

/// Paragraphs and tables of a Word document that a description is taken from.
pub const DESCRIPTION_BLOCKS: usize = 20_000;

/// Largest definition, template or theme of a folder of templates, in bytes.
pub const TEMPLATE_FILE_BYTES: u64 = 4 << 20;

/// Most files of a folder of templates that are looked at.
pub const TEMPLATE_FILES: usize = 2_000;

/// Largest total of the files that are read of a folder of templates, in bytes; fonts have a limit of their own.
pub const TEMPLATES_BYTES: u64 = 64 << 20;

/// Longest text of one template, in bytes.
pub const TEMPLATE_BYTES: usize = 256 << 10;

/// Deepest nesting of the blocks and of the parentheses of one template.
pub const TEMPLATE_DEPTH: usize = 100;

/// Most elements that a document's template has once its partials stand in their places.
pub const TEMPLATE_ELEMENTS: usize = 100_000;

/// Most turns that the loops of a fund's templates take together, those inside others counted.
pub const TEMPLATE_TURNS: usize = 5_000_000;

/// Longest text that a template may make of the data, in bytes: a plan of as many lines as a workbook may have is told in
/// less.
pub const DOCUMENT_BYTES: usize = 256 * MEBIBYTE;

/// Largest `projet.toml`, in bytes.
pub const PROJECT_BYTES: u64 = 1 << 20;

/// Largest description, in bytes: some four hundred pages.
pub const DESCRIPTION_BYTES: u64 = 1 << 20;

/// Most headings of a description.
pub const HEADINGS: usize = 1_000;

/// Most columns that a line of a description may part: each line of a table is filled up to them.
pub const LINE_COLUMNS: usize = 1_000;

/// Most elements of a description: paragraphs, items, rows, cells, runs of style, breaks, and links, which count twice. Each
/// takes up to five thousand bytes and a tenth of a millisecond to lay out, in each pack; four hundred pages of prose have
/// fewer, and so have a hundred of nothing but tables of five columns.
pub const DESCRIPTION_ELEMENTS: usize = 30_000;

/// Most cells that the tables of a description may come to.
pub const DESCRIPTION_CELLS: usize = 2_000_000;

/// Longest word of a text, in characters: no column holds it, and cutting it takes the square of its length.
pub const WORD_CHARACTERS: usize = 2_000;

/// Longest text of one field of `projet.toml`, in characters.
pub const FIELD_CHARACTERS: usize = 20_000;

/// Longest name in `projet.toml`, a title or that of someone, in characters.
pub const NAME_CHARACTERS: usize = 500;

/// Most attachments of a project.
pub const PIECES: usize = 500;

/// Most elements of a description that stand in one another: a list in a list takes two, and its templates need some.
pub const DESCRIPTION_DEPTH: usize = 40;

/// Most columns of a table of a description.
pub const DESCRIPTION_COLUMNS: usize = 200;

/// Most threads that a run starts, however many the machine or its settings ask for.
pub const THREADS: usize = 16;

/// Least address space that a run needs, in bytes.
pub const ADDRESS_SPACE: u64 = 300 << 20;

/// What a folder of packs weighs at most for one thread to read it sooner than several start, in bytes.
pub const SOON_READ_BYTES: u64 = 1 << 20;

/// Least address space that a run of several threads needs, in bytes.
pub const ADDRESS_SPACE_OF_THREADS: u64 = 4 << 30;
