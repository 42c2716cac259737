import BatonModel

/// The texts that conditions look for inside other texts, numbered for each column.
struct NeedleTable: Sendable {
  enum Kind: UInt8, Sendable {
    case anywhere, start, end
  }

  struct Needle: Sendable, Hashable {
    let text: FoldedText
    let kind: Kind
  }

  private(set) var needles: [Int: [Needle]] = [:]
  private var numbers: [Int: [Needle: UInt32]] = [:]

  mutating func number(of text: FoldedText, _ kind: Kind, in column: Int) -> UInt32 {
    let needle = Needle(text: text, kind: kind)
    if let known = numbers[column]?[needle] { return known }
    let number = UInt32(needles[column]?.count ?? 0)
    needles[column, default: []].append(needle)
    numbers[column, default: [:]][needle] = number
    return number
  }
}
