package import BatonTime

/// An event as a constraint remembers it: 28 bytes, since cases that are open keep many.
package struct Occurrence: Sendable, Hashable {
  private let milliseconds: Int64
  /// What the constraint compares, in its order.
  package let values: [Value?]
  /// Whoever had the case then.
  package let bearer: Bearer?
  private let number: UInt32

  /// - Parameter position: which of its case's events it is, from 1.
  package init(at instant: Instant?, values: [Value?], position: Int, bearer: Bearer?) {
    milliseconds = instant?.milliseconds ?? .min
    self.values = values
    self.bearer = bearer
    number = UInt32(clamping: position)
  }

  package var at: Instant? {
    milliseconds == .min ? nil : Instant(milliseconds: milliseconds)
  }

  package var position: Int { Int(number) }

  /// What has no time is never later.
  func isLater(than other: Occurrence) -> Bool { milliseconds > other.milliseconds }
}

extension Occurrence: Codable {
  private enum CodingKeys: String, CodingKey {
    case at, values, position, party, group, person
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      at: try members.decodeIfPresent(Instant.self, forKey: .at),
      values: try members.decode([Value?].self, forKey: .values),
      position: try members.decode(Int.self, forKey: .position),
      bearer: .known(
        party: try members.decodeIfPresent(String.self, forKey: .party),
        group: try members.decodeIfPresent(String.self, forKey: .group),
        person: try members.decodeIfPresent(String.self, forKey: .person)))
  }

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encodeIfPresent(at, forKey: .at)
    try members.encode(values, forKey: .values)
    try members.encode(position, forKey: .position)
    try members.encodeIfPresent(bearer?.party, forKey: .party)
    try members.encodeIfPresent(bearer?.group, forKey: .group)
    try members.encodeIfPresent(bearer?.person, forKey: .person)
  }
}
