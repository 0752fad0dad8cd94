//! Decides whether news of JTL-Wawi were taken back before anything was done for them.

use super::earlier_try::EarlierTry;
use super::news::WawiNews;

/// Whether nothing is done for some news, because later ones undo them. `earlier` is what became of a call that was sent for them,
/// `is_reactivated` whether Wawi told since that a cancellation was taken back.
pub fn is_withdrawn(news: WawiNews, earlier: EarlierTry, is_reactivated: bool) -> bool {
    match news {
        WawiNews::Cancelled => match earlier {
            EarlierTry::NotSent | EarlierTry::Refused | EarlierTry::CameToNothing => is_reactivated,
            // What is or may be carried out at TWINT is not undone by that.
            EarlierTry::Underway | EarlierTry::Done => false,
        },
        WawiNews::Shipped
        | WawiNews::PartShipped
        | WawiNews::Paid
        | WawiNews::Deleted
        | WawiNews::Edited
        | WawiNews::Reactivated => false,
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn only_a_cancellation_of_which_nothing_may_have_reached_twint_is_withdrawn() {
        for &news in WawiNews::VARIANTS {
            for &earlier in EarlierTry::VARIANTS {
                let is_open = !matches!(earlier, EarlierTry::Underway | EarlierTry::Done);
                let expected = news == WawiNews::Cancelled && is_open;
                assert_eq!(
                    is_withdrawn(news, earlier, true),
                    expected,
                    "{news:?} {earlier:?}"
                );
                assert!(!is_withdrawn(news, earlier, false), "{news:?} {earlier:?}");
            }
        }
    }
}
