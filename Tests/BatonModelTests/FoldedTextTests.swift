import TestSupport
import Testing

@testable import BatonModel

@Suite struct FoldedTextTests {
  /// Pairs of CaseFolding.txt, statuses C and S, and scalars that it leaves as they are.
  @Test(
    "scalars fold as Unicode's table says",
    arguments: [
      ("A", "a"), ("z", "z"), ("À", "à"), ("Σ", "σ"), ("ς", "σ"), ("ſ", "s"), ("\u{b5}", "μ"),
      ("ẞ", "ß"), ("ß", "ß"), ("K", "k"), ("Å", "å"), ("İ", "İ"), ("ı", "ı"),
      ("\u{345}", "ι"), ("ϐ", "β"), ("ϑ", "θ"), ("ẛ", "ṡ"), ("ᾈ", "ᾀ"), ("ᾳ", "ᾳ"), ("ᾼ", "ᾳ"),
      ("Ǆ", "ǆ"), ("ǅ", "ǆ"), ("Ⅷ", "ⅷ"), ("Ⓐ", "ⓐ"), ("\u{a78d}", "\u{265}"), ("Ж", "ж"),
      ("Ა", "ა"),
      ("𐐀", "𐐨"), ("ﬁ", "ﬁ"), ("ŉ", "ŉ"), ("中", "中"), ("ᲀ", "в"), ("ϴ", "θ"), ("Ω", "ω"),
    ] as [(Unicode.Scalar, Unicode.Scalar)])
  func scalars(scalar: Unicode.Scalar, folded: Unicode.Scalar) {
    #expect(scalar.simplyFolded == folded)
  }

  @Test("both cases of a Cherokee letter fold to one")
  func cherokee() {
    #expect(FoldedText("Ꭰ") == FoldedText("ꭰ"))
    #expect(FoldedText("Ᏸ") == FoldedText("ᏸ"))
    #expect(FoldedText("Ꭰ") != FoldedText("Ꭱ"))
  }

  @Test("the text as it was written is kept and does not count")
  func asWritten() {
    #expect(FoldedText("Café").text == "Café")
    #expect(FoldedText("Café") == FoldedText("CAFE\u{301}"))
    #expect(Set([FoldedText("VPN"), FoldedText("vpn")]).count == 1)
  }

  /// As in Unicode's NormalizationTest.txt: each text with its NFC beside it.
  private static let compositions: [(String, String)] = [
    // Hangul: L and V; LV and T; L, V and T; what only looks like a T; a mark between LV and T.
    ("\u{1100}\u{1161}", "\u{ac00}"), ("\u{ac00}\u{11a8}", "\u{ac01}"),
    ("\u{1112}\u{1175}\u{11c2}", "\u{d7a3}"), ("\u{ac00}\u{11a7}", "\u{ac00}\u{11a7}"),
    ("\u{ac00}\u{11c3}", "\u{ac00}\u{11c3}"), ("\u{ac01}\u{11a8}", "\u{ac01}\u{11a8}"),
    ("\u{ac00}\u{300}\u{11a8}", "\u{ac00}\u{300}\u{11a8}"),
    ("\u{11a8}\u{ac00}\u{11a8}", "\u{11a8}\u{ac01}"),
    // Marks in another order, one that cannot be composed across, one blocked by another.
    ("a\u{307}\u{323}", "\u{1ea1}\u{307}"), ("a\u{323}\u{302}", "\u{1ead}"),
    ("e\u{301}\u{302}", "\u{e9}\u{302}"), ("D\u{307}\u{323}", "\u{1e0c}\u{307}"),
    // Never composed again, and one character for another.
    ("\u{958}", "\u{915}\u{93c}"), ("\u{212b}", "\u{c5}"), ("\u{1e9b}\u{323}", "\u{1e9b}\u{323}"),
  ]

  @Test("texts are composed as Unicode has it", arguments: compositions)
  func composed(text: String, expected: String) {
    // By their scalars: as strings they are equal in any case.
    #expect(Array(text.composed.unicodeScalars) == Array(expected.unicodeScalars))
    #expect(FoldedText(text) == FoldedText(expected))
    #expect(FoldedText("x" + text + " y").contains(FoldedText(expected)))
  }

  @Test(
    "contains ignores case and the way of writing an accent",
    arguments: [
      ("The PAYSLIP is empty", "payslip", true), ("pay slip", "payslip", false),
      ("Café", "CAFE\u{301}", true), ("cafe\u{301}", "É", true), ("café", "cafe", false),
      ("STRASSE", "straße", false), ("STRAẞE", "straße", true), ("ΟΔΟΣ", "οδος", true),
      ("İstanbul", "istanbul", false), ("ısı", "ISI", false), ("273 K", "273 k", true),
      ("", "a", false), ("a", "", true), ("", "", true), ("aab", "ab", true),
      ("é", "\u{301}", false),
    ])
  func contains(text: String, part: String, expected: Bool) {
    #expect(FoldedText(text).contains(FoldedText(part)) == expected)
  }

  @Test(
    "prefix and suffix",
    arguments: [
      ("Éclair au café", "ÉCLAIR", "CAFÉ"), ("abc", "ABC", "ABC"), ("abc", "", ""),
    ])
  func ends(text: String, prefix: String, suffix: String) {
    let folded = FoldedText(text)
    #expect(folded.hasPrefix(FoldedText(prefix)))
    #expect(folded.hasSuffix(FoldedText(suffix)))
    #expect(!folded.hasPrefix(FoldedText("x" + text)))
    #expect(!folded.hasSuffix(FoldedText(text + "x")))
    #expect(!folded.hasPrefix(FoldedText("x")))
    #expect(!folded.hasSuffix(FoldedText("x")))
  }

  @Test(
    "a word has boundaries on both sides",
    arguments: [
      ("the VPN is down", "vpn", true), ("vpn", "VPN", true), ("openvpn2", "vpn", false),
      ("vpn2", "vpn", false), ("my_vpn", "vpn", false), ("vpn-gateway", "vpn", true),
      ("(vpn)", "vpn", true), ("openvpn vpn", "vpn", true), ("vpnvpn vpn", "vpn", true),
      ("évpn", "vpn", false), ("vpné", "vpn", false), ("vpne\u{301}", "vpn", false),
      ("中vpn", "vpn", false), ("vpn٣", "vpn", false), ("“vpn”", "vpn", true),
      ("broken pay slip today", "pay slip", true), ("prepay slip", "pay slip", false),
      ("a c++ compiler", "c++", true), ("a c++11 compiler", "c++", true),
      ("abc++", "c++", false), ("#1 printer", "#1", true), ("x#1", "#1", true),
      ("#12", "#1", false), ("", "vpn", false), ("die Grüße", "grüße", true),
      ("q\u{303}x", "q", false),
    ])
  func words(text: String, word: String, expected: Bool) {
    #expect(FoldedText(text).containsWord(FoldedText(word)) == expected)
  }

  /// Where a search that begins anew at each place would compare 10^11 bytes, this test would not
  /// end.
  @Test("texts and words made to be slow are not")
  func hostile() {
    let text = FoldedText(String(repeating: "a ", count: 1_000_000) + "ab")
    let word = FoldedText(String(repeating: "a ", count: 100_000))
    #expect(!text.containsWord(FoldedText(word.text + "b")))
    #expect(!text.contains(FoldedText(word.text + "b")))
    #expect(text.contains(FoldedText(word.text + "ab")))
    #expect(text.containsWord(FoldedText(word.text + "ab")))
    let letters = FoldedText(String(repeating: "a", count: 1_000_000))
    // It occurs at every place and is a word at none.
    #expect(!letters.containsWord(FoldedText(String(repeating: "a", count: 100_000))))
    #expect(letters.containsWord(letters))
  }

  @Test("long words are found where looking at every place finds them")
  func longWords() {
    let seed = SeededNumbers.anySeed()
    print("long words: seed \(seed)")
    var random = SeededNumbers(seed: seed)
    var found = 0
    for _ in 0..<500 {
      // Words that repeat themselves, and texts made of pieces of them.
      let part = (0..<1 + random.below(6)).map { _ in random.pick(["a", "b", " ", "é"]) }.joined()
      let length = FoldedText.longestScanned + random.below(20)
      let word = String(String(repeating: part, count: 60).prefix(length))
      let text = (0..<random.below(5)).map { _ in
        random.pick([word, String(word.dropFirst()), String(word.dropLast()), "a", " ", part])
      }.joined()
      let (folded, wanted) = (FoldedText(text), FoldedText(word))
      let places = text.indices.filter { text[$0...].hasPrefix(word) }
      #expect(folded.contains(wanted) == !places.isEmpty, "seed \(seed): \(word) in \(text)")
      let isWord = places.contains { start in
        let before = text[..<start].last
        let after = text[start...].dropFirst(word.count).first
        return !(Self.isOfWord(before) && Self.isOfWord(word.first))
          && !(Self.isOfWord(after) && Self.isOfWord(word.last))
      }
      #expect(folded.containsWord(wanted) == isWord, "seed \(seed): \(word) in \(text)")
      if isWord { found += 1 }
    }
    #expect(found > 10)
  }

  private static func isOfWord(_ character: Character?) -> Bool { character?.isLetter ?? false }
}
