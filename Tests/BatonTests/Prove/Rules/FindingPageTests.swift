import Foundation
import Testing

@testable import Baton

/// Every code that can be told has a page.
@Suite struct FindingPageTests {
  /// What stands in the place of words that are never needed.
  private static let placeholders: Set = ["problem", "process", "finding"]

  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  /// The codes that sentences are made with, read from the sources.
  private func codes() throws -> Set<String> {
    var codes: Set<String> = []
    let wording = try Regex(
      #"Wording\(\s*(?:[^"()]*\? )?"([a-z][a-z0-9-]*)"(?: : "([a-z0-9-]+)")?"#)
    let trap = try Regex(#"case \.\w+: "([a-z]+(?:-[a-z]+)+)""#)
    for folder in ["Baton", "BatonSyntax"] {
      let found = FileManager.default.enumerator(
        at: Self.sources.appending(path: folder), includingPropertiesForKeys: nil)
      while let file = found?.nextObject() as? URL {
        guard file.lastPathComponent.contains("Wording") else { continue }
        let text = try String(contentsOf: file, encoding: .utf8)
        var matches = text.matches(of: wording)
        if folder == "BatonSyntax" { matches += text.matches(of: trap) }
        for match in matches {
          for index in 1..<match.output.count {
            if let code = match.output[index].substring { codes.insert(String(code)) }
          }
        }
      }
    }
    return codes.subtracting(Self.placeholders)
  }

  @Test func everyCodeHasAPage() throws {
    let codes = try codes()
    #expect(codes.count > 150)
    #expect(codes.subtracting(FindingPages.all.map(\.code)).sorted() == [])
  }

  @Test func noPageIsAboutNothing() throws {
    let kinds: [UnusedName.Kind] = [.group, .calendar, .field, .role, .receiver, .rota]
    let codes = try codes().union(kinds.map { "unused-\($0.rawValue)" })
    #expect(Set(FindingPages.all.map(\.code)).subtracting(codes).sorted() == [])
    #expect(Set(FindingPages.all.map(\.code)).count == FindingPages.all.count, "each code once")
  }

  @Test func aPageSaysEverything() {
    for page in FindingPages.all {
      for part in [page.title, page.meaning, page.why, page.mend, page.example] {
        #expect(!part.isEmpty, "\(page.code)")
      }
      #expect(page.meaning.hasSuffix("."), "\(page.code)")
    }
  }
}
