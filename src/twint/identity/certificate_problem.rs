//! What can be wrong with a merchant's certificate, one word and one sentence each.

use strum::{IntoStaticStr, VariantArray};

/// One thing wrong with a certificate, as PHP reads it in `CertificateException::$problem` and `CertificateInfo::$problems`.
///
/// The word that programs compare is the name in camel case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "camelCase")]
pub enum CertificateProblem {
    /// The passphrase does not open the file or the key.
    WrongPassphrase,
    /// The passphrase opens the file only without the blanks or line breaks around it.
    BlankInPassphrase,
    /// The passphrase holds a NUL character.
    NulInPassphrase,
    /// The file is neither PKCS#12 nor PEM.
    NotPkcs12,
    /// The file begins like a certificate file and is cut off or damaged.
    Damaged,
    /// The file is a ZIP archive or the like.
    Archive,
    /// The file is a keystore in one of Java's own formats.
    JavaKeystore,
    /// Opening the file, or using its key, would take far more work than with any honest file.
    Excessive,
    /// The file uses RC2 or the like, and OpenSSL's legacy provider, which could read it, is not installed.
    LegacyUnavailable,
    /// The file uses an encryption or a checksum that nothing here knows.
    UnsupportedEncryption,
    /// The file has no private key.
    NoPrivateKey,
    /// The file has no certificate.
    NoCertificate,
    /// The key is not the certificate's.
    KeyMismatch,
    /// The private key is of a kind or in a form that is not used for TLS.
    UnsupportedKey,
    /// The OpenSSL of this server does not use the certificate: key or signature are too weak for the security level set there.
    TooWeak,
    /// The certificate's last day is past.
    Expired,
    /// The certificate's first day is to come.
    NotYetValid,
    /// TWINT's server refused the certificate during the TLS handshake.
    RefusedByServer,
    /// TWINT does not renew the certificate (yet).
    RenewalRefused,
    /// TWINT did not issue the certificate: a warning, since TWINT may change its issuer.
    ForeignIssuer,
    /// There are other certificates with their keys in the file: a warning, since one had to be chosen.
    SeveralCertificates,
    /// The PKCS#12 file bears no checksum: a warning, since nobody would notice if it had been changed.
    WithoutChecksum,
}

impl CertificateProblem {
    /// Every problem, for tables and tests.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The word programs compare.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// One sentence that says what to do.
    pub fn advice(self) -> &'static str {
        match self {
            Self::WrongPassphrase => {
                "The passphrase does not open this certificate; enter the one chosen when it was downloaded from the TWINT portal."
            }
            Self::BlankInPassphrase => {
                "There is a blank or a line break before or after the passphrase; enter it without."
            }
            Self::NulInPassphrase => {
                "The passphrase contains a NUL character; enter it again by hand."
            }
            Self::NotPkcs12 => {
                "This is neither a PKCS#12 file nor PEM text; upload the .p12 file exactly as the TWINT portal delivered it."
            }
            Self::Damaged => {
                "The certificate file is cut off or damaged; download it again and upload it unchanged."
            }
            Self::Archive => {
                "This is an archive; unpack it and upload the .p12 file that is in it."
            }
            Self::JavaKeystore => {
                "This is a Java keystore; convert it with \"keytool -importkeystore -deststoretype PKCS12\" and upload the result."
            }
            Self::Excessive => {
                "Opening this file would take far too much work; download the certificate again from the TWINT portal."
            }
            Self::LegacyUnavailable => {
                "The file uses an old encryption that this server's OpenSSL cannot read; ask the hoster for OpenSSL's legacy provider or download the certificate anew."
            }
            Self::UnsupportedEncryption => {
                "The file is encrypted or protected in a way that is not known here; export it again with AES-256 and SHA-256 (\"openssl pkcs12 -export\" does so)."
            }
            Self::NoPrivateKey => {
                "There is no private key in this certificate; export it again together with its key."
            }
            Self::NoCertificate => {
                "There is no certificate in this file; export it again together with its certificate."
            }
            Self::KeyMismatch => {
                "The private key does not belong to the certificate; take both from the same download."
            }
            Self::UnsupportedKey => {
                "The private key is of a kind or in a form that TLS does not use; download the certificate again from the TWINT portal."
            }
            Self::TooWeak => {
                "This server's OpenSSL does not use this certificate, since its key or signature is too weak for the security level set there; download a new one from the TWINT portal or ask the hoster."
            }
            Self::Expired => {
                "The certificate has expired; download a new one from the TWINT portal."
            }
            Self::NotYetValid => {
                "The certificate is not valid yet; check the server's clock or wait for its first day."
            }
            Self::RefusedByServer => {
                "TWINT refused the certificate; check that it is neither revoked nor expired and belongs to this environment (test or live)."
            }
            Self::RenewalRefused => {
                "TWINT does not renew this certificate now; try again closer to its expiry or download a new one from the TWINT portal."
            }
            Self::ForeignIssuer => {
                "TWINT did not issue this certificate; check that it is the one from the TWINT portal."
            }
            Self::SeveralCertificates => {
                "There are several certificates with their keys in this file; the one shown is used."
            }
            Self::WithoutChecksum => {
                "The file bears no checksum, so that nobody would notice a change; it works all the same."
            }
        }
    }

    /// Whether payments may go on in spite of it.
    pub fn is_warning(self) -> bool {
        match self {
            Self::ForeignIssuer | Self::SeveralCertificates | Self::WithoutChecksum => true,
            Self::WrongPassphrase
            | Self::BlankInPassphrase
            | Self::NulInPassphrase
            | Self::NotPkcs12
            | Self::Damaged
            | Self::Archive
            | Self::JavaKeystore
            | Self::Excessive
            | Self::LegacyUnavailable
            | Self::UnsupportedEncryption
            | Self::NoPrivateKey
            | Self::NoCertificate
            | Self::KeyMismatch
            | Self::UnsupportedKey
            | Self::TooWeak
            | Self::Expired
            | Self::NotYetValid
            | Self::RefusedByServer
            | Self::RenewalRefused => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_words_are_those_that_programs_compare() {
        let words: Vec<_> = CertificateProblem::ALL.iter().map(|p| p.word()).collect();
        assert_eq!(
            words,
            [
                "wrongPassphrase",
                "blankInPassphrase",
                "nulInPassphrase",
                "notPkcs12",
                "damaged",
                "archive",
                "javaKeystore",
                "excessive",
                "legacyUnavailable",
                "unsupportedEncryption",
                "noPrivateKey",
                "noCertificate",
                "keyMismatch",
                "unsupportedKey",
                "tooWeak",
                "expired",
                "notYetValid",
                "refusedByServer",
                "renewalRefused",
                "foreignIssuer",
                "severalCertificates",
                "withoutChecksum",
            ]
        );
    }

    #[test]
    fn every_problem_has_its_own_sentence() {
        let sentences: HashSet<_> = CertificateProblem::ALL.iter().map(|p| p.advice()).collect();
        assert_eq!(sentences.len(), CertificateProblem::ALL.len());
    }
}
