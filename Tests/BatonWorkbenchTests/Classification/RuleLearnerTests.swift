import Baton
import BatonModel
import BatonTime
import Foundation
import TestSupport
import Testing

@testable import BatonWorkbench

/// Rules that a history suggests.
@Suite struct RuleLearnerTests {
  private static let fields: [String: FieldType] = [
    "summary": .text, "channel": .oneOf(["phone", "mail"]), "category": .text,
  ]

  private static func day(_ number: Int) -> Instant {
    Instant(milliseconds: 1_767_225_600_000 + Int64(number) * 86_400_000)
  }

  private static func learned(
    _ history: [(summary: String, channel: String, label: String)],
    demands: RuleLearner.Demands = .init()
  ) throws -> [RuleLearner.Suggestion] {
    let engine = try MeasuredLog.engine("")
    var learner = RuleLearner(
      .field("category"), demands: demands,
      saying: SuggestedValues(.field("category"), of: engine))
    for (number, item) in history.enumerated() {
      let request = Request([
        ("summary", .text(item.summary)), ("channel", .text(item.channel)),
        ("category", .text(item.label)),
      ])
      learner.add(request, label: item.label, fields: fields, at: day(number))
    }
    return learner.suggestions()
  }

  @Test func aWordThatDecidesIsFoundAmongNoise() throws {
    var random = SeededNumbers(seed: 7)
    let noise = ["please", "help", "today", "broken", "again", "slow", "new", "urgent"]
    let history = (0..<400).map { number -> (String, String, String) in
      let words = (0..<4).map { _ in random.pick(noise) }
      let isPrinter = number % 3 == 0
      // One in a hundred was given the wrong category by hand.
      let label = random.isOne(in: 100) ? "other" : isPrinter ? "printing" : "other"
      return (
        (words + (isPrinter ? ["Printer"] : [])).joined(separator: " "),
        random.pick(["phone", "mail"]), label
      )
    }
    let found = try Self.learned(history)
    let printing = try #require(found.first { $0.label == "printing" })
    #expect(printing.tests == [.init(field: "summary", value: "printer", isWord: true)])
    let seen = history.prefix(300).filter { $0.0.contains("Printer") }
    #expect(printing.seen.total == seen.count)
    #expect(printing.seen.right == seen.count { $0.2 == "printing" })
    let later = history.suffix(100).filter { $0.0.contains("Printer") }
    #expect(printing.heldOut.total == later.count)
    #expect(printing.heldOut.right == later.count { $0.2 == "printing" })
  }

  @Test func twoTestsAreFoundWhereNoneAloneSaysAnything() throws {
    // Each word and each channel has both labels equally often.
    let history = (0..<400).map { number -> (String, String, String) in
      let (isPay, isPhone) = (number % 2 == 0, number / 2 % 2 == 0)
      return (isPay ? "pay" : "desk", isPhone ? "phone" : "mail", isPay == isPhone ? "hr" : "it")
    }
    let first = try #require(try Self.learned(history).first)
    #expect(first.tests.count == 2)
    #expect(Set(first.tests.map(\.field)) == ["summary", "channel"])
    #expect(first.seen.share == 1 && first.heldOut.share == 1)
    #expect(first.seen.total == 75 && first.heldOut.total == 25)
  }

  @Test func whatHeldOnlyOnceIsNoRule() throws {
    // In the last quarter the word means something else.
    let changed = (0..<200).map { number in
      ("token", number % 2 == 0 ? "phone" : "mail", number < 150 ? "access" : "parking")
    }
    #expect(try Self.learned(changed).allSatisfy { $0.label != "access" })
    // A word for each label by chance: nothing holds.
    var random = SeededNumbers(seed: 11)
    let noise = (0..<300).map { _ in
      (
        random.pick(["ab1", "cd2", "ef3"]), random.pick(["phone", "mail"]), random.pick(["x", "y"])
      )
    }
    #expect(try Self.learned(noise).isEmpty)
  }

  @Test func whatDoesNotHoldLaterTakesNothingFromOthers() throws {
    // "alpha" stands for x until the last quarter, and so does "beta" in half of those requests.
    let history = (0..<400).map { number -> (String, String, String) in
      let isLate = number >= 300
      let words = number % 2 == 0 ? "alpha beta" : "alpha"
      return (words, "mail", isLate && number % 2 == 1 ? "y" : "x")
    }
    let found = try Self.learned(history)
    let first = try #require(found.first)
    #expect(first.tests.map(\.value) == ["beta"] || first.tests.map(\.value) == ["alpha beta"])
    #expect(first.seen == .init(right: 150, total: 150))
    #expect(first.heldOut == .init(right: 50, total: 50))
  }

  @Test func wordsAreThoseThatTheLanguageFinds() {
    #expect(RuleLearner.words("foo_bar broken, Printer!") == ["foo_bar", "broken", "printer"])
    #expect(RuleLearner.words("12 ab PAYROLL2") == ["payroll2"])
  }

  @Test func theLowerEndIsWilsons() {
    // Newcombe (1998), table I: 81 of 263 has the score interval 0.2553 to 0.3662.
    let low = RuleLearner.lowerEnd(.init(right: 81, total: 263))
    #expect((low * 10_000).rounded() == 2553)
    // 15 of 148: 0.0624 to 0.1605.
    #expect((RuleLearner.lowerEnd(.init(right: 15, total: 148)) * 10_000).rounded() == 624)
    #expect(RuleLearner.lowerEnd(.init()) == 0)
  }
}
