//! An answer as it came, read more closely than a client has to: what it says, and what is odd about it.

use roxmltree::{Document, Node};

use crate::finding::{Content, EmptyElement, EmptyForm};
use crate::state::{Reply, State};

/// Elements that come without content in answers that were recorded.
const MAY_BE_EMPTY: [&str; 2] = ["CustomerInformation", "BNPLData"];

/// The namespace of `xsi:nil`.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An order in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderSeen {
    /// Where it stands.
    pub state: State,
    /// `Reason/@code`.
    pub reason_code: Option<String>,
    /// TWINT's name for it.
    pub uuid: Option<String>,
    /// Our name for it; an answer to a start does not repeat it.
    pub reference: Option<String>,
    /// `AuthorizedAmount`.
    pub authorized: Option<String>,
    /// The first `PaymentAmount`.
    pub paid: Option<String>,
    /// `Fee`.
    pub fee: Content,
    /// `BNPLData`; the start's answer has no order in it, and so says nothing of it.
    pub bnpl: Option<Content>,
    /// `PairingStatus`, where it stands beside the order.
    pub pairing: Option<String>,
    /// `CreationTimestamp`.
    pub created: Option<String>,
    /// `ProcessingTimestamp`.
    pub processed: Option<String>,
}

/// What an answer says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// In a few words, the same for every answer that means the same.
    pub outcome: String,
    /// The fault, if it is one.
    pub fault: Option<(String, Option<String>)>,
    /// Its orders; that of a start has only a state.
    pub orders: Vec<OrderSeen>,
    /// Optional elements without content.
    pub empty: Vec<EmptyElement>,
    /// Its amounts, as they are written.
    pub amounts: Vec<String>,
    /// Whether there is an `ApiToken`.
    pub api_token: bool,
    /// The fields of the buyer's data by name, and whether there is something in each; never what.
    pub customer_fields: Vec<(String, bool)>,
    /// `Terminal/Status` of an enrolment from version 9 on; nothing where the answer names no terminal.
    pub terminal_status: Option<Vec<String>>,
}

impl Answer {
    /// Reads it; `None` if it is no XML.
    pub fn read(text: &str) -> Option<Self> {
        let document = Document::parse(text).ok()?;
        let root = document.root_element();
        let body = descendant(root, "Body").and_then(|body| body.first_element_child());
        let fault = descendant(root, "Fault").map(fault);
        let mut orders: Vec<_> = root
            .descendants()
            .filter(|node| node.has_tag_name_local("Order"))
            .filter_map(order)
            .collect();
        if orders.is_empty()
            && let Some(status) = descendant(root, "OrderStatus")
        {
            orders.extend(started(status));
        }
        if let ([order], Some(pairing)) = (&mut orders[..], descendant(root, "PairingStatus")) {
            order.pairing = content(pairing);
        }
        let outcome = match (&fault, &orders[..], body) {
            (Some((element, code)), _, _) => Reply::Fault {
                element: element.clone(),
                code: code.clone(),
            }
            .to_string(),
            (None, [order], _) => order.state.to_string(),
            (None, [], Some(body)) => plain(body),
            (None, orders, _) => format!("{} orders", orders.len()),
        };
        Some(Self {
            outcome,
            fault,
            orders,
            empty: empty(root),
            amounts: root
                .descendants()
                .filter(|node| node.has_tag_name_local("Amount"))
                .filter(|node| node.first_element_child().is_none())
                .filter_map(content)
                .collect(),
            api_token: descendant(root, "ApiToken").is_some(),
            customer_fields: descendant(root, "CustomerData").map_or_else(Vec::new, fields),
            terminal_status: terminal_status(root),
        })
    }

    /// Its only order.
    pub fn order(&self) -> Option<&OrderSeen> {
        match &self.orders[..] {
            [order] => Some(order),
            _ => None,
        }
    }

    /// How TWINT took the call, if the answer says so.
    pub fn reply(&self) -> Option<Reply> {
        match (&self.fault, self.order()) {
            (Some((element, code)), _) => Some(Reply::Fault {
                element: element.clone(),
                code: code.clone(),
            }),
            (None, Some(order)) => Some(Reply::Order(order.state.clone())),
            (None, None) => None,
        }
    }
}

trait Local {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Local for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn descendant<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants()
        .find(|node| node.has_tag_name_local(name))
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|node| node.has_tag_name_local(name))
}

/// All its text, `None` if there is none but blanks.
fn content(node: Node<'_, '_>) -> Option<String> {
    let text: String = node
        .descendants()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn reply(node: Option<Node<'_, '_>>) -> Content {
    match node {
        None => Content::Absent,
        Some(node) => content(node).map_or(Content::Empty, Content::Text),
    }
}

fn fault(node: Node<'_, '_>) -> (String, Option<String>) {
    let element = child(node, "detail").and_then(|detail| detail.first_element_child());
    let name = element.map_or("without detail", |element| element.tag_name().name());
    let code = element
        .and_then(|element| descendant(element, "Code"))
        .and_then(content);
    (name.to_owned(), code)
}

/// The text of the innermost `Amount`: a `PaymentAmount` has one within another.
fn amount(node: Option<Node<'_, '_>>) -> Option<String> {
    node?
        .descendants()
        .filter(|node| node.has_tag_name_local("Amount"))
        .find(|node| node.first_element_child().is_none())
        .and_then(content)
}

fn state(status: Node<'_, '_>) -> Option<(State, Option<String>)> {
    let reason = child(status, "Reason");
    let text = |node: Option<Node<'_, '_>>| node.and_then(content).unwrap_or_default();
    let state = State {
        status: text(Some(child(status, "Status")?)),
        reason: text(reason),
    };
    let code = reason.and_then(|reason| reason.attribute("code"));
    Some((state, code.map(str::to_owned)))
}

fn started(status: Node<'_, '_>) -> Option<OrderSeen> {
    let (state, reason_code) = state(status)?;
    Some(OrderSeen {
        state,
        reason_code,
        uuid: status
            .parent()
            .and_then(|parent| child(parent, "OrderUuid"))
            .and_then(content),
        reference: None,
        authorized: None,
        paid: None,
        fee: Content::Absent,
        bnpl: None,
        pairing: None,
        created: None,
        processed: None,
    })
}

fn order(node: Node<'_, '_>) -> Option<OrderSeen> {
    let (state, reason_code) = state(child(node, "Status")?)?;
    let text = |name| child(node, name).and_then(content);
    let fee = match child(node, "Fee") {
        None => Content::Absent,
        Some(fee) => amount(Some(fee)).map_or(Content::Empty, Content::Text),
    };
    Some(OrderSeen {
        state,
        reason_code,
        uuid: text("Uuid"),
        reference: text("MerchantTransactionReference"),
        authorized: amount(child(node, "AuthorizedAmount")),
        paid: amount(child(node, "PaymentAmount")),
        fee,
        bnpl: Some(reply(child(node, "BNPLData"))),
        pairing: None,
        created: text("CreationTimestamp"),
        processed: text("ProcessingTimestamp"),
    })
}

fn fields(data: Node<'_, '_>) -> Vec<(String, bool)> {
    data.children()
        .filter(|node| node.has_tag_name_local("Field"))
        .map(|field| {
            let name = child(field, "Name").and_then(content).unwrap_or_default();
            let value = child(field, "Value").and_then(content);
            (name, value.is_some())
        })
        .collect()
}

fn terminal_status(root: Node<'_, '_>) -> Option<Vec<String>> {
    let mut terminals = root
        .descendants()
        .filter(|node| node.has_tag_name_local("Terminal"))
        .peekable();
    terminals.peek()?;
    let status = |terminal: Node<'_, '_>| {
        let status: Vec<_> = terminal
            .children()
            .filter(|node| node.has_tag_name_local("Status"))
            .filter_map(content)
            .collect();
        status
    };
    Some(terminals.flat_map(status).collect())
}

/// How a check-in stands and what stands beside it, without what the buyer handed over.
fn check_in(body: Node<'_, '_>, notification: Node<'_, '_>) -> String {
    let status = child(notification, "PairingStatus").and_then(content);
    let mut outcome = status.unwrap_or_else(|| "no PairingStatus".to_owned());
    for (name, words) in [
        ("ShippingMethodId", " with a shipping method"),
        ("CustomerData", " with the buyer's data"),
    ] {
        if child(body, name).is_some() {
            outcome.push_str(words);
        }
    }
    outcome
}

/// `OK` of a status, the texts of a certificate's validity; only the number of elements of anything else.
fn plain(body: Node<'_, '_>) -> String {
    if let Some(notification) = child(body, "CheckInNotification") {
        return check_in(body, notification);
    }
    for name in ["Status", "RenewalAllowed"] {
        if let Some(text) = child(body, name).and_then(content) {
            return format!("{name} {text}");
        }
    }
    match body.tag_name().name().strip_suffix("ResponseElement") {
        Some("FindOrder") => "0 orders".to_owned(),
        Some(operation) => format!("an answer to {operation}"),
        None => format!("the element {}", body.tag_name().name()),
    }
}

/// The outermost elements without any text, but for those that are known to be so.
fn empty(root: Node<'_, '_>) -> Vec<EmptyElement> {
    let says_nothing = |node: &Node<'_, '_>| {
        let name = node.tag_name().name();
        node.is_element()
            && content(*node).is_none()
            && !MAY_BE_EMPTY.contains(&name)
            && !name.ends_with("ResponseElement")
    };
    let mut found: Vec<_> = root
        .descendants()
        .filter(says_nothing)
        .filter(|node| !node.parent().is_some_and(|parent| says_nothing(&parent)))
        .map(|node| EmptyElement {
            name: node.tag_name().name().to_owned(),
            form: if node.attribute((XSI, "nil")).is_some() {
                EmptyForm::Nil
            } else if node.first_element_child().is_some() {
                EmptyForm::Children
            } else {
                EmptyForm::Tag
            },
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope(body: &str) -> String {
        format!(
            r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>{body}</soap:Body></soap:Envelope>"#
        )
    }

    const ORDER: &str = r#"<Order confirmationNeeded="true" type="PAYMENT_DEFERRED"><RequestedAmount><Amount>0.50</Amount><Currency>CHF</Currency></RequestedAmount>
        <Uuid>84760185-a1ad-49a7-b521-cb4b09a006d4</Uuid><Status><Status code="0">SUCCESS</Status><Reason code="1">ORDER_PARTIAL_OK</Reason></Status>
        <AuthorizedAmount><Amount>0.50</Amount><Currency>CHF</Currency></AuthorizedAmount><Fee/>
        <PaymentAmount><PaymentMethod>UNSPECIFIED</PaymentMethod><Amount><Amount>0.30</Amount><Currency>CHF</Currency></Amount></PaymentAmount><BNPLData/></Order>"#;

    #[test]
    fn an_order_is_read_with_what_is_odd_about_it() {
        let text = envelope(&format!(
            "<MonitorOrderResponseElement>{ORDER}<PairingStatus>NO_PAIRING</PairingStatus></MonitorOrderResponseElement>"
        ));
        let answer = Answer::read(&text).unwrap();
        assert_eq!(answer.outcome, "SUCCESS/ORDER_PARTIAL_OK");
        let name = "Fee".to_owned();
        let form = EmptyForm::Tag;
        assert_eq!(answer.empty, [EmptyElement { name, form }]);
        assert_eq!(answer.amounts, ["0.50", "0.50", "0.30"]);
        let order = answer.order().unwrap();
        assert_eq!(order.reason_code.as_deref(), Some("1"));
        assert_eq!(order.authorized.as_deref(), Some("0.50"));
        assert_eq!(order.paid.as_deref(), Some("0.30"));
        assert_eq!(order.fee, Content::Empty);
        assert_eq!(order.bnpl, Some(Content::Empty));
        assert_eq!(order.pairing.as_deref(), Some("NO_PAIRING"));
    }

    #[test]
    fn elements_are_empty_in_three_forms() {
        for (element, form) in [
            ("<Fee/>", Some(EmptyForm::Tag)),
            ("<Fee> </Fee>", Some(EmptyForm::Tag)),
            (
                "<Fee xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>",
                Some(EmptyForm::Nil),
            ),
            ("<Fee><Amount/><Currency/></Fee>", Some(EmptyForm::Children)),
            ("<Fee>1</Fee>", None),
            ("<BNPLData/>", None),
        ] {
            let text = envelope(&format!("<A>x{element}</A>"));
            let forms: Vec<_> = Answer::read(&text)
                .unwrap()
                .empty
                .into_iter()
                .map(|empty| empty.form)
                .collect();
            assert_eq!(forms, Vec::from_iter(form), "{element}");
        }
    }

    #[test]
    fn a_fault_is_told_by_its_element_and_number() {
        let text = envelope(
            "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring><detail><InvalidOrder><ErrorCode>\
             <Code>1116</Code><Status>INPUT_ERROR_ORDER</Status></ErrorCode></InvalidOrder></detail></soap:Fault>",
        );
        let answer = Answer::read(&text).unwrap();
        assert_eq!(answer.outcome, "the fault InvalidOrder (1116)");
        assert_eq!(answer.orders, []);
        let text = envelope("<soap:Fault><faultstring>no</faultstring></soap:Fault>");
        assert_eq!(
            Answer::read(&text).unwrap().outcome,
            "the fault without detail"
        );
    }

    #[test]
    fn of_the_buyers_data_only_the_names_of_the_fields_are_kept() {
        let text = envelope(
            "<A><CustomerData><Field><Name>email</Name><Value>anna@muster.example</Value></Field>\
             <Field><Name>phone_number</Name><Value/></Field></CustomerData></A>",
        );
        let answer = Answer::read(&text).unwrap();
        let named = |name: &str, filled| (name.to_owned(), filled);
        assert_eq!(
            answer.customer_fields,
            [named("email", true), named("phone_number", false)]
        );
        assert!(!format!("{answer:?}").contains("anna"));
    }

    #[test]
    fn an_enrolment_says_what_is_wrong_with_the_terminal() {
        for (terminals, status) in [
            ("", None),
            ("<Terminal/>", Some(vec![])),
            (
                "<Terminal><Status>INVALID_MCC</Status></Terminal><Terminal><Status>SYSTEM</Status></Terminal>",
                Some(vec!["INVALID_MCC".to_owned(), "SYSTEM".to_owned()]),
            ),
        ] {
            let text = envelope(&format!("<E>{terminals}</E>"));
            assert_eq!(Answer::read(&text).unwrap().terminal_status, status);
        }
    }

    #[test]
    fn other_answers_are_told_in_a_few_words() {
        for (body, outcome) in [
            ("<FindOrderResponseElement/>", "0 orders"),
            (
                "<CheckSystemStatusResponseElement><Status>OK</Status></CheckSystemStatusResponseElement>",
                "Status OK",
            ),
            (
                "<EnrollCashRegisterResponseElement><BeaconSecurity><MajorId>0</MajorId></BeaconSecurity></EnrollCashRegisterResponseElement>",
                "an answer to EnrollCashRegister",
            ),
            (
                "<MonitorFastCheckoutCheckInResponseElement><CheckInNotification><PairingStatus>PAIRING_ACTIVE</PairingStatus>\
                 </CheckInNotification><ShippingMethodId>post</ShippingMethodId><CustomerData><Field><Name>email</Name>\
                 <Value>anna@muster.example</Value></Field></CustomerData></MonitorFastCheckoutCheckInResponseElement>",
                "PAIRING_ACTIVE with a shipping method with the buyer's data",
            ),
        ] {
            assert_eq!(Answer::read(&envelope(body)).unwrap().outcome, outcome);
        }
        let two = envelope(&format!(
            "<FindOrderResponseElement>{ORDER}{ORDER}</FindOrderResponseElement>"
        ));
        assert_eq!(Answer::read(&two).unwrap().outcome, "2 orders");
        assert_eq!(Answer::read("<html>"), None);
    }
}
