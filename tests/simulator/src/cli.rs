//! The command line: options in, files and one JSON line out, an orderly end.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};
use twint_simulator::{
    Builder, MerchantCertificate, ServerCertificate, Settings, Simulator, TlsRange,
};

const HELP: &str = "\
A TWINT on loopback, with a phone.

  --soap-port N              0 (the default) takes a free one
  --app-schemes-port N
  --control-port N           the control API and the phone page
  --store-uuid UUID          the merchant; a new one by default
  --directory DIR            where certificates are written; a temporary one, removed at the end, by default
  --tls any|1.2|1.3|1.1
  --server-certificate valid|wrong-host|expired|self-signed
  --latency-ms N             added to every SOAP answer
  --auto-approve-after-ms N  a customer who approves every order by himself
  --no-enrolment             order calls need no enrolled cash register
  --shop-name NAME           shown on the phone
  --seed N                   deals the same UUIDs and tokens each time
  --quirk NAME=VALUE         an unknown of the protocol, see README.md; may come often
  --exit-with-stdin          ends when standard input is closed
  --help

Prints one line of JSON when ready and stays until SIGTERM or SIGINT.
";

#[derive(Debug, Default)]
struct Options {
    builder: Builder,
    settings: Settings,
    ports: (u16, u16, u16),
    directory: Option<PathBuf>,
    exit_with_stdin: bool,
    help: bool,
}

pub(crate) fn main() -> ExitCode {
    let options = match parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(says) => {
            eprintln!("twint-simulator: {says}; --help lists the options");
            return ExitCode::from(2);
        }
    };
    if options.help {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    match run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("twint-simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> io::Result<()> {
    let end = End::prepare()?; // before anybody can know that we run
    let (soap, app_schemes, control) = options.ports;
    let simulator = options
        .builder
        .settings(options.settings)
        .ports(soap, app_schemes, control)
        .try_start()?;
    let directory = Directory::take(options.directory)?;
    let certificates = write_certificates(&simulator, &directory.path)?;
    let ca_file = directory.path.join("ca.pem");
    std::fs::write(&ca_file, simulator.ca_pem())?;
    let ready = json!({
        "endpoint": simulator.endpoint(),
        "appSchemesEndpoint": simulator.app_schemes_endpoint(),
        "control": simulator.control(),
        "storeUuid": simulator.store_uuid(),
        "secondStoreUuid": simulator.second_store_uuid(),
        "directory": directory.path,
        "caFile": ca_file,
        "passphrase": simulator.certificate(MerchantCertificate::Valid).passphrase,
        "certificates": certificates,
    });
    let mut out = io::stdout().lock();
    writeln!(out, "{ready}")?;
    out.flush()?;
    drop(out);
    end.wait(options.exit_with_stdin);
    Ok(())
}

/// Writes `NAME.p12` and `NAME.pem` for each certificate; without the `openssl` command there is no legacy one.
fn write_certificates(simulator: &Simulator, directory: &Path) -> io::Result<Value> {
    let mut written = serde_json::Map::new();
    // In parallel: each derives keys from a passphrase, and one waits for a command.
    let made: Vec<_> = std::thread::scope(|scope| {
        MerchantCertificate::ALL
            .map(|which| (which, scope.spawn(move || simulator.try_certificate(which))))
            .map(|(which, thread)| (which, thread.join()))
            .into()
    });
    for (which, certificate) in made {
        let Ok(Ok(certificate)) = certificate else {
            continue;
        };
        let name = which.name();
        let pkcs12 = directory.join(format!("{name}.p12"));
        let pem = directory.join(format!("{name}.pem"));
        std::fs::write(&pkcs12, certificate.pkcs12)?;
        std::fs::write(&pem, certificate.pem)?;
        let files = json!({ "pkcs12": pkcs12, "pem": pem, "passphrase": certificate.passphrase });
        written.insert(name.to_owned(), files);
    }
    Ok(Value::Object(written))
}

/// The signals that end the program, caught from the moment this exists.
struct End {
    runtime: Runtime,
    terminate: Signal,
    interrupt: Signal,
}

impl End {
    fn prepare() -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (terminate, interrupt) = {
            let _inside = runtime.enter();
            (
                signal(SignalKind::terminate())?,
                signal(SignalKind::interrupt())?,
            )
        };
        Ok(Self {
            runtime,
            terminate,
            interrupt,
        })
    }

    fn wait(mut self, with_stdin: bool) {
        self.runtime.block_on(async {
            let stdin = async {
                if !with_stdin {
                    std::future::pending::<()>().await;
                }
                let mut ignored = [0; 256];
                let mut stdin = tokio::io::stdin();
                while stdin.read(&mut ignored).await.is_ok_and(|n| n > 0) {}
            };
            tokio::select! {
                _ = self.terminate.recv() => {}
                _ = self.interrupt.recv() => {}
                () = stdin => {}
            }
        });
        // A read of standard input may still be blocking a thread.
        self.runtime.shutdown_background();
    }
}

/// Where the files go; a temporary one is removed with everything in it.
struct Directory {
    path: PathBuf,
    temporary: bool,
}

impl Directory {
    fn take(wanted: Option<PathBuf>) -> io::Result<Self> {
        let (path, temporary) = if let Some(path) = wanted {
            (path, false)
        } else {
            let name = format!("twint-simulator-{}", std::process::id());
            (std::env::temp_dir().join(name), true)
        };
        std::fs::create_dir_all(&path)?;
        Ok(Self {
            path: path.canonicalize()?,
            temporary,
        })
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        if self.temporary {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

fn parse(arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        builder: Simulator::builder(),
        ..Options::default()
    };
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        let (name, given) = match argument.split_once('=') {
            Some((name, value)) if name.starts_with("--") => {
                (name.to_owned(), Some(value.to_owned()))
            }
            _ => (argument, None),
        };
        match name.as_str() {
            "--help" | "-h" => options.help = true,
            "--exit-with-stdin" => options.exit_with_stdin = true,
            "--no-enrolment" => options.settings.enforce_enrolment = false,
            _ => {
                let value = given
                    .or_else(|| arguments.next())
                    .ok_or_else(|| format!("{name} needs a value"))?;
                set(&mut options, &name, &value)?;
            }
        }
    }
    Ok(options)
}

fn set(options: &mut Options, name: &str, value: &str) -> Result<(), String> {
    let builder = std::mem::take(&mut options.builder);
    options.builder = match name {
        "--soap-port" => {
            options.ports.0 = number(name, value)?;
            builder
        }
        "--app-schemes-port" => {
            options.ports.1 = number(name, value)?;
            builder
        }
        "--control-port" => {
            options.ports.2 = number(name, value)?;
            builder
        }
        "--latency-ms" => {
            options.settings.latency_ms = number(name, value)?;
            builder
        }
        "--auto-approve-after-ms" => {
            let time = Duration::from_millis(number(name, value)?);
            options.settings.auto_approve_after_ms = u64::try_from(time.as_millis()).ok();
            builder
        }
        "--shop-name" => {
            value.clone_into(&mut options.settings.shop_name);
            builder
        }
        "--directory" => {
            options.directory = Some(PathBuf::from(value));
            builder
        }
        "--seed" => builder.seed(number(name, value)?),
        "--store-uuid" => {
            builder.store_uuid(value.parse().map_err(|e| format!("{name} {value}: {e}"))?)
        }
        "--tls" => builder.tls(match value {
            "any" => TlsRange::Any,
            "1.2" => TlsRange::Only12,
            "1.3" => TlsRange::Only13,
            "1.1" => TlsRange::Only11,
            _ => return Err(format!("{name} does not know {value}")),
        }),
        "--server-certificate" => builder.server_certificate(match value {
            "valid" => ServerCertificate::Valid,
            "wrong-host" => ServerCertificate::WrongHost,
            "expired" => ServerCertificate::Expired,
            "self-signed" => ServerCertificate::SelfSigned,
            _ => return Err(format!("{name} does not know {value}")),
        }),
        "--quirk" => {
            let (quirk, answer) = value
                .split_once('=')
                .ok_or_else(|| format!("{name} needs NAME=VALUE"))?;
            // Numbers, booleans and null as they are; anything else is a word.
            let answer = serde_json::from_str(answer).unwrap_or_else(|_| json!(answer));
            options.settings = options
                .settings
                .merge(&json!({ "quirks": { quirk: answer } }))?;
            builder
        }
        _ => return Err(format!("{name} is unknown")),
    };
    Ok(())
}

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Result<T, String> {
    value
        .parse()
        .map_err(|_| format!("{name} needs a number, found {value}"))
}

#[cfg(test)]
mod tests {
    use twint_simulator::Quirks;

    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Options, String> {
        parse(arguments.iter().map(|a| (*a).to_owned()))
    }

    #[test]
    fn options_come_with_blank_or_equals_sign() {
        let options =
            parsed(&["--soap-port", "8443", "--latency-ms=5", "--exit-with-stdin"]).unwrap();
        assert_eq!(options.ports.0, 8443);
        assert_eq!(options.settings.latency_ms, 5);
        assert!(options.exit_with_stdin);
    }

    #[test]
    fn quirks_are_set_by_name() {
        let options =
            parsed(&["--quirk", "longPollMs=500", "--quirk=reversal=settlesLater"]).unwrap();
        assert_eq!(options.settings.quirks.long_poll_ms, 500);
        assert!(parsed(&["--quirk", "nonsense=1"]).is_err());
    }

    #[test]
    fn every_quirk_takes_every_value_of_the_catalogue() {
        for quirk in Quirks::catalogue() {
            for value in quirk.values {
                let set = format!(
                    "{}={}",
                    quirk.name,
                    value.as_str().map_or(value.to_string(), str::to_owned)
                );
                let options = parsed(&["--quirk", &set]).unwrap_or_else(|e| panic!("{set}: {e}"));
                assert_eq!(json!(options.settings.quirks)[quirk.name], value, "{set}");
            }
        }
    }

    #[test]
    fn what_is_unknown_is_refused() {
        for bad in [
            &["--unknown", "1"][..],
            &["--soap-port", "many"],
            &["--soap-port"],
            &["--tls", "1.0"],
        ] {
            assert!(parsed(bad).is_err(), "{bad:?}");
        }
    }
}
