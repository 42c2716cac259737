import BatonLogs
import BatonModel
import BatonRecords

/// A case of a log as it is known so far. Its stretches of time lie in one list of all cases, each with
/// the number of its next.
struct FoundCase {
  let id: String
  var opened = MeasuredCase.never
  /// The latest time of its events.
  var last = MeasuredCase.never
  var resolved = MeasuredCase.never
  var closed = MeasuredCase.never
  var answered = MeasuredCase.never
  var restored = MeasuredCase.never
  var reopened = MeasuredCase.never
  /// Who has it: numbers of the log's names, or of a provider that a field names.
  var party = UInt32.max
  var unit = UInt32.max
  /// Who did something with it last, and was no customer.
  var doer = UInt32.max
  var doerUnit = UInt32.max
  var kind = Stretch.Kind.unknown
  var reason: PauseReason?
  var pausedBy = UInt32.max
  var phase = Case.Phase.open
  /// Whether anything said so.
  var hasPhase = false
  var events: Int32 = 0
  var reopenings: Int32 = 0
  var handoffs: Int32 = 0
  var bounces: Int32 = 0
  var flow = CaseFlow()
  var voice = CustomerVoice.silent
  /// What its fields are by now.
  var row: FieldRow?
  var first: Int32 = -1
  var newest: Int32 = -1
  var firstMove: Int32 = -1
  var newestMove: Int32 = -1
  /// The newest complaint, and the newest return, that nobody answered.
  var complaint: Int32 = -1
  var comeback: Int32 = -1
  /// The newest that was over when it was reopened.
  var outage: Int32 = -1
}

/// The cases of a log by their ids: all of them, for a report is about all.
struct FoundCases {
  private(set) var cases: [FoundCase] = []
  /// By the hash; ids with the same hash take the next number that is free.
  private var places: [UInt64: Int] = [:]

  var count: Int { cases.count }

  subscript(position: Int) -> FoundCase {
    _read { yield cases[position] }
    _modify { yield &cases[position] }
  }

  /// Adds a case that nobody looks for by its id.
  mutating func add(_ run: LogRun, in batch: borrowing LogBatch) -> Int {
    cases.append(FoundCase(id: batch.caseID(of: run)))
    return cases.count - 1
  }

  /// The position of a run's case, which is added if it is new.
  mutating func position(of run: LogRun, in batch: borrowing LogBatch) -> Int {
    var key = run.digest
    while let place = places[key] {
      let isSame = batch.withCase(of: run) { bytes in
        var id = cases[place].id
        return id.withUTF8 { own in bytes.withUnsafeBufferPointer { own.elementsEqual($0) } }
      }
      if isSame { return place }
      key &+= 1
    }
    places[key] = cases.count
    return add(run, in: batch)
  }
}
