//! What a customer can do with an order or a check-in.

use serde::Serialize;
use uuid::Uuid;

use crate::check_ins::{Approval, CheckInView};
use crate::order_book::{OrderBook, OrderIndex};
use crate::orders::Actor;
use crate::shared::{Engine, Shared};
use crate::views::{Books, OrderView};

/// A customer's move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    Pair,
    Approve,
    Decline,
    Expire,
}

impl Move {
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "pair" => Some(Self::Pair),
            "approve" => Some(Self::Approve),
            "decline" => Some(Self::Decline),
            "expire" => Some(Self::Expire),
            _ => None,
        }
    }
}

/// Why a customer's move is not possible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum PhoneError {
    /// No order has this token or UUID.
    UnknownOrder(String),
    /// The order is past this; its status and reason.
    WrongState(String),
    /// No check-in has this token or UUID.
    UnknownCheckIn(String),
    /// The check-in does not allow this; its state.
    WrongCheckInState(String),
}

impl std::fmt::Display for PhoneError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnknownOrder(id) => write!(f, "no order has the token or UUID {id:?}"),
            Self::WrongState(state) => write!(f, "the order is {state}"),
            Self::UnknownCheckIn(id) => write!(f, "no check-in has the token or UUID {id:?}"),
            Self::WrongCheckInState(state) => write!(f, "the check-in is {state}"),
        }
    }
}

impl std::error::Error for PhoneError {}

/// A customer's move with a check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CheckInMove {
    Scan,
    Approve(Approval),
    Decline,
    Expire,
}

fn find(book: &OrderBook, id: &str) -> Option<OrderIndex> {
    let id = id.trim();
    match id.parse() {
        Ok(token) if id.len() <= 5 => book.by_token(token),
        _ => book.by_uuid(Uuid::parse_str(id).ok()?),
    }
}

impl Shared {
    /// Makes a move; `id` is a token or a UUID.
    pub(crate) fn make(&self, id: &str, r#move: Move) -> Result<OrderView, PhoneError> {
        let now = self.clock.now();
        let view = {
            let engine = &mut *self.engine();
            let index =
                find(&engine.book, id).ok_or_else(|| PhoneError::UnknownOrder(id.to_owned()))?;
            engine.book.settle(index, now, &engine.settings);
            let quirks = &engine.settings.quirks;
            let order = engine.book.get_mut(index);
            let made = match r#move {
                Move::Pair => order.pair(now, quirks),
                Move::Approve => order.approve(now, quirks),
                Move::Decline => order.decline(now, quirks),
                Move::Expire => order.expire(now, quirks),
            };
            if made.is_err() {
                let text = order.status(quirks);
                return Err(PhoneError::WrongState(format!(
                    "{}/{}",
                    text.status, text.reason
                )));
            }
            OrderView::of(order, quirks)
        };
        self.changed.notify_waiters();
        Ok(view)
    }

    /// Makes a move with a check-in; `id` is a token or a UUID.
    pub(crate) fn make_with_check_in(
        &self,
        id: &str,
        r#move: CheckInMove,
    ) -> Result<CheckInView, PhoneError> {
        let now = self.clock.now();
        let view = {
            let Engine {
                check_ins,
                settings,
                ..
            } = &mut *self.engine();
            let check_in = check_ins
                .named(id, now, settings)
                .ok_or_else(|| PhoneError::UnknownCheckIn(id.to_owned()))?;
            let quirks = &settings.check_in_quirks;
            let made = match r#move {
                CheckInMove::Scan => check_in.scan(now),
                CheckInMove::Approve(approval) => check_in.approve(&approval, now, quirks),
                CheckInMove::Decline => check_in.end(now, Actor::Customer),
                CheckInMove::Expire => check_in.end(now, Actor::Time),
            };
            if made.is_err() {
                return Err(PhoneError::WrongCheckInState(check_in.word().to_owned()));
            }
            CheckInView::of(check_in, quirks)
        };
        self.changed.notify_waiters();
        Ok(view)
    }

    /// One check-in, by token or UUID.
    pub(crate) fn check_in(&self, id: &str) -> Option<CheckInView> {
        let now = self.clock.now();
        let Engine {
            check_ins,
            settings,
            ..
        } = &mut *self.engine();
        let check_in = check_ins.named(id, now, settings)?;
        Some(CheckInView::of(check_in, &settings.check_in_quirks))
    }

    /// All check-ins, oldest first.
    pub(crate) fn check_ins(&self) -> Vec<CheckInView> {
        let now = self.clock.now();
        let Engine {
            check_ins,
            settings,
            ..
        } = &mut *self.engine();
        check_ins
            .all(now, settings)
            .map(|check_in| CheckInView::of(check_in, &settings.check_in_quirks))
            .collect()
    }

    /// One order, by token or UUID.
    pub(crate) fn order(&self, id: &str) -> Option<OrderView> {
        let now = self.clock.now();
        let engine = &mut *self.engine();
        let index = find(&engine.book, id)?;
        engine.book.settle(index, now, &engine.settings);
        Some(OrderView::of(
            engine.book.get(index),
            &engine.settings.quirks,
        ))
    }

    /// All orders, in the order of their creation.
    pub(crate) fn orders(&self) -> Vec<OrderView> {
        let now = self.clock.now();
        let engine = &mut *self.engine();
        engine.book.settle_all(now, &engine.settings);
        let quirks = &engine.settings.quirks;
        engine
            .book
            .iter()
            .map(|o| OrderView::of(o, quirks))
            .collect()
    }

    pub(crate) fn books(&self) -> Books {
        let now = self.clock.now();
        let engine = &mut *self.engine();
        engine.book.settle_all(now, &engine.settings);
        Books::of(engine.book.iter())
    }
}
