//! An output whose reader may leave: what is printed stops, what is done goes on.

use std::io::{self, Write};

/// An output that never fails: once its reader has left, or it refuses, what is written to it is let go of.
pub(super) struct Patient<'a> {
    out: &'a mut dyn Write,
    is_over: bool,
    /// Why it stopped, when it is not that its reader left: a full disk.
    pub(super) failure: Option<io::Error>,
}

impl<'a> Patient<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, is_over: false, failure: None }
    }

    fn passed(&mut self, answer: io::Result<()>) {
        if let Err(error) = answer {
            self.is_over = true;
            if error.kind() != io::ErrorKind::BrokenPipe {
                self.failure = Some(error);
            }
        }
    }
}

impl Write for Patient<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.is_over {
            let answer = self.out.write_all(bytes);
            self.passed(answer);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.is_over {
            let answer = self.out.flush();
            self.passed(answer);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Refusing(io::ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_who_leaves_stops_nothing_and_a_full_disk_is_remembered() {
        let mut left = Refusing(io::ErrorKind::BrokenPipe);
        let mut out = Patient::new(&mut left);
        assert!(writeln!(out, "un").is_ok() && writeln!(out, "deux").is_ok());
        assert!(out.failure.is_none());
        let mut full = Refusing(io::ErrorKind::StorageFull);
        let mut out = Patient::new(&mut full);
        assert!(writeln!(out, "un").is_ok() && writeln!(out, "deux").is_ok());
        assert!(out.failure.is_some());
    }
}
