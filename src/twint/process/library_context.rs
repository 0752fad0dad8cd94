//! OpenSSL's library contexts: which one OpenSSL works in for us, and one in which the ciphers of old files are known.
//!
//! A server's `openssl.cnf` decides what the process's own context can do. Two things it may lack:
//!
//! - RC2, RC4 and DES, which OpenSSL 3 keeps in its *legacy* provider. Loading that into the process's context would
//!   switch it on for everything else in the PHP process.
//! - Everything: a configuration that activates the legacy provider and forgets the default one leaves no SHA-256.
//!
//! For both there is a context of our own with the default and the legacy provider. It lives as long as the process,
//! since OpenSSL's objects remember the context they were made in.
#![allow(unsafe_code)] // one C function that the openssl crate does not wrap

use std::ffi::c_void;
use std::ptr;

use once_cell::sync::OnceCell;
use openssl::lib_ctx::{LibCtx, LibCtxRef};
use openssl::md::Md;
use openssl::provider::Provider;

use crate::twint::process::per_process::PerProcess;

static OWN: PerProcess<Option<Own>> = PerProcess::new(Own::new);

struct Own {
    context: LibCtx,
    /// Kept for as long as the context is.
    _default: Provider,
    legacy: Option<Provider>,
}

impl Own {
    fn new() -> Option<Self> {
        openssl::init();
        let context = LibCtx::new().ok()?;
        let default = Provider::load(Some(&context), "default").ok()?;
        let legacy = Provider::load(Some(&context), "legacy").ok();
        Some(Self {
            context,
            _default: default,
            legacy,
        })
    }
}

/// The context that knows the old ciphers; `None` where OpenSSL's legacy provider is not installed.
pub(crate) fn with_legacy_ciphers() -> Option<&'static LibCtxRef> {
    let own = OWN.get().as_ref()?;
    own.legacy.as_ref().map(|_| &*own.context)
}

/// Whether the process's own context lacks what everything needs. Its configuration is read once.
fn default_is_broken() -> bool {
    static BROKEN: OnceCell<bool> = OnceCell::new();
    *BROKEN.get_or_init(|| Md::fetch(None, "SHA256", None).is_err())
}

/// While it lives, OpenSSL works for this thread in a context that has the default provider: the process's own, unless
/// that one is broken.
pub(crate) struct Working {
    previous: Option<*mut c_void>,
}

impl Working {
    pub(crate) fn start() -> Self {
        let own = if default_is_broken() {
            OWN.get().as_ref()
        } else {
            None
        };
        let previous = own.map(|own| {
            let context: &LibCtxRef = &own.context;
            // SAFETY: the openssl crate hands out `OSSL_LIB_CTX *` as the address of a `LibCtxRef`, so the pointer is the
            // context itself, which is never freed. The call changes a thread-local pointer and nothing else; this
            // type is neither `Send` nor `Sync`.
            unsafe { OSSL_LIB_CTX_set0_default(ptr::from_ref(context).cast_mut().cast()) }
        });
        Self { previous }
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        if let Some(previous) = self.previous {
            // SAFETY: this is what the very same function returned on this thread: the global context or one that the
            // caller had set and still holds.
            unsafe { OSSL_LIB_CTX_set0_default(previous) };
        }
    }
}

unsafe extern "C" {
    /// `OSSL_LIB_CTX *OSSL_LIB_CTX_set0_default(OSSL_LIB_CTX *libctx);` in libcrypto since 3.0.
    fn OSSL_LIB_CTX_set0_default(context: *mut c_void) -> *mut c_void;
}
