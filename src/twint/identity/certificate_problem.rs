//! What can be wrong with a merchant's certificate, one word and one sentence each.

/// One thing wrong with a certificate, as PHP reads it in `CertificateException::$problem` and `CertificateInfo::$problems`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CertificateProblem {
    /// The passphrase does not open the file or the key.
    WrongPassphrase,
    /// Neither PKCS#12 nor PEM.
    NotPkcs12,
    /// No private key in it.
    NoPrivateKey,
    /// No certificate in it.
    NoCertificate,
    /// The key is not the certificate's.
    KeyMismatch,
    /// Its last day is past.
    Expired,
    /// Its first day is to come.
    NotYetValid,
    /// TWINT did not issue it: a warning, since TWINT may change its issuer.
    ForeignIssuer,
    /// The file uses RC2, and OpenSSL's legacy provider, which could read it, is not installed.
    LegacyUnavailable,
    /// The passphrase holds a NUL character.
    NulInPassphrase,
    /// TWINT's server refused it during the TLS handshake.
    RefusedByServer,
    /// TWINT does not renew it (yet).
    RenewalRefused,
}

impl CertificateProblem {
    /// Every problem, for tables and tests.
    pub const ALL: [Self; 12] = [
        Self::WrongPassphrase,
        Self::NotPkcs12,
        Self::NoPrivateKey,
        Self::NoCertificate,
        Self::KeyMismatch,
        Self::Expired,
        Self::NotYetValid,
        Self::ForeignIssuer,
        Self::LegacyUnavailable,
        Self::NulInPassphrase,
        Self::RefusedByServer,
        Self::RenewalRefused,
    ];

    /// The word programs compare.
    pub fn word(self) -> &'static str {
        match self {
            Self::WrongPassphrase => "wrongPassphrase",
            Self::NotPkcs12 => "notPkcs12",
            Self::NoPrivateKey => "noPrivateKey",
            Self::NoCertificate => "noCertificate",
            Self::KeyMismatch => "keyMismatch",
            Self::Expired => "expired",
            Self::NotYetValid => "notYetValid",
            Self::ForeignIssuer => "foreignIssuer",
            Self::LegacyUnavailable => "legacyUnavailable",
            Self::NulInPassphrase => "nulInPassphrase",
            Self::RefusedByServer => "refusedByServer",
            Self::RenewalRefused => "renewalRefused",
        }
    }

    /// One sentence that says what to do.
    pub fn advice(self) -> &'static str {
        match self {
            Self::WrongPassphrase => {
                "The passphrase does not open this certificate; enter the one chosen when it was downloaded from the TWINT portal."
            }
            Self::NotPkcs12 => {
                "This is neither a PKCS#12 file nor PEM text; upload the .p12 file exactly as the TWINT portal delivered it."
            }
            Self::NoPrivateKey => {
                "There is no private key in this certificate; export it again together with its key."
            }
            Self::NoCertificate => {
                "There is a key but no certificate in this file; export it again together with its certificate."
            }
            Self::KeyMismatch => {
                "The private key does not belong to the certificate; take both from the same download."
            }
            Self::Expired => {
                "The certificate has expired; download a new one from the TWINT portal."
            }
            Self::NotYetValid => {
                "The certificate is not valid yet; check the server's clock or wait for its first day."
            }
            Self::ForeignIssuer => {
                "TWINT did not issue this certificate; check that it is the one from the TWINT portal."
            }
            Self::LegacyUnavailable => {
                "The file uses an old encryption that this server's OpenSSL cannot read; ask the hoster for OpenSSL's legacy provider or download the certificate anew."
            }
            Self::NulInPassphrase => {
                "The passphrase contains a NUL character; enter it again by hand."
            }
            Self::RefusedByServer => {
                "TWINT refused the certificate; check that it is neither revoked nor expired and belongs to this environment (test or live)."
            }
            Self::RenewalRefused => {
                "TWINT does not renew this certificate now; try again closer to its expiry or download a new one from the TWINT portal."
            }
        }
    }

    /// Whether payments may go on in spite of it.
    pub fn is_warning(self) -> bool {
        self == Self::ForeignIssuer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_problem_has_its_own_word_and_sentence() {
        let words: HashSet<_> = CertificateProblem::ALL.iter().map(|p| p.word()).collect();
        let sentences: HashSet<_> = CertificateProblem::ALL.iter().map(|p| p.advice()).collect();
        assert_eq!(words.len(), CertificateProblem::ALL.len());
        assert_eq!(sentences.len(), CertificateProblem::ALL.len());
    }
}
