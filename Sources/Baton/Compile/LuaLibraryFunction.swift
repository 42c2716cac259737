/// The library's functions that formulas know.
enum LuaLibraryFunction: String, Sendable, CaseIterable {
  case lower = "string.lower"
  case upper = "string.upper"
  case length = "string.len"
  case sub = "string.sub"
  case byte = "string.byte"
  /// Where one text is in another, as long as the pattern has no special character.
  case find = "string.find"
  /// The same of a text that is taken as it is.
  case findPlain
  /// A text as it stands at the start, the end, or both: what `^text$` looks for.
  case findPrefix, findSuffix, findWhole
  /// The same, giving the text that was found.
  case match = "string.match"
  case matchPrefix, matchSuffix, matchWhole
  case toText = "tostring"
  case toNumber = "tonumber"
  case type
  case floor = "math.floor"
  case ceil = "math.ceil"
  case abs = "math.abs"
  case max = "math.max"
  case min = "math.min"
  case fmod = "math.fmod"
  case sqrt = "math.sqrt"
  case toInteger = "math.tointeger"
  case mathType = "math.type"

  /// How many arguments it may be given.
  var argumentCounts: ClosedRange<Int> {
    switch self {
    case .sub: 2...3
    case .byte: 1...2
    case .find, .findPlain, .findPrefix, .findSuffix, .findWhole, .match, .matchPrefix,
      .matchSuffix,
      .matchWhole, .fmod:
      2...2
    case .max, .min: 1...32
    default: 1...1
    }
  }
}
