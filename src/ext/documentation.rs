//! Comments that PHP's reflection hands out, from which `php/twint.stub.php` is made.

/// A text as the comment that PHP code would have.
pub(super) fn comment(text: &str) -> String {
    let text = text.trim();
    if !text.contains('\n') {
        return format!("/** {text} */");
    }
    let lines = text
        .lines()
        .map(|line| format!(" * {}", line.trim()).trim_end().to_owned());
    format!("/**\n{}\n */", lines.collect::<Vec<_>>().join("\n"))
}

/// `a, b or c`.
pub(super) fn enumerated(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
