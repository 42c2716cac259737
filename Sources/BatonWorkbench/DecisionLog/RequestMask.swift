package import BatonModel
import BatonRecords

/// Fields of a request that are not to stand in a log, by their paths: `summary`, `customer.name`, or
/// `attributes.NAME` for what the sender wrote beside them.
///
/// Their texts are covered in the request and wherever the decision quotes them. What a rule makes of
/// them (a priority, a receiver) stays.
package struct RequestMask: Sendable, Hashable {
  package let paths: [[String]]

  package init(_ paths: [[String]] = []) { self.paths = paths }

  package var isEmpty: Bool { paths.isEmpty }

  /// The name under which the sender's other members are.
  package static let attributes = "attributes"

  static let cover = "(masked)"

  /// A request with what is masked covered.
  package func applied(to request: Request) -> Request {
    guard !isEmpty else { return request }
    var request = request
    for path in paths {
      if path.first == Self.attributes {
        request.attributes = Self.covered(request.attributes, path.dropFirst())
      } else {
        request.members = Self.covered(request.members, path[...])
      }
    }
    // A fault quotes what was wrong.
    request.faults = request.faults.map { fault in
      let isMasked = paths.contains {
        fault.field.split(separator: ".").map(String.init).starts(with: $0)
      }
      return isMasked ? RequestFault(field: fault.field, message: Self.cover) : fault
    }
    return request
  }

  /// The texts that it covers in a request, the longest first.
  func hidden(in request: Request) -> [String] {
    var texts: Set<String> = []
    for path in paths {
      let value =
        path.first == Self.attributes
        ? Self.value(request.attributes, path.dropFirst())
        : Self.value(request.members, path[...])
      Self.collect(value, into: &texts)
    }
    texts.remove("")
    return texts.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  private static func collect(_ value: Value?, into texts: inout Set<String>) {
    switch value {
    case .text(let text): texts.insert(text)
    case .list(let values): for value in values { collect(value, into: &texts) }
    case .object(let members): for value in members.values { collect(value, into: &texts) }
    default: break
    }
  }

  private static func value(_ members: Members, _ path: ArraySlice<String>) -> Value? {
    guard let first = path.first, let value = members[first] else { return nil }
    if path.count == 1 { return value }
    guard case .object(let inner) = value else { return nil }
    return self.value(inner, path.dropFirst())
  }

  private static func covered(_ members: Members, _ path: ArraySlice<String>) -> Members {
    guard let first = path.first, members[first] != nil else { return members }
    return Members(
      members.map { name, value -> (String, Value?) in
        guard name == first, let value else { return (name, value) }
        if path.count == 1 { return (name, .text(cover)) }
        guard case .object(let inner) = value else { return (name, value) }
        return (name, .object(covered(inner, path.dropFirst())))
      })
  }

  // MARK: In what was written

  /// Texts shorter than this are covered only where they are all of a text.
  private static let shortest = 4

  /// JSON in which texts are covered.
  static func covered(_ json: [UInt8], _ texts: [String]) -> [UInt8] {
    texts.reduce(json) { json, text in
      var writer = JSONWriter()
      writer.text(text)
      let quoted = writer.bytes
      return text.utf8.count < shortest
        ? replacing(quoted, with: Array("\"\(cover)\"".utf8), in: json) { json, end in
          // A name of a member is no text.
          end >= json.count || json[end] != UInt8(ascii: ":")
        }
        : replacing(
          Array(quoted.dropFirst().dropLast()), with: Array(cover.utf8), in: json
        ) { _, _ in true }
    }
  }

  private static func replacing(
    _ wanted: [UInt8], with other: [UInt8], in json: [UInt8], where fits: ([UInt8], Int) -> Bool
  ) -> [UInt8] {
    guard let first = wanted.first else { return json }
    var result: [UInt8] = []
    result.reserveCapacity(json.count)
    var place = 0
    while place < json.count {
      let end = place + wanted.count
      if json[place] == first, end <= json.count, json[place..<end].elementsEqual(wanted),
        fits(json, end)
      {
        result += other
        place = end
      } else {
        result.append(json[place])
        place += 1
      }
    }
    return result
  }
}
