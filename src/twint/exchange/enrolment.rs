//! Remembers which cash registers this process has enrolled.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use once_cell::sync::Lazy;

use crate::twint::merchant::Merchant;

/// More registers than any shop has; at this number the set is emptied before the next one is added.
const MAX_REGISTERS: usize = 1_000;

static ENROLLED: Lazy<Mutex<HashSet<String>>> = Lazy::new(Mutex::default);

fn enrolled() -> MutexGuard<'static, HashSet<String>> {
    ENROLLED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Identifies one register of one store at one endpoint. An enrolment holds for every version of the interface.
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

/// Remembers that this process has enrolled the merchant's register.
pub(crate) fn remember(merchant: &Merchant) {
    let mut enrolled = enrolled();
    if enrolled.len() >= MAX_REGISTERS {
        enrolled.clear();
    }
    enrolled.insert(key(merchant));
}

/// Forgets the merchant's register, because TWINT answered that it does not know it.
pub(crate) fn forget(merchant: &Merchant) {
    enrolled().remove(&key(merchant));
}
