//! Opens what a passphrase locks: the encryption schemes of PKCS#5 and PKCS#12.

use der::Sequence;
use der::asn1::{ObjectIdentifier, OctetStringRef};
use openssl::cipher::Cipher;
use openssl::cipher_ctx::CipherCtx;
use openssl::hash::MessageDigest;
use zeroize::Zeroizing;

use super::algorithm::Algorithm;
use super::derivation::Derivation;
use super::effort::Effort;
use super::passphrase_forms::{PassphraseForms, try_each};
use super::pkcs12_key::KeyPurpose;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::process::library_context;

const RC2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.3.2");
const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");

/// `PBES2-params` of RFC 8018.
#[derive(Sequence)]
struct Pbes2Parameters<'a> {
    derivation: Algorithm<'a>,
    cipher: Algorithm<'a>,
}

/// `RC2-CBC-Parameter` of RFC 8018.
#[derive(Sequence)]
struct Rc2Parameters<'a> {
    version: u32,
    vector: &'a OctetStringRef,
}

/// Decrypts with each form of the passphrase until `understand` makes something of what comes out.
pub(super) fn unlock<T>(
    scheme: &Algorithm<'_>,
    locked: &[u8],
    forms: &PassphraseForms,
    effort: &mut Effort,
    understand: impl Fn(&[u8]) -> Option<T>,
) -> Result<T, CertificateProblem> {
    let lock = Lock::read(scheme)?;
    let rounds = lock.rounds();
    try_each(lock.derivation.forms(forms), rounds, effort, |form| {
        let opened = lock.open(form, locked)?;
        Ok(opened.as_deref().and_then(|opened| understand(opened)))
    })
}

struct Lock<'a> {
    derivation: Derivation<'a>,
    cipher: Cipher,
    /// The initial vector; where the file does not give it, it is derived like the key.
    vector: Option<&'a [u8]>,
}

impl<'a> Lock<'a> {
    fn read(scheme: &Algorithm<'a>) -> Result<Self, CertificateProblem> {
        let (md5, sha1) = (MessageDigest::md5(), MessageDigest::sha1());
        let (derivation, cipher) = match scheme.name.to_string().as_str() {
            _ if scheme.name == PBES2 => return Self::read_pbes2(&scheme.parameters()?),
            // PBES1 of RFC 8018, appendix A.3; nobody wrote files with MD2.
            "1.2.840.113549.1.5.3" => (Derivation::pbkdf1(scheme, md5)?, "DES-CBC"),
            "1.2.840.113549.1.5.6" => (Derivation::pbkdf1(scheme, md5)?, "RC2-64-CBC"),
            "1.2.840.113549.1.5.10" => (Derivation::pbkdf1(scheme, sha1)?, "DES-CBC"),
            "1.2.840.113549.1.5.11" => (Derivation::pbkdf1(scheme, sha1)?, "RC2-64-CBC"),
            // `pbeWithSHAAnd…` of RFC 7292, appendix C.
            "1.2.840.113549.1.12.1.1" => (Derivation::pkcs12(scheme, sha1)?, "RC4"),
            "1.2.840.113549.1.12.1.2" => (Derivation::pkcs12(scheme, sha1)?, "RC4-40"),
            "1.2.840.113549.1.12.1.3" => (Derivation::pkcs12(scheme, sha1)?, "DES-EDE3-CBC"),
            "1.2.840.113549.1.12.1.4" => (Derivation::pkcs12(scheme, sha1)?, "DES-EDE-CBC"),
            "1.2.840.113549.1.12.1.5" => (Derivation::pkcs12(scheme, sha1)?, "RC2-CBC"),
            "1.2.840.113549.1.12.1.6" => (Derivation::pkcs12(scheme, sha1)?, "RC2-40-CBC"),
            _ => return Err(CertificateProblem::UnsupportedEncryption),
        };
        Ok(Self {
            derivation,
            cipher: cipher_named(cipher)?,
            vector: None,
        })
    }

    fn read_pbes2(parameters: &Pbes2Parameters<'a>) -> Result<Self, CertificateProblem> {
        let derivation = Derivation::named(&parameters.derivation)?;
        let (cipher, vector) = block_cipher(&parameters.cipher)?;
        let key_fits = derivation
            .length()
            .is_none_or(|length| length == cipher.key_length());
        if !key_fits || vector.len() != cipher.iv_length() || cipher.block_size() == 1 {
            return Err(CertificateProblem::UnsupportedEncryption);
        }
        Ok(Self {
            derivation,
            cipher,
            vector: Some(vector),
        })
    }

    /// How many rounds of hashing one try to open it costs.
    fn rounds(&self) -> u64 {
        let key = self.derivation.rounds(self.cipher.key_length());
        let vector = match self.vector {
            Some(_) => 0,
            None => self.derivation.rounds(self.cipher.iv_length()),
        };
        key.saturating_add(vector)
    }

    /// Decrypts `locked`; `None` where the padding is wrong, as it is with a wrong key.
    fn open(
        &self,
        passphrase: &[u8],
        locked: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, CertificateProblem> {
        let derive = |purpose, length| self.derivation.derive(passphrase, purpose, length);
        let key = derive(KeyPurpose::Encryption, self.cipher.key_length())?;
        let vector = match self.vector {
            Some(vector) => Zeroizing::new(vector.to_vec()),
            None => derive(KeyPurpose::InitialVector, self.cipher.iv_length())?,
        };
        decrypt(&self.cipher, &key, &vector, locked)
    }
}

/// The block cipher that `algorithm` names, and its initial vector.
fn block_cipher<'a>(algorithm: &Algorithm<'a>) -> Result<(Cipher, &'a [u8]), CertificateProblem> {
    if algorithm.name == RC2 {
        let parameters: Rc2Parameters = algorithm.parameters()?;
        // What RFC 8018, appendix B.2.3, makes of 40, 64 and 128 bits.
        let name = match parameters.version {
            160 => "RC2-40-CBC",
            120 => "RC2-64-CBC",
            58 => "RC2-CBC",
            _ => return Err(CertificateProblem::UnsupportedEncryption),
        };
        return Ok((cipher_named(name)?, parameters.vector.as_bytes()));
    }
    let cipher = cipher_named(&algorithm.name.to_string())?;
    let vector: &OctetStringRef = algorithm
        .parameters()
        .map_err(|_| CertificateProblem::UnsupportedEncryption)?;
    Ok((cipher, vector.as_bytes()))
}

/// Decrypts `locked`; `None` where the padding is wrong, as it is with a wrong key.
pub(super) fn decrypt(
    cipher: &Cipher,
    key: &[u8],
    vector: &[u8],
    locked: &[u8],
) -> Result<Option<Zeroizing<Vec<u8>>>, CertificateProblem> {
    let unusable = |_| CertificateProblem::UnsupportedEncryption;
    let mut context = CipherCtx::new().map_err(unusable)?;
    let vector = (cipher.iv_length() > 0).then_some(vector);
    context
        .decrypt_init(Some(cipher), Some(key), vector)
        .map_err(unusable)?;
    // Room for one block more than can come out, so that no key is left behind in memory that was outgrown.
    let mut opened = Zeroizing::new(Vec::with_capacity(locked.len() + 2 * cipher.block_size()));
    let done = context
        .cipher_update_vec(locked, &mut opened)
        .and_then(|_| context.cipher_final_vec(&mut opened));
    Ok(done.is_ok().then_some(opened))
}

/// Finds a cipher by any name that OpenSSL knows: in the process's own context, or else in one that knows old ciphers too.
pub(super) fn cipher_named(name: &str) -> Result<Cipher, CertificateProblem> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    if !name.bytes().all(is_name) {
        return Err(CertificateProblem::UnsupportedEncryption); // the file's, so it may be anything
    }
    if let Ok(cipher) = Cipher::fetch(None, name, None) {
        return Ok(cipher);
    }
    let legacy =
        library_context::with_legacy_ciphers().ok_or(CertificateProblem::LegacyUnavailable)?;
    Cipher::fetch(Some(legacy), name, None).map_err(|_| CertificateProblem::UnsupportedEncryption)
}
