//! The simulator's phone, which does at once what it is asked.

use std::time::Duration;

use serde_json::json;

use super::{BuyerAction, CheckInAction, PaymentCode, Phone};
use crate::control::Control;
use crate::halt::Halt;

/// Does what the rehearsal asks through the simulator's control API.
pub struct AutomaticPhone {
    control: Control,
}

impl AutomaticPhone {
    /// The phone of the simulator behind `control`.
    pub fn new(control: Control) -> Self {
        Self { control }
    }
}

impl Phone for AutomaticPhone {
    fn ask(&self, action: BuyerAction, code: &PaymentCode) -> Result<(), Halt> {
        let action = match action {
            BuyerAction::Scan => "pair",
            BuyerAction::Approve => "approve",
            BuyerAction::Decline => "decline",
        };
        self.control.buyer(&code.uuid, action).map_err(Halt::Step)
    }

    fn ask_check_in(&self, action: CheckInAction, code: &PaymentCode) -> Result<(), Halt> {
        let (action, how) = match action {
            CheckInAction::Scan => ("scan", json!({})),
            CheckInAction::Approve => ("approve", json!({})),
            CheckInAction::ApproveWithoutTwintId => ("approve", json!({ "customer": null })),
            CheckInAction::Decline => ("decline", json!({})),
        };
        self.control
            .check_in(&code.uuid, action, &how)
            .map_err(Halt::Step)
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(10)
    }

    fn is_automatic(&self) -> bool {
        true
    }

    fn answer(&self, _question: &str) -> Option<bool> {
        None
    }
}
