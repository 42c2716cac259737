import BatonRecords
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

#if canImport(FoundationEssentials)
  import FoundationEssentials
#endif

/// Where a log comes from: an open file or standard input.
struct LogInput {
  let name: String
  let descriptor: Int32

  /// - Parameters:
  ///   - file: a path, or "-" for standard input.
  ///   - follows: whether a file that ends here may grow: then it never ends.
  init(_ file: String, follows: Bool) throws {
    name = file == "-" ? "standard input" : file
    let own = file == "-" ? Terminal.input : openLog(file)
    if own < 0 { throw ReadFailure(cause: .cannotOpen(errno: errno), name: name) }
    var facts = stat()
    let isFile = fstat(own, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    descriptor = follows && isFile ? try Self.following(own, name) : own
  }

  /// Whether there is something to read, or soon will be.
  static func hasInput(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) != 0
  }

  /// A pipe into which a thread writes the file, and what comes to it.
  private static func following(_ file: Int32, _ name: String) throws -> Int32 {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw ReadFailure(cause: .cannotOpen(errno: errno), name: name) }
    let output = ends[1]
    Thread.detachNewThread {
      Interruption.leaveToReader()
      var bytes = [UInt8](repeating: 0, count: 64 << 10)
      while true {
        let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
        if count > 0 {
          do throws(OutputFailure) {
            try Terminal.write(Array(bytes[..<count]), to: output)
          } catch { return }
        } else if count < 0, errno != EINTR {
          close(output)
          return
        } else {
          // The file may have grown by then.
          usleep(100_000)
        }
      }
    }
    return ends[0]
  }
}

private func openLog(_ file: String) -> Int32 { open(file, O_RDONLY | O_CLOEXEC) }
