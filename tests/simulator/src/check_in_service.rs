//! The operations about check-ins, and the orders that check-ins pay.

use std::fmt::Write;

use uuid::Uuid;

use crate::answers;
use crate::api_version::ApiVersion;
use crate::check_in_quirks::{CancelWhenOver, ExpressAmount, SecondOrder, UnknownPairing};
use crate::check_ins::{CheckIn, CheckInState, CheckInWish, SCOPES, Shipping};
use crate::faults::Fault;
use crate::money::Rappen;
use crate::order_book::OrderIndex;
use crate::orders::{Actor, Kind};
use crate::qr;
use crate::quirks::PairingStatus;
use crate::service::{Context, Outcome, Trace, cash_register, money, parse_uuid, truth};
use crate::shared::Engine;
use crate::xml_tree::{Element, escape};

impl Context<'_> {
    /// `RequestFastCheckoutCheckIn`.
    pub(crate) fn request_check_in(&self, engine: &mut Engine, trace: &mut Trace) -> Outcome {
        let net = money(self.body.child("NetAmount").expect("validated"), trace)?;
        if net == Rappen::ZERO {
            // Only version 10 declares the fault that says so.
            let element = if self.version >= ApiVersion::V10 {
                "InvalidAmount"
            } else {
                "SystemError"
            };
            return Err(Fault::new(element, "The amount must be positive."));
        }
        let children = |name: &'static str| {
            self.body
                .children
                .iter()
                .filter(move |child| child.name == name)
        };
        let scopes: Vec<String> = children("RequestedScopes")
            .map(|scope| crate::xml_tree::collapse(&scope.text))
            .collect();
        if let Some(unknown) = scopes
            .iter()
            .find(|scope| !SCOPES.contains(&scope.as_str()))
        {
            let says = format!("The scope {unknown} is not known.");
            return Err(Fault::new("InvalidCustomerDataScope", says));
        }
        let shipping = children("ShippingMethods")
            .map(|method| shipping(method, trace))
            .collect::<Result<Vec<_>, _>>()?;
        let is_twice = |(index, method): (usize, &Shipping)| {
            shipping[..index].iter().any(|other| other.id == method.id)
        };
        if shipping.iter().enumerate().any(is_twice) {
            let says = "Two shipping methods have the same id.";
            return Err(Fault::new("InvalidShippingMethod", says));
        }
        let wish = CheckInWish {
            net,
            scopes,
            shipping,
            cash_register: cash_register(self.body).unwrap_or_default(),
        };
        let Engine {
            check_ins,
            dice,
            settings,
            ..
        } = engine;
        let check_in = check_ins.add(wish, self.now, dice);
        let status = check_in.pairing_status(&settings.check_in_quirks);
        let mut xml = self.notification(check_in.uuid, status);
        let picture = qr::data_uri(&check_in.display_token);
        let _ = write!(
            xml,
            "<ns2:Token><DisplayToken>{}</DisplayToken><APIToken>{}</APIToken><QRCodeImage>{picture}</QRCodeImage></ns2:Token>",
            check_in.display_token, check_in.api_token
        );
        let wants_picture = self.body.child("QRCodeRendering");
        if wants_picture.is_some_and(|e| truth(&e.text)) {
            let _ = write!(xml, "<ns2:QRCode>{picture}</ns2:QRCode>");
        }
        Ok(xml)
    }

    /// `MonitorFastCheckoutCheckIn`.
    pub(crate) fn monitor_check_in(&self, engine: &mut Engine) -> Outcome {
        let quirks = engine.settings.check_in_quirks.clone();
        let Some(check_in) = self.paired(engine) else {
            return match (quirks.unknown_pairing, self.pairing()) {
                (UnknownPairing::NoPairing, Some(uuid)) => {
                    Ok(self.notification(uuid, PairingStatus::NoPairing))
                }
                (UnknownPairing::NoPairing, None) | (UnknownPairing::SystemError, _) => {
                    Err(Fault::new("SystemError", "The pairing does not exist."))
                }
            };
        };
        let mut xml = self.notification(check_in.uuid, check_in.pairing_status(&quirks));
        let CheckInState::Approved { shipping, data } = &check_in.state else {
            return Ok(xml);
        };
        if let Some(shipping) = shipping {
            let id = escape(&shipping.id);
            let _ = write!(xml, "<ns2:ShippingMethodId>{id}</ns2:ShippingMethodId>");
        }
        if let Some(data) = data.as_ref().filter(|data| !data.is_empty()) {
            xml.push_str("<ns2:CustomerData>");
            for (name, value) in data {
                let _ = write!(
                    xml,
                    "<ns2:Field><ns2:Name>{name}</ns2:Name><ns2:Value>{}</ns2:Value></ns2:Field>",
                    escape(value)
                );
            }
            xml.push_str("</ns2:CustomerData>");
        }
        Ok(xml)
    }

    /// `CancelCheckIn`.
    pub(crate) fn cancel_check_in(&self, engine: &mut Engine, trace: &mut Trace) -> Outcome {
        let now = self.now;
        let quirks = engine.settings.check_in_quirks.clone();
        let unknown = || Fault::new("UnspecifiedPairingError", "The pairing does not exist.");
        let check_in = self.paired(engine).ok_or_else(unknown)?;
        let answered = |word: &str| Ok(format!("<ns2:Status>{word}</ns2:Status>"));
        if quirks
            .cancel_without_effect
            .strikes(&mut check_in.cancel_strikes)
        {
            trace.carried_out = Some(false);
            return answered("OK");
        }
        match check_in.end(now, Actor::Merchant) {
            Ok(()) => answered("OK"),
            Err(_) => match quirks.cancel_when_over {
                CancelWhenOver::Ok => answered("OK"),
                CancelWhenOver::Error => answered("ERROR"),
                CancelWhenOver::Fault => {
                    Err(Fault::new("UnspecifiedPairingError", "It is over already."))
                }
            },
        }
    }

    /// The check-in that is to pay an order of this kind over this amount, if the order names one.
    pub(crate) fn paying_check_in(
        &self,
        engine: &mut Engine,
        kind: Kind,
        amount: Rappen,
    ) -> Result<Option<Uuid>, Fault> {
        if self.body.child("PairingUuid").is_none() {
            return Ok(None);
        }
        if kind == Kind::Reversal {
            let says = "A reversal goes to whoever paid.";
            return Err(Fault::new("InvalidParameter", says));
        }
        let quirks = engine.settings.check_in_quirks.clone();
        let unknown = || Fault::new("InvalidParameter", "Unknown pairing.");
        let check_in = self.paired(engine).ok_or_else(unknown)?;
        let Some(total) = check_in.approved_total() else {
            return Err(Fault::new("PairingError", "The pairing is not active."));
        };
        if !check_in.orders.is_empty() && quirks.second_order == SecondOrder::Refused {
            return Err(Fault::new("ActivePairingError", "It has an order already."));
        }
        if amount != total && quirks.amount == ExpressAmount::AsApproved {
            let says = format!("The customer approved {total}, not {amount}.");
            return Err(Fault::new("InvalidAmount", says));
        }
        Ok(Some(check_in.uuid))
    }

    /// The customer of a check-in approved its order beforehand.
    pub(crate) fn begin_express(&self, engine: &mut Engine, index: OrderIndex) {
        let Engine {
            check_ins,
            book,
            settings,
            ..
        } = engine;
        let order = book.get_mut(index);
        let paid_by = order
            .wish
            .check_in
            .and_then(|uuid| check_ins.by_uuid(uuid, self.now, settings));
        let Some(check_in) = paid_by else { return };
        check_in.orders.push(order.wish.uuid);
        let how = settings.check_in_quirks.order;
        order.begin_express(how, self.now, &settings.quirks);
    }

    fn pairing(&self) -> Option<Uuid> {
        parse_uuid(&self.body.child("PairingUuid")?.text)
    }

    fn paired<'e>(&self, engine: &'e mut Engine) -> Option<&'e mut CheckIn> {
        let Engine {
            check_ins,
            settings,
            ..
        } = engine;
        check_ins.by_uuid(self.pairing()?, self.now, settings)
    }

    fn notification(&self, pairing: Uuid, status: PairingStatus) -> String {
        let register = cash_register(self.body).unwrap_or_default();
        let merchant = self.shared.store_uuid.to_string();
        format!(
            "<ns2:CheckInNotification>{}<ns2:PairingUuid>{pairing}</ns2:PairingUuid><ns2:PairingStatus>{}</ns2:PairingStatus>\
             </ns2:CheckInNotification>",
            answers::merchant_information(&merchant, &register),
            status.text()
        )
    }
}

fn shipping(method: &Element, trace: &mut Trace) -> Result<Shipping, Fault> {
    let text = |name| method.child(name).map(|e| e.text.clone());
    Ok(Shipping {
        id: method.child_token("ShippingMethodId").unwrap_or_default(),
        label: text("ShippingMethodLabel").unwrap_or_default(),
        description: text("ShippingMethodDescription"),
        amount: money(
            method.child("ShippingMethodAmount").expect("validated"),
            trace,
        )?,
    })
}
