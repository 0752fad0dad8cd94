//! `Twint\Transition` and `Twint\Step`.

use ext_php_rs::convert::IntoZval;
use ext_php_rs::types::Zval;

use super::{Action, Actor, Booking, Duty, Event, Phase};
use crate::books::{next_step, phases};
use crate::ext::native_class::{NativeClass, Returned, Slot, Type};

static TRANSITION: Slot = Slot::new();
static STEP: Slot = Slot::new();

/// An edge of the table of phases.
pub struct Transition(pub phases::Transition);

impl NativeClass for Transition {
    const NAME: &'static str = "Twint\\Transition";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("from", Type::Class("Twint\\Phase")),
        ("event", Type::Class("Twint\\Event")),
        ("to", Type::Class("Twint\\Phase")),
        ("actors", Type::Array),
        ("duties", Type::Array),
    ];

    fn slot() -> &'static Slot {
        &TRANSITION
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let edge = self.0;
        let actors: Vec<Actor> = edge.actors.iter().map(|actor| (*actor).into()).collect();
        let duties: Vec<Duty> = edge.duties.iter().map(|duty| (*duty).into()).collect();
        Ok(vec![
            Phase::from(edge.from).into_zval(false)?,
            Event::from(edge.event).into_zval(false)?,
            Phase::from(edge.to).into_zval(false)?,
            actors.into_zval(false)?,
            duties.into_zval(false)?,
        ])
    }
}

/// First the event, then the action.
pub struct Step(pub next_step::Step);

impl NativeClass for Step {
    const NAME: &'static str = "Twint\\Step";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("ours", Type::Bool),
        ("event", Type::NullableClass("Twint\\Event")),
        ("action", Type::Class("Twint\\Action")),
        ("reason", Type::NullableString),
        ("booking", Type::NullableClass("Twint\\Booking")),
        ("started", Type::NullableBool),
        ("captured", Type::NullableBool),
        ("cancelled", Type::NullableBool),
        ("unrecognised", Type::Bool),
    ];

    fn slot() -> &'static Slot {
        &STEP
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let step = self.0;
        Ok(vec![
            step.ours.into_zval(false)?,
            match step.event {
                Some(event) => Event::from(event).into_zval(false)?,
                None => Zval::null(),
            },
            Action::from(step.action).into_zval(false)?,
            step.reason.into_zval(false)?,
            match step.booking {
                Some(booking) => Returned(Booking(booking)).into_zval(false)?,
                None => Zval::null(),
            },
            step.outcomes.started.into_zval(false)?,
            step.outcomes.captured.into_zval(false)?,
            step.outcomes.cancelled.into_zval(false)?,
            step.unrecognised.into_zval(false)?,
        ])
    }
}
