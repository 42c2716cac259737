// Rules beside what is known of requests.

import Foundation
import Testing

@Suite struct ClassifyTests {
  private static let rules = """
    rulebase { name = "sorted", version = "1" }
    provider "acme" { default = "desk", groups = { desk = {}, l3 = {} } }
    classify "Printers" { when = { summary = contains_word "printer" }, set = { category = "print" } }
    classify "Mail" { when = { summary = contains "mail" }, set = { category = "mail" } }
    route "Print" { when = { category = "print" }, to = "acme/l3" }
    route "Rest" { to = "acme/desk" }
    """

  /// Two of print right, one that was mail; one mail right; one of which rules say nothing; one
  /// without a category, and one that cannot be read.
  private static let history = """
    {"id":"1","summary":"printer jam","category":"print","group":"l3","provider":"acme"}
    {"id":"2","summary":"Printer!","category":"print","group":"desk","provider":"acme"}
    {"id":"3","summary":"printer cannot email","category":"mail","group":"desk","provider":"acme"}
    {"id":"4","summary":"no mail","category":"mail","group":"desk","provider":"acme"}
    {"id":"5","summary":"chair","category":"office","group":"desk","provider":"acme"}
    {"id":"6","summary":"desk"}
    {"id":

    """

  private func classify(_ options: String..., history: String = Self.history) throws -> Run {
    let rules = try Folder(["main.lua": Self.rules])
    defer { withExtendedLifetime(rules) {} }
    return try Tool.run(["classify", rules.path] + options, input: history)
  }

  private func document(_ field: String) throws -> [String: Any] {
    let run = try classify("--against", field, "--format", "json")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test func eachRequestIsCountedOnce() throws {
    let document = try document("category")
    for (name, count) in [
      ("labelled", 5), ("unlabelled", 1), ("unreadable", 1), ("silent", 1), ("right", 3),
    ] {
      #expect(document[name] as? Int == count, "\(name)")
    }
    let matrix = try #require(document["matrix"] as? [[String: Any]])
    #expect(matrix.compactMap { $0["requests"] as? Int }.reduce(0, +) == 5)
    let labels = try #require(document["labels"] as? [[String: Any]])
    let mail = try #require(labels.first { $0["label"] as? String == "mail" })
    #expect(mail["precision"] as? Double == 1)
    #expect(mail["recall"] as? Double == 0.5)
    let print = try #require(labels.first { $0["label"] as? String == "print" })
    #expect(((print["precision"] as? Double ?? 0) * 3).rounded() == 2)
    let worst = try #require((document["rules"] as? [[String: Any]])?.first)
    #expect(worst["rule"] as? String == "Printers")
    #expect(worst["at"] as? String == "main.lua:3")
    #expect(worst["wrong"] as? Int == 1)
  }

  @Test func whoGotItIsComparedWithWhoDid() throws {
    let document = try document("to")
    #expect(document["labelled"] as? Int == 5)
    // Routes see the category that is written: 2 is print, and went to the desk all the same.
    #expect(document["right"] as? Int == 4)
  }

  @Test func thePageSaysWhatItMeans() throws {
    let run = try classify("--against", "category")
    #expect(run.status == 1)
    #expect(run.output.contains("5 requests with a known category, 1 without, 1 that could not be"))
    #expect(run.output.contains("always saying \"mail\" would be right for 40.0 %"))
    #expect(run.output.contains("mail (1)"))
  }

  @Test func wrongNamesAreToldWithTheNearest() throws {
    let run = try classify("--against", "categry")
    #expect(run.status == 2)
    #expect(run.errors.contains("did you mean \"category\"?"))
    #expect(try classify("--against", "language").status == 2)
  }

  @Test func suggestionsLoadAndDoWhatTheyCounted() throws {
    let words = [("vpn", "network"), ("chair", "office"), ("\"quote\"", "odd \"name\"")]
    let history = (0..<300).map { number in
      let (word, label) = words[number % 3]
      let record: [String: String] = [
        "id": "\(number)", "summary": "the \(word) fails", "category": label,
        "opened_at": "2026-0\(1 + number / 60)-1\(number % 10)T10:00:00Z",
      ]
      let data = try? JSONSerialization.data(withJSONObject: record)
      return String(decoding: data ?? Data(), as: UTF8.self)
    }.joined(separator: "\n")
    let run = try classify("--against", "category", "--suggest", history: history)
    #expect(run.status == 0, "\(run.errors)")
    let rules = try Folder([
      "main.lua": Self.rules + "\ninclude \"suggested\"\n", "suggested.lua": run.output,
    ])
    let again = try Tool.run(
      ["classify", rules.path, "--against", "category", "--format", "json"], input: history)
    let document =
      try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any]
    #expect(document?["right"] as? Int == 300, "\(run.output)")
    withExtendedLifetime(rules) {}
  }
}
