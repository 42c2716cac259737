#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a zone could not be had. The wording is in `TimeMessages.swift`.
public struct ZoneError: Error, Sendable, Hashable {
  public enum Cause: Sendable, Hashable {
    /// The tz database has no zone of this name, perhaps one of a similar name.
    case unknown(nearest: String?)
    /// This system has no tz database where it usually is.
    case noDatabase
    /// The zone's file is not in a form that is read.
    case damaged
  }

  public let name: String
  public let cause: Cause
}

extension Zone {
  /// The zone of an IANA name, "Europe/London", from the system's tz database.
  ///
  /// Reads one file; nothing is read later. `UTC`, `Etc/UTC` and `GMT` need none.
  public init(named name: String) throws(ZoneError) {
    if ["UTC", "Etc/UTC", "GMT", "Etc/GMT"].contains(name) {
      self.init(fixedOffset: 0, name: name)
      return
    }
    guard let folder = Self.folder else { throw ZoneError(name: name, cause: .noDatabase) }
    guard Self.isPlain(name), let bytes = Self.read("\(folder)/\(name)"),
      bytes.starts(with: Array("TZif".utf8))
    else {
      let nearest = Self.nearest(to: name, among: Self.names(in: folder))
      throw ZoneError(name: name, cause: .unknown(nearest: nearest))
    }
    guard let file = ZoneFile(bytes) else { throw ZoneError(name: name, cause: .damaged) }
    self.init(
      name: name, firstOffset: file.firstOffset, transitions: file.transitions,
      offsets: file.offsets, rule: file.rule)
  }

  private static let folders = [
    "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo",
    "/var/db/timezone/zoneinfo",
  ]

  private static var folder: String? {
    folders.first { access($0, R_OK | X_OK) == 0 }
  }

  /// Whether a name can only lead to a file below the database's folder.
  private static func isPlain(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return name.utf8.count <= 64 && parts.allSatisfy { $0.first?.isLetter == true }
      && name.utf8.allSatisfy { $0 < 0x80 && allowed.contains($0) }
  }

  private static let allowed = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/".utf8)

  /// A whole file of a size that a zone may have; nil if there is none.
  private static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let limit = 1 << 20
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = systemRead(descriptor, &chunk)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      bytes += chunk[..<count]
    }
    return nil
  }

  private static func systemRead(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &chunk, chunk.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, &chunk, chunk.count)
    #else
      Darwin.read(descriptor, &chunk, chunk.count)
    #endif
  }

  /// All names of the database, from the list that comes with it; only needed for a message.
  private static func names(in folder: String) -> [String] {
    var names: [String] = []
    if let list = read("\(folder)/tzdata.zi") {
      for line in String(decoding: list, as: UTF8.self).split(separator: "\n") {
        let words = line.split(separator: " ")
        if words.first == "Z", words.count > 1 { names.append(String(words[1])) }
        if words.first == "L", words.count > 2 { names.append(String(words[2])) }
      }
    } else if let list = read("\(folder)/zone.tab") {
      for line in String(decoding: list, as: UTF8.self).split(separator: "\n")
      where !line.hasPrefix("#") {
        let columns = line.split(separator: "\t")
        if columns.count > 2 { names.append(String(columns[2])) }
      }
    }
    return names.sorted()
  }

  /// The name that was probably meant: the same city, else a few letters away.
  static func nearest(to name: String, among names: [String]) -> String? {
    let wanted = name.lowercased().map { $0 == " " ? "_" : $0 }
    let city = "/" + String(wanted.split(separator: "/").last ?? [])
    if let match = names.first(where: { ("/" + $0.lowercased()).hasSuffix(city) }) { return match }
    guard wanted.count <= 64 else { return nil }
    let distances = names.map { ($0, distance(wanted, Array($0.lowercased()))) }
    guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= max(2, wanted.count / 4) else {
      return nil
    }
    return best.0
  }

  /// How many letters must be put in, left out or replaced (Levenshtein).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let replaced = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
