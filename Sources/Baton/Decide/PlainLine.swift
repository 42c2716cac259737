import BatonRecords

/// Writes lines of which every member is one prepared piece, a number or an id: copied together
/// after one check for room.
///
/// What is told of the target and the route of a plain route is one piece, prepared for each of them:
/// of ten thousand routes each request has another, and each place that their words are gathered
/// from is waited for.
///
/// Holds the book's parts itself: reading them here counts no reference that threads share. Each
/// writer has its own.
final class PlainLine: Sendable {
  /// A field with what stands before its value.
  private struct Column: Sendable {
    let field: DecisionField.Own
    /// `{"to":` for the first that is there, `,"to":` for others.
    let asFirst, asNext: Piece
  }

  /// What stands side by side in the line for a plain route.
  private struct Told: Sendable {
    /// Where the route leads; none where nothing is prepared.
    var target = TargetNumber.none
    var piece = Piece.none
  }

  private let columns: [Column]
  /// Those columns that tell of the target and the route, as far as they stand side by side.
  private let routeColumns: Range<Int>
  /// By reason.
  private let told: [Told]
  private let toldWords: PieceArena
  private let names: PieceArena
  /// The most bytes that a line takes beside what only its request knows.
  private let room: Int
  private let words: PieceArena
  private let reasons: [ReasonBook.Words]
  private let targets: [TargetBook.Words]
  private let roles: [Piece]
  private let identityName: Piece

  /// Whether all of these fields are single parts of a decision.
  static func canWrite(_ fields: [DecisionField]) -> Bool {
    fields.allSatisfy { if case .own(let own) = $0 { own.isPlain } else { false } }
  }

  /// - Precondition: it can write these fields.
  init(_ fields: [DecisionField], _ decider: Decider) {
    let book = decider.book
    words = book.arena
    reasons = book.reasons.words
    targets = book.targets.words
    roles = book.roles.pieces
    identityName = book.identityName

    let ofReasons = reasons.map { max($0.inWords.count, $0.because.count, $0.level.count) }
    let others = (targets.map(\.name) + roles + [identityName]).map(\.count)
    let longest = Int(max(ofReasons.max() ?? 0, others.max() ?? 0, 20))
    var names = PieceArena()
    var columns: [Column] = []
    var room = 32
    for field in fields {
      guard case .own(let own) = field else { continue }
      var name = PieceArena()
      let piece = name.add(field.name)
      let quoted = name.text(of: piece)
      let column = Column(
        field: own, asFirst: names.add(raw: "{" + quoted + ":"),
        asNext: names.add(raw: "," + quoted + ":"))
      columns.append(column)
      room += Int(column.asNext.count) + longest
    }
    self.names = names
    self.columns = columns
    self.room = room

    let first = columns.firstIndex { $0.field.isOfRoute } ?? columns.count
    let end = columns[first...].firstIndex { !$0.field.isOfRoute } ?? columns.count
    routeColumns = first..<end
    var told = [Told](repeating: Told(), count: first < end ? reasons.count : 0)
    var toldWords = PieceArena()
    for route in decider.plainRoutes where first < end {
      guard let reason = route.reason.known, let target = route.target.known else { continue }
      var text = ""
      for column in columns[first..<end] {
        let value = Self.piece(column.field, reasons[reason], targets[target])
        if value.isEmpty { continue }
        let isFirst = first == 0 && text.isEmpty
        text += names.text(of: isFirst ? column.asFirst : column.asNext)
        text += words.text(of: value)
      }
      told[reason] = Told(target: route.target, piece: toldWords.add(raw: text))
    }
    self.told = told
    self.toldWords = toldWords
  }

  /// What a field says of a route and a target; none if it says something else.
  private static func piece(
    _ field: DecisionField.Own, _ reason: ReasonBook.Words, _ target: TargetBook.Words
  ) -> Piece {
    switch field {
    case .to: target.name
    case .provider: target.provider
    case .group: target.group
    case .why: reason.inWords
    case .rule: reason.rule
    case .because: reason.because
    case .at: reason.at
    case .level: reason.level
    default: .none
    }
  }

  func write(_ outcome: borrowing Outcome, to bytes: inout [UInt8]) {
    var room = room
    if !outcome.quotedRequest.isEmpty {
      room += outcome.quotedRequest.count
    } else if let request = outcome.request {
      room += JSONWriter.room(for: request)
    }
    if let role = outcome.foreignRole { room += JSONWriter.room(for: role) }
    bytes.append(addingCapacity: room) { line in
      var isFirst = true
      var index = 0
      while index < columns.count {
        // Prepared for a line in which something stands before it, or for one that begins with it.
        if index == routeColumns.lowerBound, isFirst == (index == 0),
          let piece = told(outcome)
        {
          line.append(piece, of: toldWords)
          isFirst = false
          index = routeColumns.upperBound
          continue
        }
        let before = isFirst ? columns[index].asFirst : columns[index].asNext
        if write(columns[index].field, after: before, outcome, to: &line) { isFirst = false }
        index += 1
      }
      if isFirst { line.append(UInt8(ascii: "{")) }
      line.append(UInt8(ascii: "}"))
      line.append(UInt8(ascii: "\n"))
    }
  }

  /// What is prepared for the columns of the route; nil if that is not what was decided.
  @inline(__always)
  private func told(_ outcome: borrowing Outcome) -> Piece? {
    guard let reason = outcome.route.reason.known, reason < told.count,
      told[reason].target == outcome.to, !told[reason].piece.isEmpty
    else { return nil }
    return told[reason].piece
  }

  /// - Returns: false if there is nothing to write.
  @inline(__always)
  private func write(
    _ field: DecisionField.Own, after before: Piece, _ outcome: borrowing Outcome,
    to line: inout OutputSpan<UInt8>
  ) -> Bool {
    var value = Piece.none
    switch field {
    case .request:
      if !outcome.quotedRequest.isEmpty {
        line.append(before, of: names)
        line.append(outcome.quotedRequest)
        return true
      }
      guard let request = outcome.request else { return false }
      line.append(before, of: names)
      line.append(quoting: request)
      return true
    case .priority:
      guard outcome.priority != 0 else { return false }
      line.append(before, of: names)
      line.append(digits: outcome.priority)
      return true
    case .accountable:
      if let role = outcome.accountable.known {
        value = roles[role]
      } else if !outcome.accountable.isNone, let role = outcome.foreignRole {
        line.append(before, of: names)
        line.append(quoting: role)
        return true
      }
    case .rules: value = identityName
    case .to: if let target = outcome.to.known { value = targets[target].name }
    case .provider: if let target = outcome.to.known { value = targets[target].provider }
    case .group: if let target = outcome.to.known { value = targets[target].group }
    case .why: if let reason = outcome.route.reason.known { value = reasons[reason].inWords }
    case .rule: if let reason = outcome.route.reason.known { value = reasons[reason].rule }
    case .because: if let reason = outcome.route.reason.known { value = reasons[reason].because }
    case .at: if let reason = outcome.route.reason.known { value = reasons[reason].at }
    case .level: if let reason = outcome.route.reason.known { value = reasons[reason].level }
    case .also, .approvals, .policies, .shadows, .notes, .errors: return false
    }
    if value.isEmpty { return false }
    line.append(before, of: names)
    line.append(value, of: words)
    return true
  }
}

extension DecisionField.Own {
  /// Whether it tells of the target or the reason of the route.
  fileprivate var isOfRoute: Bool {
    switch self {
    case .to, .provider, .group, .why, .rule, .because, .at, .level: true
    default: false
    }
  }

  /// Whether it is a single part of a decision, not a list.
  fileprivate var isPlain: Bool {
    switch self {
    case .also, .approvals, .policies, .shadows, .notes, .errors: false
    default: true
    }
  }
}
