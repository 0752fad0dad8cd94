//! Keeps PHP's signals on PHP's thread.

use std::mem::MaybeUninit;

/// Runs something that starts threads, with every signal held back until it ends.
///
/// Threads inherit the mask, so a handler that PHP installed (`pcntl_signal`, `max_execution_time`) never runs on one
/// of them.
pub(super) fn held(work: &mut dyn FnMut()) {
    struct Restore(libc::sigset_t);

    impl Drop for Restore {
        fn drop(&mut self) {
            // SAFETY: the mask is the one this thread had before.
            unsafe {
                libc::pthread_sigmask(libc::SIG_SETMASK, &raw const self.0, std::ptr::null_mut())
            };
        }
    }

    // SAFETY: sigfillset initialises `all`; pthread_sigmask reads it and initialises `before`.
    let _restore = unsafe {
        let mut all = MaybeUninit::uninit();
        let mut before = MaybeUninit::zeroed();
        libc::sigfillset(all.as_mut_ptr());
        libc::pthread_sigmask(libc::SIG_SETMASK, all.as_ptr(), before.as_mut_ptr());
        Restore(before.assume_init())
    };
    work();
}
