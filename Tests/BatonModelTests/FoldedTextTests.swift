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
}
