import Baton
import BatonLogs
import BatonModel
import BatonRecords

/// What the names of a log mean in the processes, worked out once for each name.
///
/// Names of a log are numbers, so that an event costs two look-ups in arrays. A context is whose words
/// are spoken, a party's or the source's, and the state that the event names, if it does.
struct LogVocabulary {
  private let source: String?
  private let hasMappings: Bool
  /// By the number of the party: whose mapping counts; 0 is the source's, or nobody's.
  private var speakers: [Int32] = []
  private var speakerNames: [String?] = [nil]
  /// By speaker, then by the number of the state and 1, or 0 without one; -1 where there is none yet.
  private var contexts: [[Int32]] = []
  /// What each context says of the state, in the source's words.
  private var states: [String?] = []
  /// By context, process and activity: a meaning; -1 where it is not known yet. Only for the first of
  /// each, so that a log with new names in every event costs what its names cost, and not their product.
  private var numbers: [[[Int32]]] = []
  private var others: [[UInt64: Int32]]
  private static let mostDense = 1 << 10
  private(set) var meanings: [LogWatch.Meaning] = []

  /// Who had cases lately, by party and unit: a table with one place for each.
  private var bearers = [(key: UInt64, bearer: Bearer?)](
    repeating: (.max, nil), count: 1 << 10)
  private var persons: [String] = []
  /// By the number of the party: whether it is the customer.
  private var customers: [Bool] = []
  private let readsPersons: Bool
  private let namesPersons: Bool

  /// - Parameter namesPersons: whether to tell persons though no rule asks for them.
  init(source: String?, watches: borrowing LogWatches, namesPersons: Bool) {
    self.source = source
    others = Array(repeating: [:], count: watches.count)
    hasMappings = watches.hasMappings
    readsPersons = watches.readsPersons
    self.namesPersons = namesPersons
    speakerNames[0] = source
  }

  // MARK: Who

  /// - Parameter event: whose person is told only where a rule asks for it.
  mutating func doer(_ event: LogEvent, _ names: borrowing LogNames) -> LogWatch.Doer {
    LogWatch.Doer(bearer(event, names), person: readsPersons ? person(event, names) : nil)
  }

  mutating func isCustomer(_ event: LogEvent, _ names: borrowing LogNames) -> Bool {
    guard let symbol = event.party.symbol else { return false }
    while customers.count <= Int(symbol.number) {
      let name = names.parties.text(of: Symbol(number: UInt32(customers.count)))
      customers.append(name == Party.customer.name)
    }
    return customers[Int(symbol.number)]
  }

  private mutating func bearer(_ event: LogEvent, _ names: borrowing LogNames) -> Bearer? {
    let number = namesPersons ? event.person.number : 0
    // Of each kind there are no more than 2^20, and none is the highest number.
    let key =
      UInt64(event.party.number & 0x1f_ffff) << 42
      | UInt64(event.unit.number & 0x1f_ffff) << 21 | UInt64(number & 0x1f_ffff)
    let place = Int((event.party.number &* 61 &+ event.unit.number &+ number &* 7) & 1023)
    if bearers[place].key == key { return bearers[place].bearer }
    let bearer = Bearer.known(
      party: event.party.symbol.map { names.parties.text(of: $0) },
      group: event.unit.symbol.map { names.units.text(of: $0) },
      person: namesPersons ? person(event, names) : nil)
    bearers[place] = (key, bearer)
    return bearer
  }

  private mutating func person(_ event: LogEvent, _ names: borrowing LogNames) -> String? {
    guard let symbol = event.person.symbol else { return nil }
    while persons.count <= Int(symbol.number) {
      persons.append(names.persons.text(of: Symbol(number: UInt32(persons.count))))
    }
    return persons[Int(symbol.number)]
  }

  // MARK: What

  /// The number of what an event means in a process.
  /// - Parameter state: the state that it names: its position in `texts`.
  mutating func meaning(
    of event: LogEvent, state: UInt32?, of texts: [String], in process: Int,
    _ watches: borrowing LogWatches, _ names: borrowing LogNames
  ) -> Int {
    let speaker = speaker(event.party, watches, names)
    let context = self.context(speaker, state, texts, watches.count)
    let activity = event.activity.isNone ? 0 : Int(event.activity.number) + 1
    guard activity < Self.mostDense, context < Self.mostDense else {
      let key = UInt64(context) << 32 | UInt64(activity)
      if let known = others[process][key] { return Int(known) }
      others[process][key] = Int32(meanings.count)
      return add(event, context, speaker, process, watches, names)
    }
    if activity >= numbers[context][process].count {
      let missing = activity + 1 - numbers[context][process].count
      numbers[context][process].append(contentsOf: repeatElement(-1, count: missing))
    }
    let known = numbers[context][process][activity]
    if known >= 0 { return Int(known) }
    numbers[context][process][activity] = Int32(meanings.count)
    return add(event, context, speaker, process, watches, names)
  }

  private mutating func add(
    _ event: LogEvent, _ context: Int, _ speaker: Int32, _ process: Int,
    _ watches: borrowing LogWatches, _ names: borrowing LogNames
  ) -> Int {
    let name = event.activity.symbol.map { names.activities.text(of: $0) } ?? ""
    let meaning = watches.meaning(
      of: name, state: states[context], party: speakerNames[Int(speaker)], in: process)
    meanings.append(meaning)
    return meanings.count - 1
  }

  private mutating func speaker(
    _ party: LogName, _ watches: borrowing LogWatches, _ names: borrowing LogNames
  ) -> Int32 {
    if !hasMappings || party.isNone { return 0 }
    while speakers.count <= Int(party.number) {
      let name = names.parties.text(of: Symbol(number: UInt32(speakers.count)))
      if watches.hasMapping(of: name) {
        speakers.append(Int32(speakerNames.count))
        speakerNames.append(name)
      } else {
        speakers.append(0)
      }
    }
    return speakers[Int(party.number)]
  }

  private mutating func context(
    _ speaker: Int32, _ state: UInt32?, _ texts: [String], _ processes: Int
  ) -> Int {
    let place = Int(state.map { $0 + 1 } ?? 0)
    while contexts.count <= Int(speaker) { contexts.append([]) }
    if place >= contexts[Int(speaker)].count {
      let missing = place + 1 - contexts[Int(speaker)].count
      contexts[Int(speaker)].append(contentsOf: repeatElement(-1, count: missing))
    }
    let known = contexts[Int(speaker)][place]
    if known >= 0 { return Int(known) }
    let context = states.count
    contexts[Int(speaker)][place] = Int32(context)
    states.append(state.map { texts[Int($0)] })
    if context < Self.mostDense { numbers.append(Array(repeating: [], count: processes)) }
    return context
  }
}
