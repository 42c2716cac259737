import Testing

@testable import BatonModel

/// Percentages are what they say, to the last digit.
@Suite struct ShareTests {
  @Test(
    "a percentage is read exactly, and said again as it was",
    arguments: [
      ("99.9%", 999_000_000, "99.9 %"), ("0%", 0, "0 %"), ("100%", 1_000_000_000, "100 %"),
      ("100.0%", 1_000_000_000, "100 %"), ("0.05%", 500_000, "0.05 %"),
      ("99.9999999%", 999_999_999, "99.9999999 %"), ("007%", 70_000_000, "7 %"),
    ])
  func reading(_ text: String, _ billionths: Int, _ words: String) {
    let share = Share(percent: text)
    #expect(share?.billionths == billionths)
    #expect(share?.percent == words)
    #expect(share?.written == words.replacing(" ", with: ""))
    // A record has it as a number, and it is the same share again.
    #expect(share.flatMap { Share($0.value) } == share)
  }

  @Test(
    "what could be meant otherwise is no percentage",
    arguments: [
      "", "%", "99.9", "0.999", "99,9%", ".9%", "99.%", "1.2.3%", "-1%", "+1%", "100.1%", "1e1%",
      " 5%", "5 %", "99.99999999%", "٩%",
    ])
  func refusing(_ text: String) {
    #expect(Share(percent: text) == nil)
  }

  @Test func tooManyDigitsAreToldFromNonsense() {
    #expect(Share.hasTooManyDigits("99.99999999%"))
    #expect(!Share.hasTooManyDigits("99.9999999%"))
    #expect(!Share.hasTooManyDigits("101.99999999%") && !Share.hasTooManyDigits("a.99999999%"))
  }

  @Test func whatIsLeftOfAMonth() {
    let month: Int64 = 30 * 86_400_000
    // 0.1 % of 720 hours are 43.2 minutes.
    #expect(Share(percent: "99.9%")?.rest(of: month) == 2_592_000)
    #expect(Share.whole.rest(of: month) == 0)
    #expect(Share(billionths: 0).rest(of: .max) == .max)
  }
}
