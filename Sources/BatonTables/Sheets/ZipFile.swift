import CZip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The parts of a zip file that lies in memory, by libzip.
///
/// What a part says of its own size is not believed: reading stops at the limit.
struct ZipFile: ~Copyable {
  /// How much may be unpacked, all parts together.
  static let limit = 128 << 20

  private let archive: OpaquePointer
  private let name: String
  private var unpacked = 0

  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - name: what messages call it.
  init(_ bytes: [UInt8], name: String) throws(TableFailure) {
    self.name = name
    var failure = zip_error_t()
    zip_error_init(&failure)
    defer { zip_error_fini(&failure) }
    // The source frees its bytes by `free`, when the archive is closed.
    guard let copy = malloc(max(bytes.count, 1)) else {
      throw TableFailure(.noMemory, at: TablePlace(file: name))
    }
    bytes.withUnsafeBytes {
      copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
    }
    guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, &failure) else {
      free(copy)
      throw TableFailure(.noMemory, at: TablePlace(file: name))
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &failure) else {
      zip_source_free(source)
      throw TableFailure(
        .notAZip(Self.words(&failure)), at: TablePlace(file: name))
    }
    self.archive = archive
  }

  deinit { zip_discard(archive) }

  func has(_ part: String) -> Bool { zip_name_locate(archive, part, 0) >= 0 }

  /// All bytes of a part; nil if there is none of that name.
  mutating func part(_ part: String) throws(TableFailure) -> [UInt8]? {
    let index = zip_name_locate(archive, part, 0)
    guard index >= 0 else { return nil }
    var about = zip_stat_t()
    zip_stat_init(&about)
    zip_stat_index(archive, UInt64(index), 0, &about)
    if about.encryption_method != 0 { throw TableFailure(.encrypted, at: place(part)) }
    guard let file = zip_fopen_index(archive, UInt64(index), 0) else {
      throw TableFailure(
        .notAZip(Self.words(zip_get_error(archive))), at: place(part))
    }
    defer { zip_fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = piece.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
      if count < 0 {
        throw TableFailure(
          .notAZip(Self.words(zip_file_get_error(file))), at: place(part))
      }
      if count == 0 { return bytes }
      unpacked += Int(count)
      if unpacked > Self.limit { throw TableFailure(.tooLarge(limit: Self.limit), at: place(part)) }
      bytes += piece[..<Int(count)]
    }
  }

  private func place(_ part: String) -> TablePlace { TablePlace(file: "\(name)/\(part)") }

  private static func words(_ failure: UnsafeMutablePointer<zip_error_t>?) -> String {
    guard let failure, let text = zip_error_strerror(failure) else { return "it is damaged" }
    return String(cString: text).lowercased()
  }
}
