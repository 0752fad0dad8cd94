//! Settings in php.ini.

use std::sync::Once;
use std::time::Duration;

use ext_php_rs::flags::IniEntryPermission;
use ext_php_rs::zend::{IniEntryDef, IniEntryDefs};

use super::zend;
use crate::twint::merchant::Options;
use crate::twint::transport::{self, PoolSettings};

static SETTINGS: IniEntryDefs<8> = IniEntryDefs::new([
    IniEntryDef::new(c"twint.timeout_ms", c"10000", IniEntryPermission::All),
    IniEntryDef::new(
        c"twint.connect_timeout_ms",
        c"3000",
        IniEntryPermission::All,
    ),
    IniEntryDef::new(c"twint.flow_timeout_ms", c"0", IniEntryPermission::All),
    IniEntryDef::new(c"twint.ca_file", c"", IniEntryPermission::System),
    IniEntryDef::new(c"twint.pool_size", c"32", IniEntryPermission::System),
    IniEntryDef::new(
        c"twint.pool_idle_seconds",
        c"15",
        IniEntryPermission::System,
    ),
    IniEntryDef::new(c"twint.max_merchants", c"16", IniEntryPermission::System),
    IniEntryDef::end(),
]);

/// Makes them known to PHP.
pub(super) fn register(module_number: i32) {
    IniEntryDef::register(SETTINGS.as_slice(), module_number);
}

/// Fills in what the merchant's options leave open.
pub(super) fn defaults(mut options: Options) -> Options {
    options
        .timeout_ms
        .get_or_insert_with(|| zend::ini_number(c"twint.timeout_ms"));
    if options.flow_timeout_ms.is_none() {
        // Zero, the default, leaves it to the client, which looks at the limit of an exchange, too.
        let set = zend::ini_number(c"twint.flow_timeout_ms");
        options.flow_timeout_ms = (set != 0).then_some(set);
    }
    options
        .connect_timeout_ms
        .get_or_insert_with(|| zend::ini_number(c"twint.connect_timeout_ms"));
    if options.ca_file.is_none() && options.ca_pem.is_none() {
        options.ca_file = Some(zend::ini_text(c"twint.ca_file")).filter(|file| !file.is_empty());
    }
    options
}

/// Tells the transport the sizes of its pool; they cannot change while PHP runs.
pub(super) fn apply() {
    static APPLIED: Once = Once::new();
    APPLIED.call_once(|| {
        let number = |name, least: u64, most: u64| {
            u64::try_from(zend::ini_number(name))
                .unwrap_or(0)
                .clamp(least, most)
        };
        let count = |name, most| usize::try_from(number(name, 1, most)).unwrap_or(1);
        transport::configure(PoolSettings {
            agents: count(c"twint.max_merchants", 1_000),
            idle_connections: count(c"twint.pool_size", 64),
            idle_age: Duration::from_secs(number(c"twint.pool_idle_seconds", 1, 3_600)),
        });
    });
}
