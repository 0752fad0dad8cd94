//! What JTL-Wawi tells of an order, and what of it the shop's order shows although nobody heard it.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::books::quantity::Quantity;

/// What Wawi told the shop about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum WawiNews {
    /// All goods left.
    Shipped,
    /// A part of the goods left.
    PartShipped,
    /// Somebody ticked "paid".
    Paid,
    /// The order was cancelled.
    Cancelled,
    /// The order was deleted.
    Deleted,
    /// The order was edited.
    Edited,
    /// A cancellation was taken back.
    Reactivated,
}

/// Some pieces of a row of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pieces {
    /// The number of the row.
    pub row: u64,
    /// How many.
    pub quantity: Quantity,
}

/// Decides which news were missed of an order that the shop marks as shipped as a whole and of whose complete shipment nobody heard.
///
/// `delivered` are the goods that left by the delivery notes, empty where no note names a row. Until delivery notes come, the shop takes the
/// shipment of a part for that of the whole; `part_was_told` says whether the shipment of a part was heard. Returns `None` where nothing
/// was missed.
pub fn missed_shipment(
    ordered: &[Pieces],
    delivered: &[Pieces],
    part_was_told: bool,
) -> Option<WawiNews> {
    let is_whole = if delivered.is_empty() {
        !part_was_told
    } else {
        ordered
            .iter()
            .all(|ordered| delivered_of(ordered.row, delivered) >= ordered.quantity)
    };
    match (is_whole, part_was_told) {
        (true, _) => Some(WawiNews::Shipped),
        (false, true) => None,
        (false, false) => Some(WawiNews::PartShipped),
    }
}

fn delivered_of(row: u64, delivered: &[Pieces]) -> Quantity {
    delivered
        .iter()
        .filter(|pieces| pieces.row == row)
        .fold(Quantity::default(), |sum, pieces| sum.plus(pieces.quantity))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(pieces: &[(u64, &str)]) -> Vec<Pieces> {
        let pieces = pieces.iter().map(|&(row, quantity)| Pieces {
            row,
            quantity: quantity.parse().unwrap(),
        });
        pieces.collect()
    }

    #[test]
    fn what_left_says_whether_the_whole_or_a_part_was_missed() {
        let ordered = [(1, "2"), (2, "0.5")];
        let shipped = (Some(WawiNews::Shipped), Some(WawiNews::Shipped));
        let part = (Some(WawiNews::PartShipped), None);
        for (delivered, (unheard, part_heard)) in [
            // Without delivery notes whoever heard of a part knows better than the shop.
            (vec![], (Some(WawiNews::Shipped), None)),
            (vec![(1, "2"), (2, "0.5")], shipped),
            (vec![(1, "1"), (2, "0.5"), (1, "1.000000")], shipped),
            (vec![(1, "3"), (2, "1"), (7, "1")], shipped),
            (vec![(1, "2"), (2, "0.499999")], part),
            (vec![(1, "2")], part),
            (vec![(7, "9")], part),
        ] {
            let (ordered, left) = (pieces(&ordered), pieces(&delivered));
            let found = missed_shipment(&ordered, &left, false);
            assert_eq!(found, unheard, "{delivered:?}");
            let found = missed_shipment(&ordered, &left, true);
            assert_eq!(found, part_heard, "{delivered:?}, a part was told");
        }
        let deleted_rows = missed_shipment(&[], &pieces(&[(1, "1")]), true);
        assert_eq!(deleted_rows, Some(WawiNews::Shipped));
    }
}
