// Documents that were damaged on their way: an answer or a sentence, never a crash.

import Foundation
import TestSupport
import Testing

@testable import BatonTables

@Suite struct DamageTests {
  private static func example(_ name: String) throws -> [UInt8] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: root.appending(path: "Examples/dmn/\(name)")))
  }

  /// Some bytes are changed, left out or doubled.
  private func damaged(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0...numbers.below(4) {
      let place = numbers.below(bytes.count)
      let end = min(place + 1 + numbers.below(40), bytes.count)
      switch numbers.below(4) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: numbers.next())
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: bytes[place] = numbers.pick(Array("<>\"&/[](),.-=#0".utf8))
      }
    }
    return bytes
  }

  @Test(arguments: ["support.dmn", "desks.xlsx", "support-tests.xml"])
  func damagedDocumentsEndInASentence(_ name: String) throws {
    var numbers = SeededNumbers()
    print("\(name): seed \(numbers.seed)")
    let whole = try Self.example(name)
    let model = try DMNImport.read(Self.example("support.dmn"), name: "support.dmn")
    var told = 0
    for _ in 0..<300 {
      let bytes = damaged(whole, &numbers)
      do throws(TableFailure) {
        switch name {
        case "support.dmn": _ = try DMNImport.read(bytes, name: name)
        case "desks.xlsx": _ = try SheetImport.read(bytes, name: name, title: "desks")
        default: _ = try DMNTests.read(bytes, name: name, for: model)
        }
      } catch {
        told += 1
        #expect("\(error)".hasPrefix(name), "\(error), seed \(numbers.seed)")
      }
    }
    // Most damage is noticed.
    #expect(told > 100, "\(told) of 300, seed \(numbers.seed)")
  }
}
