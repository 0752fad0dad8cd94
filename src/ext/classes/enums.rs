//! `Twint\Environment`, `Twint\Capture`, `Twint\OrderState`.

use ext_php_rs::prelude::*;

use crate::core::merchant;
use crate::core::order;

/// Which TWINT.
#[php_enum]
#[php(name = "Twint\\Environment")]
#[derive(Clone, Copy)]
pub enum Environment {
    /// Real money.
    #[php(value = "production")]
    Production,
    /// TWINT's test system.
    #[php(value = "testing")]
    Testing,
}

impl From<Environment> for merchant::Environment {
    fn from(environment: Environment) -> Self {
        match environment {
            Environment::Production => Self::Production,
            Environment::Testing => Self::Testing,
        }
    }
}

/// When the money moves.
#[php_enum]
#[php(name = "Twint\\Capture")]
#[derive(Clone, Copy)]
pub enum Capture {
    /// One confirmation right after the buyer's approval.
    #[php(value = "immediate")]
    Immediate,
    /// Reserved now, captured later and in parts.
    #[php(value = "deferred")]
    Deferred,
}

impl From<Capture> for order::Capture {
    fn from(capture: Capture) -> Self {
        match capture {
            Capture::Immediate => Self::Immediate,
            Capture::Deferred => Self::Deferred,
        }
    }
}

/// Where an order stands.
#[php_enum]
#[php(name = "Twint\\OrderState")]
#[derive(Clone, Copy)]
pub enum OrderState {
    /// Poll on.
    #[php(value = "awaitingCustomer")]
    AwaitingCustomer,
    /// Approved: capture or cancel.
    #[php(value = "awaitingConfirmation")]
    AwaitingConfirmation,
    /// Done for the whole amount.
    #[php(value = "succeeded")]
    Succeeded,
    /// Done, not plainly for the whole amount.
    #[php(value = "partiallySucceeded")]
    PartiallySucceeded,
    /// Over, without money.
    #[php(value = "failed")]
    Failed,
}

impl From<order::OrderState> for OrderState {
    fn from(state: order::OrderState) -> Self {
        match state {
            order::OrderState::AwaitingCustomer => Self::AwaitingCustomer,
            order::OrderState::AwaitingConfirmation => Self::AwaitingConfirmation,
            order::OrderState::Succeeded => Self::Succeeded,
            order::OrderState::PartiallySucceeded => Self::PartiallySucceeded,
            order::OrderState::Failed => Self::Failed,
        }
    }
}
