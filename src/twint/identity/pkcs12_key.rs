//! PKCS#12's own derivation of keys (RFC 7292, appendix B).
#![allow(unsafe_code)] // one C function that the openssl crate does not wrap

use std::ffi::{c_int, c_uchar, c_void};

use openssl::hash::MessageDigest;

/// What a key is derived for. The same passphrase makes another key for each purpose.
#[derive(Clone, Copy)]
pub(super) enum KeyPurpose {
    Encryption = 1,
    InitialVector = 2,
    Checksum = 3,
}

/// Fills `key`; `None` where OpenSSL does not know the digest or refuses the numbers.
///
/// `passphrase` is UTF-16 with a NUL at its end, or nothing.
pub(super) fn derive(
    digest: MessageDigest,
    passphrase: &[u8],
    salt: &[u8],
    rounds: u64,
    purpose: KeyPurpose,
    key: &mut [u8],
) -> Option<()> {
    let length = |bytes: &[u8]| c_int::try_from(bytes.len()).ok();
    let (passphrase_length, salt_length) = (length(passphrase)?, length(salt)?);
    let (rounds, key_length) = (c_int::try_from(rounds).ok()?, length(key)?);
    // SAFETY: each pointer is followed by its length, and OpenSSL only reads what it takes as mutable for historical
    // reasons, except for `key`, which is ours alone. A digest's pointer is static.
    let done = unsafe {
        PKCS12_key_gen_uni(
            passphrase.as_ptr(),
            passphrase_length,
            salt.as_ptr(),
            salt_length,
            purpose as c_int,
            rounds,
            key_length,
            key.as_mut_ptr(),
            digest.as_ptr().cast(),
        )
    };
    (done == 1).then_some(())
}

unsafe extern "C" {
    /// `int PKCS12_key_gen_uni(unsigned char *pass, int passlen, unsigned char *salt, int saltlen, int id, int iter,
    /// int n, unsigned char *out, const EVP_MD *md_type);` of openssl/pkcs12.h.
    fn PKCS12_key_gen_uni(
        passphrase: *const c_uchar,
        passphrase_length: c_int,
        salt: *const c_uchar,
        salt_length: c_int,
        purpose: c_int,
        rounds: c_int,
        key_length: c_int,
        key: *mut c_uchar,
        digest: *const c_void,
    ) -> c_int;
}
