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
  /// A field with what stands before its value, `,"to":`, a comma always: that of the first becomes
  /// the line's brace.
  private struct Column: Sendable {
    let field: DecisionField.Own
    let name: Piece
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
      let column = Column(field: own, name: names.add(raw: "," + quoted + ":"))
      columns.append(column)
      room += Int(column.name.count) + longest
    }
    names.pad()
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
        text += names.text(of: column.name)
        text += words.text(of: value)
      }
      told[reason] = Told(target: route.target, piece: toldWords.add(raw: text))
    }
    toldWords.pad()
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
      if routeColumns.lowerBound > 0 { write(0..<routeColumns.lowerBound, outcome, to: &line) }
      if let piece = told(outcome) {
        line.append(piece, of: toldWords)
      } else {
        write(routeColumns, outcome, to: &line)
      }
      let end = columns.count
      if routeColumns.upperBound < end { write(routeColumns.upperBound..<end, outcome, to: &line) }
      let brace = UInt8(ascii: "{")
      if line.isEmpty {
        line.append(brace)
      } else {
        var written = line.mutableSpan
        written[0] = brace
      }
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

  /// Writes those of some columns that there is something to write for.
  private func write(
    _ range: Range<Int>, _ outcome: borrowing Outcome, to line: inout OutputSpan<UInt8>
  ) {
    for index in range {
      let column = columns[index]
      switch column.field {
      case .request where !outcome.quotedRequest.isEmpty:
        line.append(column.name, of: names)
        line.append(outcome.quotedRequest)
      case .priority:
        if outcome.priority == 0 { continue }
        line.append(column.name, of: names)
        line.append(digits: outcome.priority)
      default: write(column, outcome, to: &line)
      }
    }
  }

  /// Writes what is not in every line, or is mostly prepared: not inlined, because the compiler would
  /// make ready for each of its many ways.
  @inline(never)
  private func write(
    _ column: Column, _ outcome: borrowing Outcome, to line: inout OutputSpan<UInt8>
  ) {
    if let text = text(column.field, outcome) {
      line.append(column.name, of: names)
      line.append(quoting: text)
    } else {
      let value = piece(column.field, outcome)
      if value.isEmpty { return }
      line.append(column.name, of: names)
      line.append(value, of: words)
    }
  }

  /// What a field says in words that only the request knows.
  private func text(_ field: DecisionField.Own, _ outcome: borrowing Outcome) -> String? {
    switch field {
    case .request: outcome.request
    case .accountable: outcome.accountable.foreign == nil ? nil : outcome.foreignRole
    default: nil
    }
  }

  /// What a field says in prepared words; none if it says nothing.
  private func piece(_ field: DecisionField.Own, _ outcome: borrowing Outcome) -> Piece {
    switch field {
    case .to: outcome.to.known.map { targets[$0].name } ?? .none
    case .provider: outcome.to.known.map { targets[$0].provider } ?? .none
    case .group: outcome.to.known.map { targets[$0].group } ?? .none
    case .why: outcome.route.reason.known.map { reasons[$0].inWords } ?? .none
    case .rule: outcome.route.reason.known.map { reasons[$0].rule } ?? .none
    case .because: outcome.route.reason.known.map { reasons[$0].because } ?? .none
    case .at: outcome.route.reason.known.map { reasons[$0].at } ?? .none
    case .level: outcome.route.reason.known.map { reasons[$0].level } ?? .none
    case .accountable: outcome.accountable.known.map { roles[$0] } ?? .none
    case .plan: outcome.plan.reason.known.map { reasons[$0].rule } ?? .none
    case .rules: identityName
    case .request, .priority, .also, .tasks, .targets, .escalations, .reply, .replyTone,
      .replySender, .replyCompliance, .knowledge, .approvals, .policies, .shadows, .notes, .errors:
      .none
    }
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
    case .also, .tasks, .targets, .escalations, .reply, .replyTone, .replySender,
      .replyCompliance, .knowledge, .approvals, .policies, .shadows, .notes, .errors:
      false
    default: true
    }
  }
}
