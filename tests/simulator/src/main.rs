//! The simulator as a program: prints one line of JSON when it is ready, then stays.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
