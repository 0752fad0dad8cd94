//! The words of problems, wherever they have to be known.

use super::*;

fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn are_in_the_stub_and_have_a_sentence_in_every_language_of_the_backend() {
    let stub = file("php/twint.stub.php");
    let catalogues = ["de-DE", "en-GB", "fr-FR", "it-IT"]
        .map(|locale| file(&format!("php/jtl_twint/locale/{locale}/base.po")));
    for problem in Problem::ALL {
        let word = problem.word();
        assert!(stub.contains(word), "{word}");
        for catalogue in &catalogues {
            let key = format!("msgid \"twint.certificate.{word}\"");
            assert!(catalogue.contains(&key), "{word}");
        }
    }
}
