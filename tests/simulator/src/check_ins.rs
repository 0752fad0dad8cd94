//! Check-ins: a customer hands address and choice of shipping to a shop. Their states and what may happen in each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::check_in_quirks::{CheckInQuirks, Scanned, WithoutTwintId};
use crate::clock::{Millis, swiss_timestamp};
use crate::dice::Dice;
use crate::money::Rappen;
use crate::orders::Actor;
use crate::quirks::PairingStatus;
use crate::settings::Settings;

/// What a customer's TWINT ID may hold, in the order in which answers list it.
pub(crate) const SCOPES: [&str; 4] = ["shipping_address", "date_of_birth", "phone_number", "email"];

/// A way to ship that the customer may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shipping {
    /// The merchant's name for it.
    pub id: String,
    /// What the customer reads.
    pub label: String,
    /// What the customer reads below it.
    pub description: Option<String>,
    /// What it costs.
    pub amount: Rappen,
}

/// What a merchant asked for with `RequestFastCheckoutCheckIn`.
#[derive(Debug, Clone)]
pub(crate) struct CheckInWish {
    pub net: Rappen,
    pub scopes: Vec<String>,
    pub shipping: Vec<Shipping>,
    pub cash_register: String,
}

/// What the customer decides on the phone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Approval {
    /// The chosen way to ship; the first where none is named.
    pub shipping_method_id: Option<String>,
    /// What the TWINT ID says, by scope; `None` for a customer who has none. Only what the merchant asked for is handed over.
    pub customer: Option<BTreeMap<String, String>>,
}

impl Default for Approval {
    /// The customer of TWINT's mock.
    fn default() -> Self {
        let customer = [
            (
                "shipping_address",
                "John|Doe|Rue de l'Écuyer 23A|8004|Zürich|CH",
            ),
            ("date_of_birth", "13/12/1998"),
            ("phone_number", "+41791234567"),
            ("email", "max.mustermann@twint.swiss"),
        ];
        Self {
            shipping_method_id: None,
            customer: Some(
                customer
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .into(),
            ),
        }
    }
}

/// Where a check-in stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CheckInState {
    /// No phone has taken it.
    Offered,
    /// A phone shows it.
    Scanned,
    /// The customer agreed.
    Approved {
        shipping: Option<Shipping>,
        /// Name and value; `None` without a TWINT ID.
        data: Option<Vec<(String, String)>>,
    },
    /// Over.
    Ended,
}

/// A check-in.
#[derive(Debug)]
pub(crate) struct CheckIn {
    pub uuid: Uuid,
    pub display_token: String,
    pub api_token: Uuid,
    pub wish: CheckInWish,
    pub state: CheckInState,
    pub created_at: Millis,
    pub approved_at: Option<Millis>,
    /// The orders that it paid; there should be one at most.
    pub orders: Vec<Uuid>,
    pub cancel_strikes: u32,
    history: Vec<(Millis, Actor, &'static str)>,
}

/// The check-in is past this.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLate;

impl CheckIn {
    fn enter(&mut self, state: CheckInState, at: Millis, by: Actor) {
        self.state = state;
        let word = self.word();
        self.history.push((at, by, word));
    }

    /// Where it stands, for people and scripts.
    pub(crate) fn word(&self) -> &'static str {
        match self.state {
            CheckInState::Offered => "offered",
            CheckInState::Scanned => "scanned",
            CheckInState::Approved { .. } => "approved",
            CheckInState::Ended => "ended",
        }
    }

    /// Whether the customer has yet to decide.
    pub(crate) fn waits_for_customer(&self) -> bool {
        matches!(self.state, CheckInState::Offered | CheckInState::Scanned)
    }

    pub(crate) fn scan(&mut self, now: Millis) -> Result<(), TooLate> {
        if self.state != CheckInState::Offered {
            return Err(TooLate);
        }
        self.enter(CheckInState::Scanned, now, Actor::Customer);
        Ok(())
    }

    pub(crate) fn approve(
        &mut self,
        approval: &Approval,
        now: Millis,
        quirks: &CheckInQuirks,
    ) -> Result<(), TooLate> {
        if !self.waits_for_customer() {
            return Err(TooLate);
        }
        let by_id = |id: &String| self.wish.shipping.iter().find(|method| method.id == *id);
        let shipping = match &approval.shipping_method_id {
            Some(id) => Some(by_id(id).ok_or(TooLate)?),
            None => self.wish.shipping.first(),
        };
        let data = approval.customer.as_ref().map(|customer| {
            let asked = SCOPES
                .iter()
                .filter(|scope| self.wish.scopes.iter().any(|asked| asked == *scope));
            asked
                .filter_map(|scope| Some(((*scope).to_owned(), customer.get(*scope)?.clone())))
                .collect()
        });
        let ends = data.is_none() && quirks.without_twint_id == WithoutTwintId::Ends;
        let state = if ends {
            CheckInState::Ended
        } else {
            self.approved_at = Some(now);
            CheckInState::Approved {
                shipping: shipping.cloned(),
                data,
            }
        };
        self.enter(state, now, Actor::Customer);
        Ok(())
    }

    /// The customer declines, or time is up.
    pub(crate) fn end(&mut self, now: Millis, by: Actor) -> Result<(), TooLate> {
        if self.state == CheckInState::Ended || !self.orders.is_empty() {
            return Err(TooLate);
        }
        self.enter(CheckInState::Ended, now, by);
        Ok(())
    }

    /// What the customer agreed to pay.
    pub(crate) fn approved_total(&self) -> Option<Rappen> {
        match &self.state {
            // Whoever has no TWINT ID handed nothing over.
            CheckInState::Approved {
                shipping,
                data: Some(_),
            } => Some(
                shipping
                    .as_ref()
                    .map_or(self.wish.net, |shipping| self.wish.net + shipping.amount),
            ),
            CheckInState::Approved { data: None, .. }
            | CheckInState::Offered
            | CheckInState::Scanned
            | CheckInState::Ended => None,
        }
    }

    pub(crate) fn pairing_status(&self, quirks: &CheckInQuirks) -> PairingStatus {
        match &self.state {
            CheckInState::Offered => PairingStatus::PairingInProgress,
            CheckInState::Scanned => match quirks.scanned {
                Scanned::InProgress => PairingStatus::PairingInProgress,
                Scanned::Active => PairingStatus::PairingActive,
            },
            CheckInState::Approved { data: None, .. } => match quirks.without_twint_id {
                WithoutTwintId::InProgress => PairingStatus::PairingInProgress,
                WithoutTwintId::Active => PairingStatus::PairingActive,
                WithoutTwintId::Ends => PairingStatus::NoPairing,
            },
            CheckInState::Approved { data: Some(_), .. } => PairingStatus::PairingActive,
            CheckInState::Ended => PairingStatus::NoPairing,
        }
    }

    /// Lets everything happen that time has brought about by now.
    fn settle(&mut self, now: Millis, settings: &Settings) {
        let after = |from: Millis, ms: u64| {
            from.saturating_add(Millis::try_from(ms).unwrap_or(Millis::MAX))
        };
        let quirks = &settings.check_in_quirks;
        if self.waits_for_customer() {
            let end = after(self.created_at, quirks.timeout_ms);
            let approval = settings
                .auto_approve_after_ms
                .map(|ms| after(self.created_at, ms))
                .filter(|at| *at < end && *at <= now);
            if let Some(at) = approval {
                drop(self.approve(&Approval::default(), at, quirks));
            } else if end <= now {
                drop(self.end(end, Actor::Time));
            }
        }
        let limit = quirks.approved_timeout_ms;
        if let (Some(approved_at), Some(ms)) = (self.approved_at, limit) {
            let end = after(approved_at, ms);
            if end <= now {
                drop(self.end(end, Actor::Time));
            }
        }
    }
}

/// All check-ins.
#[derive(Debug, Default)]
pub(crate) struct CheckInBook(Vec<CheckIn>);

/// The letters and digits of tokens that nobody mistakes for others.
const LETTERS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

impl CheckInBook {
    /// Writes a new one down.
    pub(crate) fn add(&mut self, wish: CheckInWish, now: Millis, dice: &mut Dice) -> &mut CheckIn {
        let letter = |dice: &mut Dice| {
            let thrown = dice.throw() % LETTERS.len() as u64;
            char::from(LETTERS[usize::try_from(thrown).expect("few letters")])
        };
        let display_token = loop {
            let token: String = std::iter::once('T')
                .chain((0..6).map(|_| letter(dice)))
                .collect();
            if !self.0.iter().any(|other| other.display_token == token) {
                break token;
            }
        };
        self.0.push(CheckIn {
            uuid: dice.uuid(),
            display_token,
            api_token: dice.uuid(),
            wish,
            state: CheckInState::Offered,
            created_at: now,
            approved_at: None,
            orders: Vec::new(),
            cancel_strikes: 0,
            history: vec![(now, Actor::Merchant, "offered")],
        });
        self.0.last_mut().expect("just written")
    }

    /// By UUID, brought up to now.
    pub(crate) fn by_uuid(
        &mut self,
        uuid: Uuid,
        now: Millis,
        settings: &Settings,
    ) -> Option<&mut CheckIn> {
        let found = self.0.iter_mut().find(|check_in| check_in.uuid == uuid)?;
        found.settle(now, settings);
        Some(found)
    }

    /// By the token that the customer typed or by UUID, brought up to now.
    pub(crate) fn named(
        &mut self,
        id: &str,
        now: Millis,
        settings: &Settings,
    ) -> Option<&mut CheckIn> {
        let id = id.trim();
        let is_meant = |check_in: &&mut CheckIn| {
            check_in.display_token.eq_ignore_ascii_case(id)
                || Uuid::parse_str(id).is_ok_and(|uuid| uuid == check_in.uuid)
        };
        let found = self.0.iter_mut().find(is_meant)?;
        found.settle(now, settings);
        Some(found)
    }

    /// All, oldest first, brought up to now.
    pub(crate) fn all(
        &mut self,
        now: Millis,
        settings: &Settings,
    ) -> impl Iterator<Item = &CheckIn> {
        for check_in in &mut self.0 {
            check_in.settle(now, settings);
        }
        self.0.iter()
    }
}

/// A check-in as the control API and the Rust API show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckInView {
    /// `PairingUuid`.
    pub uuid: String,
    /// What the customer types.
    pub token: String,
    /// `offered`, `scanned`, `approved`, `ended`.
    pub state: &'static str,
    /// What the goods cost.
    pub net: Rappen,
    /// What the merchant wants to know.
    pub scopes: Vec<String>,
    /// The ways to ship.
    pub shipping: Vec<Shipping>,
    /// The chosen one.
    pub shipping_method_id: Option<String>,
    /// `CHF`.
    pub currency: String,
    /// Between phone and check-in.
    pub pairing_status: PairingStatus,
    /// The cash register that started it.
    pub cash_register: String,
    /// The orders that it paid.
    pub orders: Vec<String>,
    /// Swiss local time.
    pub created_at: String,
    /// Whether the customer has yet to decide.
    pub waits_for_customer: bool,
    /// What happened to it: when, by whom, and the state from then on.
    pub history: Vec<crate::orders::Step>,
}

impl CheckInView {
    pub(crate) fn of(check_in: &CheckIn, quirks: &CheckInQuirks) -> Self {
        let chosen = match &check_in.state {
            CheckInState::Approved { shipping, .. } => shipping.as_ref(),
            CheckInState::Offered | CheckInState::Scanned | CheckInState::Ended => None,
        };
        let history = check_in
            .history
            .iter()
            .map(|(at, by, state)| crate::orders::Step {
                at: swiss_timestamp(*at),
                by: *by,
                state: (*state).to_owned(),
            });
        Self {
            uuid: check_in.uuid.to_string(),
            token: check_in.display_token.clone(),
            state: check_in.word(),
            net: check_in.wish.net,
            scopes: check_in.wish.scopes.clone(),
            shipping: check_in.wish.shipping.clone(),
            shipping_method_id: chosen.map(|shipping| shipping.id.clone()),
            currency: "CHF".to_owned(),
            pairing_status: check_in.pairing_status(quirks),
            cash_register: check_in.wish.cash_register.clone(),
            orders: check_in.orders.iter().map(Uuid::to_string).collect(),
            created_at: swiss_timestamp(check_in.created_at),
            waits_for_customer: check_in.waits_for_customer(),
            history: history.collect(),
        }
    }
}
