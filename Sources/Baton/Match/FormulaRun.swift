import BatonModel

/// Lua has to be asked: it raises here, or it is the simpler judge.
struct NeedsLua: Error {}

/// One working out of a formula: its locals, what was made on the way, and what texts may still
/// cost.
///
/// Comparing texts where they lie costs nothing. Whatever makes or searches texts pays by the byte
/// out of an allowance that is far below what stops a function in Lua; when it is used up, Lua is
/// asked and stops the function or not. Used again for one formula after the other, so that nothing
/// is allocated in the steady state unless objects are made.
struct FormulaRun: Sendable {
  /// What is nested, and has no room in a cell.
  enum Object: Sendable {
    case list([Value])
    case members(Members)
    /// A declared record with what the request says of it laid over it.
    case record(RecordKind, name: String?, overlay: Members?)
  }

  /// In which functions see instants, in seconds; nil when it is not known.
  private(set) var offset: Int?
  /// As many as any formula so far has.
  private var locals: [FormulaCell] = []
  private(set) var objects: [Object] = []
  /// The bytes of texts that were made, one after the other.
  var made: [UInt8] = []
  private(set) var allowance = 0

  private static let mostBytes = 200_000

  /// Makes ready for a formula.
  @inline(__always)
  mutating func begin(locals count: Int, offset: Int?) {
    self.offset = offset
    allowance = Self.mostBytes
    for local in 0..<min(count, locals.count) { locals[local] = .none }
    if locals.count < count {
      locals.append(contentsOf: repeatElement(.none, count: count - locals.count))
    }
    if !objects.isEmpty { objects.removeAll(keepingCapacity: true) }
    if !made.isEmpty { made.removeAll(keepingCapacity: true) }
  }

  @inline(__always)
  subscript(local: Int32) -> FormulaCell {
    get { locals[Int(local)] }
    set { locals[Int(local)] = newValue }
  }

  mutating func pay(_ bytes: Int) throws(NeedsLua) {
    allowance -= bytes + 16
    if allowance < 0 { throw NeedsLua() }
  }

  mutating func add(_ object: Object) -> FormulaCell {
    objects.append(object)
    return .object(Int32(objects.count - 1))
  }

  /// The text of all bytes that were made from a place on.
  func text(madeFrom start: Int) -> FormulaText {
    FormulaText(.made, start..<made.count)
  }

  mutating func make(_ text: String) throws(NeedsLua) -> FormulaText {
    let start = made.count
    made.append(contentsOf: text.utf8)
    try pay(made.count - start)
    return self.text(madeFrom: start)
  }
}
