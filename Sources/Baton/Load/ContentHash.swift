import CContentHash
import CMessageDigest

/// SHA-256 as hexadecimal text.
package enum ContentHash {
  /// Of bytes.
  package static func of(_ bytes: [UInt8]) -> String { of(bytes[...]) }

  package static func of(_ bytes: ArraySlice<UInt8>) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    bytes.withUnsafeBufferPointer { ch_update(&context, $0.baseAddress, $0.count) }
    return text(&context)
  }

  /// Over named contents. Order does not matter; names, lengths and bytes all do.
  static func of(_ files: [String: [UInt8]]) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      let header = Array("\(name.utf8.count):\(name)\(bytes.count):".utf8)
      ch_update(&context, header, header.count)
      ch_update(&context, bytes, bytes.count)
    }
    return text(&context)
  }

  private static func text(_ context: inout SHA2_CTX) -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&digest, &context)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
