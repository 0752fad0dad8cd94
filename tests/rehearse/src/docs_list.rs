//! The list "What is not established about TWINT" in docs/architecture.md, empty or filled in.

use std::fmt::Write;

use strum::IntoEnumIterator;

use crate::finding::Question;
use crate::report::Report;

/// Where the list begins and ends in the document.
const BEGIN: &str = "<!-- rehearsal: ./dev rehearse --fill-in writes from here -->";
const END: &str = "<!-- rehearsal: to here -->";

/// Why a document was not filled in.
#[derive(Debug, PartialEq, Eq)]
pub struct NoList;

impl std::fmt::Display for NoList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "there is no list between the lines {BEGIN} and {END}")
    }
}

/// The list: every question, with what a rehearsal saw where there was one.
pub fn list(report: Option<&Report>) -> String {
    let mut text = String::new();
    if let Some(report) = report {
        let _ = writeln!(
            text,
            "Seen by rehearsals with {}, the last of them on {}.\n",
            report.system,
            report.made_at.get(..10).unwrap_or_default()
        );
    }
    text.push_str("| question | what was seen |\n|---|---|\n");
    for question in Question::iter() {
        let mut answers: Vec<String> = Vec::new();
        for finding in report.iter().flat_map(|report| report.about(question)) {
            let sentence = finding.sentence().replace('|', "\\|");
            if !answers.contains(&sentence) {
                answers.push(sentence);
            }
        }
        let seen = if answers.is_empty() {
            "–".to_owned()
        } else {
            answers.join(" ")
        };
        let _ = writeln!(text, "| {} | {seen} |", question.text());
    }
    text
}

/// The document with the list filled in, everything else as it was.
///
/// # Errors
/// When the document has no such list.
pub fn fill_in(document: &str, report: Option<&Report>) -> Result<String, NoList> {
    let (before, rest) = document.split_once(BEGIN).ok_or(NoList)?;
    let (_, after) = rest.split_once(END).ok_or(NoList)?;
    Ok(format!("{before}{BEGIN}\n\n{}\n{END}{after}", list(report)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_names_every_question_and_is_otherwise_left_alone() {
        let document = format!("a\n{BEGIN}\nbefore\n{END}\nb\n");
        let filled = fill_in(&document, None).unwrap();
        assert!(
            filled.starts_with("a\n") && filled.ends_with("\nb\n") && !filled.contains("before\n")
        );
        for question in Question::iter() {
            assert!(filled.contains(question.text()), "{}", question.name());
        }
        assert_eq!(fill_in(&filled, None).unwrap(), filled);
        assert_eq!(fill_in("no list", None), Err(NoList));
    }
}
