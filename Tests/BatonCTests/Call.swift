import BatonC
import Foundation
import Testing

/// Calls as a C program makes them, with texts for pointers and lengths.
enum Call {
  struct Result {
    let status: Status
    /// The answer or the message; nil if nothing was handed out.
    let text: String?
    let length: Int
  }

  /// Runs a function that has places for an answer and its length, and frees what it gives.
  static func answer(
    _ function: (
      _ answer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>,
      _ length: UnsafeMutablePointer<UInt>
    ) -> Status
  ) -> Result {
    // What stands there before the call is no answer.
    var answer = UnsafeMutablePointer<CChar>(bitPattern: 8)
    var length = UInt.max
    let status = function(&answer, &length)
    defer { BatonC.free(answer) }
    return Result(
      status: status, text: answer.map { String(cString: $0) }, length: Int(length))
  }

  static func decide(_ rules: OpaquePointer?, _ request: String, options: String = "") -> Result {
    answer {
      BatonC.decide(
        rules, request, UInt(request.utf8.count), options, UInt(options.utf8.count), $0, $1)
    }
  }

  static func batch(_ rules: OpaquePointer?, _ requests: String, options: String = "") -> Result {
    answer {
      BatonC.decideBatch(
        rules, requests, UInt(requests.utf8.count), options, UInt(options.utf8.count), $0, $1)
    }
  }

  static func check(_ path: String) -> Result {
    answer { BatonC.check(path, UInt(path.utf8.count), $0, $1) }
  }
}
