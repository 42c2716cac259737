package import BatonModel
import BatonRecords

/// Fields of a request that are not to stand in a log, by their paths: `summary`, `customer.name`, or
/// `attributes.NAME` for what the sender wrote beside the fields.
///
/// One walk covers them and collects what it covered; these values are then covered wherever the
/// decision says them. What a rule makes of them (a priority, a receiver, the text in capitals) stays.
/// What the sender wrote beside the fields is left out as a whole: a source's mapping has taken the masked
/// values from it.
package struct RequestMask: Sendable, Hashable {
  package let paths: [[String]]

  package init(_ paths: [[String]] = []) { self.paths = paths }

  package var isEmpty: Bool { paths.isEmpty }

  /// The name under which the sender's other members are.
  package static let attributes = "attributes"

  static let cover = "(masked)"
  /// What of a value is looked for in a longer text; shorter ones are covered where they are all of it.
  private static let shortest = 4
  /// A message may quote the beginning of a long text alone.
  private static let beginning = 32

  // MARK: In a request

  /// A request as the log has it, and the values that are not in it any more, the longest first.
  package func covered(_ request: Request) -> (request: Request, hidden: [String]) {
    guard !isEmpty else { return (request, []) }
    var request = request
    var hidden: Set<String> = []
    for path in paths {
      // A member that is no field is written beside the fields, if no source says otherwise.
      let own = path.first == Self.attributes ? path.dropFirst() : path[...]
      request.members = Self.covered(request.members, own, &hidden)
      Self.collect(Self.value(request.attributes, own), &hidden)
    }
    request.attributes = Members()
    request.faults = request.faults.map { fault in
      hides(field: fault.field)
        ? RequestFault(field: fault.field, message: Self.cover) : fault
    }
    hidden.remove("")
    return (request, hidden.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) })
  }

  /// Whether a field, or a part of it, is masked.
  private func hides(field: String) -> Bool {
    let own = field.split(separator: ".").map(String.init)
    return paths.contains { own.starts(with: $0) || $0.starts(with: own) }
  }

  private static func covered(
    _ members: Members, _ path: ArraySlice<String>, _ hidden: inout Set<String>
  ) -> Members {
    guard let first = path.first, members[first] != nil else { return members }
    var pairs: [(String, Value?)] = []
    for (name, value) in members {
      pairs.append(
        (name, name == first ? value.map { covered($0, path.dropFirst(), &hidden) } : value))
    }
    return Members(pairs)
  }

  private static func covered(
    _ value: Value, _ path: ArraySlice<String>, _ hidden: inout Set<String>
  ) -> Value {
    switch value {
    case .object(let members) where !path.isEmpty:
      return .object(covered(members, path, &hidden))
    case .list(let values) where !path.isEmpty:
      return .list(values.map { covered($0, path, &hidden) })
    default:
      // A record may be given by its name alone: then that is what is said of it.
      collect(value, &hidden)
      return .text(cover)
    }
  }

  private static func value(_ members: Members, _ path: ArraySlice<String>) -> Value? {
    guard let first = path.first, let value = members[first] else { return nil }
    if path.count == 1 { return value }
    guard case .object(let inner) = value else { return value }
    return self.value(inner, path.dropFirst())
  }

  private static func collect(_ value: Value?, _ hidden: inout Set<String>) {
    switch value {
    case .list(let values)?: for value in values { collect(value, &hidden) }
    case .object(let members)?: for value in members.values { collect(value, &hidden) }
    case .yesNo?, nil: break
    case let value?: hidden.insert(CellText.of(value))
    }
  }

  // MARK: In a decision

  /// A decision's members without what is hidden: names and figures of its own stay.
  func covered(_ decision: Members, _ hidden: [String]) -> Members {
    Members(
      decision.map { name, value -> (String, Value?) in
        switch (name, value) {
        case ("errors", .list(let errors)?):
          (name, .list(errors.map { covered(error: $0, hidden) }))
        case ("classified", .object(let fields)?):
          (name, .object(covered(classified: fields, hidden)))
        case ("request", let value?) where hides(field: "id"):
          (name, hidden.contains(CellText.of(value)) ? .text(Self.cover) : value)
        default: (name, value.map { Self.covered($0, hidden) })
        }
      })
  }

  private func covered(error: Value, _ hidden: [String]) -> Value {
    guard case .object(let members) = error else { return Self.covered(error, hidden) }
    guard case .text(let field)? = members["field"], hides(field: field) else {
      return Self.covered(error, hidden)
    }
    // It quotes the value in a form of its own.
    return .object(
      Members(members.map { ($0.name, $0.name == "message" ? .text(Self.cover) : $0.value) }))
  }

  private func covered(classified: Members, _ hidden: [String]) -> Members {
    Members(
      classified.map { name, value in
        (name, hides(field: name) ? .text(Self.cover) : value.map { Self.covered($0, hidden) })
      })
  }

  private static func covered(_ value: Value, _ hidden: [String]) -> Value {
    switch value {
    case .text(let text): .text(covered(text, hidden))
    case .list(let values): .list(values.map { covered($0, hidden) })
    case .object(let members):
      .object(Members(members.map { ($0.name, $0.value.map { covered($0, hidden) }) }))
    default: value
    }
  }

  private static func covered(_ text: String, _ hidden: [String]) -> String {
    var text = text
    for one in hidden {
      if text == one { return cover }
      guard one.utf8.count >= shortest else { continue }
      text = text.replacing(one, with: cover)
      // Of a long value a message may have the beginning, and then perhaps an end of its own.
      guard one.count > beginning, let start = text.firstRange(of: one.prefix(beginning)) else {
        continue
      }
      text = text[..<start.lowerBound] + cover
    }
    return text
  }
}
