//! Every call with the order's state before and after, and the counters of the wire.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;

use crate::api_version::ApiVersion;
use crate::shared::lock;

/// How many calls are kept; older ones are forgotten.
const KEPT: usize = 50_000;

/// One call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// Counts from 1.
    pub sequence: u64,
    /// When it was read, Swiss local time.
    pub at: String,
    /// As named by `SOAPAction`; empty when there was none.
    pub operation: String,
    /// As told by the path.
    pub api_version: Option<ApiVersion>,
    /// From the request's header.
    pub message_id: Option<String>,
    /// From `MerchantInformation` or `FindOrder`.
    pub cash_register: Option<String>,
    /// The order's reference, where one order was meant.
    pub reference: Option<String>,
    /// The order's UUID, where one order was meant and found.
    pub order_uuid: Option<String>,
    /// `IN_PROGRESS/ORDER_RECEIVED` and the like.
    pub state_before: Option<String>,
    /// The same after processing; equal when nothing changed.
    pub state_after: Option<String>,
    /// Whether the operation was carried out, whatever the client got to see of it.
    pub processed: bool,
    /// The status sent; `None` when no complete head was sent.
    pub http_status: Option<u16>,
    /// The element of the fault answered.
    pub fault: Option<String>,
    /// The failures that struck, as in JSON, joined by `+`.
    pub failure: Option<String>,
    /// Counts from 1.
    pub connection: u64,
    /// From the last byte of the request to the first of the answer, in microseconds.
    pub duration_us: u64,
    /// How long `WaitForResponse` held it, in milliseconds: the quirk's time where nothing happened, however late the machine woke up.
    pub held_ms: u64,
    /// What validation did not understand.
    pub complaints: Vec<String>,
}

#[derive(Debug, Default)]
pub(crate) struct CallLog {
    next: u64,
    calls: VecDeque<Call>,
    by_operation: BTreeMap<String, u64>,
}

impl CallLog {
    /// Writes a call down and returns its number.
    pub(crate) fn add(&mut self, mut call: Call) -> u64 {
        self.next += 1;
        call.sequence = self.next;
        match self.by_operation.get_mut(&call.operation) {
            Some(count) => *count += 1,
            None => drop(self.by_operation.insert(call.operation.clone(), 1)),
        }
        if self.calls.len() == KEPT {
            self.calls.pop_front();
        }
        self.calls.push_back(call);
        self.next
    }

    /// Calls after the given number, at most `limit` of the newest.
    pub(crate) fn since(&self, sequence: u64, limit: usize) -> Vec<Call> {
        let start = self.calls.partition_point(|c| c.sequence <= sequence);
        let start = start.max(self.calls.len().saturating_sub(limit));
        self.calls.range(start..).cloned().collect()
    }

    /// Forgets the calls; their numbers and counts go on.
    pub(crate) fn clear(&mut self) {
        self.calls.clear();
    }
}

/// Counts of connections, handshakes and calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Counters {
    /// TCP connections accepted on the SOAP port.
    pub connections: u64,
    /// Of these, still open.
    pub open_connections: u64,
    /// Handshakes with certificates and keys.
    pub full_handshakes: u64,
    /// Handshakes that resumed a session.
    pub resumed_handshakes: u64,
    /// Handshakes that failed, on either side.
    pub refused_handshakes: u64,
    /// SOAP calls read (at least their head).
    pub calls: u64,
    /// The same by operation.
    pub calls_by_operation: BTreeMap<String, u64>,
    /// Requests for the list of apps.
    pub app_scheme_requests: u64,
    /// Why the last handshakes failed, newest last.
    pub last_refusals: Vec<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Meters {
    pub connections: AtomicU64,
    pub full: AtomicU64,
    pub resumed: AtomicU64,
    pub refused: AtomicU64,
    pub app_schemes: AtomicU64,
    refusals: Mutex<VecDeque<String>>,
    open: Mutex<OpenConnections>,
}

/// Connections by number; numbers are never used twice.
#[derive(Debug, Default)]
struct OpenConnections {
    last: u64,
    numbers: BTreeSet<u64>,
}

impl Meters {
    pub(crate) fn count(meter: &AtomicU64) -> u64 {
        meter.fetch_add(1, Ordering::Relaxed) + 1
    }

    pub(crate) fn open_connection(&self) -> u64 {
        let mut open = lock(&self.open);
        open.last += 1;
        let number = open.last;
        open.numbers.insert(number);
        number
    }

    pub(crate) fn close_connection(&self, number: u64) {
        lock(&self.open).numbers.remove(&number);
    }

    /// The number of the newest connection.
    pub(crate) fn newest(&self) -> u64 {
        lock(&self.open).last
    }

    /// Whether a connection up to that number is still open.
    pub(crate) fn any_open_until(&self, number: u64) -> bool {
        lock(&self.open)
            .numbers
            .first()
            .is_some_and(|n| *n <= number)
    }

    pub(crate) fn refused(&self, why: String) {
        Self::count(&self.refused);
        let mut refusals = lock(&self.refusals);
        if refusals.len() == 50 {
            refusals.pop_front();
        }
        refusals.push_back(why);
    }

    pub(crate) fn read(&self, log: &CallLog) -> Counters {
        let get = |meter: &AtomicU64| meter.load(Ordering::Relaxed);
        Counters {
            connections: get(&self.connections),
            open_connections: lock(&self.open).numbers.len() as u64,
            full_handshakes: get(&self.full),
            resumed_handshakes: get(&self.resumed),
            refused_handshakes: get(&self.refused),
            calls: log.next,
            calls_by_operation: log.by_operation.clone(),
            app_scheme_requests: get(&self.app_schemes),
            last_refusals: lock(&self.refusals).iter().cloned().collect(),
        }
    }

    /// Forgets all but the connections that are open.
    pub(crate) fn reset(&self) {
        for meter in [
            &self.connections,
            &self.full,
            &self.resumed,
            &self.refused,
            &self.app_schemes,
        ] {
            meter.store(0, Ordering::Relaxed);
        }
        lock(&self.refusals).clear();
    }
}
