//! Who writes down what happens while it happens, so that nothing is lost with this process.

use crate::payments::Payment;
use crate::recording::Recorded;

/// Gets everything worth keeping.
pub trait Journal {
    /// A payment changed; all of them.
    fn payments(&mut self, payments: &[Payment]);

    /// An exchange is over.
    fn exchange(&mut self, exchange: &Recorded);
}

/// Keeps nothing.
pub struct NoJournal;

impl Journal for NoJournal {
    fn payments(&mut self, _payments: &[Payment]) {}

    fn exchange(&mut self, _exchange: &Recorded) {}
}
