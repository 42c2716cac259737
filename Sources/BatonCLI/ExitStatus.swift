import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a command tells the shell that ran it.
enum ExitStatus {
  static let fine: Int32 = 0
  /// The command worked, and something is wrong with what it looked at.
  static let finding: Int32 = 1
  /// The command could not do its work.
  static let unusable: Int32 = 2
  /// As shells report a program that Ctrl-C ended.
  static let interrupted: Int32 = 130

  /// Ends the process. Commands have a method `exit` of their own.
  static func end(_ status: Int32) -> Never { exit(status) }
}

/// Why a command cannot do its work, in words for people.
struct Unusable: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}

extension ExitCode {
  static let finding = ExitCode(ExitStatus.finding)
  static let unusable = ExitCode(ExitStatus.unusable)
  static let interrupted = ExitCode(ExitStatus.interrupted)
}
