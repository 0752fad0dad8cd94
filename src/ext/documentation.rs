//! Comments that PHP's reflection hands out, from which `php/twint.stub.php` is made.

/// A text as the comment that PHP code would have.
pub(super) fn comment(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    match lines[..] {
        [line] => format!("/** {line} */"),
        _ => format!("/**\n * {}\n */", lines.join("\n * ")),
    }
}

/// `a, b or c`.
pub(super) fn enumerated(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
