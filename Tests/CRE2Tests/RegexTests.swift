import CRE2
import Testing

/// Owns one compiled pattern for the length of a test.
private struct Regex: ~Copyable {
  let handle: OpaquePointer

  init(_ pattern: String, memoryBudget: Int64 = 0) throws {
    handle = try #require(cre2_compile(pattern, pattern.utf8.count, memoryBudget))
  }

  deinit { cre2_free(handle) }

  var error: String { String(cString: cre2_error(handle)) }
  var wrongPart: String { String(cString: cre2_error_part(handle)) }
  func search(_ text: String) -> cre2_verdict { cre2_search(handle, text, text.utf8.count) }
  func whole(_ text: String) -> cre2_verdict { cre2_matches_whole(handle, text, text.utf8.count) }
}

@Suite struct RegexTests {
  @Test(
    "a pattern matches anywhere in the text, with attention to case",
    arguments: [
      ("pay(slip|roll)", "the payroll run", true),
      ("pay(slip|roll)", "the Payroll run", false),
      ("(?i)payroll", "the PAYROLL run", true),
      ("^payroll$", "the payroll run", false),
      ("", "", true),
      ("é", "café", true),
      (".", "\n", false),
      ("b", "a\0b", true),
      ("\\p{Greek}", "α", true),
    ])
  func search(pattern: String, text: String, expected: Bool) throws {
    let regex = try Regex(pattern)
    #expect(cre2_is_ok(regex.handle))
    #expect(regex.error == "")
    #expect(regex.search(text) == (expected ? cre2_match : cre2_no_match))
  }

  @Test("a whole match is anchored at both ends, alternatives included")
  func whole() throws {
    let regex = try Regex("a|ab")
    #expect(regex.whole("ab") == cre2_match)
    #expect(regex.whole("abc") == cre2_no_match)
    #expect(regex.search("abc") == cre2_match)
  }

  @Test(
    "a wrong pattern says what and where, and matches nothing",
    arguments: [
      ("[a", "missing ]", "[a"), ("(a", "missing )", "(a"),
      ("a{2000}", "invalid repetition size", "{2000}"), ("\\1", "invalid escape sequence", "\\1"),
    ])
  func wrong(pattern: String, error: String, part: String) throws {
    let regex = try Regex(pattern)
    #expect(!cre2_is_ok(regex.handle))
    #expect(regex.error == error)
    #expect(regex.wrongPart == part)
    #expect(regex.search("a") == cre2_failed)
    #expect(cre2_group_count(regex.handle) == 0)
  }

  @Test("a pattern beyond its memory budget does not compile")
  func budget() throws {
    let pattern = "(\\pL{50}){20}"
    #expect(cre2_is_ok(try Regex(pattern, memoryBudget: 1 << 26).handle))
    let small = try Regex(pattern, memoryBudget: 1 << 16)
    #expect(!cre2_is_ok(small.handle))
    #expect(small.error == "pattern too large - compile failed")
  }

  @Test("a pattern that makes backtracking matchers explode is matched")
  func linear() throws {
    let regex = try Regex("^(a+)+$")
    #expect(regex.search(String(repeating: "a", count: 50_000) + "b") == cre2_no_match)
  }

  @Test("groups are counted")
  func groups() throws {
    #expect(cre2_group_count(try Regex("(a)(?:b)(?P<name>c)").handle) == 2)
  }
}
