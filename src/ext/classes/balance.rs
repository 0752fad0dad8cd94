//! `Twint\Balance`.

use crate::books::balance::Balance;
use crate::ext::native_class::native_class;

native_class! { "Twint\\Balance", Balance as balance {
    /// What the buyer approved; "0.00" before. A decimal string, as each here.
    authorised: String = balance.authorised.to_string();
    /// Captured in all, with what was paid back of it.
    captured: String = balance.captured.to_string();
    /// Paid back in all.
    refunded: String = balance.refunded.to_string();
    /// Captured and not paid back.
    kept: String = balance.kept.to_string();
    /// Reserved and not captured yet.
    open: String = balance.open.to_string();
    /// Was reserved, and was given back to the buyer without being captured.
    released: String = balance.released.to_string();
    /// What is kept, in per cent of the amount.
    keptShare: String = percent(balance.share(balance.kept));
    /// What was paid back, in per cent of the amount.
    refundedShare: String = percent(balance.share(balance.refunded));
    /// What is open, in per cent of the amount.
    openShare: String = percent(balance.share(balance.open));
} }

fn percent(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
