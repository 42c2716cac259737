import CContentHash
import CMessageDigest

/// SHA-256 over named contents, as hexadecimal text. Order does not matter; names, lengths and
/// bytes all do.
enum ContentHash {
  static func of(_ files: [String: [UInt8]]) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      let header = Array("\(name.utf8.count):\(name)\(bytes.count):".utf8)
      ch_update(&context, header, header.count)
      ch_update(&context, bytes, bytes.count)
    }
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&digest, &context)
    return digest.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }
}
