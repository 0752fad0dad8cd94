//! `Twint\Merchant`.

use std::collections::HashMap;
use std::ffi::CString;

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::flags::ClassFlags;
use ext_php_rs::prelude::*;
use ext_php_rs::types::{ZendHashTable, Zval};

use super::{Environment, Exact};
use crate::ext::{ini, zend};
use crate::twint::error::Error;
use crate::twint::merchant::{self, Options};
use crate::twint::values::passphrase::Passphrase;

/// A merchant's access data, checked; holds secrets, so it is neither copied, nor stored, nor shown.
#[php_class]
#[php(name = "Twint\\Merchant")]
#[php(flags = ClassFlags::Final.union(ClassFlags::NotSerializable).union(ClassFlags::NoDynamicProperties))]
pub struct Merchant {
    inner: merchant::Merchant,
    environment: Environment,
}

#[php_impl]
impl Merchant {
    /// Checks everything that can be checked without a call.
    pub fn __construct(
        storeUuid: BinarySlice<u8>,
        certificate: BinarySlice<u8>,
        passphrase: BinarySlice<u8>,
        cashRegisterId: BinarySlice<u8>,
        environment: Option<Exact<Environment>>,
        options: Option<&ZendHashTable>,
    ) -> Result<Self, Error> {
        let environment = environment.map_or(Environment::Production, |Exact(it)| it);
        let options = options.map(read_options).transpose()?.unwrap_or_default();
        ini::apply();
        let inner = merchant::Merchant::new(
            text("storeUuid", &storeUuid)?,
            &certificate,
            &read_passphrase(&passphrase, "passphrase")?,
            text("cashRegisterId", &cashRegisterId)?,
            environment.into(),
            ini::defaults(options),
        )?;
        Ok(Self { inner, environment })
    }

    /// What `var_dump` and `print_r` may show.
    #[php(name = "__debugInfo")]
    pub fn debug_info(&self) -> HashMap<String, String> {
        let environment: &'static str = self.environment.into();
        HashMap::from([
            ("storeUuid".to_owned(), self.inner.store().to_string()),
            (
                "cashRegisterId".to_owned(),
                self.inner.cash_register().to_string(),
            ),
            ("environment".to_owned(), environment.to_owned()),
        ])
    }
}

impl Merchant {
    /// The merchant for the client.
    pub fn inner(&self) -> &merchant::Merchant {
        &self.inner
    }
}

/// A passphrase from PHP: text, since TWINT's portal takes nothing else.
pub fn read_passphrase(bytes: &[u8], name: &str) -> Result<Passphrase, Error> {
    Passphrase::read(bytes).map_err(|why| Error::invalid(name, why))
}

/// An argument as text; PHP's strings may hold any bytes.
pub fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Error> {
    std::str::from_utf8(bytes).map_err(|_| Error::invalid(name, "is not UTF-8"))
}

fn read_options(table: &ZendHashTable) -> Result<Options, Error> {
    let mut options = Options::default();
    for (key, value) in table {
        let key = &key.to_string();
        match key.as_str() {
            "endpoint" => options.endpoint = Some(text_option(key, value)?),
            "appSchemesEndpoint" => options.app_schemes_endpoint = Some(text_option(key, value)?),
            "caFile" => options.ca_file = Some(file_option(key, value)?),
            "caPem" => options.ca_pem = Some(text_option(key, value)?),
            "apiVersion" => options.api_version = Some(text_option(key, value)?),
            "connectTimeoutMs" => options.connect_timeout_ms = Some(number_option(key, value)?),
            "timeoutMs" => options.timeout_ms = Some(number_option(key, value)?),
            "flowTimeoutMs" => options.flow_timeout_ms = Some(number_option(key, value)?),
            "clientName" => options.client_name = Some(text_option(key, value)?),
            "clientVersion" => options.client_version = Some(text_option(key, value)?),
            "proxy" => options.proxy = Some(text_option(key, value)?),
            _ => return Err(unknown_option(key)),
        }
    }
    Ok(options)
}

fn unknown_option(key: &str) -> Error {
    let key: String = key.chars().take(50).collect();
    Error::invalid(&format!("options['{key}']"), "is not known")
}

fn text_option(key: &str, value: &Zval) -> Result<String, Error> {
    value
        .dereference()
        .string()
        .ok_or_else(|| Error::invalid(&format!("options['{key}']"), "is not a text"))
}

/// A file that the script itself may read.
fn file_option(key: &str, value: &Zval) -> Result<String, Error> {
    let path = text_option(key, value)?;
    let option = format!("options['{key}']");
    let terminated = CString::new(path.as_str())
        .map_err(|_| Error::invalid(&option, "contains a NUL character"))?;
    if zend::may_be_opened(&terminated) {
        Ok(path)
    } else {
        Err(Error::invalid(&option, "lies outside of open_basedir"))
    }
}

fn number_option(key: &str, value: &Zval) -> Result<i64, Error> {
    value
        .dereference()
        .long()
        .ok_or_else(|| Error::invalid(&format!("options['{key}']"), "is not a whole number"))
}
