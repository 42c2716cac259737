import BatonModel

/// Tables that set fields. They come after the classify rules and one after the other, each with what
/// those before it set: so none can loop.
extension DecisionRun {
  @inline(never)
  mutating func decideTables(_ decider: Decider) {
    var hasSet = false
    for rank in decider.tables.heads.indices {
      begin(decider.tables)
      let fate = decide(decider.decisionTables[rank], rank, decider)
      if case .sets(let settings) = fate {
        for setting in settings { set(setting) }
        hasSet = true
      }
    }
    if hasSet { explainClassified() }
  }

  /// What a table sets of a request's field.
  struct Setting {
    let slot: Int
    let value: Value
    let reason: ReasonNumber
    /// Which rows say so.
    let note: RemarkNumber
  }

  /// What became of a table.
  enum TableFate {
    case notInForce
    /// Its condition does not hold.
    case notAsked
    /// No row matches, or what matches sets nothing.
    case nothing
    case erred
    /// All fields that it could set are set already.
    case outranked(Outranking)
    /// The same, and nobody asks whether it holds, or a function that did not run would say that.
    case open
    case shadow(matched: Bool)
    case sets([Setting])

    /// Whether it made a part of the decision, or in shadow mode would have.
    var counts: Bool {
      switch self {
      case .sets, .shadow(matched: true): true
      default: false
      }
    }
  }

  /// Decides by one table and tells of it, but sets nothing yet: who is told of conditions is told of
  /// the facts that they saw.
  private mutating func decide(
    _ frozen: FrozenDecisionTable, _ rank: Int, _ decider: Decider
  ) -> TableFate {
    let stage = decider.tables
    let isShadow = frozen.table.head.mode == .shadow
    var fate = TableFate.notInForce
    var deciding: [Int] = []
    if stage.isInForce(rank, at: now) {
      let isOpen = isShadow || frozen.table.outputs.contains { mayBeSet($0, by: frozen.table) }
      fate =
        isOpen
        ? follow(frozen, rank, decider, &deciding) : fateOfIdle(frozen, rank, decider)
    }
    if observer != nil {
      observe(table: rank, of: decider, decided: fate.counts, rows: deciding)
    }
    explain(table: rank, of: decider, fate)
    return fate
  }

  /// What becomes of a table that can set nothing: none of its functions run, so that a decision is the
  /// same whether somebody asks why or not.
  private mutating func fateOfIdle(
    _ frozen: FrozenDecisionTable, _ rank: Int, _ decider: Decider
  ) -> TableFate {
    if explanation == .winners { return .open }
    let truth = decider.tables.matcher.knownTruth(
      of: rank, in: facts, knowing: [:], &evaluation.scratch)
    switch truth {
    case .yes: return .outranked(setter(of: frozen.table.outputs, decider))
    case .no: return .notAsked
    case .error, nil: return .open
    }
  }

  /// - Parameter deciding: takes the rows that counted.
  private mutating func follow(
    _ frozen: FrozenDecisionTable, _ rank: Int, _ decider: Decider, _ deciding: inout [Int]
  ) -> TableFate {
    let stage = decider.tables
    let isShadow = frozen.table.head.mode == .shadow
    let truth = stage.matcher.truth(of: rank, in: facts, &evaluation)
    report(stage)
    guard truth == .yes else {
      if isShadow { return .shadow(matched: false) }
      return truth == .error ? .erred : .notAsked
    }
    let matches = matches(in: frozen, rank)
    let answer = frozen.table.outcome(of: matches)
    switch answer {
    case .nothing:
      if isShadow { return .shadow(matched: false) }
      return erred[rank] == nil ? .nothing : .erred
    case .violated:
      fail(
        frozen.table.head, rank: rank, .rule,
        DecisionWording.violated(frozen.table.hit.ofRows, told(matches, of: frozen)))
      return isShadow ? .shadow(matched: false) : .erred
    case .row(let place): deciding = [matches[place].row]
    case .made: deciding = matches.map(\.row)
    case .defaults: deciding = []
    }
    let settings = settings(of: frozen, answer, matches, rank: rank)
    if isShadow {
      guard !settings.isEmpty else { return .shadow(matched: false) }
      let would = settings.map {
        DecisionWording.sets(decider.schema.requestFields[$0.slot].name, .constant($0.value))
      }
      addShadow(stage, rank, would: would.joined(separator: ", "))
      return .shadow(matched: true)
    }
    if !settings.isEmpty { return .sets(settings) }
    return erred[rank] == nil ? .nothing : .erred
  }

  /// The rows that match, with what they say; of `first` the first that says something.
  private mutating func matches(
    in frozen: FrozenDecisionTable, _ rank: Int
  ) -> [DecisionTable.Match] {
    var matches: [DecisionTable.Match] = []
    var search = CandidateSearch()
    frozen.rows.begin(&search, in: facts, &evaluation.scratch)
    while let row = frozen.rows.next(&search, in: facts, &evaluation) {
      report(each: frozen.table.head, as: rank)
      guard let values = values(ofRow: row, in: frozen, rank) else { continue }
      matches.append(DecisionTable.Match(row: row, values: values))
      if frozen.table.hit == .first { break }
    }
    search.end(&evaluation.scratch)
    report(each: frozen.table.head, as: rank)
    return matches
  }

  /// What a row says by output; nil if a function failed, and then it counts as not matched.
  private mutating func values(
    ofRow row: Int, in frozen: FrozenDecisionTable, _ rank: Int
  ) -> [Value?]? {
    var values = frozen.constants[row]
    guard frozen.computed.contains(row) else { return values }
    let reader = ValueReader(schema: decider.schema)
    for (index, output) in frozen.table.outputs.enumerated() {
      guard case .function(let function)? = frozen.table.rows[row].values[index] else { continue }
      let failures = outcome.errors.count
      guard let value = value(of: function, frozen.table.head, rank: rank) else {
        if outcome.errors.count > failures { return nil }
        continue
      }
      let type = frozen.table.hit.makesLists ? .text : output.field.type
      switch frozen.table.hit == .count ? .success(value) : reader.read(value, as: type) {
      case .failure(let fault):
        fail(
          frozen.table.head, rank: rank, .function,
          DecisionWording.wrongResult(function, fault), at: function.place)
        return nil
      case .success(let value):
        if frozen.table.hit != .count, let reason = OutputReader.refusal(of: value, output) {
          fail(
            frozen.table.head, rank: rank, .function,
            DecisionWording.wrongResult(function, reason), at: function.place)
          return nil
        }
        values[index] = value
      }
    }
    return values
  }

  /// What is set by it, of the fields that may be set.
  private mutating func settings(
    of frozen: FrozenDecisionTable, _ answer: DecisionTable.Outcome,
    _ matches: [DecisionTable.Match], rank: Int
  ) -> [Setting] {
    var reason = frozen.reason
    var rows: [Int] = []
    let values: [Value?]
    switch answer {
    case .row(let place):
      rows = [matches[place].row]
      reason = frozen.reason(ofRow: rows[0])
      values = matches[place].values
    case .made(let made):
      rows = matches.map(\.row)
      if rows.count == 1 { reason = frozen.reason(ofRow: rows[0]) }
      values = made
    case .defaults(let defaults): values = defaults
    case .violated, .nothing: return []
    }
    let note =
      switch rows.count {
      case 0: frozen.noRow
      case 1: frozen.remarks[rows[0]]
      default: outcome.remark(DecisionWording.rows(rows.map { frozen.table.rows[$0].number }))
      }
    let reader = ValueReader(schema: decider.schema)
    return zip(frozen.table.outputs, values).compactMap { output, value in
      guard let value,
        frozen.table.head.mode == .shadow || mayBeSet(output, by: frozen.table)
      else { return nil }
      // What was worked out may be too large for a field of whole numbers.
      if frozen.table.hit.aggregates,
        case .failure(let fault) = reader.read(value, as: output.field.type)
      {
        fail(frozen.table.head, rank: rank, .rule, fault.message)
        return nil
      }
      return Setting(slot: output.slot, value: value, reason: reason, note: note)
    }
  }

  private func told(
    _ matches: [DecisionTable.Match], of frozen: FrozenDecisionTable
  ) -> [(number: Int, outcome: String)] {
    matches.map { match in
      let values = zip(frozen.table.outputs, match.values).map { output, value in
        output.field.name + " " + (value.map { ConditionWording.words($0) } ?? "unset")
      }
      return (frozen.table.rows[match.row].number, values.joined(separator: ", "))
    }
  }

  // MARK: Fields

  private func mayBeSet(_ output: DecisionTable.Output, by table: DecisionTable) -> Bool {
    table.overwrites || !facts.has(output.slot)
  }

  /// Who set the first of these fields that is set.
  private func setter(of outputs: [DecisionTable.Output], _ decider: Decider) -> Outranking {
    for output in outputs {
      guard let item = outcome.classified.first(where: { $0.slot == output.slot }) else { continue }
      if let table = decider.decisionTables.firstIndex(where: { $0.gives(item.reason) }) {
        return .rule(decider.classify.heads.count + table)
      }
      guard let known = item.reason.known, let first = decider.book.classify.known else { break }
      if (first..<first + decider.classify.heads.count).contains(known) {
        return .rule(known - first)
      }
    }
    return .request
  }

  private mutating func set(_ setting: Setting) {
    if facts.has(setting.slot) { outcome.classified.removeAll { $0.slot == setting.slot } }
    outcome.values.append(setting.value)
    outcome.classified.append(
      Outcome.Classified(
        slot: setting.slot, reason: setting.reason, remark: remark(about: setting),
        assignment: nil, value: outcome.values.count - 1, note: setting.note))
    change(setting.slot, to: setting.value)
  }

  /// What is told of a setting where another rule gave the stage's reason; of the first field nothing.
  private mutating func remark(about setting: Setting) -> RemarkNumber {
    guard !outcome.classified.isEmpty else { return .none }
    let note =
      setting.note.known.map { decider.book.remarks.lists[$0][0] }
      ?? outcome.foreignRemarks[setting.note.foreign ?? 0]
    return outcome.remark(
      DecisionWording.also(
        decider.schema.requestFields[setting.slot].name,
        decider.book.reasons.reason(setting.reason), note))
  }
}
