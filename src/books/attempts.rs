//! Decides what the other attempts to pay an order mean for one of them: an order is paid once.

use super::phases::Phase;

/// Whether another attempt pays the order, paid it or may still do so. `others` are the phases of all other attempts.
pub fn is_replaced(others: &[Phase]) -> bool {
    others.iter().any(|other| other.pays_order())
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn an_attempt_is_replaced_by_any_other_that_did_not_end_without_money() {
        assert!(!is_replaced(&[]));
        for &phase in Phase::VARIANTS {
            let replaces = !matches!(phase, Phase::Cancelled | Phase::Failed);
            assert_eq!(is_replaced(&[phase]), replaces, "{phase:?}");
            let among_ended = [Phase::Failed, phase, Phase::Cancelled];
            assert_eq!(is_replaced(&among_ended), replaces, "{phase:?}");
        }
    }
}
