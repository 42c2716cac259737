#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file, or a pipe, that is read as a whole.
enum WholeFile {
  /// Larger ones are refused: what is read this way is written by people.
  static let limit = 64 << 20

  /// - Parameter name: a file's name; `-` for standard input.
  static func read(_ name: String) throws(Unusable) -> [UInt8] {
    let descriptor = name == "-" ? Terminal.input : open(name, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Unusable("\(name): \(String(cString: strerror(errno)))") }
    defer { if name != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let room = piece.count
      let count = piece.withUnsafeMutableBytes { buffer in
        #if canImport(Glibc)
          Glibc.read(descriptor, buffer.baseAddress, room)
        #elseif canImport(Musl)
          Musl.read(descriptor, buffer.baseAddress, room)
        #else
          Darwin.read(descriptor, buffer.baseAddress, room)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Unusable("\(name): \(String(cString: strerror(errno)))")
      }
      if count == 0 { return bytes }
      bytes += piece[..<count]
      if bytes.count > limit { throw Unusable("\(name): it is larger than \(limit >> 20) MiB") }
    }
  }
}
