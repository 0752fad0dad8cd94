//! The day somebody has access data: walks TWINT's test system through every flow with a phone in the hand, and says what it does
//! differently from the simulator.
//!
//! A rehearsal plays [`steps`] on a [`stage`]: each makes calls that are recorded without secrets and notes [`finding`]s. The same
//! steps play with the simulator; a [`report`] compares the two and answers the list "What is not established about TWINT".

pub mod access;
mod answer;
mod censor;
mod clock;
mod control;
pub mod docs_list;
pub mod finding;
mod halt;
mod keeper;
mod next_certificate;
mod payments;
mod phone;
mod qr_picture;
mod recording;
pub mod rehearsal;
pub mod report;
mod requests;
mod shape;
mod simulated;
mod span;
pub mod stage;
mod state;
pub mod steps;

pub use censor::Censor;
pub use clock::{Clock, SimulatorClock, WallClock, in_utc, wall_unix};
pub use control::{Control, SimulatorAccess};
pub use halt::Halt;
pub use keeper::{Forgetful, Keeper};
pub use next_certificate::NextCertificate;
pub use payments::{Payment, francs};
pub use phone::{AutomaticPhone, Code, Gesture, Person, Phone};
pub use qr_picture::QrPicture;
pub use recording::{Recorded, Recording};
pub use shape::{Element, Shape};
pub use simulated::{SimulatedPlay, as_documented};
pub use span::{Span, in_words};
pub use state::{Reply, State};
