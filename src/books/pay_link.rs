//! Decides whether the buyer can be sent the link that pays an order.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::mails::OrderStanding;
use super::order::BuyersTurn;
use super::phases::Phase;

/// Why the buyer of an order is not sent the link that pays it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum NoLink {
    /// The order is not in the shop any more.
    NoOrder,
    /// It is to be paid another way.
    OtherMethod,
    /// It is paid, or its money is reserved.
    Paid,
    /// It is not known what TWINT holds.
    Uncertain,
    /// It is over, or about to be.
    NotOpen,
    /// Somebody dated a payment of it.
    Dated,
    /// There are no francs to pay.
    NotPayable,
    /// A link to it would not be good any more.
    TooOld,
}

/// Decides why no link is sent, `None` where one is. `shown` is the phase of the attempt that the order shows, absent where it has none;
/// `is_ours` says whether TWINT is its payment method, `is_payable` whether there are francs to pay, `lives` whether it is recent enough.
pub fn why_no_link(
    order: OrderStanding,
    shown: Option<Phase>,
    turn: BuyersTurn,
    is_ours: bool,
    is_payable: bool,
    lives: bool,
) -> Option<NoLink> {
    let has_ended = match order {
        OrderStanding::Gone => return Some(NoLink::NoOrder),
        OrderStanding::Open => false,
        OrderStanding::Shipped
        | OrderStanding::Cancelled
        | OrderStanding::Paid
        | OrderStanding::Other => true,
    };
    if shown.is_none() && !is_ours {
        return Some(NoLink::OtherMethod);
    }
    match turn {
        BuyersTurn::Uncertain => Some(NoLink::Uncertain),
        BuyersTurn::Paid => Some(NoLink::Paid),
        // An open order without an attempt awaits its first, unless somebody dated a payment.
        BuyersTurn::Over if shown.is_none() && !has_ended => Some(NoLink::Dated),
        BuyersTurn::Over => Some(NoLink::NotOpen),
        BuyersTurn::Begin | BuyersTurn::GoOn | BuyersTurn::TryAgain => {
            let obstacles = [
                (has_ended, NoLink::NotOpen),
                (!is_payable, NoLink::NotPayable),
                (!lives, NoLink::TooOld),
            ];
            let first = obstacles.into_iter().find(|(stands, _)| *stands);
            first.map(|(_, obstacle)| obstacle)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tries everything, also what does not occur together.
    #[test]
    fn the_link_is_sent_to_who_can_pay_and_else_the_first_obstacle_is_said() {
        let phases = Phase::VARIANTS.iter().copied().map(Some);
        for shown in phases.chain([None]) {
            for &order in OrderStanding::VARIANTS {
                for &turn in BuyersTurn::VARIANTS {
                    for bits in 0..8 {
                        let [is_ours, is_payable, lives] = [1, 2, 4].map(|bit| bits & bit != 0);
                        let is_open = order == OrderStanding::Open;
                        let expected = [
                            (order == OrderStanding::Gone, NoLink::NoOrder),
                            (shown.is_none() && !is_ours, NoLink::OtherMethod),
                            (turn == BuyersTurn::Uncertain, NoLink::Uncertain),
                            (turn == BuyersTurn::Paid, NoLink::Paid),
                            (!is_open, NoLink::NotOpen),
                            (shown.is_none() && turn == BuyersTurn::Over, NoLink::Dated),
                            (turn == BuyersTurn::Over, NoLink::NotOpen),
                            (!is_payable, NoLink::NotPayable),
                            (!lives, NoLink::TooOld),
                        ];
                        let expected = expected.into_iter().find(|(stands, _)| *stands);
                        assert_eq!(
                            why_no_link(order, shown, turn, is_ours, is_payable, lives),
                            expected.map(|(_, why)| why),
                            "{order:?} {shown:?} {turn:?} {bits:b}"
                        );
                    }
                }
            }
        }
    }
}
