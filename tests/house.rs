//! Who imports whom under `src`, as `docs/architecture.md` has it: calls go down, and no file imports in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The path of a module, such as `twint::flow::capture` for `src/twint/flow/capture.rs`.
type Module = Vec<String>;
type Imports = BTreeMap<Module, BTreeSet<Module>>;

/// The folders of `src/twint` from the ground up. Those of one line may use each other.
const STOREYS: [&[&str]; 9] = [
    &["values"],
    &["process"],
    &["soap"],
    &["identity"],
    &["tls", "transport"],
    &["error"],
    &["operations"],
    &["merchant"],
    &["exchange"],
];

#[test]
fn no_file_imports_in_a_circle() {
    let mut rest = imports();
    assert!(rest.len() > 150, "{} files", rest.len());
    loop {
        let before = rest.len();
        let left: BTreeSet<_> = rest.keys().cloned().collect();
        // Whatever imports nothing that is left is in no circle.
        rest.retain(|_, imported| !imported.is_disjoint(&left));
        if rest.len() == before {
            break;
        }
    }
    let circle = circle(&rest);
    assert_eq!(circle, "", "each imports the next, and the last the first");
}

/// One circle of what is left, where each file imports at least one other.
fn circle(rest: &Imports) -> String {
    let mut path: Vec<&Module> = Vec::new();
    let mut file = rest.keys().next();
    while let Some(module) = file {
        if let Some(begin) = path.iter().position(|seen| *seen == module) {
            let names: Vec<_> = path[begin..].iter().map(|name| name.join("::")).collect();
            return names.join(" → ");
        }
        path.push(module);
        file = rest[module].iter().find(|other| rest.contains_key(*other));
    }
    String::new()
}

#[test]
fn no_wing_imports_what_is_above_it() {
    let imports = imports();
    let is_in = |module: &[String], place: &[&str]| {
        module.iter().zip(place).count() == place.len()
            && module.iter().zip(place).all(|(a, b)| a == b)
    };
    let mut upward = Vec::new();
    for (module, imported) in &imports {
        for other in imported {
            let may = if is_in(module, &["twint"]) {
                is_in(other, &["twint"]) && storey(module) >= storey(other)
            } else if is_in(module, &["books"]) {
                is_in(other, &["books"]) || is_in(other, &["twint", "values"])
            } else {
                true
            };
            if !may {
                upward.push(format!(
                    "{} imports {}",
                    module.join("::"),
                    other.join("::")
                ));
            }
        }
    }
    assert_eq!(upward, Vec::<String>::new());
}

#[test]
fn imports_are_read_however_they_are_written() {
    let modules = ["a", "a::b", "a::c", "a::c::d", "e"].map(path);
    let source = "use super::{c::d::{One, Two as Three}, Four};\n// crate::e\npub(crate) fn f() -> crate::e::Five {}";
    assert_eq!(
        read(&path("a::b"), source, &modules),
        ["a", "a::c::d", "e"].map(path).into()
    );
    let front = "mod d;\npub use d::One;\nuse self::d::Two;\nuse super::b::Three;";
    assert_eq!(
        read(&path("a::c"), front, &modules),
        [path("a::b")].into(),
        "a folder's front file may name the folder's own files"
    );
}

/// How high a module of the client lies; `flow` and the front file of the client are above the others.
fn storey(module: &[String]) -> usize {
    let lies_in = |folders: &&[&str]| {
        module
            .get(1)
            .is_some_and(|folder| folders.contains(&folder.as_str()))
    };
    STOREYS.iter().position(lies_in).unwrap_or(STOREYS.len())
}

fn imports() -> Imports {
    let mut sources = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    collect(&root, &[], &mut sources);
    let modules: Vec<_> = sources.iter().map(|(module, _)| module.clone()).collect();
    sources
        .into_iter()
        .map(|(module, source)| {
            let imported = read(&module, &source, &modules);
            (module, imported)
        })
        .collect()
}

/// Adds every file of the folder, which is that of `module`.
fn collect(folder: &Path, module: &[String], sources: &mut Vec<(Module, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let inner = [module, &[name]].concat();
        if path.is_dir() {
            collect(&path, &inner, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let of_file = if inner == ["lib"] {
                Module::new()
            } else {
                inner
            };
            sources.push((of_file, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Which of the modules the source of `module` names, by `use` or anywhere else, its tests apart. Not its own: the front file of a folder
/// lists what the folder has.
fn read(module: &[String], source: &str, modules: &[Module]) -> BTreeSet<Module> {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap();
    let tokens = tokens(code);
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if ["crate", "super"].contains(&tokens[at].as_str()) {
            tree(&tokens, &mut at, &[], &mut paths);
        } else {
            at += 1;
        }
    }
    let full = paths.into_iter().filter(|path| path.len() > 1).map(|path| {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let from = if ups == 0 {
            &[]
        } else {
            &module[..module.len() - ups]
        };
        [from, &path[ups.max(1)..]].concat()
    });
    full.filter_map(|mut path| {
        while !path.is_empty() && !modules.contains(&path) {
            path.pop();
        }
        let is_own = path.len() > module.len() && path.starts_with(module);
        (!path.is_empty() && path != module && !is_own).then_some(path)
    })
    .collect()
}

/// Adds each path of the tree that begins here: `a::{b, c::d}` are two.
fn tree(tokens: &[String], at: &mut usize, before: &[String], paths: &mut Vec<Module>) {
    let is = |at: usize, token: &str| tokens.get(at).is_some_and(|found| found == token);
    let mut path = before.to_vec();
    loop {
        if is(*at, "{") {
            *at += 1;
            while *at < tokens.len() && !is(*at, "}") {
                if is(*at, ",") {
                    *at += 1;
                } else {
                    tree(tokens, at, &path, paths);
                }
            }
            *at += 1;
            return;
        }
        path.extend(tokens.get(*at).cloned());
        *at += 1;
        if !is(*at, "::") {
            break;
        }
        *at += 1;
    }
    if is(*at, "as") {
        *at += 2;
    }
    paths.push(path);
}

/// Words, `::` and single signs, without comments.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for line in code.lines() {
        let mut rest = line.split("//").next().unwrap_or_default().trim_start();
        while let Some(first) = rest.chars().next() {
            let word = rest
                .find(|c: char| c != '_' && !c.is_alphanumeric())
                .unwrap_or(rest.len());
            let length = match word {
                0 if rest.starts_with("::") => 2,
                0 => first.len_utf8(),
                _ => word,
            };
            tokens.push(rest[..length].to_owned());
            rest = rest[length..].trim_start();
        }
    }
    tokens
}

fn path(text: &str) -> Module {
    text.split("::").map(str::to_owned).collect()
}
