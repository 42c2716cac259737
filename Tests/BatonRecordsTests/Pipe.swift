import Foundation

@testable import BatonRecords

/// A pipe whose reader sees a text in two reads.
enum Pipe {
  static func reading(_ text: String, cutAt cut: Int, path: [String] = []) throws -> Reading {
    let bytes = Array(text.utf8)
    return try reading([Array(bytes[..<cut]), Array(bytes[cut...])], path: path)
  }

  /// Every piece is one read.
  static func reading(_ pieces: [[UInt8]], path: [String] = []) throws -> Reading {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &ends) == 0 else {
      throw POSIXError(.EPIPE)
    }
    defer { close(ends[0]) }
    // Each packet is one read, and a packet is never joined with the next.
    for piece in pieces where !piece.isEmpty {
      guard write(ends[1], piece, piece.count) == piece.count else { throw POSIXError(.EPIPE) }
    }
    close(ends[1])
    var reading = Reading()
    do throws(ReadFailure) {
      var reader = try RecordReader(
        ByteSource(descriptor: ends[0]), name: "pipe", recordsAt: path)
      try reading.drain(&reader)
    } catch {
      reading.failure = error.description
    }
    return reading
  }
}
