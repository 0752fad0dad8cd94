//! What the library offers to whoever loads it, as `cargo build` alone links it.
#![cfg(all(feature = "php", target_os = "linux"))]

use std::process::Command;

#[test]
fn only_what_php_asks_for_is_exported() {
    let library = std::env::current_exe()
        .unwrap()
        .with_file_name("libtwint.so");
    let nm = Command::new("nm")
        .args(["--dynamic", "--defined-only", "--format=just-symbols"])
        .arg(&library)
        .output()
        .expect("nm, which comes with the linker");
    assert!(
        nm.status.success(),
        "{}",
        String::from_utf8_lossy(&nm.stderr)
    );
    assert_eq!(String::from_utf8_lossy(&nm.stdout), "get_module\n");
}
