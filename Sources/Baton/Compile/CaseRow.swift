import BatonModel

/// A row of a table of cases while it is read.
struct CaseRow {
  let number: Int
  let place: Place
  var name: String?
  var given: [(String, Value)] = []
  var world: [(String, Value)] = []
  var expect: [(String, Value)] = []
  var places: [String: Place] = [:]

  init(number: Int, place: Place) {
    self.number = number
    self.place = place
  }

  /// - Parameter value: nil for a cell that says nothing.
  mutating func add(_ value: Value?, under heading: CaseHeading, at place: Place) {
    guard let value else { return }
    switch heading {
    case .name: if case .text(let text) = value { name = text }
    case .given(let path, _): Self.put(value, at: path[...], in: &given)
    case .world(let path): Self.put(value, at: path[...], in: &world)
    case .expect(let name, _):
      expect.append((name, value))
      places[name] = place
    case .broken: break
    }
  }

  /// Puts a value at a path, beside what stands there already.
  private static func put(
    _ value: Value, at path: ArraySlice<String>, in members: inout [(String, Value)]
  ) {
    guard let name = path.first else { return }
    let known = members.firstIndex { $0.0 == name }
    guard path.count > 1 else {
      guard let known else { return members.append((name, value)) }
      if case .object = members[known].1 {
        put(value, at: [name, "id"], in: &members)
      } else {
        members[known].1 = value
      }
      return
    }
    var inner: [(String, Value)] = []
    if let known, case .object(let object) = members[known].1 {
      inner = object.compactMap { name, value in value.map { (name, $0) } }
    } else if let known, case .text(let id) = members[known].1 {
      // `customer` and `customer.region` are one record.
      inner = [("id", .text(id))]
    }
    put(value, at: path.dropFirst(), in: &inner)
    if let known {
      members[known].1 = .object(Members(inner))
    } else {
      members.append((name, .object(Members(inner))))
    }
  }
}
