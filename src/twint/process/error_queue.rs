//! Keeps OpenSSL's error queue clean. The queue belongs to the thread and is shared with everything in the PHP process that uses
//! OpenSSL.

use std::panic::catch_unwind;

use openssl::error::ErrorStack;

use crate::twint::process::library_context::WorkingContext;

/// Empties the queue.
///
/// Before a call into OpenSSL, because `SSL_get_error` would take an entry left behind by PHP's curl or openssl for our own failure.
/// After the call, so that our entries do not mislead them.
pub(crate) fn drain() {
    // A file name that is no UTF-8 in somebody else's entry makes the wrapper panic, after having taken the entry off
    // the queue. The queue has sixteen places.
    for _ in 0..=16 {
        if catch_unwind(ErrorStack::get).is_ok() {
            return;
        }
    }
}

/// A guard that our code holds while it uses OpenSSL. It empties the queue when it starts and when it is dropped; in between OpenSSL
/// works in a library context that has the default provider.
pub(crate) struct Clean {
    _working: WorkingContext,
}

impl Clean {
    /// Empties the queue and starts the guarded use of OpenSSL.
    pub(crate) fn start() -> Self {
        let working = WorkingContext::start();
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
    fn entries_of_others_are_removed_before_and_ours_afterwards() {
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
