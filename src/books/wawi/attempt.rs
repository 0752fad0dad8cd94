//! Decides which of an order's attempts to pay JTL-Wawi's news concern.

use crate::books::phases::Phase;

/// The attempt that Wawi's news about an order concern: the one that pays the order, or the last one where none does. `attempts` are the
/// phases of all attempts, the oldest first. Returns its index, or `None` where several pay the order or there is no attempt.
pub fn concerned_attempt(attempts: &[Phase]) -> Option<usize> {
    let mut paying = (0..attempts.len()).filter(|&index| attempts[index].pays_order());
    match (paying.next(), paying.next()) {
        (Some(_), Some(_)) => None,
        (Some(index), None) => Some(index),
        (None, _) => attempts.len().checked_sub(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attempt_that_pays_is_meant_or_else_the_last_one() {
        use Phase::{Authorised, Cancelled, Captured, Failed, Pending, Refunded};
        for (attempts, index) in [
            (vec![], None),
            (vec![Failed], Some(0)),
            (vec![Failed, Cancelled], Some(1)),
            (vec![Captured, Failed], Some(0)),
            (vec![Failed, Authorised, Cancelled], Some(1)),
            (vec![Refunded, Pending], None),
            (vec![Captured, Captured], None),
        ] {
            assert_eq!(concerned_attempt(&attempts), index, "{attempts:?}");
        }
    }
}
