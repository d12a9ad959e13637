//! The thin binary: everything is in the library.

fn main() -> dossier::cli::Status {
    dossier::cli::main()
}
