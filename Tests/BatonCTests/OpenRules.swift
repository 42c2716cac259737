import BatonC
import Foundation
import Testing

/// A rule base that is written, opened, and closed when nobody holds it any more.
final class OpenRules: Sendable {
  static let main = """
    rulebase { name = "small", version = "7" }
    provider "acme" { default = "desk", groups = { desk = {}, night = {} } }
    service "shop" { provider = "acme" }
    route "Orders are shared" { when = { kind = "service_request" },
      to = least_loaded { "acme/desk", "acme/night" } }
    route "The new desk" { when = { kind = "change" }, from_date = "2026-12-01", to = "acme/night" }
    route "The rest" { to = "acme/desk" }
    """

  private let address: UInt
  private let folder: RulesOnDisk

  var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }

  init(_ text: String = main) throws {
    folder = try RulesOnDisk(text)
    var rules: OpaquePointer?
    let path = folder.path
    let result = Call.answer { BatonC.open(path, UInt(path.utf8.count), &rules, $0, $1) }
    try #require(result.status == .ok, "\(result.text ?? "")")
    #expect(result.text == nil)
    #expect(result.length == 0)
    try #require(rules != nil)
    address = UInt(bitPattern: rules)
  }

  deinit { BatonC.close(pointer) }
}

/// A folder with a `main.lua` that goes away with its owner.
final class RulesOnDisk: Sendable {
  let path: String

  init(_ text: String) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "baton-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url.appending(path: "main.lua"))
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
