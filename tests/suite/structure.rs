//! The direction of the code, held by a test: which module may use which, and no circle inside a folder.
//!
//! The paths that the sources write (`use crate::…`, `super::…`, a child's name) are read without a compiler, through
//! re-exports. The tests inside the sources are left out: a test may call the whole program.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::support::sources;

/// What each module at the top of `src` may use, and why. A row names only later rows: read downwards, they are one
/// street from the command line to the model. A row may stand here before its module does.
const MAY_USE: &[(&str, &[&str], &str)] = &[
    (
        "workbench",
        &[
            "cli",
            "report",
            "pack",
            "documents",
            "prepare",
            "checks",
            "audit",
            "evidence",
            "findings",
            "xlsx",
            "figures",
            "pdf",
            "rules",
            "formula",
            "source",
            "model",
        ],
        "what the tests take hold of, wherever it is",
    ),
    (
        "cli",
        &[
            "report",
            "pack",
            "documents",
            "prepare",
            "intake",
            "checks",
            "findings",
            "figures",
            "pdf",
            "rules",
            "source",
            "model",
        ],
        "arguments, exit status, and what the page layout remarked: it starts all the rest",
    ),
    (
        "report",
        &[
            "pack",
            "documents",
            "prepare",
            "checks",
            "audit",
            "evidence",
            "findings",
            "figures",
            "xlsx",
            "rules",
            "formula",
            "source",
            "model",
        ],
        "what a terminal or another program is told",
    ),
    (
        "pack",
        &[
            "documents",
            "prepare",
            "checks",
            "findings",
            "figures",
            "xlsx",
            "docx",
            "pdf",
            "rules",
            "source",
            "model",
        ],
        "the files of a pack: documents are typeset here, and read again against the ledger",
    ),
    (
        "documents",
        &[
            "prepare", "checks", "audit", "evidence", "findings", "figures", "xlsx", "pdf", "rules",
            "source", "model",
        ],
        "what is printed: answers and figures are shown, none is made",
    ),
    (
        "prepare",
        &[
            "checks",
            "audit",
            "evidence",
            "completion",
            "findings",
            "figures",
            "pdf",
            "rules",
            "formula",
            "source",
            "model",
        ],
        "a project read, computed and judged, once for all who show it; of pdf, which signs the fonts can draw",
    ),
    (
        "intake",
        &["findings", "rules", "source", "model"],
        "a project's folder begun from a workbook: what funds are called, nothing of what they rule",
    ),
    (
        "checks",
        &["audit", "evidence", "findings", "figures", "rules", "formula", "source", "model"],
        "the answers under one fund: they see all that is known, and nothing of how it is shown",
    ),
    (
        "audit",
        &["findings", "formula", "source", "model"],
        "what follows from the workbook alone, shared by the packs of all funds: neither rules nor figures of one",
    ),
    (
        "evidence",
        &["source", "model"],
        "what the attachments say, whatever the fund and whatever is made of it",
    ),
    (
        "completion",
        &["source", "model"],
        "what lines leave blank and projet.toml, or their names, say: before any rule is applied",
    ),
    ("findings", &["figures", "formula", "source", "model"], "what a finding is, whichever check makes it"),
    ("xlsx", &["figures"], "workbooks of figures, with their formulas"),
    ("figures", &["rules", "source", "model"], "the amounts of a plan, under the rules of one fund"),
    ("docx", &["pdf"], "the text of a page for who must change it: the same blocks, not laid out"),
    ("pdf", &["model"], "a typesetter, which knows nothing of grants"),
    ("rules", &["source", "model"], "what a fund asks"),
    ("formula", &["source", "model"], "the formulas of a workbook, recomputed"),
    ("source", &["model"], "files, to the model"),
    ("model", &[], "the words of the trade need nothing"),
];

/// What a module may not use though its row allows the rest of what it belongs to, not even under another name.
const NEVER: &[(&str, &str, &str)] = &[
    (
        "audit",
        "model::fund",
        "one audit serves every fund: with a fund in it, the first pack would judge for all",
    ),
    ("evidence", "model::fund", "a letter says what it says under every fund"),
    ("audit", "figures", "figures are one fund's: its divisors, its rounding"),
];

/// Files of one folder that may use one another, and why.
const HARMLESS: &[(&str, &[&str], &str)] = &[
    ("formula", &["eval", "functions"], "an interpreter: a function evaluates its arguments"),
    (
        "findings",
        &["fact", "list", "sentence"],
        "one recursive type: a sentence is made of facts, a list of facts is one",
    ),
    ("pdf/layout", &["flow", "inline", "pairs"], "one `impl Flow` over several files"),
];

/// Folders whose circles are known, and about to be opened.
const NOT_YET: &[&str] = &[];

#[test]
fn modules_use_one_another_one_way_only() {
    for (index, (name, allowed, _)) in MAY_USE.iter().enumerate() {
        let later: Vec<&str> = MAY_USE[index + 1..].iter().map(|(name, ..)| *name).collect();
        let back: Vec<&&str> = allowed.iter().filter(|allowed| !later.contains(allowed)).collect();
        assert!(back.is_empty(), "MAY_USE: the row of `{name}` names {back:?}, which no later row is");
    }
    let faults = against_the_street(&Code::of_this_program(), MAY_USE, NEVER);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_circle_inside_a_folder() {
    let code = Code::of_this_program();
    let faults = circles(&code, HARMLESS, NOT_YET);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    for one in HARMLESS {
        let others: Vec<_> = HARMLESS.iter().filter(|other| *other != one).copied().collect();
        assert!(!circles(&code, &others, NOT_YET).is_empty(), "HARMLESS: {one:?} is no circle any more");
    }
}

// The detector itself: it must be able to fail.

#[test]
fn a_circle_is_told_with_the_places_that_close_it() {
    let code = Code::read([
        ("src/lib.rs", "pub mod a;"),
        ("src/a/mod.rs", "mod one;\nmod two;\nmod three;\nmod tests;\npub use two::Two;"),
        // Through the face's re-export, across lines, beside what only looks like a path.
        (
            "src/a/one.rs",
            "// super::three::Three\nuse super::{\n    Two,\n};\nconst TEXT: &str = \"x::'\\\"\";",
        ),
        ("src/a/two/mod.rs", "mod inner;\npub struct Two;\nfn f<'a>(x: &'a str) -> char { '\"' }"),
        ("src/a/two/inner.rs", "fn f() { let x = crate::a::three::Three; }"),
        ("src/a/three.rs", "#[serde(with = \"super::one::date\")]\npub struct Three;"),
    ]);
    let told = "src/a: a circle\n  \
                one → two at src/a/one.rs:3 (a::two::Two)\n  \
                two → three at src/a/two/inner.rs:1 (a::three::Three)\n  \
                three → one at src/a/three.rs:1 (a::one::date)";
    assert_eq!(circles(&code, &[], &[]), [told]);
    assert!(circles(&code, &[], &["a"]).is_empty());
    assert!(circles(&code, &[("a", &["one", "two"], "")], &[]).is_empty());
    assert_eq!(circles(&code, &[("a", &["one", "other"], "")], &[]).len(), 1);
}

#[test]
fn neither_tests_nor_the_face_of_a_folder_close_a_circle() {
    let code = Code::read([
        ("src/a/mod.rs", "mod one;\nmod two;\n#[cfg(test)]\nmod tests;\npub struct A;\nfn f() { one::f() }"),
        ("src/a/one.rs", "use super::A;\nuse super::two::Two;"),
        (
            "src/a/two.rs",
            "pub struct Two;\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n    use super::super::one::f;\n}",
        ),
        ("src/a/tests.rs", "use crate::b::B;"),
    ]);
    assert!(circles(&code, &[], &[]).is_empty());
    assert!(against_the_street(&code, &[("a", &[], "")], &[]).is_empty());
}

#[test]
fn a_step_against_the_street_is_told_with_the_step_along_it() {
    let code = Code::read([
        ("src/a.rs", "use crate::b::Low as Lower;\nfn f() { crate::c::x() }"),
        ("src/b/mod.rs", "pub mod low;\npub use low::Low;"),
        ("src/b/low.rs", "\nuse crate::a::High;"),
        ("src/c.rs", ""),
    ]);
    let rows: &[(&str, &[&str], &str)] = &[("a", &["b"], ""), ("b", &[], "")];
    assert_eq!(
        against_the_street(&code, rows, &[("a", "b::low", "why")]),
        [
            "`c` has no row in MAY_USE",
            "src/a.rs:1: `a` may not use `b::low` (b::low::Low): why",
            "src/a.rs:2: `a` may not use `c` (c::x); it may use b",
            "src/b/low.rs:2: `b` may not use `a` (a::High); `a` uses `b` at src/a.rs:1 (b::low::Low)",
        ]
    );
}

// What the code says.

/// A module's path from the crate's root.
type Module = Vec<String>;

/// A path that a file names, resolved.
struct Named {
    /// The module that uses it.
    by: Module,
    /// `src/pdf/tags.rs:12`.
    place: String,
    /// From the crate's root, as written.
    written: Vec<String>,
    /// The module that holds it, re-exports followed.
    holder: Module,
    /// What of that module, if not the module itself.
    item: Vec<String>,
}

impl Named {
    /// The path from the crate's root, re-exports followed.
    fn held(&self) -> String {
        [self.holder.as_slice(), &self.item].concat().join("::")
    }
}

/// A `use` or an inline path, as a file writes it.
struct Written {
    path: Vec<String>,
    line: usize,
    /// The name that a `use` gives it in its module; none for an inline path.
    alias: Option<String>,
}

struct Code {
    modules: BTreeSet<Module>,
    named: Vec<Named>,
}

impl Code {
    fn of_this_program() -> Code {
        let files = sources("src");
        assert!(files.len() > 100, "{} sources only: where is src?", files.len());
        Code::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Code {
        let mut tests = BTreeSet::new();
        let mut sources = Vec::new();
        for (name, text) in files {
            let module = module_of(name);
            let (tokens, test_modules) = without_tests(tokens(text));
            tests.extend(test_modules.into_iter().map(|test| [module.as_slice(), &[test]].concat()));
            sources.push((name, module, written(&tokens)));
        }
        sources.retain(|(_, module, _)| !tests.iter().any(|test| module.starts_with(test)));
        let modules: BTreeSet<Module> = sources.iter().map(|(_, module, _)| module.clone()).collect();
        // What a name stands for in a module: what its `use` lines say.
        let mut aliases: BTreeMap<Module, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for (_, module, written) in &sources {
            for one in written {
                if let Some((alias, path)) = one.alias.as_ref().zip(from_root(&one.path, module, &modules)) {
                    aliases.entry(module.clone()).or_default().insert(alias.clone(), path);
                }
            }
        }
        let mut named = Vec::new();
        for (name, module, written) in &sources {
            for one in written {
                let known = || aliases.get(module)?.get(&one.path[0]);
                let path = from_root(&one.path, module, &modules)
                    .or_else(|| Some([known()?.as_slice(), &one.path[1..]].concat()));
                let Some(path) = path else { continue };
                let (holder, item) = resolve(&path, &modules, &aliases, 8);
                let place = format!("{name}:{}", one.line);
                named.push(Named { by: module.clone(), place, written: path, holder, item });
            }
        }
        Code { modules, named }
    }
}

/// `src/pdf/mod.rs` and `src/pdf.rs` are the module `pdf`.
fn module_of(file: &str) -> Module {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if matches!(path, "lib" | "main") { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

/// A path of `module`, from the crate's root; none when it leads to another crate, or begins with a name of the file.
fn from_root(path: &[String], module: &[String], modules: &BTreeSet<Module>) -> Option<Vec<String>> {
    let first = path.first()?.as_str();
    let mut base = module.to_vec();
    let mut rest = path;
    match first {
        "crate" => (base, rest) = (Vec::new(), &path[1..]),
        // The binary names its library so.
        "dossier" if module.is_empty() => rest = &path[1..],
        "self" => rest = &path[1..],
        "super" => {
            while let Some((_, after)) = rest.split_first().filter(|(first, _)| *first == "super") {
                base.pop();
                rest = after;
            }
        }
        _ if modules.contains(&[module, &path[..1]].concat()) => {}
        _ => return None,
    }
    Some([base.as_slice(), rest].concat())
}

/// The module that holds what `path` names, and the rest of the path.
fn resolve(
    path: &[String],
    modules: &BTreeSet<Module>,
    aliases: &BTreeMap<Module, BTreeMap<String, Vec<String>>>,
    depth: usize,
) -> (Module, Vec<String>) {
    let mut holder = Vec::new();
    for (index, segment) in path.iter().enumerate() {
        let inside = [holder.as_slice(), std::slice::from_ref(segment)].concat();
        if modules.contains(&inside) {
            holder = inside;
            continue;
        }
        let target = aliases.get(&holder).and_then(|aliases| aliases.get(segment));
        return match target.filter(|_| depth > 0) {
            Some(target) => {
                resolve(&[target.as_slice(), &path[index + 1..]].concat(), modules, aliases, depth - 1)
            }
            None => (holder, path[index..].to_vec()),
        };
    }
    (holder, Vec::new())
}

// Judgement.

fn against_the_street(
    code: &Code,
    may_use: &[(&str, &[&str], &str)],
    never: &[(&str, &str, &str)],
) -> Vec<String> {
    let has_row = |name: &str| may_use.iter().any(|(row, ..)| *row == name);
    let mut faults: Vec<String> = code
        .modules
        .iter()
        .filter(|module| module.len() == 1 && !has_row(&module[0]))
        .map(|module| format!("`{}` has no row in MAY_USE", module[0]))
        .collect();
    for named in &code.named {
        let Some((name, allowed, _)) = may_use.iter().find(|(row, ..)| *row == first(&named.by)) else {
            continue;
        };
        let (place, held) = (&named.place, named.held());
        // Under the name that is written, and where that name leads.
        let foreign = [&named.written, &named.holder]
            .into_iter()
            .map(|path| first(path))
            .find(|used| !used.is_empty() && used != name && !allowed.contains(used));
        if let Some(used) = foreign {
            let along = code.named.iter().find(|way| first(&way.by) == used && first(&way.holder) == *name);
            let other = along.map_or_else(
                || format!("it may use {}", allowed.join(", ")),
                |way| format!("`{used}` uses `{name}` at {} ({})", way.place, way.held()),
            );
            faults.push(format!("{place}: `{name}` may not use `{used}` ({held}); {other}"));
        }
        for (_, path, why) in never.iter().filter(|(by, ..)| by == name) {
            if held == *path || held.starts_with(&format!("{path}::")) {
                faults.push(format!("{place}: `{name}` may not use `{path}` ({held}): {why}"));
            }
        }
    }
    faults
}

fn first(path: &[String]) -> &str {
    path.first().map_or("", String::as_str)
}

/// The edges of a folder: from one of its files or subfolders to another, and where.
type Edges = BTreeMap<String, BTreeMap<String, String>>;

/// The circles inside folders, each with the places that close it.
///
/// The face of a folder (`mod.rs`) is none of its files: it states what they share and calls them, which is no circle
/// to open. What it re-exports is followed to where it stands.
fn circles(code: &Code, harmless: &[(&str, &[&str], &str)], not_yet: &[&str]) -> Vec<String> {
    let mut folders: BTreeMap<String, Edges> = BTreeMap::new();
    for named in &code.named {
        let common = named.by.iter().zip(&named.holder).take_while(|(by, holder)| by == holder).count();
        let (Some(from), Some(to)) = (named.by.get(common), named.holder.get(common)) else { continue };
        let folder = named.by[..common].join("/");
        let is_left = not_yet.iter().any(|left| folder == *left || folder.starts_with(&format!("{left}/")));
        let both = |group: &[&str]| group.contains(&from.as_str()) && group.contains(&to.as_str());
        if is_left || harmless.iter().any(|(of, group, _)| *of == folder && both(group)) {
            continue;
        }
        let edges = folders.entry(folder).or_default().entry(from.clone()).or_default();
        edges.entry(to.clone()).or_insert_with(|| format!("{} ({})", named.place, named.held()));
    }
    let mut faults = BTreeSet::new();
    for (folder, edges) in &folders {
        for (from, targets) in edges {
            for to in targets.keys() {
                if let Some(way) = way(edges, to, from) {
                    faults.insert(told(folder, edges, &way));
                }
            }
        }
    }
    faults.into_iter().collect()
}

/// The shortest way from one file to another, both in it.
fn way<'a>(edges: &'a Edges, from: &'a str, to: &str) -> Option<Vec<&'a str>> {
    let mut ways = VecDeque::from([vec![from]]);
    let mut seen = BTreeSet::from([from]);
    while let Some(way) = ways.pop_front() {
        let last = *way.last()?;
        if last == to {
            return Some(way);
        }
        for next in edges.get(last).into_iter().flat_map(BTreeMap::keys) {
            if seen.insert(next) {
                ways.push_back([way.as_slice(), &[next]].concat());
            }
        }
    }
    None
}

/// A circle, from its first name in the alphabet, whichever edge it was found by.
fn told(folder: &str, edges: &Edges, circle: &[&str]) -> String {
    let start = (0..circle.len()).min_by_key(|index| circle[*index]).unwrap_or(0);
    let mut text = format!("src/{folder}: a circle");
    for step in 0..circle.len() {
        let from = circle[(start + step) % circle.len()];
        let to = circle[(start + step + 1) % circle.len()];
        text.push_str(&format!("\n  {from} → {to} at {}", edges[from][to]));
    }
    text
}

// Reading.

#[derive(Clone)]
struct Token {
    text: String,
    line: usize,
}

/// Names, `::` and signs; comments and literals are left out, but for a path in quotes (`with = "super::date"`).
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let (mut found, mut line, mut at) = (Vec::new(), 1, 0);
    while at < chars.len() {
        let rest = &chars[at..];
        let len = match rest {
            ['/', '/', ..] => rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => comment(rest),
            ['"', ..] => {
                let len = quoted(rest);
                let inside: String = rest[1..len.max(2) - 1].iter().collect();
                if inside.starts_with("super::") || inside.starts_with("crate::") {
                    found.extend(tokens(&inside).into_iter().map(|token| Token { line, ..token }));
                }
                len
            }
            ['\'', '\\', ..] => 3 + rest[3..].iter().position(|c| *c == '\'').unwrap_or(0) + 1,
            ['\'', _, '\'', ..] => 3,
            ['r', '"' | '#', ..] if raw(&rest[1..]) > 0 => 1 + raw(&rest[1..]),
            ['b', 'r', '"' | '#', ..] if raw(&rest[2..]) > 0 => 2 + raw(&rest[2..]),
            [':', ':', ..] => {
                found.push(Token { text: "::".to_owned(), line });
                2
            }
            [c, ..] if is_name(*c) => {
                let len = rest.iter().position(|c| !is_name(*c)).unwrap_or(rest.len());
                // The prefix of a literal of bytes is no name.
                if !(len == 1 && *c == 'b' && matches!(rest.get(1), Some('"' | '\''))) {
                    found.push(Token { text: rest[..len].iter().collect(), line });
                }
                len
            }
            [c, ..] if c.is_whitespace() => 1,
            [c, ..] => {
                found.push(Token { text: c.to_string(), line });
                1
            }
            [] => break,
        };
        line += rest.iter().take(len).filter(|c| **c == '\n').count();
        at += len;
    }
    found
}

fn comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    loop {
        match &rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] if depth == 1 => return at + 2,
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            [_, ..] => at += 1,
            [] => return at,
        }
    }
}

fn quoted(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Length of a raw literal after its letters; zero when there is none.
fn raw(rest: &[char]) -> usize {
    let hashes = rest.iter().take_while(|c| **c == '#').count();
    if rest.get(hashes) != Some(&'"') {
        return 0;
    }
    let closed =
        |at: &usize| rest[*at] == '"' && rest[*at + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
    (hashes + 1..rest.len()).find(closed).map_or(rest.len(), |at| at + 1 + hashes)
}

/// The tokens that are no test, and the names of the modules that are tests in files of their own.
fn without_tests(tokens: Vec<Token>) -> (Vec<Token>, Vec<String>) {
    const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut modules, mut at) = (Vec::new(), Vec::new(), 0);
    while at < tokens.len() {
        let is_test = tokens.len() - at >= TEST.len()
            && tokens[at..].iter().zip(TEST).all(|(token, test)| token.text == test);
        if !is_test {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at += TEST.len();
        while at + 1 < tokens.len() && tokens[at].text == "#" {
            at = closed(&tokens, at + 1);
        }
        if let [module, name, end, ..] = &tokens[at..]
            && module.text == "mod"
            && end.text == ";"
        {
            modules.push(name.text.clone());
        }
        while at < tokens.len() && !matches!(tokens[at].text.as_str(), "{" | ";") {
            at = if tokens[at].text == "(" { closed(&tokens, at) } else { at + 1 };
        }
        at = if tokens.get(at).is_some_and(|token| token.text == "{") { closed(&tokens, at) } else { at + 1 };
    }
    (kept, modules)
}

/// After the bracket that closes the one at `at`.
fn closed(tokens: &[Token], mut at: usize) -> usize {
    let mut depth = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 1 => return at,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
    }
    at
}

/// The paths that a file writes.
fn written(tokens: &[Token]) -> Vec<Written> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let is_name = |at: usize| text(at).starts_with(|c: char| c.is_alphabetic() || c == '_');
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        if text(at) == "use" && text(at + 1) != "<" {
            at = tree(tokens, at + 1, &[], &mut found);
            continue;
        }
        let line = tokens[at].line;
        if is_name(at) && text(at + 1) == "::" && (at == 0 || !matches!(text(at - 1), "::" | ".")) {
            let mut path = vec![text(at).to_owned()];
            while text(at + 1) == "::" && is_name(at + 2) {
                path.push(text(at + 2).to_owned());
                at += 2;
            }
            found.push(Written { path, line, alias: None });
        }
        at += 1;
    }
    found
}

/// One branch of a `use`, from `at`; what follows it.
fn tree(tokens: &[Token], mut at: usize, above: &[String], found: &mut Vec<Written>) -> usize {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut path = above.to_vec();
    let line = tokens.get(at).map_or(0, |token| token.line);
    loop {
        match text(at) {
            "::" => at += 1,
            "{" => {
                at += 1;
                while !matches!(text(at), "}" | "") {
                    at = tree(tokens, at, &path, found);
                    at += usize::from(text(at) == ",");
                }
                return at + 1;
            }
            // Everything of a module: an item of it, whatever its name.
            "*" => {
                path.push("*".to_owned());
                at += 1;
            }
            "as" => {
                found.push(Written { path, line, alias: Some(text(at + 1).to_owned()) });
                return at + 2;
            }
            "self" if !path.is_empty() => at += 1,
            name if name.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                path.push(name.to_owned());
                at += 1;
            }
            _ => {
                let alias = path.last().cloned();
                found.push(Written { path, line, alias });
                return at;
            }
        }
    }
}

/// A file holds one idea: those where rules are told and workbooks judged stay short enough to be read in one go.
#[test]
fn files_of_checks_audit_and_findings_are_short() {
    const MOST: usize = 250;
    let files: Vec<_> = ["src/checks", "src/audit", "src/findings"].into_iter().flat_map(sources).collect();
    assert!(files.len() > 100, "{} sources only", files.len());
    let lengths = files.iter().map(|(name, text)| (name, text.lines().count()));
    let long: Vec<_> = lengths.filter(|(_, lines)| *lines > MOST).collect();
    assert!(long.is_empty(), "{long:?}");
}
