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
    let files = [
        ("a", "mod b;\nmod c;\nuse crate::e::Five;"),
        (
            "a::b",
            "use super::{c::d::{One, Two as Three}, Four};\n// crate::e\npub(crate) fn f() -> crate::e::Five {}",
        ),
        ("a::c", "mod d;\npub(crate) use d::One;\nstruct Six;"),
        (
            "a::c::d",
            "use super::Six;\n#[cfg(test)]\nmod tests { use crate::e::Five; }",
        ),
        (
            "e",
            "fn f() -> Result<crate::a::c::One, crate::a::c::Six> {}",
        ),
    ];
    let expected: [(&str, &[&str]); 5] = [
        ("a", &["a::b", "a::c", "e"]),
        ("a::b", &["a", "a::c::d", "e"]),
        ("a::c", &["a::c::d"]),
        ("a::c::d", &["a::c"]),
        ("e", &["a::c", "a::c::d"]),
    ];
    let sources = files.map(|(module, source)| (path(module), source.to_owned()));
    assert_eq!(
        read_all(&sources),
        expected
            .map(|(module, imported)| (path(module), imported.iter().copied().map(path).collect()))
            .into()
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
    read_all(&sources)
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

/// Which modules each module imports, its tests apart.
///
/// A front file imports the files of its folder, as it declares them. So none of these may import what the front file defines. What the
/// front file only hands on (`pub use`) counts as imported from the file that it comes from.
fn read_all(sources: &[(Module, String)]) -> Imports {
    let mut all_named = BTreeMap::new();
    let mut handed_on = BTreeMap::new();
    for (module, source) in sources {
        let code = source.split("#[cfg(test)]\nmod tests").next().unwrap();
        all_named.insert(module, read(module, &tokens(code), &mut handed_on));
    }
    let file_of = |mut path: Module| {
        while let Some(original) = handed_on.get(&path) {
            path = Module::clone(original);
        }
        while !path.is_empty() && !all_named.contains_key(&path) {
            path.pop();
        }
        path
    };
    let imports = all_named.iter().map(|(module, named)| {
        let files = named.iter().cloned().map(file_of);
        let others = files.filter(|file| !file.is_empty() && file != *module);
        (Module::clone(module), others.collect())
    });
    imports.collect()
}

/// The full paths that the code of `module` names, by `mod`, by `use` or anywhere else. What it hands on is not among them: it is added to
/// `handed_on`, with its path in `module` and the path that it comes from.
fn read(
    module: &[String],
    tokens: &[String],
    handed_on: &mut BTreeMap<Module, Module>,
) -> BTreeSet<Module> {
    let mut named = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut paths = Vec::new();
        match tokens[at].as_str() {
            "mod" => {
                named.insert([module, &tokens[at + 1..=at + 1]].concat());
                at += 2;
            }
            "use" if at > 0 && ["pub", ")"].contains(&tokens[at - 1].as_str()) => {
                at += 1;
                tree(tokens, &mut at, &[], &mut paths);
                for path in paths {
                    let name = path.last().cloned().into_iter().collect();
                    let here = [module.to_vec(), name].concat();
                    let original = full(module, &path);
                    // A macro hands on itself.
                    if original != here {
                        handed_on.insert(here, original);
                    }
                }
            }
            "crate" | "super" if tokens.get(at + 1).is_some_and(|next| next == "::") => {
                tree(tokens, &mut at, &[], &mut paths);
                named.extend(paths.into_iter().map(|path| full(module, &path)));
            }
            _ => at += 1,
        }
    }
    named
}

/// The path from the root of the crate for one that is written in `module`.
fn full(module: &[String], path: &[String]) -> Module {
    if path[0] == "crate" {
        return path[1..].to_vec();
    }
    let ups = path.iter().take_while(|part| *part == "super").count();
    [&module[..module.len() - ups], &path[ups..]].concat()
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
