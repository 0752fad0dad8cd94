//! The one corner of the client that speaks to OpenSSL's C interface: reading what was encrypted with RC2 or the like.
//!
//! OpenSSL 3 keeps such ciphers in its *legacy* provider. Loading that into the process's own library context would
//! switch it on for everything else in the PHP process (and loading it carelessly switches SHA-256 off). So it goes into
//! a library context of our own, which is the thread's default only while one file is read and is freed afterwards.
//! Only bytes leave it: an OpenSSL object remembers the context it was made in and must not outlive it.
#![allow(unsafe_code)] // one C function that the openssl crate does not wrap

use std::ffi::c_void;
use std::marker::PhantomData;
use std::ptr;

use openssl::lib_ctx::{LibCtx, LibCtxRef};
use openssl::provider::Provider;
use zeroize::Zeroizing;

use crate::twint::process::error_queue;

/// What a file held, as DER.
#[derive(Default)]
pub(crate) struct Bytes {
    /// Private keys as unencrypted PKCS#8.
    pub(crate) keys: Vec<Zeroizing<Vec<u8>>>,
    /// Certificates in the order of the file.
    pub(crate) certificates: Vec<Vec<u8>>,
}

/// OpenSSL's legacy provider is not installed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LegacyUnavailable;

/// Runs `read` on this thread with the legacy ciphers at hand. Nobody else notices.
pub(crate) fn with_legacy_ciphers<E>(
    read: impl FnOnce() -> Result<Bytes, E>,
) -> Result<Result<Bytes, E>, LegacyUnavailable> {
    let _clean = error_queue::Clean::start();
    let context = LibCtx::new().map_err(|_| LegacyUnavailable)?;
    // Dropped in reverse: first the thread gets its default back, then the providers go, then the context.
    let _default = Provider::load(Some(&context), "default").map_err(|_| LegacyUnavailable)?;
    let _legacy = Provider::load(Some(&context), "legacy").map_err(|_| LegacyUnavailable)?;
    let _guard = ThreadDefault::set(&context);
    Ok(read())
}

/// While it lives, `context` is the default library context of this thread.
struct ThreadDefault<'a> {
    previous: *mut c_void,
    context: PhantomData<&'a LibCtx>,
}

impl<'a> ThreadDefault<'a> {
    fn set(context: &'a LibCtx) -> Self {
        let context: &LibCtxRef = context;
        // SAFETY: the openssl crate hands out `OSSL_LIB_CTX *` as the address of a `LibCtxRef`, so the pointer is the
        // context itself; it is alive and, by the lifetime of this guard, stays so until it is no longer the default.
        // The call changes a thread-local pointer and nothing else; this type is neither `Send` nor `Sync`.
        let previous =
            unsafe { OSSL_LIB_CTX_set0_default(ptr::from_ref(context).cast_mut().cast()) };
        Self {
            previous,
            context: PhantomData,
        }
    }
}

impl Drop for ThreadDefault<'_> {
    fn drop(&mut self) {
        // SAFETY: `previous` is what this very function returned on this thread: the global context or one that the
        // caller of `with_legacy_ciphers` had set and still holds.
        unsafe { OSSL_LIB_CTX_set0_default(self.previous) };
    }
}

unsafe extern "C" {
    /// `OSSL_LIB_CTX *OSSL_LIB_CTX_set0_default(OSSL_LIB_CTX *libctx);` in libcrypto since 3.0.
    fn OSSL_LIB_CTX_set0_default(context: *mut c_void) -> *mut c_void;
}
