//! Full answers, with every element and attribute that TWINT's schema knows for them, in TWINT's form: its prefixes, no blanks
//! between elements.

use crate::reading::{Answer, ORDER, PAIRING, REFERENCE, STORE};
use twint::twint::values::api_version::ApiVersion;

pub const MESSAGE_ID: &str = "e6d46274-55bd-4d3e-9312-a845ce3e4e94";
/// The second order of a search.
pub const OTHER_ORDER: &str = "d78cce44-f95a-4eb0-b6db-ffcf3cd6c2c2";
/// The payment that the orders pay back.
pub const LINKED_ORDER: &str = "0b7fb4a5-5a37-4a52-a6f8-5d4b1d4c0b51";
pub const LINKED_REFERENCE: &str = "ORDER-1000-x3Zz";

/// An answer as TWINT sends it.
pub fn xml(answer: Answer, version: ApiVersion) -> String {
    let suffix = version.suffix();
    let namespaces = format!(
        concat!(
            r#"xmlns="http://service.twint.ch/base/types/{0}" xmlns:ns2="http://service.twint.ch/merchant/types/{0}""#,
            r#" xmlns:ns3="http://service.twint.ch/fault/types/{0}" xmlns:ns4="http://service.twint.ch/header/types/{0}""#,
        ),
        suffix
    );
    let body = if answer == Answer::Fault {
        fault(&namespaces)
    } else {
        let name = format!("ns2:{}ResponseElement", operation(answer));
        let content = one_line(&content(answer, version));
        format!("<{name} {namespaces}>{content}</{name}>")
    };
    format!(
        concat!(
            r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>"#,
            r#"<header:ResponseHeaderElement xmlns:header="http://service.twint.ch/header/types/{}">"#,
            "<header:MessageId>{}</header:MessageId></header:ResponseHeaderElement></soap:Header>",
            "<soap:Body>{}</soap:Body></soap:Envelope>",
        ),
        suffix, MESSAGE_ID, body
    )
}

/// TWINT's name for the operation.
pub fn operation(answer: Answer) -> String {
    match answer {
        Answer::Reversal => "StartOrder".to_owned(),
        other => format!("{other:?}"),
    }
}

fn one_line(xml: &str) -> String {
    xml.lines().map(str::trim).collect()
}

fn content(answer: Answer, version: ApiVersion) -> String {
    let v10 = version == ApiVersion::V10;
    let api_token = if v10 {
        "<ns2:ApiToken>1b754662-b2bf-49f0-9578-ebcbb1ffa4fe</ns2:ApiToken>"
    } else {
        ""
    };
    let uuid_link = format!("<ns2:OrderUuid>{LINKED_ORDER}</ns2:OrderUuid>");
    let order = order(ORDER, &uuid_link, version);
    match answer {
        Answer::EnrollCashRegister if v10 => format!(
            "<ns2:MessageHeader>
               <ns2:ExchangeId>{MESSAGE_ID}</ns2:ExchangeId>
               <ns2:MessageDateTime>2024-03-26T13:54:57.089+01:00</ns2:MessageDateTime>
             </ns2:MessageHeader>
             <ns2:MerchantReference><ns2:MerchantUuid>{STORE}</ns2:MerchantUuid></ns2:MerchantReference>
             <ns2:Terminal>
               <ns2:TerminalExternalId>till</ns2:TerminalExternalId>
               <ns2:SignedQrCodePart>part</ns2:SignedQrCodePart>
               <ns2:Status>INVALID_MCC</ns2:Status>
             </ns2:Terminal>"
        ),
        Answer::EnrollCashRegister => "<ns2:BeaconSecurity>
               <ns2:BeaconUuid>64859482-0953-41de-b439-4fef2d635b5f</ns2:BeaconUuid>
               <ns2:MajorId>0</ns2:MajorId>
               <ns2:MinorId>0</ns2:MinorId>
               <ns2:BeaconInitString>no secret</ns2:BeaconInitString>
               <ns2:BeaconSecret>no secret</ns2:BeaconSecret>
             </ns2:BeaconSecurity>"
            .to_owned(),
        Answer::CheckSystemStatus | Answer::CancelCheckIn => "<ns2:Status>OK</ns2:Status>".to_owned(),
        Answer::StartOrder | Answer::Reversal => {
            let rendering = match answer {
                Answer::StartOrder => "<ns2:QRCode>data:image/png;base64,iVBORw0KGgo=</ns2:QRCode>",
                _ => "<ns2:TwintURL>https://pay.twint.ch/52321</ns2:TwintURL>",
            };
            format!(
                r#"<ns2:OrderUuid>{ORDER}</ns2:OrderUuid>
                   <ns2:OrderStatus>
                     <ns2:Status code="1">IN_PROGRESS</ns2:Status>
                     <ns2:Reason code="80">ORDER_RECEIVED</ns2:Reason>
                   </ns2:OrderStatus>
                   <ns2:Token>52321</ns2:Token>
                   {rendering}
                   <ns2:CustomerInformation>
                     <ns2:Loyalty>
                       <ns2:Program>program</ns2:Program>
                       <ns2:Reference>reference</ns2:Reference>
                       <ns2:ExtendedReferenceDescription>description</ns2:ExtendedReferenceDescription>
                     </ns2:Loyalty>
                     <ns2:Coupon>
                       <ns2:CouponId>coupon</ns2:CouponId>
                       <ns2:CouponValue><Amount>1</Amount><Currency>CHF</Currency></ns2:CouponValue>
                     </ns2:Coupon>
                     <ns2:CustomerRelationUuid>{STORE}</ns2:CustomerRelationUuid>
                     <ns2:Addendum key="key">value</ns2:Addendum>
                   </ns2:CustomerInformation>
                   <ns2:PairingStatus>PAIRING_IN_PROGRESS</ns2:PairingStatus>
                   {api_token}"#
            )
        }
        Answer::MonitorOrder => format!(
            "{}{order}
             <ns2:PairingStatus>PAIRING_ACTIVE</ns2:PairingStatus>
             <ns2:CustomerRelationUuid>{STORE}</ns2:CustomerRelationUuid>",
            merchant_information()
        ),
        Answer::ConfirmOrder => format!("{}{order}", merchant_information()),
        Answer::CancelOrder => order,
        Answer::GetOrder => format!("{order}{api_token}"),
        Answer::FindOrder => {
            let link = format!(
                "<ns2:MerchantTransactionReference>{LINKED_REFERENCE}</ns2:MerchantTransactionReference>"
            );
            format!("{order}{}", self::order(OTHER_ORDER, &link, version))
        }
        Answer::GetCertificateValidity => {
            "<ns2:CertificateExpiryDate>2026-08-09+02:00</ns2:CertificateExpiryDate>
             <ns2:RenewalAllowed>true</ns2:RenewalAllowed>"
                .to_owned()
        }
        Answer::RenewCertificate => "<ns2:MerchantCertificate>UEtDUzEyLWJ5dGVz</ns2:MerchantCertificate>
             <ns2:ExpirationDate>2029-08-09T00:00:00+02:00</ns2:ExpirationDate>"
            .to_owned(),
        Answer::RequestFastCheckoutCheckIn => check_in_started(version),
        Answer::MonitorFastCheckoutCheckIn => check_in_approved(),
        Answer::Fault => unreachable!("is no response"),
    }
}

fn merchant_information() -> String {
    format!(
        "<ns2:MerchantInformation>
           <MerchantUuid>{STORE}</MerchantUuid>
           <CashRegisterId>ot|5.4.0|1.0.0|D|501c68ad</CashRegisterId>
           <ServiceAgentUuid>{STORE}</ServiceAgentUuid>
         </ns2:MerchantInformation>"
    )
}

/// `TwintURL` came with version 9.
fn check_in_started(version: ApiVersion) -> String {
    let twint_url = match version {
        ApiVersion::V9 | ApiVersion::V10 => {
            "<ns2:TwintURL>https://pay.twint.ch/T23LU9K</ns2:TwintURL>"
        }
        ApiVersion::V8_5 | ApiVersion::V8_6 | ApiVersion::V8_7 => "",
    };
    format!(
        "{}
         <ns2:Token>
           <DisplayToken>T23LU9K</DisplayToken>
           <APIToken>1b754662-b2bf-49f0-9578-ebcbb1ffa4fe</APIToken>
           <QRCodeImage>data:image/png;base64,aW1hZ2U=</QRCodeImage>
         </ns2:Token>
         <ns2:QRCode>data:image/png;base64,iVBORw0KGgo=</ns2:QRCode>
         {twint_url}",
        notification("PAIRING_IN_PROGRESS")
    )
}

fn check_in_approved() -> String {
    format!(
        "{}
         <ns2:ShippingMethodId>post</ns2:ShippingMethodId>
         <ns2:CustomerData>
           <ns2:Field>
             <ns2:Name>email</ns2:Name>
             <ns2:Value>max@muster.example</ns2:Value>
           </ns2:Field>
         </ns2:CustomerData>",
        notification("PAIRING_ACTIVE")
    )
}

fn notification(pairing_status: &str) -> String {
    format!(
        "<ns2:CheckInNotification>
           {}
           <ns2:CustomerInformation>
             <ns2:CustomerRelationUuid>{STORE}</ns2:CustomerRelationUuid>
           </ns2:CustomerInformation>
           <ns2:PairingUuid>{PAIRING}</ns2:PairingUuid>
           <ns2:PairingStatus>{pairing_status}</ns2:PairingStatus>
         </ns2:CheckInNotification>",
        merchant_information()
    )
}

/// `OrderType`; `CustomerBenefit` was dropped in version 10.
fn order(uuid: &str, link: &str, version: ApiVersion) -> String {
    let customer_benefit = match version {
        ApiVersion::V10 => "",
        _ => {
            "<ns2:CustomerBenefit><Amount>5</Amount><Currency>CHF</Currency></ns2:CustomerBenefit>"
        }
    };
    format!(
        r#"<ns2:Order confirmationNeeded="true" type="PAYMENT_DEFERRED">
             <ns2:PostingType>GOODS</ns2:PostingType>
             <ns2:RequestedAmount><Amount>99.95</Amount><Currency>CHF</Currency></ns2:RequestedAmount>
             <ns2:MerchantTransactionReference>{REFERENCE}</ns2:MerchantTransactionReference>
             {customer_benefit}
             <ns2:EReceiptUrl>https://shop.example/receipt</ns2:EReceiptUrl>
             <ns2:Link>{link}</ns2:Link>
             <ns2:OrderDetailsUrl>https://shop.example/order</ns2:OrderDetailsUrl>
             <ns2:TimeBasedData>
               <ns2:MessageTypeId>1</ns2:MessageTypeId>
               <ns2:StartTimestamp>2024-03-26T13:54:57.089+01:00</ns2:StartTimestamp>
               <ns2:EndTimestamp>2024-03-26T14:54:57.089+01:00</ns2:EndTimestamp>
             </ns2:TimeBasedData>
             <ns2:PaymentAuthorizationType>FINAL_AUTH</ns2:PaymentAuthorizationType>
             <ns2:ConfirmationButtonId>1</ns2:ConfirmationButtonId>
             <ns2:Uuid>{uuid}</ns2:Uuid>
             <ns2:Status>
               <ns2:Status code="0">SUCCESS</ns2:Status>
               <ns2:Reason code="0">ORDER_OK</ns2:Reason>
             </ns2:Status>
             <ns2:CreationTimestamp>2024-03-26T13:54:57.089+01:00</ns2:CreationTimestamp>
             <ns2:AuthorizedAmount><Amount>99.9</Amount><Currency>CHF</Currency></ns2:AuthorizedAmount>
             <ns2:Fee><Amount>1.3</Amount><Currency>CHF</Currency></ns2:Fee>
             <ns2:ProcessingTimestamp>2024-03-26T13:55:57.089+01:00</ns2:ProcessingTimestamp>
             <ns2:PaymentAmount>
               <ns2:PaymentMethod>UNSPECIFIED</ns2:PaymentMethod>
               <ns2:Amount><Amount>60</Amount><Currency>CHF</Currency></ns2:Amount>
             </ns2:PaymentAmount>
             <ns2:PaymentAmount>
               <ns2:PaymentMethod>UNSPECIFIED</ns2:PaymentMethod>
               <ns2:Amount><Amount>39.95</Amount><Currency>CHF</Currency></ns2:Amount>
             </ns2:PaymentAmount>
             <ns2:BNPLData><ns2:ProductCode>code</ns2:ProductCode></ns2:BNPLData>
           </ns2:Order>"#
    )
}

fn fault(namespaces: &str) -> String {
    let fault = format!(
        "<soap:Fault>
           <faultcode>soap:Server</faultcode>
           <faultstring>The order is unknown.</faultstring>
           <faultactor>urn:twint</faultactor>
           <detail>
             <ns3:InvalidOrder {namespaces}>
               <ns3:ErrorCode>
                 <ns3:Code>1116</ns3:Code>
                 <ns3:Status>INPUT_ERROR_ORDER</ns3:Status>
                 <ns3:DetailCode>7</ns3:DetailCode>
                 <ns3:DetailDescription>Nobody knows it.</ns3:DetailDescription>
               </ns3:ErrorCode>
             </ns3:InvalidOrder>
           </detail>
         </soap:Fault>"
    );
    one_line(&fault)
}
