import BatonSyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files of a rule base, read once each and never from outside its folder.
///
/// Names are paths relative to the folder with `/` between folders. Names that begin with
/// `standard/` are the library's own files, which need no folder. What was read is remembered,
/// because the rule base's hash covers it.
struct RuleFolder {
  /// The largest file that is read, in bytes.
  static let largestFile = 32 << 20
  /// How many entries of the folder are looked at for their size.
  private static let mostEntries = 10_000
  static let standardPrefix = "standard/"

  private let root: URL
  private let realRoot: String
  /// Contents by name, of a rule base that is in memory and not on disk.
  private let contents: [String: [UInt8]]?
  private(set) var read: [String: [UInt8]] = [:]

  init(root: URL) {
    self.root = root
    realRoot = root.resolvingSymlinksInPath().standardizedFileURL.path
    contents = nil
  }

  /// A rule base in memory, such as a test's or one that an embedder makes.
  init(contents: [String: String]) {
    root = URL(filePath: "/rules", directoryHint: .isDirectory)
    realRoot = root.path
    self.contents = contents.mapValues { Array($0.utf8) }
  }

  /// The folder's own name, which a rule base without a name of its own bears.
  var name: String { URL(filePath: realRoot).lastPathComponent }

  /// The size of all Lua files in the folder, which budgets are in proportion to.
  func sourceBytes() -> Int {
    if let contents { return contents.values.reduce(0) { $0 + $1.count } }
    let manager = FileManager.default
    var folders = [realRoot]
    var seen = 0
    var total = 0
    // A rule base may lie in a folder with much else in it; what is beyond is not counted.
    while let folder = folders.popLast(), seen < Self.mostEntries {
      for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? []
      where !name.hasPrefix(".") {
        seen += 1
        let path = folder + "/" + name
        guard let attributes = try? manager.attributesOfItem(atPath: path) else { continue }
        switch attributes[.type] as? FileAttributeType {
        case .typeDirectory?: folders.append(path)
        case .typeRegular? where name.hasSuffix(".lua"): total += attributes[.size] as? Int ?? 0
        default: break
        }
      }
    }
    return total
  }

  /// The name under which an included file is known: `routing` and `./routing.lua` are one file.
  static func canonical(_ name: String, suffix: String = ".lua") -> String {
    var parts = name.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
    if name.hasPrefix("/") { parts.insert("", at: 0) }
    let joined = parts.joined(separator: "/")
    return joined.hasSuffix(suffix) ? joined : joined + suffix
  }

  /// The bytes of a text file.
  mutating func text(_ name: String) throws(FileFailure) -> [UInt8] {
    let bytes = try bytes(name)
    if bytes.first == 0x1B { throw .bytecode }
    if bytes.contains(0) { throw Self.isWorkbook(name) ? .workbook : .binary }
    if let line = Self.firstBadLine(bytes) { throw .notUTF8(line: line) }
    return bytes
  }

  mutating func bytes(_ name: String) throws(FileFailure) -> [UInt8] {
    if let known = read[name] { return known }
    let bytes = try load(name)
    read[name] = bytes
    return bytes
  }

  private func load(_ name: String) throws(FileFailure) -> [UInt8] {
    if name.hasPrefix(Self.standardPrefix) {
      guard let bytes = StandardLibrary.file(String(name.dropFirst(Self.standardPrefix.count)))
      else { throw .missing }
      return bytes
    }
    if let contents, Self.isInside(name) {
      guard let bytes = contents[name] else { throw .missing }
      return bytes
    }
    let real = try path(of: name)
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: real)
      guard attributes[.type] as? FileAttributeType == .typeRegular else {
        throw FileFailure.unreadable(reason: "it is not a regular file")
      }
      if let size = attributes[.size] as? Int, size > Self.largestFile {
        throw FileFailure.tooLarge(limit: Self.largestFile)
      }
      return [UInt8](try Data(contentsOf: URL(filePath: real)))
    } catch let failure as FileFailure {
      throw failure
    } catch {
      throw .unreadable(reason: (error as? CocoaError)?.plainReason ?? "it cannot be read")
    }
  }

  private static func isInside(_ name: String) -> Bool {
    !name.hasPrefix("/")
      && !name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
  }

  /// Where a file of the folder really lies, whatever its size.
  func path(of name: String) throws(FileFailure) -> String {
    guard Self.isInside(name) else { throw .outside }
    let path = root.appending(path: name)
    let manager = FileManager.default
    var isFolder = false
    guard manager.fileExists(atPath: path.path, isDirectory: &isFolder) else { throw .missing }
    let real = path.resolvingSymlinksInPath().standardizedFileURL.path
    guard real.hasPrefix(realRoot + "/") else { throw .linkOutside }
    guard !isFolder else { throw .isFolder }
    return real
  }

  private static func isWorkbook(_ name: String) -> Bool {
    [".xlsx", ".xlsm", ".xls"].contains { name.lowercased().hasSuffix($0) }
  }

  private static func firstBadLine(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var line = 1
    for slice in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: slice, as: UTF8.self) == nil { return line }
      line += 1
    }
    return line
  }
}

extension CocoaError {
  fileprivate var plainReason: String {
    switch code {
    case .fileReadNoPermission: "you may not read it"
    case .fileReadNoSuchFile: "it does not exist"
    default: "it cannot be read"
    }
  }
}
