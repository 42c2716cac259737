/// The members of an object, in the order they were written.
///
/// A member written as null is there without a value: ``contains(_:)`` and ``names`` know it, the
/// subscript gives nil. This matters because a source of requests is recognised by the names that
/// its records have. Of a repeated name the last value wins, at the place of the first.
///
/// Two objects are equal if the same names have the same values, whatever their order.
public struct Members: Sendable {
  /// The names, shared between records of one shape.
  public private(set) var shape: MemberNames
  /// The values, at the same positions as the names; nil where null was written.
  public private(set) var values: [Value?]

  public init() {
    shape = .none
    values = []
  }

  /// An object of a known shape.
  /// - Precondition: as many values as names.
  public init(shape: MemberNames, values: [Value?]) {
    precondition(shape.list.count == values.count, "as many values as names")
    self.shape = shape
    self.values = values
  }

  /// An object from its members as they were written; of a repeated name the last wins.
  public init(_ pairs: [(String, Value?)]) {
    // A few names are found faster one by one than by hash.
    let isSmall = pairs.count <= MemberNames.linearLimit
    var positions: [String: Int] = [:]
    var names: [String] = []
    var values: [Value?] = []
    for (name, value) in pairs {
      if let position = isSmall ? names.firstIndex(of: name) : positions[name] {
        values[position] = value
      } else {
        if !isSmall { positions[name] = names.count }
        names.append(name)
        values.append(value)
      }
    }
    self.init(shape: MemberNames(names), values: values)
  }

  /// An object from its members as they were written; of a repeated name the last wins.
  public init(_ pairs: [(String, Value)]) {
    self.init(pairs.map { ($0.0, Optional($0.1)) })
  }

  /// How many names were written, those without a value included.
  public var count: Int { values.count }

  public var isEmpty: Bool { values.isEmpty }

  /// The names in the order they were written, those without a value included.
  public var names: [String] { shape.list }

  /// The value of a name; nil if it was not written, or written as null.
  public subscript(name: String) -> Value? {
    guard let index = shape.index(of: name) else { return nil }
    return values[index]
  }

  /// Sets a member, which is last if it is new; nil takes it away.
  package mutating func set(_ name: String, to value: Value?, _ changed: inout ChangedNames) {
    switch (shape.index(of: name), value) {
    case (let index?, let value?): values[index] = value
    case (let index?, nil):
      shape = changed.names(shape, without: index)
      values.remove(at: index)
    case (nil, let value?):
      shape = changed.names(shape, with: name)
      values.append(value)
    case (nil, nil): break
    }
  }

  /// Whether a name was written, with a value or as null.
  public func contains(_ name: String) -> Bool {
    shape.index(of: name) != nil
  }
}

extension Members: Hashable {
  public static func == (left: Members, right: Members) -> Bool {
    if left.shape === right.shape { return left.values == right.values }
    guard left.count == right.count else { return false }
    for (name, value) in left {
      guard let index = right.shape.index(of: name), right.values[index] == value else {
        return false
      }
    }
    return true
  }

  /// Adds up the members' hashes, because the order of members does not count.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for (name, value) in self {
      var member = Hasher()
      member.combine(name)
      member.combine(value)
      sum &+= member.finalize()
    }
    hasher.combine(sum)
  }
}

extension Members: Sequence {
  public struct Iterator: IteratorProtocol, Sendable {
    private let members: Members
    private var position = 0

    fileprivate init(_ members: Members) {
      self.members = members
    }

    public mutating func next() -> (name: String, value: Value?)? {
      guard position < members.values.count else { return nil }
      defer { position += 1 }
      return (members.shape.list[position], members.values[position])
    }
  }

  public func makeIterator() -> Iterator { Iterator(self) }

  public var underestimatedCount: Int { count }
}
