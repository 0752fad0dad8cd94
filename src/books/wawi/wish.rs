//! Decides what the merchant's settings ask for when an order changed in JTL-Wawi.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::news::WawiNews;

/// What the merchant's settings ask for when an order changed in Wawi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum WawiWish {
    /// Everything was shipped: capture what is open.
    CaptureAll,
    /// A part was shipped: capture its price.
    CaptureDelivered,
    /// The order was cancelled: release what is reserved.
    Release,
    /// The order was cancelled: release what is reserved and refund what was captured.
    Refund,
    /// The order was edited: compare its new amount with the payment.
    Compare,
    /// A cancelled order was reactivated: see whether the money is still there.
    Revive,
}

/// What the merchant's settings say that a part of an order does when it was shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum PartShipmentRule {
    /// It leaves the money as it is.
    Nothing,
    /// It captures its price.
    Delivered,
    /// It captures everything that is open.
    All,
}

/// What the merchant's settings say that the cancellation of an order does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum CancellationRule {
    /// It leaves the money as it is.
    Nothing,
    /// It releases what is reserved.
    Release,
    /// It releases what is reserved and refunds what was captured.
    Refund,
}

/// The merchant's settings about changes of orders in Wawi.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WawiSettings {
    /// Whether a complete shipment captures what is open.
    pub captures_on_shipment: bool,
    /// What the shipment of a part does.
    pub on_part_shipment: PartShipmentRule,
    /// Whether "paid", ticked in Wawi, captures what is open.
    pub captures_on_paid: bool,
    /// What a cancellation does.
    pub on_cancellation: CancellationRule,
}

/// Decides what the settings ask for on `news`, or `None` for nothing. `shipped_before` says whether goods of the order left before.
pub fn wawi_wish(news: WawiNews, settings: WawiSettings, shipped_before: bool) -> Option<WawiWish> {
    match news {
        WawiNews::Shipped => settings
            .captures_on_shipment
            .then_some(WawiWish::CaptureAll),
        WawiNews::PartShipped => match settings.on_part_shipment {
            PartShipmentRule::Nothing => None,
            PartShipmentRule::Delivered => Some(WawiWish::CaptureDelivered),
            PartShipmentRule::All => Some(WawiWish::CaptureAll),
        },
        WawiNews::Paid => settings.captures_on_paid.then_some(WawiWish::CaptureAll),
        // Deleting an old order in Wawi is tidying up, and pays nobody back.
        WawiNews::Deleted if shipped_before => None,
        WawiNews::Cancelled | WawiNews::Deleted => match settings.on_cancellation {
            CancellationRule::Nothing => None,
            CancellationRule::Release => Some(WawiWish::Release),
            CancellationRule::Refund => Some(WawiWish::Refund),
        },
        WawiNews::Edited => Some(WawiWish::Compare),
        WawiNews::Reactivated => Some(WawiWish::Revive),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SILENT: WawiSettings = WawiSettings {
        captures_on_shipment: false,
        on_part_shipment: PartShipmentRule::Nothing,
        captures_on_paid: false,
        on_cancellation: CancellationRule::Nothing,
    };

    #[test]
    fn each_setting_asks_for_what_it_says_and_for_nothing_else() {
        use WawiNews::{Cancelled, Deleted, Edited, Paid, PartShipped, Reactivated, Shipped};
        use WawiWish::{CaptureAll, CaptureDelivered, Compare, Refund, Release, Revive};
        let always = [(Edited, Compare), (Reactivated, Revive)];
        for (settings, wishes) in [
            (SILENT, vec![]),
            (
                WawiSettings {
                    captures_on_shipment: true,
                    ..SILENT
                },
                vec![(Shipped, CaptureAll)],
            ),
            (
                WawiSettings {
                    on_part_shipment: PartShipmentRule::Delivered,
                    ..SILENT
                },
                vec![(PartShipped, CaptureDelivered)],
            ),
            (
                WawiSettings {
                    on_part_shipment: PartShipmentRule::All,
                    ..SILENT
                },
                vec![(PartShipped, CaptureAll)],
            ),
            (
                WawiSettings {
                    captures_on_paid: true,
                    ..SILENT
                },
                vec![(Paid, CaptureAll)],
            ),
            (
                WawiSettings {
                    on_cancellation: CancellationRule::Release,
                    ..SILENT
                },
                vec![(Cancelled, Release), (Deleted, Release)],
            ),
            (
                WawiSettings {
                    on_cancellation: CancellationRule::Refund,
                    ..SILENT
                },
                vec![(Cancelled, Refund), (Deleted, Refund)],
            ),
        ] {
            for &news in WawiNews::VARIANTS {
                let asked = always.iter().chain(&wishes);
                let expected = asked
                    .clone()
                    .find(|(on, _)| *on == news)
                    .map(|(_, wish)| *wish);
                assert_eq!(
                    wawi_wish(news, settings, false),
                    expected,
                    "{news:?} {settings:?}"
                );
                let after_shipment = expected.filter(|_| news != Deleted);
                assert_eq!(
                    wawi_wish(news, settings, true),
                    after_shipment,
                    "{news:?} after goods left, {settings:?}"
                );
            }
        }
    }
}
