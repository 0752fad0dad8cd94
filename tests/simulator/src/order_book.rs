//! All orders, found by UUID, reference, token or date without walking through them.

use std::collections::HashMap;

use uuid::Uuid;

use crate::clock::Millis;
use crate::dice::Dice;
use crate::money::Rappen;
use crate::orders::{Event, Order, Refusal, Wish};
use crate::quirks::Quirks;
use crate::settings::Settings;

/// The index of an order, which never changes.
pub(crate) type OrderIndex = usize;

#[derive(Debug, Default)]
pub(crate) struct OrderBook {
    /// In the order of their creation.
    orders: Vec<Order>,
    by_uuid: HashMap<Uuid, OrderIndex>,
    by_reference: HashMap<String, Vec<OrderIndex>>,
    by_token: HashMap<u32, OrderIndex>,
}

impl OrderBook {
    pub(crate) fn get(&self, index: OrderIndex) -> &Order {
        &self.orders[index]
    }

    pub(crate) fn get_mut(&mut self, index: OrderIndex) -> &mut Order {
        &mut self.orders[index]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Order> {
        self.orders.iter()
    }

    pub(crate) fn by_uuid(&self, uuid: Uuid) -> Option<OrderIndex> {
        self.by_uuid.get(&uuid).copied()
    }

    pub(crate) fn by_reference(&self, reference: &str) -> &[OrderIndex] {
        self.by_reference.get(reference).map_or(&[], Vec::as_slice)
    }

    /// By the token a phone entered; a closed order keeps its token until another takes it.
    pub(crate) fn by_token(&self, token: u32) -> Option<OrderIndex> {
        self.by_token.get(&token).copied()
    }

    /// Orders created in the range, both ends included.
    pub(crate) fn between(&self, from: Millis, to: Millis) -> std::ops::Range<OrderIndex> {
        let start = self.orders.partition_point(|o| o.created_at < from);
        let end = self.orders.partition_point(|o| o.created_at <= to);
        start..end.max(start)
    }

    pub(crate) fn everything(&self) -> std::ops::Range<OrderIndex> {
        0..self.orders.len()
    }

    /// A token of five digits that no live order has.
    pub(crate) fn free_token(&self, dice: &mut Dice) -> Option<u32> {
        let first = u32::try_from(dice.throw() % 90_000).unwrap_or(0);
        (0..90_000)
            .map(|step| 10_000 + (first + step * 7) % 90_000)
            .find(|token| {
                self.by_token(*token)
                    .is_none_or(|i| self.orders[i].is_closed())
            })
    }

    /// Writes the order down. A reversal's money moves here, or is set aside until it does.
    pub(crate) fn add(&mut self, wish: Wish, now: Millis, quirks: &Quirks) -> OrderIndex {
        let index = self.orders.len();
        self.by_uuid.insert(wish.uuid, index);
        self.by_reference
            .entry(wish.reference.clone())
            .or_default()
            .push(index);
        if let Some(token) = wish.token {
            self.by_token.insert(token, index);
        }
        let order = Order::new(wish, now, quirks);
        let (reversal, done, amount) =
            (order.is_reversal(), order.is_closed(), order.wish.requested);
        self.orders.push(order);
        if reversal {
            let original = self.original(index);
            if let Some(original) = original {
                let original = self.get_mut(original);
                original.refunds_pending = original.refunds_pending + amount;
            }
            if done {
                self.refund(index);
            }
        }
        index
    }

    fn original(&self, reversal: OrderIndex) -> Option<OrderIndex> {
        self.get(reversal)
            .wish
            .link
            .and_then(|uuid| self.by_uuid(uuid))
    }

    /// Moves the money of a reversal that has succeeded.
    fn refund(&mut self, reversal: OrderIndex) {
        let amount = self.get(reversal).wish.requested;
        if let Some(original) = self.original(reversal) {
            let original = self.get_mut(original);
            original.refunds_pending = original.refunds_pending.less(amount);
            original.refunded = original.refunded + amount;
        }
    }

    pub(crate) fn confirm(
        &mut self,
        index: OrderIndex,
        amount: Rappen,
        partial: bool,
        now: Millis,
        quirks: &Quirks,
    ) -> Result<(), Refusal> {
        let order = self.get_mut(index);
        order.confirm(amount, partial, now, quirks)?;
        if order.is_reversal() {
            self.refund(index);
        }
        Ok(())
    }

    /// Lets everything happen to an order that time has brought about by now.
    pub(crate) fn settle(&mut self, index: OrderIndex, now: Millis, settings: &Settings) {
        let quirks = &settings.quirks;
        while let Some((at, event)) = self
            .get(index)
            .next_event(settings.auto_approve_after_ms, quirks)
        {
            if at > now {
                return;
            }
            let order = self.get_mut(index);
            match event {
                Event::Approval => drop(order.approve(at, quirks)),
                Event::Expiry => drop(order.expire(at, quirks)),
                Event::Arrival => {
                    order.arrive(at, quirks);
                    self.refund(index);
                }
            }
        }
    }

    pub(crate) fn settle_all(&mut self, now: Millis, settings: &Settings) {
        for index in self.everything() {
            self.settle(index, now, settings);
        }
    }
}
