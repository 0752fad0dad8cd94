//! PKCS#12 (RFC 7292), in today's encryption and in those of the last twenty years.
//!
//! We read it ourselves and not by OpenSSL's `PKCS12_parse`, which returns the first key only, takes a checksum that it does not know for a
//! wrong passphrase, and hashes as often as the file wants. OpenSSL does the hashing and the decrypting.

use std::borrow::Cow;

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Decode, Encode, Reader as _, Sequence, SliceReader, Tag, Tagged};
use zeroize::Zeroizing;

use super::algorithm::{Algorithm, decode, decode_as};
use super::checksum::Checksum;
use super::contents::Contents;
use super::decryption::unlock;
use super::effort::Effort;
use super::locked_key::LockedKey;
use super::passphrase_forms::PassphraseForms;
use super::{ber, private_key};
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::values::passphrase::Passphrase;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ENCRYPTED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.6");

const KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.1");
const LOCKED_KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.2");
const CERTIFICATE_BAG: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.3");
const BAG_OF_BAGS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.6");
const X509_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.1");

/// The version of the format; the version of 1996 is not read.
const VERSION: u8 = 3;

/// How deep bags may nest; the standard sets no limit, and no known program nests them.
const MOST_LEVELS: u8 = 4;

/// `PFX`.
#[derive(Sequence)]
struct File<'a> {
    version: u8,
    contents: Part<'a>,
    checksum: Option<Checksum<'a>>,
}

/// `ContentInfo` of RFC 2315.
#[derive(Sequence)]
struct Part<'a> {
    kind: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    content: Option<AnyRef<'a>>,
}

/// `EncryptedData` of RFC 2315.
#[derive(Sequence)]
struct EncryptedData<'a> {
    version: u8,
    content: EncryptedContent<'a>,
    attributes: Option<AnyRef<'a>>,
}

/// `EncryptedContentInfo` of RFC 2315. Its content is an octet string under another tag, in one piece or in several.
#[derive(Sequence)]
struct EncryptedContent<'a> {
    kind: ObjectIdentifier,
    scheme: Algorithm<'a>,
    content: Option<AnyRef<'a>>,
}

/// `SafeBag`.
#[derive(Sequence)]
struct Bag<'a> {
    kind: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    value: AnyRef<'a>,
    /// Names for people. Key and certificate themselves show that they belong together.
    attributes: Option<AnyRef<'a>>,
}

/// `CertBag`.
#[derive(Sequence)]
struct CertificateBag<'a> {
    kind: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    certificate: AnyRef<'a>,
}

/// Whether this begins as every PKCS#12 file does: the version, then the name of what is in it.
pub(super) fn looks_like_it(der: &[u8]) -> bool {
    decode::<Vec<AnyRef>>(der).is_ok_and(|parts| {
        matches!(parts[..], [version, contents, ..]
            if decode_as::<u8>(version) == Ok(VERSION) && decode_as::<Part>(contents).is_ok())
    })
}

/// Reads a file, given in DER, as far as it can be read.
pub(super) fn read(file: &[u8], passphrase: &Passphrase, effort: &mut Effort) -> Contents {
    let mut reader = Reader {
        forms: PassphraseForms::for_pkcs12(passphrase),
        effort,
        contents: Contents::default(),
    };
    match reader.file(file) {
        Ok(()) => reader.contents,
        Err(problem) => Contents::failed(problem),
    }
}

struct Reader<'a> {
    forms: PassphraseForms,
    effort: &'a mut Effort,
    contents: Contents,
}

impl Reader<'_> {
    fn file(&mut self, file: &[u8]) -> Result<(), CertificateProblem> {
        let file: File = decode(file)?;
        if file.contents.kind != DATA {
            // The file is signed with a key instead of a passphrase.
            return Err(CertificateProblem::UnsupportedEncryption);
        }
        let content = file.contents.octets()?;
        match file.checksum {
            Some(checksum) => checksum.check(content, &self.forms, self.effort)?,
            None => self.contents.has_no_checksum = true,
        }
        let parts = ber::to_der(content).ok_or(CertificateProblem::Damaged)?;
        for part in decode::<Vec<Part>>(&parts)? {
            if let Err(problem) = self.part(&part) {
                self.contents.note(problem);
            }
        }
        Ok(())
    }

    fn part(&mut self, part: &Part) -> Result<(), CertificateProblem> {
        match part.kind {
            DATA => {
                let bags = ber::to_der(part.octets()?).ok_or(CertificateProblem::Damaged)?;
                self.bags(&decode::<Vec<Bag>>(&bags)?, MOST_LEVELS)
            }
            ENCRYPTED_DATA => {
                let encrypted: EncryptedData = decode_as(part.content()?)?;
                let EncryptedContent {
                    scheme, content, ..
                } = encrypted.content;
                let content = pieces(content.ok_or(CertificateProblem::Damaged)?)?;
                let bags = unlock(&scheme, &content, &self.forms, self.effort, |opened| {
                    ber::to_der(opened).filter(|bags| decode::<Vec<AnyRef>>(bags).is_ok())
                })?;
                self.bags(&decode::<Vec<Bag>>(&bags)?, MOST_LEVELS)
            }
            // The part is locked with a key instead of a passphrase, or in a way of no standard.
            _ => Err(CertificateProblem::UnsupportedEncryption),
        }
    }

    fn bags(&mut self, bags: &[Bag], levels: u8) -> Result<(), CertificateProblem> {
        let levels = levels.checked_sub(1).ok_or(CertificateProblem::Excessive)?;
        for bag in bags {
            if let Err(problem) = self.bag(bag, levels) {
                self.contents.note(problem);
            }
        }
        Ok(())
    }

    fn bag(&mut self, bag: &Bag, levels: u8) -> Result<(), CertificateProblem> {
        match bag.kind {
            KEY_BAG => {
                self.effort.look_at_key()?;
                let key = bag.value.to_der().map(Zeroizing::new);
                let key = key.map_err(|_| CertificateProblem::Damaged)?;
                self.contents.add_key(private_key::read(&key));
            }
            LOCKED_KEY_BAG => {
                self.effort.look_at_key()?;
                let locked: LockedKey = decode_as(bag.value)?;
                let key = locked.unlock(&self.forms, self.effort)?;
                self.contents.add_key(private_key::read(&key));
            }
            CERTIFICATE_BAG => {
                let bag: CertificateBag = decode_as(bag.value)?;
                if bag.kind == X509_CERTIFICATE {
                    let certificate: &OctetStringRef = decode_as(bag.certificate)?;
                    self.contents.add_certificate(certificate.as_bytes());
                }
            }
            BAG_OF_BAGS => self.bags(&decode_as::<Vec<Bag>>(bag.value)?, levels)?,
            _ => {} // lists of revoked certificates, and secrets that are no keys
        }
        Ok(())
    }
}

impl<'a> Part<'a> {
    fn content(&self) -> Result<AnyRef<'a>, CertificateProblem> {
        self.content.ok_or(CertificateProblem::Damaged)
    }

    fn octets(&self) -> Result<&'a [u8], CertificateProblem> {
        decode_as::<&OctetStringRef>(self.content()?).map(OctetStringRef::as_bytes)
    }
}

/// The bytes of an octet string that bears the tag `[0]`, joined where it comes in pieces.
fn pieces(string: AnyRef<'_>) -> Result<Cow<'_, [u8]>, CertificateProblem> {
    let Tag::ContextSpecific { constructed, .. } = string.tag() else {
        return Err(CertificateProblem::Damaged);
    };
    if !constructed {
        return Ok(string.value().into());
    }
    let mut whole = Vec::new();
    let mut reader = SliceReader::new(string.value()).map_err(|_| CertificateProblem::Damaged)?;
    while !reader.is_finished() {
        let piece = <&OctetStringRef>::decode(&mut reader);
        whole.extend_from_slice(piece.map_err(|_| CertificateProblem::Damaged)?.as_bytes());
    }
    Ok(whole.into())
}
