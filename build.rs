//! Tells the compiler which PHP it builds for; without the `php` feature there is nothing to tell.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-check-cfg=cfg(php81,php82,php83,php84,php85,php86)");
    println!(
        "cargo:rustc-env=TWINT_TARGET={}",
        std::env::var("TARGET").unwrap_or_default()
    );
    #[cfg(feature = "php")]
    php_version_flags();
}

#[cfg(feature = "php")]
fn php_version_flags() {
    use ext_php_rs_build::{ApiVersion, PHPInfo, find_php};

    ext_php_rs_build::emit_rerun_if_env_changed();
    let version: ApiVersion = find_php()
        .and_then(|php| PHPInfo::get(&php))
        .and_then(|info| info.zend_version())
        .and_then(TryInto::try_into)
        .expect("PHP 8.1 or newer with php-config; on Debian and Ubuntu: apt install php-dev");
    ext_php_rs_build::emit_check_cfg();
    ext_php_rs_build::emit_php_cfg_flags(version);
    // macOS resolves PHP's symbols only when PHP loads the extension.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("macos") {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-undefined,dynamic_lookup");
    }
}
