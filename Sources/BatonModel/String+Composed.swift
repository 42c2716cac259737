import Foundation

extension String {
  /// The text in NFC (Unicode's UAX #15): what is written with a character and marks on it, or with
  /// the parts of a Hangul syllable, as the one character that it equals, where there is one.
  ///
  /// Foundation composes all but a Hangul syllable without a final consonant and the consonant
  /// behind it; that pair is composed here, by the arithmetic of the Unicode Standard, 3.12.
  package var composed: String {
    let text = precomposedStringWithCanonicalMapping
    guard text.unicodeScalars.contains(where: \.isFinalConsonant) else { return text }
    var scalars = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let open = last, open.isOpenSyllable, scalar.isFinalConsonant,
        let syllable = Unicode.Scalar(open.value + scalar.value - Unicode.Scalar.beforeFinals)
      {
        last = syllable
      } else {
        if let last { scalars.append(last) }
        last = scalar
      }
    }
    if let last { scalars.append(last) }
    return String(scalars)
  }
}

extension Unicode.Scalar {
  fileprivate static let beforeFinals: UInt32 = 0x11a7

  fileprivate var isFinalConsonant: Bool { (0x11a8...0x11c2).contains(value) }

  /// A Hangul syllable without a final consonant.
  fileprivate var isOpenSyllable: Bool {
    (0xac00...0xd7a3).contains(value) && (value - 0xac00) % 28 == 0
  }
}
