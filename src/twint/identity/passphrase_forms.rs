//! A passphrase as bytes. Standards and programs disagree on how text becomes bytes, so there is more than one way.

use zeroize::Zeroizing;

use super::effort::Effort;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::values::passphrase::Passphrase;

/// A passphrase as the bytes from which a key is derived; wiped when dropped.
pub(super) type Form = Zeroizing<Vec<u8>>;

/// The ways in which a passphrase may have been turned into bytes, the likeliest first.
pub(super) struct PassphraseForms {
    /// The forms for PBKDF2 and the other derivations of keys that take text without UTF-16.
    narrow: Vec<Form>,
    /// The forms for PKCS#12's own derivation, which wants UTF-16 and a NUL at its end.
    wide: Vec<Form>,
}

impl PassphraseForms {
    /// The forms that programs use for PEM files.
    pub(super) fn for_pem(passphrase: &Passphrase) -> Self {
        let text = passphrase.expose();
        let mut narrow = vec![Zeroizing::new(text.as_bytes().to_vec())];
        let mut wide = vec![utf16(text)];
        if text.is_empty() {
            wide.push(Zeroizing::default()); // "no passphrase" is not the empty one
        }
        if !text.is_ascii() {
            narrow.extend(latin1(text));
            wide.push(widened(text)); // OpenSSL until 1.0
        }
        Self { narrow, wide }
    }

    /// The forms that programs use for PKCS#12 files: some use its wide form for PBKDF2 as well.
    pub(super) fn for_pkcs12(passphrase: &Passphrase) -> Self {
        let mut forms = Self::for_pem(passphrase);
        forms.narrow.extend(forms.wide.iter().cloned());
        forms
    }

    pub(super) fn narrow(&self) -> &[Form] {
        &self.narrow
    }

    pub(super) fn wide(&self) -> &[Form] {
        &self.wide
    }
}

/// Returns what `attempt` makes of the first form it can use. Each attempt costs `rounds`; only the first must be affordable and possible,
/// since the others are guesses.
pub(super) fn try_each<T>(
    forms: &[Form],
    rounds: u64,
    effort: &mut Effort,
    mut attempt: impl FnMut(&[u8]) -> Result<Option<T>, CertificateProblem>,
) -> Result<T, CertificateProblem> {
    for (guess, form) in forms.iter().enumerate() {
        match effort.hash(rounds).and_then(|()| attempt(form)) {
            Ok(Some(found)) => return Ok(found),
            Err(problem) if guess == 0 => return Err(problem),
            Ok(None) | Err(_) => {}
        }
    }
    Err(CertificateProblem::WrongPassphrase)
}

fn utf16(text: &str) -> Form {
    let mut bytes = with_room_for(text);
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes.extend([0, 0]);
    bytes
}

/// The text in UTF-16 as programs write it that take each byte of UTF-8 for a character.
fn widened(text: &str) -> Form {
    let mut bytes = with_room_for(text);
    bytes.extend(text.bytes().flat_map(|byte| [0, byte]));
    bytes.extend([0, 0]);
    bytes
}

fn latin1(text: &str) -> Option<Form> {
    let mut bytes = with_room_for(text);
    for character in text.chars() {
        bytes.push(u8::try_from(u32::from(character)).ok()?);
    }
    Some(bytes)
}

/// An empty form with room for the whole text, so that no part of it is left behind in memory that was outgrown.
fn with_room_for(text: &str) -> Form {
    Zeroizing::new(Vec::with_capacity(2 * text.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
        let forms = PassphraseForms::for_pkcs12(&Passphrase::new(text));
        let plain = |forms: &[Form]| forms.iter().map(|form| form.to_vec()).collect();
        (plain(forms.narrow()), plain(forms.wide()))
    }

    #[test]
    fn plain_letters_have_one_form_of_each_kind() {
        let wide = vec![b"\0a\0b\0\0".to_vec()];
        assert_eq!(
            forms("ab"),
            ([vec![b"ab".to_vec()], wide.clone()].concat(), wide)
        );
    }

    #[test]
    fn an_umlaut_has_the_forms_of_all_times() {
        let (narrow, wide) = forms("ü");
        assert_eq!(wide, [b"\0\xfc\0\0".to_vec(), b"\0\xc3\0\xbc\0\0".to_vec()]);
        assert_eq!(narrow[..2], [b"\xc3\xbc".to_vec(), b"\xfc".to_vec()]);
        let (narrow, wide) = forms("😀");
        assert_eq!(wide[0], b"\xd8\x3d\xde\x00\0\0");
        assert_eq!(narrow.len(), 3, "it has no Latin-1");
    }

    #[test]
    fn the_empty_one_may_have_been_none() {
        assert_eq!(forms("").1, [vec![0, 0], vec![]]);
    }

    #[test]
    fn no_form_outgrows_its_room() {
        for text in ["", "a", "ü", "€", "😀", "Grüezi 😀 €"] {
            let passphrase = PassphraseForms::for_pkcs12(&Passphrase::new(text));
            for form in [utf16(text), widened(text)].iter().chain(passphrase.wide()) {
                assert!(form.capacity() <= 2 * text.len() + 2, "{text}");
            }
        }
    }

    #[test]
    fn guesses_end_where_they_would_cost_too_much() {
        let forms = PassphraseForms::for_pem(&Passphrase::new("ü"));
        let mut seen = 0;
        let mut wrong = |_: &[u8]| {
            seen += 1;
            Ok(None::<()>)
        };
        let tried = try_each(forms.wide(), 4_000_000, &mut Effort::new(), &mut wrong);
        assert_eq!(tried, Err(CertificateProblem::WrongPassphrase));
        let tried = try_each(forms.wide(), 7_000_000, &mut Effort::new(), &mut wrong);
        assert_eq!(tried, Err(CertificateProblem::Excessive));
        assert_eq!(seen, 1);
    }
}
