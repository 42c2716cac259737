/// What ends the reading of a source: the device or the file as a whole is unusable from here on.
///
/// Thrown once; what was read before it has been delivered. A mistake in one record is no failure
/// but a ``RecordFault``. The wording is in `RecordMessages.swift`.
package struct ReadFailure: Error, Sendable, Equatable {
  package enum Cause: Error, Sendable, Equatable {
    /// The operating system's error number for opening or for reading.
    case cannotOpen(errno: Int32)
    case cannotRead(errno: Int32)
    /// Compressed data that are wrong at this byte of the compressed file.
    case gzipDamaged(offset: Int)
    /// Compressed data that end in the middle, after this many bytes.
    case gzipTruncated(offset: Int)
    /// A compressed or encoded form that is recognised and not read, by its name ("zip", "UTF-16").
    case unsupported(form: String)
    /// A CSV header that is not UTF-8, is over the maximum record size, or has an unclosed quote.
    case headerUnreadable(RecordFault.Cause)
    /// Two columns of a CSV header have this name; positions count from 1.
    case repeatedColumn(name: String, first: Int, second: Int)
    case tooLarge(limit: Int)
    case noMemory
  }

  package let cause: Cause
  /// The source's name as its user knows it.
  package let name: String
  /// The line at which reading stopped; nil if nothing was read.
  package let line: Int?

  package init(cause: Cause, name: String, line: Int? = nil) {
    self.cause = cause
    self.name = name
    self.line = line
  }
}
