//! What the ports, the phone and the Rust API share.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, watch};
use uuid::Uuid;

use crate::app_schemes::AppSchemes;
use crate::call_log::{CallLog, Meters};
use crate::certificates::Authority;
use crate::check_ins::CheckInBook;
use crate::clock::Clock;
use crate::dice::Dice;
use crate::failures::{Failures, Stage, What};
use crate::order_book::OrderBook;
use crate::settings::Settings;

/// Locks, and goes on after a panic elsewhere: a simulator's state is worth more than its purity.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) struct Shared {
    pub clock: Arc<Clock>,
    pub authority: Arc<Authority>,
    pub store_uuid: Uuid,
    pub engine: Mutex<Engine>,
    pub meters: Meters,
    /// Wakes long-polling calls: an order changed or time jumped.
    pub changed: Notify,
    /// Each new value drops all open SOAP connections.
    pub hang_up: watch::Sender<u64>,
    first_settings: Settings,
}

/// Everything that changes, under one lock held for microseconds.
pub(crate) struct Engine {
    pub settings: Settings,
    pub book: OrderBook,
    pub check_ins: CheckInBook,
    pub enrolled: HashSet<String>,
    pub failures: Failures,
    pub log: CallLog,
    pub dice: Dice,
    pub app_schemes: AppSchemes,
}

impl Engine {
    fn new(settings: Settings, dice: Dice) -> Self {
        Self {
            settings,
            book: OrderBook::default(),
            check_ins: CheckInBook::default(),
            enrolled: HashSet::new(),
            failures: Failures::default(),
            log: CallLog::default(),
            dice,
            app_schemes: AppSchemes::default(),
        }
    }
}

impl Shared {
    pub(crate) fn new(
        clock: Arc<Clock>,
        authority: Arc<Authority>,
        store_uuid: Uuid,
        settings: Settings,
        seed: u64,
    ) -> Self {
        Self {
            clock,
            authority,
            store_uuid,
            engine: Mutex::new(Engine::new(settings.clone(), Dice::seeded(seed))),
            meters: Meters::default(),
            changed: Notify::new(),
            hang_up: watch::Sender::new(0),
            first_settings: settings,
        }
    }

    pub(crate) fn engine(&self) -> MutexGuard<'_, Engine> {
        lock(&self.engine)
    }

    /// The failures that strike now.
    pub(crate) fn strike(&self, stage: Stage, operation: &str) -> Vec<What> {
        self.engine().failures.strike(stage, operation)
    }

    /// Whether the SOAP port must refuse connections.
    pub(crate) fn refuses(&self) -> bool {
        let engine = self.engine();
        engine.settings.refuse_connections || engine.failures.refuse_all()
    }

    /// Tells all open connections to end; the number is the newest of them.
    pub(crate) fn hang_up(&self) -> u64 {
        let newest = self.meters.newest();
        self.hang_up.send_modify(|n| *n += 1);
        newest
    }

    /// Ends all open connections and waits, a second at most, until they are gone.
    pub(crate) fn drop_connections(&self) {
        let newest = self.hang_up();
        for _ in 0..1_000 {
            if !self.meters.any_open_until(newest) {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// The same without blocking the thread.
    pub(crate) async fn drop_connections_async(&self) {
        let newest = self.hang_up();
        for _ in 0..1_000 {
            if !self.meters.any_open_until(newest) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Back to the beginning, except for certificates, ports and connections.
    pub(crate) fn reset(&self) {
        self.clock.reset();
        self.meters.reset();
        {
            let mut engine = self.engine();
            let dice = engine.dice.clone(); // goes on, lest old UUIDs come again
            *engine = Engine::new(self.first_settings.clone(), dice);
        }
        self.changed.notify_waiters();
    }
}
