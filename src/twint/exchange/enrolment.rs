//! Remembers which cash registers this process has enrolled.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use once_cell::sync::Lazy;

use crate::twint::merchant::Merchant;

/// More registers than any shop has; above it the memory starts anew.
const MOST: usize = 1_000;

static ENROLLED: Lazy<Mutex<HashSet<String>>> = Lazy::new(Mutex::default);

fn enrolled() -> MutexGuard<'static, HashSet<String>> {
    ENROLLED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One register of one store at one endpoint, whichever version of the interface is spoken.
fn key(merchant: &Merchant) -> String {
    format!(
        "{} {} {}",
        merchant.route().base_url,
        merchant.store(),
        merchant.cash_register()
    )
}

/// Whether this process has enrolled the merchant's register.
pub(crate) fn is_known(merchant: &Merchant) -> bool {
    enrolled().contains(&key(merchant))
}

/// Notes that it has.
pub(crate) fn remember(merchant: &Merchant) {
    let mut enrolled = enrolled();
    if enrolled.len() >= MOST {
        enrolled.clear();
    }
    enrolled.insert(key(merchant));
}

/// Forgets it: TWINT does not know the register.
pub(crate) fn forget(merchant: &Merchant) {
    enrolled().remove(&key(merchant));
}
