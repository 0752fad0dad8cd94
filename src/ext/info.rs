//! Our table in `phpinfo()`.

use ext_php_rs::zend::ModuleEntry;
use ext_php_rs::{info_table_end, info_table_row, info_table_start};
use strum::VariantArray;

use super::zend;
use crate::twint::transport;
use crate::twint::values::api_version::ApiVersion;

/// Prints it; called by PHP.
pub(super) extern "C" fn print(module: *mut ModuleEntry) {
    let versions: Vec<&str> = ApiVersion::VARIANTS
        .iter()
        .map(|version| version.name())
        .collect();
    let statistics = transport::statistics();
    info_table_start!();
    info_table_row!("TWINT support", "enabled");
    info_table_row!("Version", env!("CARGO_PKG_VERSION"));
    info_table_row!("Built for", env!("TWINT_TARGET"));
    info_table_row!("OpenSSL", openssl::version::version());
    info_table_row!("API versions", versions.join(", "));
    info_table_row!("Open connections", statistics.open_connections.to_string());
    info_table_row!(
        "Connections opened",
        statistics.connections_opened.to_string()
    );
    info_table_row!(
        "TLS sessions resumed",
        statistics.handshakes_resumed.to_string()
    );
    info_table_row!("Calls", statistics.calls.to_string());
    info_table_end!();
    // SAFETY: PHP has just passed it.
    unsafe { zend::print_ini_settings(module) };
}
