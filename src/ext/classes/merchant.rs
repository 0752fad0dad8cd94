//! `Twint\Merchant`.

use std::collections::HashMap;
use std::ffi::CString;

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::flags::ClassFlags;
use ext_php_rs::prelude::*;
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::ext::{arguments, ini, zend};
use crate::twint::error::Error;
use crate::twint::merchant::{self, Environment, Options};

/// A merchant's access data, checked; holds secrets, so it is neither copied, nor stored, nor shown.
#[php_class]
#[php(name = "Twint\\Merchant")]
#[php(flags = ClassFlags::Final.union(ClassFlags::NotSerializable).union(ClassFlags::NoDynamicProperties))]
pub struct MerchantObject {
    inner: merchant::Merchant,
    environment: Environment,
}

#[php_impl]
impl MerchantObject {
    /// Checks everything that can be checked without a call.
    pub fn __construct(
        storeUuid: BinarySlice<u8>,
        certificate: BinarySlice<u8>,
        passphrase: BinarySlice<u8>,
        cashRegisterId: BinarySlice<u8>,
        environment: Option<Environment>,
        options: Option<&ZendHashTable>,
    ) -> Result<Self, Error> {
        let environment = environment.unwrap_or_default();
        let options = options.map(read_options).transpose()?.unwrap_or_default();
        ini::apply();
        let inner = merchant::Merchant::new(
            arguments::text("storeUuid", &storeUuid)?,
            &certificate,
            &arguments::passphrase("passphrase", &passphrase)?,
            arguments::text("cashRegisterId", &cashRegisterId)?,
            environment,
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

impl MerchantObject {
    /// The merchant for the client.
    pub fn inner(&self) -> &merchant::Merchant {
        &self.inner
    }
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
