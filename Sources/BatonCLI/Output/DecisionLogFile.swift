import Baton
import BatonModel
import BatonRecords
import BatonWorkbench
import Foundation

/// A decision log that is written: one run behind those that are there.
///
/// Whoever writes holds a lock on the file, so that two runs cannot both go on behind one line. The
/// file is private when it is made: requests can hold personal data.
struct DecisionLogFile: ~Copyable {
  private let path: String
  private let handle: FileHandle
  private var chain: DecisionLogChain
  private var decided = 0
  private var unreadable = 0

  private init(path: String, handle: FileHandle, chain: DecisionLogChain) {
    self.path = path
    self.handle = handle
    self.chain = chain
  }

  /// Opens the log, or makes it, and begins a run.
  static func begin(_ run: DecisionLog.Run, in path: String) throws -> DecisionLogFile {
    let handle = try open(path)
    var file = DecisionLogFile(path: path, handle: handle, chain: try end(of: handle, path))
    try file.write(DecisionLog.opening(run))
    return file
  }

  private static func open(_ path: String) throws -> FileHandle {
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Unusable("\"\(path)\" cannot be written: \(String(cString: strerror(errno)))")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw Unusable("\"\(path)\" is no file that a log can go on in")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Unusable(
        "\"\(path)\" is being written by another run: wait for it, or name another log")
    }
    return handle
  }

  /// Writes what a batch came to; what was written is on its way to the disk when this returns.
  mutating func append(_ batch: DecidedBatch) throws {
    var bytes: [UInt8] = []
    for content in batch.logged { bytes += try line(content) }
    try put(bytes)
    decided += batch.decided
    unreadable += batch.unreadable
  }

  /// Ends the run. A log without this end shows that something is missing.
  mutating func close() throws {
    try write(DecisionLog.closing(decided: decided, unreadable: unreadable))
    guard fsync(handle.fileDescriptor) == 0 else { throw failure }
  }

  private mutating func write(_ content: [UInt8]) throws { try put(line(content)) }

  /// A line that nobody could read again is not written: better no decision than one without a proof.
  private mutating func line(_ content: [UInt8]) throws -> [UInt8] {
    let line = chain.line(content)
    guard line.count <= DecisionLog.longestLine else {
      throw Unusable(
        "a decision is too long for the log \"\(path)\": \(line.count) bytes, and a line has at most "
          + "\(DecisionLog.longestLine)")
    }
    return line
  }

  private func put(_ bytes: [UInt8]) throws {
    do throws(OutputFailure) {
      try Terminal.write(bytes, to: handle.fileDescriptor)
    } catch {
      throw failure
    }
  }

  private var failure: Unusable {
    Unusable("\"\(path)\" cannot be written: \(String(cString: strerror(errno)))")
  }

  /// Where the chain goes on.
  private static func end(of handle: FileHandle, _ path: String) throws -> DecisionLogChain {
    var chain = DecisionLogChain()
    let size = try handle.seekToEnd()
    if size == 0 { return chain }
    // The last line, by ever larger stretches.
    var stretch: UInt64 = 64 << 10
    while true {
      let start = size > stretch ? size - stretch : 0
      try handle.seek(toOffset: start)
      let bytes = [UInt8](try handle.readToEnd() ?? Data())
      guard bytes.last == 0x0a else {
        throw Unusable("\"\(path)\" ends in the middle of a line: keep it, and name another log")
      }
      let line = bytes.dropLast().split(separator: 0x0a, omittingEmptySubsequences: false).last
      guard let line, line.count + 1 < bytes.count || start == 0 else {
        stretch *= 8
        continue
      }
      guard let link = DecisionLogLink(Array(line)), link.isWhole else {
        throw Unusable(
          "\"\(path)\" is no decision log, or its last line was changed: name another file")
      }
      chain.take(link)
      return chain
    }
  }
}
