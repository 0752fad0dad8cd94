//! Replaces letters and signs that TWINT does not take by ASCII.
//!
//! It knows the languages of shops in and around Switzerland, and a few that are written in Greek and Cyrillic. Crates that know all of
//! Unicode (`any_ascii`, `deunicode`) make the extension larger by a fifth.

/// Each row has the ASCII that is written, and the characters that it replaces.
#[rustfmt::skip]
const ROWS: &[(&str, &str)] = &[
    ("\"", "″"),
    ("'", "′"),
    ("*", "★☆●■"),
    ("-", "‐‑‒―"),
    ("->", "→"),
    ("<-", "←"),
    (">", "►▶"),
    ("A", "ĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶΑΆА"),
    ("a", "āăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặαάа"),
    ("B", "ḂḄḆɃБ"),
    ("b", "ḃḅḇƀб"),
    ("C", "ĆĈĊČḈЋ"),
    ("c", "ćĉċčḉћ"),
    ("Ch", "ΧЧ"),
    ("ch", "χч"),
    ("D", "ĎḊḌḎḐḒĐƉΔД"),
    ("d", "ďḋḍḏḑḓđδд"),
    ("Dj", "Ђ"),
    ("dj", "ђ"),
    ("DZ", "ǄǱ"),
    ("Dz", "ǅǲЏ"),
    ("dz", "ǆǳџ"),
    ("E", "ĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆƏΕΈЕЭ"),
    ("e", "ēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệəεέеэ"),
    ("F", "ḞΦФ"),
    ("f", "ḟƒφф"),
    ("fi", "ﬁ"),
    ("fl", "ﬂ"),
    ("G", "ĜĞĠĢǦǴḠΓГҐ"),
    ("g", "ĝğġģǧǵḡγгґ"),
    ("H", "ĤȞḢḤḦḨḪĦ"),
    ("h", "ĥȟḣḥḧḩḫẖħ"),
    ("I", "ĨĪĬĮİǏȈȊḬḮỈỊΗΙΉΊИІ"),
    ("i", "ĩīĭįǐȉȋḭḯỉịıηιήίϊΐиі"),
    ("IJ", "Ĳ"),
    ("ij", "ĳ"),
    ("J", "ĴЈ"),
    ("j", "ĵǰј"),
    ("K", "ĶǨḰḲḴΚК"),
    ("k", "ķǩḱḳḵĸκк"),
    ("Kh", "Х"),
    ("kh", "х"),
    ("L", "ĹĻĽḶḸḺḼŁΛЛ"),
    ("l", "ĺļľḷḹḻḽłλл"),
    ("LJ", "Ǉ"),
    ("Lj", "ǈЉ"),
    ("lj", "ǉљ"),
    ("M", "ḾṀṂΜМ"),
    ("m", "ḿṁṃμм"),
    ("N", "ŃŅŇǸṄṆṈṊΝН"),
    ("n", "ńņňǹṅṇṉṋνн"),
    ("NG", "Ŋ"),
    ("ng", "ŋ"),
    ("NJ", "Ǌ"),
    ("Nj", "ǋЊ"),
    ("nj", "ǌњ"),
    ("No", "№"),
    ("O", "ŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢΟΩΌΏО"),
    ("o", "ōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợοωόώо"),
    ("OE", "Œ"),
    ("oe", "œ"),
    ("P", "ṔṖΠП"),
    ("p", "ṕṗπп"),
    ("Ps", "Ψ"),
    ("ps", "ψ"),
    ("R", "ŔŖŘȐȒṘṚṜṞΡР"),
    ("r", "ŕŗřȑȓṙṛṝṟρр"),
    ("S", "ŚŜŞŠȘṠṢṤṦṨΣС"),
    ("s", "śŝşšſșṡṣṥṧṩẛσςс"),
    ("Sh", "Ш"),
    ("sh", "ш"),
    ("Shch", "Щ"),
    ("shch", "щ"),
    ("SM", "℠"),
    ("SS", "ẞ"),
    ("T", "ŢŤȚṪṬṮṰŦΤТ"),
    ("t", "ţťțṫṭṯṱẗŧτт"),
    ("Th", "Θ"),
    ("th", "θ"),
    ("TM", "™"),
    ("Ts", "Ц"),
    ("ts", "ц"),
    ("U", "ŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰУЎ"),
    ("u", "ũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựуў"),
    ("V", "ṼṾΒВ"),
    ("v", "ṽṿβв✓✔"),
    ("W", "ŴẀẂẄẆẈ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("X", "ẊẌΞ"),
    ("x", "ẋẍξ"),
    ("Y", "ŶŸȲẎỲỴỶỸΥΎЙЫ"),
    ("y", "ŷȳẏẙỳỵỷỹυύϋΰйы"),
    ("Ya", "Я"),
    ("ya", "я"),
    ("Ye", "Є"),
    ("ye", "є"),
    ("Yi", "Ї"),
    ("yi", "ї"),
    ("Yo", "Ё"),
    ("yo", "ё"),
    ("Yu", "Ю"),
    ("yu", "ю"),
    ("Z", "ŹŻŽẐẒẔΖЗ"),
    ("z", "źżžẑẓẕζз"),
    ("Zh", "Ж"),
    ("zh", "ж"),
];

/// A character in ASCII; nothing where nobody would know it again.
///
/// ```
/// use twint::twint::values::letters::in_ascii;
///
/// assert_eq!(in_ascii('Œ'), "OE");
/// assert_eq!(in_ascii('ž'), "z");
/// assert_eq!(in_ascii('📦'), "");
/// ```
pub fn in_ascii(c: char) -> &'static str {
    let row = ROWS.iter().find(|(_, characters)| characters.contains(c));
    row.map_or("", |(ascii, _)| ascii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_stands_in_one_row_and_becomes_ascii() {
        let mut seen = Vec::new();
        for (ascii, characters) in ROWS {
            assert!(ascii.is_ascii() && !ascii.is_empty(), "{ascii}");
            for c in characters.chars() {
                assert!(!c.is_ascii() && !seen.contains(&c), "{c}");
                assert_eq!(in_ascii(c), *ascii, "{c}");
                seen.push(c);
            }
        }
    }

    #[test]
    fn words_are_known_again() {
        for (word, ascii) in [
            ("Œuvre", "OEuvre"),
            ("Košice", "Kosice"),
            ("Łódź", "Lódz"),
            ("İstanbul", "Istanbul"),
            ("Đà Nẵng", "Dà Nang"),
            ("Почта", "Pochta"),
            ("Ταχυδρομείο", "Tachydromeio"),
            ("București, Șoseaua", "Bucuresti, Soseaua"),
        ] {
            let written: String = word
                .chars()
                .map(|c| {
                    if c <= 'ÿ' {
                        c.to_string()
                    } else {
                        in_ascii(c).to_owned()
                    }
                })
                .collect();
            assert_eq!(written, ascii);
        }
    }
}
