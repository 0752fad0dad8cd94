//! The time by which a rehearsal waits.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use twint::twint::values::moment::Moment;

use crate::control::Control;
use crate::halt::Halt;
use crate::span::milliseconds;

/// Lets time pass, and knows how much has.
pub trait Clock {
    /// Lets this much time pass.
    ///
    /// # Errors
    /// [`Halt::Stopped`] when somebody pressed Ctrl-C meanwhile, [`Halt::All`] when the clock is gone.
    fn pass(&self, time: Duration) -> Result<(), Halt>;

    /// How much has passed since the rehearsal began.
    fn elapsed(&self) -> Duration;

    /// Seconds since 1970.
    fn unix(&self) -> i64;

    /// How long TWINT held the last call back, which took `measured` in all: the simulator knows it, and a busy machine takes any time
    /// for the rest.
    ///
    /// # Errors
    /// [`Halt::All`] when the clock is gone.
    fn held(&self, measured: Duration) -> Result<Duration, Halt>;

    /// Whether days pass at once.
    fn can_leap(&self) -> bool;
}

/// The one on the wall.
pub struct WallClock {
    began: Instant,
    stop: Arc<AtomicBool>,
}

impl WallClock {
    /// Begins now; `stop` ends every waiting.
    pub fn new(stop: Arc<AtomicBool>) -> Self {
        Self {
            began: Instant::now(),
            stop,
        }
    }
}

impl Clock for WallClock {
    fn pass(&self, time: Duration) -> Result<(), Halt> {
        let until = Instant::now() + time;
        loop {
            if self.stop.load(Ordering::Relaxed) {
                return Err(Halt::Stopped);
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            std::thread::sleep(left.min(Duration::from_millis(100)));
        }
    }

    fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    fn unix(&self) -> i64 {
        wall_unix()
    }

    fn held(&self, measured: Duration) -> Result<Duration, Halt> {
        Ok(measured)
    }

    fn can_leap(&self) -> bool {
        false
    }
}

/// After such a pause every server has closed its idle connections.
const IDLE: Duration = Duration::from_secs(600);

/// The simulator's, which is moved instead of waited for.
pub struct SimulatorClock {
    began: Instant,
    control: Control,
    ahead: Cell<Duration>,
}

impl SimulatorClock {
    /// Begins now.
    pub fn new(control: Control) -> Self {
        Self {
            began: Instant::now(),
            control,
            ahead: Cell::new(Duration::ZERO),
        }
    }
}

impl Clock for SimulatorClock {
    fn pass(&self, time: Duration) -> Result<(), Halt> {
        // The simulator's clock has no smaller steps.
        let time = Duration::from_millis(milliseconds(time));
        self.control.advance(time).map_err(Halt::All)?;
        if time >= IDLE {
            // No connection lives through this.
            self.control.drop_connections().map_err(Halt::All)?;
        }
        self.ahead.set(self.ahead.get() + time);
        Ok(())
    }

    fn elapsed(&self) -> Duration {
        self.began.elapsed() + self.ahead.get()
    }

    fn unix(&self) -> i64 {
        let ahead = i64::try_from(self.ahead.get().as_secs()).unwrap_or(i64::MAX / 2);
        wall_unix().saturating_add(ahead)
    }

    fn held(&self, _measured: Duration) -> Result<Duration, Halt> {
        self.control.held().map_err(Halt::All)
    }

    fn can_leap(&self) -> bool {
        true
    }
}

/// Seconds since 1970 by the wall.
pub fn wall_unix() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
}

/// A moment as the client writes it, in UTC; seconds since 1970 if there is no such moment.
pub fn in_utc(unix: i64) -> String {
    Moment::from_unix_seconds(unix).map_or_else(|_| unix.to_string(), |moment| moment.to_string())
}
