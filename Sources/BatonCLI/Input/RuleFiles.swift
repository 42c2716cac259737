import BatonLua
import BatonRecords
import Foundation

/// Lua files as they lie in folders, to be read and replaced one by one.
enum RuleFiles {
  /// The file that is named, or the Lua files in the folder that is named and in those below it,
  /// sorted. Hidden ones and links in a folder are left out.
  static func files(_ path: String) throws(Unusable) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Unusable("there is no file or folder \"\(path)\"")
    }
    guard isFolder.boolValue else {
      guard !isLink(path) else {
        throw Unusable("\"\(path)\" is a link: name the file that it leads to")
      }
      return [path]
    }
    var found: [String] = []
    try collect(path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path, &found)
    return found
  }

  private static func collect(_ folder: String, _ found: inout [String]) throws(Unusable) {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw Unusable("the folder \"\(folder)\" cannot be read")
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      guard !isLink(path) else { continue }
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if isFolder.boolValue {
        try collect(path, &found)
      } else if name.hasSuffix(".lua") {
        found.append(path)
      }
    }
  }

  private static func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  static func bytes(_ path: String) throws(ReadFailure) -> [UInt8] {
    try all(ByteSource(path: path), name: path)
  }

  static func standardInput() throws(ReadFailure) -> [UInt8] {
    try all(ByteSource(descriptor: Terminal.input), name: "standard input")
  }

  private static func all(
    _ source: consuming ByteSource, name: String
  ) throws(ReadFailure) -> [UInt8] {
    do throws(ReadFailure.Cause) {
      return try source.readAll(limit: LuaLimits.sourceBytes)
    } catch {
      throw ReadFailure(cause: error, name: name)
    }
  }

  /// Puts other bytes in a file's place, all at once, with the permissions that it has.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Unusable) {
    let manager = FileManager.default
    let temporary = "\(path).\(UUID().uuidString)"
    do {
      let permissions = try manager.attributesOfItem(atPath: path)[.posixPermissions]
      guard manager.isWritableFile(atPath: path) else {
        throw Unusable("\"\(path)\" may not be written")
      }
      try Data(bytes).write(to: URL(filePath: temporary), options: .withoutOverwriting)
      if let permissions {
        try manager.setAttributes([.posixPermissions: permissions], ofItemAtPath: temporary)
      }
      guard rename(temporary, path) == 0 else {
        throw Unusable("\"\(path)\" cannot be written")
      }
    } catch {
      try? manager.removeItem(atPath: temporary)
      throw error as? Unusable ?? Unusable("\"\(path)\" cannot be written")
    }
  }
}
