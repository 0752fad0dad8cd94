//! Rule of money 8 under every quirk of the simulator: what a function of `flow` returns agrees with the simulator's own books.

#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use std::collections::BTreeMap;

use serde_json::Value;
use simulated::*;
use twint::twint::error::{Error, ErrorKind};
use twint::twint::flow::{self, CaptureRequest};
use twint::twint::merchant::Merchant;
use twint::twint::values::identifiers::OrderUuid;
use twint::twint::values::money::Chf;
use twint::twint::values::order::{Capture, Order, OrderState};
use twint_simulator::{Quirks, Simulator};

/// A choice of the simulator's quirks: their values by name.
type Drawn = BTreeMap<&'static str, Value>;

fn every_quirk_alone() -> impl Iterator<Item = Drawn> {
    Quirks::catalogue()
        .into_iter()
        .flat_map(|quirk| {
            quirk
                .values
                .into_iter()
                .map(move |value| (quirk.name, value))
        })
        .map(|one| Drawn::from([one]))
}

/// Four quirks, the same ones for the same seed.
fn several(seed: u64) -> Drawn {
    let mut draws = RandomDraws(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let quirks = Quirks::catalogue();
    (0..4)
        .map(|_| {
            let quirk = draws.one_of(&quirks);
            (quirk.name, draws.one_of(&quirk.values).clone())
        })
        .collect()
}

/// Marsaglia's xorshift.
struct RandomDraws(u64);

impl RandomDraws {
    fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let index = self.0 % choices.len() as u64;
        &choices[usize::try_from(index).unwrap()]
    }
}

/// A merchant, its simulator, and the quirks as a text for failed assertions.
struct World {
    simulator: Simulator,
    merchant: Merchant,
    what: String,
}

impl World {
    fn new(drawn: &Drawn) -> Self {
        let quirks = drawn
            .iter()
            .fold(Quirks::default(), |quirks, (name, value)| {
                quirks.with(name, value).expect("a quirk of the catalogue")
            });
        let simulator = Simulator::builder().quirks(quirks).start();
        let merchant = merchant(&simulator);
        Self {
            simulator,
            merchant,
            what: format!("{drawn:?}"),
        }
    }

    fn taken(&self, order: OrderUuid) -> Chf {
        books(&self.simulator, order).0.parse().unwrap()
    }

    fn given_back(&self, order: OrderUuid) -> Chf {
        books(&self.simulator, order).1.parse().unwrap()
    }

    /// What a flow said of `amount` beside what moved.
    fn check(&self, name: &str, said: &Result<Order, Error>, amount: Chf, before: Chf, after: Chf) {
        let moved = after.checked_sub(before).unwrap_or_else(|| {
            panic!(
                "{name}: money came back from {before} to {after}: {}",
                self.what
            )
        });
        let nothing = moved.is_zero();
        let agrees = match said.as_ref().map_err(Error::kind) {
            Ok(_) => moved == amount,
            Err(ErrorKind::OutcomeUnknown) => nothing || moved == amount,
            Err(_) => nothing,
        };
        assert!(
            agrees,
            "{name} of {amount} moved {moved} and said {said:?}: {}",
            self.what
        );
    }

    fn capture(&self, name: &str, order: OrderUuid, request: CaptureRequest) {
        let before = self.taken(order);
        let said = flow::capture(&self.merchant, order, request);
        self.check(name, &said, request.amount, before, self.taken(order));
        if said.is_ok() {
            return;
        }
        // Whoever finds out later is told no lie either, and takes the money once at most.
        let found = flow::find_out_capture(&self.merchant, order, request);
        self.check(name, &found, request.amount, before, self.taken(order));
    }

    /// Refunds five francs under this reference.
    fn refund(&self, name: &str, order: OrderUuid, under: &str) {
        let (under, amount) = (reference(under), chf("5.00"));
        let before = self.given_back(order);
        let said = flow::refund(&self.merchant, order, &under, amount);
        self.check(name, &said, amount, before, self.given_back(order));
        let found = flow::find_out_refund(&self.merchant, order, &under, amount);
        self.check(name, &found, amount, before, self.given_back(order));
    }

    fn approved(&self, name: &str, capture: Capture) -> OrderUuid {
        approved(&self.simulator, &self.merchant, name, "42.00", capture)
    }

    fn live(&self) {
        let order = self.approved("whole", Capture::Immediate);
        self.capture("the whole", order, whole("42.00"));
        self.refund("a refund", order, "back");
        self.refund("a refund under the original's reference", order, "whole");

        let order = self.approved("less", Capture::Deferred);
        self.capture("less than the whole", order, whole("20.00"));

        let order = self.approved("parts", Capture::Deferred);
        self.capture("a part", order, part("10.00", "0"));
        let by_now = self.taken(order).to_string();
        self.capture("another part", order, part("10.00", &by_now));
        let by_now = self.taken(order);
        if let Some(rest) = chf("42.00")
            .checked_sub(by_now)
            .filter(|rest| !rest.is_zero())
        {
            self.capture(
                "the rest",
                order,
                last_part(&rest.to_string(), &by_now.to_string()),
            );
        }

        let order = self.approved("freed", Capture::Deferred);
        let said = flow::cancel(&self.merchant, order);
        self.check_cancelled("a reservation", &said, order);
        let order = start(&self.merchant, "unwanted", "42.00", Capture::Immediate).unwrap();
        let said = flow::cancel(&self.merchant, order.uuid);
        self.check_cancelled("what nobody approved", &said, order.uuid);
    }

    fn check_cancelled(&self, name: &str, said: &Result<Order, Error>, order: OrderUuid) {
        let view = self.simulator.order(&order.to_string()).unwrap();
        let is_over = view.status == "FAILURE";
        let agrees = match said.as_ref().map_err(Error::kind) {
            Ok(order) => is_over && order.state == OrderState::Failed,
            Err(ErrorKind::OutcomeUnknown) => true,
            Err(_) => !is_over,
        };
        assert!(
            agrees,
            "{name} was cancelled: {is_over}, said {said:?}: {}",
            self.what
        );
    }
}

/// So that a client which always says that it does not know would not pass.
#[test]
fn without_a_quirk_everything_is_proven() {
    let world = World::new(&Drawn::new());
    let order = world.approved("whole", Capture::Immediate);
    flow::capture(&world.merchant, order, whole("42.00")).unwrap();
    flow::refund(&world.merchant, order, &reference("back"), chf("5.00")).unwrap();
    let order = world.approved("parts", Capture::Deferred);
    flow::capture(&world.merchant, order, part("10.00", "0")).unwrap();
    flow::capture(&world.merchant, order, part("10.00", "10.00")).unwrap();
    flow::capture(&world.merchant, order, last_part("22.00", "20.00")).unwrap();
    let order = world.approved("freed", Capture::Deferred);
    flow::cancel(&world.merchant, order).unwrap();
}

#[test]
fn answers_agree_with_twints_books_under_each_quirk_alone() {
    let mut worlds = 0;
    for drawn in every_quirk_alone() {
        World::new(&drawn).live();
        worlds += 1;
    }
    assert!(worlds > 100, "{worlds}");
}

#[test]
fn answers_agree_with_twints_books_under_several_quirks_at_once() {
    for seed in 1..=40 {
        World::new(&several(seed)).live();
    }
}
