//! OpenSSL's error queue belongs to the thread and is shared with everybody in the PHP process who uses OpenSSL.

use std::panic::catch_unwind;

use openssl::error::ErrorStack;

use crate::twint::process::library_context::Working;

/// Empties the queue.
///
/// Before a call into OpenSSL: `SSL_get_error` would take what PHP's curl or openssl left behind for our own failure.
/// After it: neither shall ours mislead them.
pub(crate) fn drain() {
    // A file name that is no UTF-8 in somebody else's entry makes the wrapper panic, after having taken the entry off
    // the queue. The queue has sixteen places.
    for _ in 0..=16 {
        if catch_unwind(ErrorStack::get).is_ok() {
            return;
        }
    }
}

/// Empties the queue now and again when dropped. In between OpenSSL works in a context that is not broken.
///
/// Whatever of ours uses OpenSSL holds one of these meanwhile.
pub(crate) struct Clean {
    _working: Working,
}

impl Clean {
    pub(crate) fn start() -> Self {
        let working = Working::start();
        drain();
        Self { _working: working }
    }
}

impl Drop for Clean {
    fn drop(&mut self) {
        drain();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openssl::x509::X509;

    #[test]
    fn what_others_left_is_gone_before_and_ours_after() {
        let stale = X509::from_pem(b"nonsense").unwrap_err();
        stale.put();
        {
            let _clean = Clean::start();
            assert!(ErrorStack::get().errors().is_empty());
            stale.put();
        }
        assert!(ErrorStack::get().errors().is_empty());
    }
}
