//! The day somebody has access data: walks TWINT's test system through every flow with a phone in the hand, and says what it does
//! differently from the simulator.
//!
//! A rehearsal makes [`steps`] in a [`session`]: each makes calls, which are recorded without secrets, and notes [`finding`]s. The
//! same steps are made with the simulator; a [`report`] compares the two and answers the list "What is not established about TWINT".

pub mod access;
mod answer;
mod censor;
mod clock;
mod control;
pub mod docs_list;
pub mod finding;
mod halt;
mod journal;
mod next_certificate;
mod payments;
mod phone;
mod qr_picture;
mod recording;
pub mod rehearsal;
pub mod report;
mod requests;
pub mod session;
mod shape;
mod simulated;
mod span;
mod state;
pub mod steps;

pub use censor::Censor;
pub use clock::{Clock, SimulatorClock, WallClock, in_utc, wall_unix};
pub use control::{Control, SimulatorAccess};
pub use halt::Halt;
pub use journal::{Journal, NoJournal};
pub use next_certificate::NextCertificate;
pub use payments::{Payment, francs};
pub use phone::{AutomaticPhone, BuyerAction, CheckInAction, PaymentCode, Person, Phone};
pub use qr_picture::QrPicture;
pub use recording::{Recorded, Recording};
pub use shape::{Element, Shape};
pub use simulated::{SimulatedRehearsal, default_run};
pub use span::{Span, in_words};
pub use state::{Reply, State};
