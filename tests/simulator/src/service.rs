//! The operations: what each does to the orders and what it answers.

use std::fmt::Write;

use openssl::base64;
use openssl::x509::X509Ref;
use uuid::Uuid;

use crate::answers::{self, Rendering};
use crate::api_version::ApiVersion;
use crate::certificates;
use crate::clock::{DAY_MS, Millis, parse_date_time, swiss_date, swiss_timestamp};
use crate::colliding_reversal::{self, Verdict};
use crate::faults::{Fault, multiple_orders};
use crate::grammar::Operation;
use crate::money::{NotAnAmount, Rappen};
use crate::order_book::OrderIndex;
use crate::orders::{Kind, Refusal, Wish};
use crate::payment_page;
use crate::qr;
use crate::quirks::OptionalElement;
use crate::shared::{Engine, Shared};
use crate::xml_tree::{Element, collapse};

/// What is known about a valid request before its operation runs.
pub(crate) struct Context<'a> {
    pub shared: &'a Shared,
    pub version: ApiVersion,
    pub operation: Operation,
    pub body: &'a Element,
    pub merchant: Option<&'a str>,
    pub certificate: Option<&'a X509Ref>,
    pub now: Millis,
}

/// What the log wants to know about the order a call was about.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    pub order: Option<OrderIndex>,
    pub before: Option<String>,
    /// Whether it was carried out, where the answer does not say.
    pub carried_out: Option<bool>,
    /// Something the call did not make clear although the schema allows it.
    pub complaint: Option<String>,
}

pub(crate) type Outcome = Result<String, Fault>;

/// What TWINT says of an order that does not allow an operation: always the same. The recorded faults have 816 bytes, of which these
/// are 40, whatever the state and however the order was named; their words were not kept.
const WRONG_STATE: &str = "The order does not allow this operation.";
/// The fault of a renewal that comes too early was recorded with 867 bytes, of which these are 55.
const TOO_EARLY_TO_RENEW: &str = "Renewal of the certificate is not allowed at this time.";

/// Runs the operation: the contents of its response element, or a fault.
pub(crate) fn run(context: &Context<'_>, engine: &mut Engine, trace: &mut Trace) -> Outcome {
    context.check_merchant()?;
    context.check_cash_register(engine)?;
    match context.operation {
        Operation::EnrollCashRegister => context.enroll(engine),
        Operation::CheckSystemStatus => Ok(check_system_status(engine)),
        Operation::StartOrder => context.start_order(engine, trace),
        Operation::MonitorOrder => context.monitor_order(engine, trace),
        Operation::ConfirmOrder => context.confirm_order(engine, trace),
        Operation::CancelOrder => context.cancel_order(engine, trace),
        Operation::GetOrder => context.get_order(engine, trace),
        Operation::FindOrder => context.find_order(engine),
        Operation::GetCertificateValidity => context.certificate_validity(engine),
        Operation::RenewCertificate => context.renew_certificate(engine),
        Operation::RequestFastCheckoutCheckIn => context.request_check_in(engine, trace),
        Operation::MonitorFastCheckoutCheckIn => context.monitor_check_in(engine),
        Operation::CancelCheckIn => context.cancel_check_in(engine, trace),
    }
}

/// Whether a long-polling `MonitorOrder` has nothing new to say yet; the state it waits to leave.
pub(crate) fn awaits(body: &Element) -> bool {
    body.child("WaitForResponse")
        .is_some_and(|e| truth(&e.text))
}

pub(crate) fn state_text(engine: &Engine, index: OrderIndex) -> String {
    let text = engine.book.get(index).status(&engine.settings.quirks);
    format!("{}/{}", text.status, text.reason)
}

/// The order a request means, without objections; for long-polling and the log.
pub(crate) fn order_meant(engine: &Engine, body: &Element) -> Option<OrderIndex> {
    if let Some(uuid) = body.child("OrderUuid") {
        return engine.book.by_uuid(parse_uuid(&uuid.text)?);
    }
    let reference = body.child_token("MerchantTransactionReference")?;
    match engine.book.by_reference(&reference) {
        [one] => Some(*one),
        _ => None,
    }
}

/// The cash register a request names.
pub(crate) fn cash_register(body: &Element) -> Option<String> {
    body.child("MerchantInformation")
        .unwrap_or(body)
        .child_token("CashRegisterId")
}

/// The reference a request names.
pub(crate) fn reference(body: &Element) -> Option<String> {
    body.child("Order")
        .unwrap_or(body)
        .child_token("MerchantTransactionReference")
}

pub(crate) fn truth(text: &str) -> bool {
    matches!(collapse(text).as_str(), "true" | "1")
}

pub(crate) fn parse_uuid(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text.trim_matches(['{', '}', '(', ')'])).ok()
}

fn check_system_status(engine: &Engine) -> String {
    let status = if engine.settings.system_status_ok {
        "OK"
    } else {
        "ERROR"
    };
    format!("<ns2:Status>{status}</ns2:Status>")
}

impl Context<'_> {
    // ── who is calling ──

    fn check_merchant(&self) -> Result<(), Fault> {
        let who = self.body.child("MerchantInformation").unwrap_or(self.body);
        let asked = who.child("MerchantUuid").and_then(|e| parse_uuid(&e.text));
        let Some(asked) = asked else {
            return Err(Fault::new("InvalidMerchant", "Unknown merchant alias."));
        };
        let own = self.merchant.and_then(parse_uuid);
        let first = self.shared.store_uuid;
        let stores = [first, certificates::second_store(first)];
        // One certificate serves all stores of its merchant.
        let is_for_asked = own
            .is_some_and(|own| own == asked || (stores.contains(&own) && stores.contains(&asked)));
        if !is_for_asked {
            return Err(Fault::new(
                "InvalidMerchant",
                "The merchant is not the one the client certificate was issued for.",
            ));
        }
        if !stores.contains(&asked) {
            return Err(Fault::new("InvalidMerchant", "Unknown merchant."));
        }
        Ok(())
    }

    /// `ConfirmOrder` was recorded to be answered for a till that was not enrolled.
    fn check_cash_register(&self, engine: &Engine) -> Result<(), Fault> {
        let needs_one = matches!(
            self.operation,
            Operation::StartOrder
                | Operation::MonitorOrder
                | Operation::CancelOrder
                | Operation::FindOrder
                | Operation::RequestFastCheckoutCheckIn
                | Operation::MonitorFastCheckoutCheckIn
                | Operation::CancelCheckIn
        );
        if !needs_one || !engine.settings.enforce_enrolment {
            return Ok(());
        }
        match cash_register(self.body) {
            Some(id) if !engine.enrolled.contains(&id) => Err(Fault::new(
                "InvalidCashRegister",
                format!("The cash register {id} is not enrolled."),
            )),
            _ => Ok(()),
        }
    }

    fn enroll(&self, engine: &mut Engine) -> Outcome {
        let id = cash_register(self.body).unwrap_or_default();
        if id.is_empty() {
            return Err(Fault::new(
                "InvalidParameter",
                "The cash register has no id.",
            ));
        }
        if let Some(former) = self.body.child_token("FormerCashRegisterId") {
            engine.enrolled.remove(&former);
        }
        engine.enrolled.insert(id.clone());
        let uuid = engine.dice.uuid();
        Ok(match self.version {
            ApiVersion::V8_5 | ApiVersion::V8_6 | ApiVersion::V8_7 => format!(
                "<ns2:BeaconSecurity><ns2:BeaconUuid>{uuid}</ns2:BeaconUuid><ns2:MajorId>0</ns2:MajorId>\
                 <ns2:MinorId>0</ns2:MinorId><ns2:BeaconInitString>no secret</ns2:BeaconInitString>\
                 <ns2:BeaconSecret>no secret</ns2:BeaconSecret></ns2:BeaconSecurity>"
            ),
            ApiVersion::V9 | ApiVersion::V10 => format!(
                "<ns2:MessageHeader><ns2:ExchangeId>{uuid}</ns2:ExchangeId>\
                 <ns2:MessageDateTime>{}</ns2:MessageDateTime></ns2:MessageHeader>\
                 <ns2:MerchantReference><ns2:MerchantUuid>{}</ns2:MerchantUuid></ns2:MerchantReference>\
                 <ns2:Terminal><ns2:TerminalExternalId>{}</ns2:TerminalExternalId></ns2:Terminal>",
                swiss_timestamp(self.now),
                self.shared.store_uuid,
                crate::xml_tree::escape(&id),
            ),
        })
    }

    // ── orders ──

    fn start_order(&self, engine: &mut Engine, trace: &mut Trace) -> Outcome {
        let order = self.body.child("Order").expect("validated");
        let kind = order
            .attribute("type")
            .and_then(Kind::named)
            .expect("validated");
        let requested = order.child("RequestedAmount").expect("validated");
        let amount = money(requested, trace)?;
        if amount == Rappen::ZERO {
            return Err(Fault::new("InvalidAmount", "The amount must be positive."));
        }
        self.check_selector()?;
        let reference = order
            .child_token("MerchantTransactionReference")
            .unwrap_or_default();
        let confirmation_needed = order.attribute("confirmationNeeded").is_some_and(truth);
        let authorization_type = order
            .child_token("PaymentAuthorizationType")
            .unwrap_or_else(|| "FINAL_AUTH".to_owned());
        if authorization_type == "PRE_AUTH" && (!confirmation_needed || kind == Kind::Reversal) {
            return Err(Fault::new(
                "InvalidPreAuthOrder",
                "PRE_AUTH needs a payment with confirmationNeeded.",
            ));
        }
        let check_in = self.paying_check_in(engine, kind, amount)?;
        let (link, token) = match kind {
            Kind::Credit => {
                return Err(Fault::new(
                    "InvalidOrder",
                    "CREDIT is not allowed for this merchant.",
                ));
            }
            Kind::Reversal => (Some(self.original(engine, order, amount)?), None),
            _ if check_in.is_some() => (None, None),
            _ => {
                let free = engine.book.free_token(&mut engine.dice);
                let none_left = || Fault::new("SystemError", "No token is free.");
                (None, Some(free.ok_or_else(none_left)?))
            }
        };
        let wish = Wish {
            uuid: engine.dice.uuid(),
            reference,
            kind,
            confirmation_needed,
            posting_type: order.child_token("PostingType").unwrap_or_default(),
            requested: amount,
            requested_text: requested.child_token("Amount").unwrap_or_default(),
            repeated: repeated(order, &authorization_type),
            store: self.store(),
            cash_register: cash_register(self.body).unwrap_or_default(),
            token,
            link,
            check_in,
        };
        let quirks = engine.settings.quirks.clone();
        let verdict = colliding_reversal::verdict(&engine.book, &wish, quirks.colliding_reversal);
        match verdict {
            Verdict::CarryOut | Verdict::CarryOutAndRefuse(_) => {}
            Verdict::Refuse(fault) => return Err(fault),
            Verdict::Answer(existing) => {
                trace.order = Some(existing);
                trace.carried_out = Some(false);
                let existing = engine.book.get(existing);
                return Ok(answers::start_order(existing, &Rendering::Nothing, &quirks));
            }
        }
        let index = engine.book.add(wish, self.now, &quirks);
        trace.order = Some(index);
        self.begin_express(engine, index);
        if let Verdict::CarryOutAndRefuse(fault) = verdict {
            trace.carried_out = Some(true);
            return Err(fault);
        }
        let order = engine.book.get(index);
        let rendering = self.rendering(order.wish.uuid, token);
        let mut content = answers::start_order(order, &rendering, &quirks);
        let api_token = quirks.api_token && self.version >= ApiVersion::V10;
        if let (true, Some(token)) = (api_token, token) {
            let _ = write!(content, "<ns2:ApiToken>{token}</ns2:ApiToken>");
        }
        Ok(content)
    }

    /// The customer: only one who is not identified beforehand, or checked in, can pay here.
    fn check_selector(&self) -> Result<(), Fault> {
        for child in &self.body.children {
            let (element, says) = match child.name.as_str() {
                "UnidentifiedCustomer" if !truth(&child.text) => {
                    ("InvalidParameter", "UnidentifiedCustomer must be true.")
                }
                "OfflineAuthorization" => (
                    "InvalidOfflineAuthorization",
                    "Unknown offline authorization.",
                ),
                "CustomerRelationUuid" => {
                    ("InvalidCustomerRelationKey", "Unknown customer relation.")
                }
                "ExpressMerchantAuthorization" => (
                    "ExpressCheckoutCredentialsInvalid",
                    "Unknown authorization.",
                ),
                _ => continue,
            };
            return Err(Fault::new(element, says));
        }
        Ok(())
    }

    /// The paid order a reversal gives money back for.
    fn original(
        &self,
        engine: &mut Engine,
        order: &Element,
        amount: Rappen,
    ) -> Result<Uuid, Fault> {
        let link = order.child("Link").ok_or_else(|| {
            Fault::new(
                "InvalidOrder",
                "A reversal needs a link to its original order.",
            )
        })?;
        let index = self.find(engine, link)?;
        let original = engine.book.get(index);
        if original.is_reversal() || original.captured == Rappen::ZERO {
            return Err(Fault::new("InvalidOrder", WRONG_STATE));
        }
        if amount > original.refundable() {
            let element = engine.settings.quirks.over_refund.element();
            let says = format!(
                "{amount} cannot be reversed, {} are left.",
                original.refundable()
            );
            return Err(Fault::new(element, says));
        }
        Ok(original.wish.uuid)
    }

    fn rendering(&self, order: Uuid, token: Option<u32>) -> Rendering {
        let Some(token) = token else {
            return Rendering::Nothing;
        };
        let qr_code = self
            .body
            .child("QRCodeRendering")
            .is_some_and(|e| truth(&e.text));
        let layer = self.body.child("PaymentLayerRendering");
        match layer.map(|e| e.text.as_str()) {
            Some("PAYMENT_PAGE") => Rendering::PaymentPage(payment_page::address(order, self.now)),
            Some(_) => Rendering::QrCode(qr::data_uri(&token.to_string())),
            None if qr_code => Rendering::QrCode(qr::data_uri(&token.to_string())),
            None => Rendering::Nothing,
        }
    }

    /// The store that calls; its orders are nobody else's, also not of another store of the same merchant.
    fn store(&self) -> Uuid {
        let who = self.body.child("MerchantInformation").unwrap_or(self.body);
        let asked = who.child("MerchantUuid").and_then(|e| parse_uuid(&e.text));
        asked.unwrap_or(self.shared.store_uuid)
    }

    fn is_ours(&self, engine: &Engine, index: OrderIndex) -> bool {
        engine.book.get(index).wish.store == self.store()
    }

    /// The one order named by `OrderUuid` or reference, brought up to now.
    fn find(&self, engine: &mut Engine, by: &Element) -> Result<OrderIndex, Fault> {
        let unknown = || Fault::new("InvalidOrder", "The order does not exist.");
        let index = if let Some(uuid) = by.child("OrderUuid") {
            parse_uuid(&uuid.text)
                .and_then(|uuid| engine.book.by_uuid(uuid))
                .filter(|index| self.is_ours(engine, *index))
                .ok_or_else(unknown)?
        } else {
            let reference = by
                .child_token("MerchantTransactionReference")
                .unwrap_or_default();
            let named = engine.book.by_reference(&reference).iter().copied();
            let ours: Vec<_> = named.filter(|index| self.is_ours(engine, *index)).collect();
            match ours[..] {
                [] => return Err(unknown()),
                [one] => one,
                _ => return Err(multiple_orders(&reference)),
            }
        };
        engine.book.settle(index, self.now, &engine.settings);
        Ok(index)
    }

    fn found(&self, engine: &mut Engine, trace: &mut Trace) -> Result<OrderIndex, Fault> {
        let index = self.find(engine, self.body)?;
        trace.order = Some(index);
        trace.before = Some(state_text(engine, index));
        Ok(index)
    }

    fn order_xml(&self, engine: &Engine, index: OrderIndex, with_merchant: bool) -> String {
        let mut xml = String::with_capacity(1600);
        if with_merchant {
            let id = cash_register(self.body).unwrap_or_default();
            let merchant = self.store().to_string();
            xml.push_str(&answers::merchant_information(&merchant, &id));
        }
        let quirks = &engine.settings.quirks;
        answers::order(&mut xml, engine.book.get(index), self.version, quirks);
        xml
    }

    fn monitor_order(&self, engine: &mut Engine, trace: &mut Trace) -> Outcome {
        let index = self.found(engine, trace)?;
        let mut xml = self.order_xml(engine, index, true);
        let order = engine.book.get(index);
        answers::monitor_order_end(&mut xml, order, &engine.settings.quirks);
        Ok(xml)
    }

    fn confirm_order(&self, engine: &mut Engine, trace: &mut Trace) -> Outcome {
        let requested = self.body.child("RequestedAmount").expect("validated");
        let amount = money(requested, trace)?;
        let partial = self
            .body
            .child("PartialConfirmation")
            .is_some_and(|e| truth(&e.text));
        let index = self.found(engine, trace)?;
        let before = self.order_xml(engine, index, true);
        let Engine { book, settings, .. } = engine;
        let quirks = &settings.quirks;
        let strikes = &mut book.get_mut(index).confirm_strikes;
        if quirks
            .confirm_without_effect
            .strikes(&mut strikes.without_effect)
        {
            trace.carried_out = Some(false);
            return Ok(before);
        }
        book.confirm(index, amount, partial, self.now, quirks)
            .map_err(|refusal| match refusal {
                Refusal::Amount => {
                    let order = book.get(index);
                    let says = format!(
                        "{amount} cannot be confirmed, {} of {} are left.",
                        order.authorized.less(order.captured),
                        order.authorized
                    );
                    Fault::new("InvalidAmount", says)
                }
                Refusal::Part => Fault::new(
                    quirks.partial_capture_fault.element(),
                    "Partial confirmations are not allowed for this merchant.",
                ),
                Refusal::WrongState => {
                    Fault::new(quirks.confirm_in_wrong_state.element(), WRONG_STATE)
                }
            })?;
        let strikes = &mut book.get_mut(index).confirm_strikes;
        if quirks
            .confirm_shows_state_before
            .strikes(&mut strikes.state_before)
        {
            return Ok(before);
        }
        Ok(self.order_xml(engine, index, true))
    }

    fn cancel_order(&self, engine: &mut Engine, trace: &mut Trace) -> Outcome {
        let index = self.found(engine, trace)?;
        let before = self.order_xml(engine, index, false);
        let Engine { book, settings, .. } = engine;
        let quirks = &settings.quirks;
        let order = book.get_mut(index);
        if quirks
            .cancel_without_effect
            .strikes(&mut order.cancel_strikes.without_effect)
        {
            trace.carried_out = Some(false);
            return Ok(before);
        }
        if order.cancel(self.now, quirks).is_err() {
            return Err(Fault::new("StatusTransitionError", WRONG_STATE));
        }
        if quirks
            .cancel_shows_state_before
            .strikes(&mut order.cancel_strikes.state_before)
        {
            return Ok(before);
        }
        Ok(self.order_xml(engine, index, false))
    }

    fn get_order(&self, engine: &mut Engine, trace: &mut Trace) -> Outcome {
        let index = self.found(engine, trace)?;
        let mut xml = self.order_xml(engine, index, false);
        let token = engine.book.get(index).wish.token;
        let api_token = engine.settings.quirks.api_token && self.version >= ApiVersion::V10;
        if let (true, Some(token)) = (api_token, token) {
            let _ = write!(xml, "<ns2:ApiToken>{token}</ns2:ApiToken>");
        }
        Ok(xml)
    }

    fn find_order(&self, engine: &mut Engine) -> Outcome {
        let date = |name| {
            self.body
                .child(name)
                .and_then(|e| parse_date_time(&collapse(&e.text)))
        };
        let indices: Vec<OrderIndex> = if let Some(uuid) = self.body.child("OrderUuid") {
            let uuid = parse_uuid(&uuid.text);
            uuid.and_then(|uuid| engine.book.by_uuid(uuid))
                .into_iter()
                .collect()
        } else if let Some(reference) = self.body.child_token("MerchantTransactionReference") {
            engine.book.by_reference(&reference).to_vec()
        } else if let (Some(from), Some(to)) = (date("SearchStartDate"), date("SearchEndDate")) {
            if from > to {
                return Err(Fault::new(
                    "InvalidParameter",
                    "SearchStartDate is after SearchEndDate.",
                ));
            }
            engine.book.between(from, to).collect()
        } else {
            engine.book.everything().collect()
        };
        let register = cash_register(self.body);
        let mut found: Vec<_> = indices
            .into_iter()
            .filter(|i| {
                let order = engine.book.get(*i);
                let of_register = register
                    .as_ref()
                    .is_none_or(|id| order.wish.cash_register == *id);
                of_register && self.is_ours(engine, *i)
            })
            .collect();
        if let Some(limit) = engine.settings.quirks.find_order_limit {
            found.drain(..found.len().saturating_sub(limit));
        }
        let mut xml = String::with_capacity(found.len() * 1200);
        for index in found {
            engine.book.settle(index, self.now, &engine.settings);
            let quirks = &engine.settings.quirks;
            answers::order(&mut xml, engine.book.get(index), self.version, quirks);
        }
        Ok(xml)
    }

    // ── certificates ──

    fn certificate_expires(&self) -> Result<Millis, Fault> {
        self.certificate
            .and_then(certificates::expires)
            .ok_or_else(|| Fault::new("SystemError", "The client certificate cannot be read."))
    }

    fn renewal_allowed(&self, engine: &Engine) -> Result<bool, Fault> {
        let settings = &engine.settings;
        let window = Millis::from(settings.quirks.renewal_window_days) * DAY_MS;
        let soon = self.certificate_expires()? - self.now <= window;
        Ok(settings
            .certificate_validity
            .renewal_allowed
            .unwrap_or(soon))
    }

    fn certificate_validity(&self, engine: &Engine) -> Outcome {
        let expires = self.certificate_expires()?;
        let set = &engine.settings.certificate_validity.expiry_date;
        let date = set.clone().unwrap_or_else(|| swiss_date(expires));
        Ok(format!(
            "<ns2:CertificateExpiryDate>{}</ns2:CertificateExpiryDate><ns2:RenewalAllowed>{}</ns2:RenewalAllowed>",
            crate::xml_tree::escape(&date),
            self.renewal_allowed(engine)?
        ))
    }

    fn renew_certificate(&self, engine: &Engine) -> Outcome {
        if !self.renewal_allowed(engine)? {
            return Err(Fault::new("CertificateRenewalRefused", TOO_EARLY_TO_RENEW));
        }
        let password = self.body.child("CertificatePassword").expect("validated");
        let compact: String = password.text.split_whitespace().collect();
        let password = base64::decode_block(&compact)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .filter(|password| !password.is_empty())
            .ok_or_else(|| Fault::new("InvalidParameter", "The password is empty or not UTF-8."))?;
        let authority = &self.shared.authority;
        let renewed = authority
            .renew(&password, self.now)
            .map_err(|says| Fault::new("InvalidParameter", says))?;
        if let (Some(days), Some(old)) = (
            engine.settings.quirks.old_certificate_days,
            self.certificate,
        ) {
            authority.revoke(old, self.now + Millis::from(days) * DAY_MS);
        }
        Ok(format!(
            "<ns2:MerchantCertificate>{}</ns2:MerchantCertificate><ns2:ExpirationDate>{}</ns2:ExpirationDate>",
            base64::encode_block(&renewed.pkcs12),
            swiss_timestamp(renewed.expires)
        ))
    }
}

/// What answers repeat of an order beside what it is made of.
fn repeated(order: &Element, authorization_type: &str) -> Vec<(OptionalElement, String)> {
    let authorization_type = format!(
        "<ns2:PaymentAuthorizationType>{authorization_type}</ns2:PaymentAuthorizationType>"
    );
    let mut repeated = vec![(
        OptionalElement::PaymentAuthorizationType,
        authorization_type,
    )];
    for child in &order.children {
        let element = match child.name.as_str() {
            "CustomerBenefit" => OptionalElement::CustomerBenefit,
            "EReceiptUrl" => OptionalElement::EReceiptUrl,
            "Link" => OptionalElement::Link,
            "OrderDetailsUrl" => OptionalElement::OrderDetailsUrl,
            "TimeBasedData" => OptionalElement::TimeBasedData,
            "ConfirmationButtonId" => OptionalElement::ConfirmationButtonId,
            _ => continue,
        };
        repeated.push((element, answers::repeat(child)));
    }
    repeated
}

/// A `CurrencyAmountType` in Swiss francs.
pub(crate) fn money(amount: &Element, trace: &mut Trace) -> Result<Rappen, Fault> {
    let currency = amount.child_token("Currency").unwrap_or_default();
    if currency != "CHF" {
        return Err(Fault::new(
            "InvalidCurrency",
            format!("The currency {currency} is not supported."),
        ));
    }
    let text = amount.child_token("Amount").unwrap_or_default();
    let digits = text.strip_prefix('-').unwrap_or(&text); // the schema lets -0 pass
    Rappen::parse(digits).map_err(|why| {
        let says = match why {
            NotAnAmount::TooPrecise => format!("{text} has more than two decimal places."),
            NotAnAmount::TooLarge | NotAnAmount::NotADecimal => format!("{text} is not an amount."),
        };
        trace.complaint = Some(format!("{}: {says}", amount.name));
        Fault::new("InvalidAmount", says)
    })
}
