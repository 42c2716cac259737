import BatonModel
import BatonTime

/// All requests that the fields and the catalogue allow, as far as the rules tell them apart.
///
/// Each thing that some condition asks for is an axis with finitely many classes (see ``Axis``): a
/// condition is a union of boxes over axes, exactly, and one request of each class stands for all. A
/// field that refers to a record and what is asked of that record are one axis, whose classes are the
/// records that no rule tells apart; so "no vital service in that region" is seen. What rules out each
/// other on different axes (a missing text that contains a word) are the `impossible` boxes.
///
/// Of one rule base, or of two that are to be compared. Not seen: what a request lays over a declared
/// service, provider, group or role. Where axes depend on each other and no impossible box says so
/// (what a pattern takes, the hours of two calendars), the space is larger than what can be: what is
/// never so in it is never so, and an example of the rest is to be tried.
package struct RequestSpace {
  /// A rule base and how its requests are bound.
  struct Base {
    let rules: CompiledRuleBase
    let schema: FactSchema
  }

  let bases: [Base]
  private(set) var axes: [Axis] = []
  /// What no request is in.
  private var impossible: [RequestBox] = []
  private var impossibleIndex: BoxIndex?

  /// Of an axis of records, the class of each.
  private(set) var recordNumbers: [Int: [String: Int]] = [:]

  private var axisOfPlace: [ColumnPlace: Int] = [:]
  /// Of a column that is not about records: the axes of the questions about its texts.
  private var patterns: [ColumnPlace: [TextPattern: Int]] = [:]
  /// Of each base and place that is about records.
  private var questions: [[ColumnPlace: [RecordQuestion]]] = []
  /// Of each base, by column.
  private var places: [[ColumnPlace]] = []

  package init(_ engine: Engine) {
    self.init([Base(rules: engine.decider.rules, schema: engine.decider.schema)])
  }

  /// The requests of two rule bases.
  package init(_ old: Engine, _ new: Engine) {
    self.init([old, new].map { Base(rules: $0.decider.rules, schema: $0.decider.schema) })
  }

  init(_ bases: [Base]) {
    self.bases = bases
    places = bases.map { base in base.rules.columns.map { ColumnPlace($0, base.rules.fields) } }
    questions = bases.map { _ in [:] }
    let asked = AskedColumns(bases, places)
    for place in asked.order where place.records == nil { addValues(place, asked) }
    for place in asked.recordPlaces { addRecords(place, asked) }
    addImpossible(asked)
    impossibleIndex = BoxIndex(impossible, self)
  }

  package var axisCount: Int { axes.count }

  /// As messages say it: `customer.region`, `service`, `summary`.
  package func name(ofAxis axis: Int) -> String { axes[axis].place.axisName }

  // MARK: Making the axes

  private mutating func addValues(_ place: ColumnPlace, _ asked: AskedColumns) {
    guard let column = asked.columns[place] else { return }
    if column.asksForValue {
      axisOfPlace[place] = axes.count
      axes.append(
        Axis(place: place, content: .values(ValueClasses(column.type, constants: column.constants)))
      )
    }
    for pattern in column.patterns {
      patterns[place, default: [:]][pattern] = axes.count
      axes.append(Axis(place: place, content: .pattern(pattern)))
    }
  }

  /// One class for all records to which every question of the rules has the same answer.
  private mutating func addRecords(_ place: ColumnPlace, _ asked: AskedColumns) {
    guard let kind = place.records else { return }
    var own: [(base: Int, place: ColumnPlace, question: RecordQuestion)] = []
    for (number, _) in bases.enumerated() {
      for column in asked.order where column.axis == place {
        guard let about = asked.columns[column] else { continue }
        own.append(
          (
            number, column,
            RecordQuestion(
              pattern: nil, values: ValueClasses(about.type, constants: about.constants))
          ))
        for pattern in about.patterns {
          own.append((number, column, RecordQuestion(pattern: pattern, values: nil)))
        }
      }
    }
    var names: [String] = []
    var known: [[Int]: Int] = [:]
    let missing = own.map { $0.question.answer(nil) }
    known[missing] = 0
    for index in own.indices { own[index].question.answers.append(missing[index]) }
    var seen: Set<String> = []
    var numbers: [String: Int] = [:]
    for base in bases {
      for name in base.rules.catalogue.names(of: kind) where seen.insert(name).inserted {
        let answers = own.map { item in
          item.question.answer(
            bases[item.base].value(of: item.place, record: name, kind: kind))
        }
        // A record of which rules ask nothing that it answers is still no missing one: it is told
        // apart from it by the question for its name, if anybody asks.
        if let number = known[answers] {
          numbers[name] = number
          continue
        }
        names.append(name)
        known[answers] = names.count
        numbers[name] = names.count
        for index in own.indices { own[index].question.answers.append(answers[index]) }
      }
    }
    axisOfPlace[place] = axes.count
    recordNumbers[axes.count] = numbers
    axes.append(Axis(place: place, content: .records(names)))
    for item in own { questions[item.base][item.place, default: []].append(item.question) }
  }

  // MARK: Conditions as boxes

  /// The classes of one axis that pass a test; nil if no set of classes says it.
  func accepted(_ test: FieldTest, ofBase base: Int) -> [(axis: Int, classes: ClassSet)]? {
    let place = places[base][test.column]
    if place.records != nil { return acceptedRecords(test, place, base) }
    if let axis = axisOfPlace[place], case .values(let values) = axes[axis].content,
      let classes = values.accepted(test.predicate)
    {
      return [(axis, classes)]
    }
    guard let asked = test.predicate.patterns(of: bases[base].rules.columns[test.column].type),
      let known = patterns[place]
    else { return nil }
    var alternatives: [(Int, ClassSet)] = []
    for pattern in asked {
      guard let axis = known[pattern] else { return nil }
      alternatives.append((axis, ClassSet(1)))
    }
    return alternatives
  }

  private func acceptedRecords(
    _ test: FieldTest, _ place: ColumnPlace, _ base: Int
  ) -> [(axis: Int, classes: ClassSet)]? {
    guard let axis = axisOfPlace[place.axis], let asked = questions[base][place] else { return nil }
    if let values = asked[0].values, let classes = values.accepted(test.predicate) {
      let answers = asked[0].answers
      return [(axis, ClassSet(answers.indices.filter { classes.contains(answers[$0]) }))]
    }
    guard let patterns = test.predicate.patterns(of: bases[base].rules.columns[test.column].type)
    else { return nil }
    var records: Set<Int> = []
    for pattern in patterns {
      guard let question = asked.first(where: { $0.pattern == pattern }) else { return nil }
      records.formUnion(question.answers.indices.filter { question.answers[$0] == 1 })
    }
    return [(axis, ClassSet(records))]
  }

  /// The axis of a request's own field, if some rule asks for it.
  func axis(ofField name: String) -> Int? {
    axisOfPlace.first {
      $0.key.root == .field(name) && $0.key.path.isEmpty && $0.key.calendar == nil
    }?
    .value
  }

  /// The axes with the names of fields and labels, for making requests.
  func axes(under name: String) -> [Int] {
    axes.indices.filter { axes[$0].place.root == .field(name) }
  }

  // MARK: What cannot be

  /// The rank of what no request is in.
  static let nobody = -1

  /// What no request is in, as parts of a search in a box: right, for nothing is wrong there.
  func nowhere(_ box: RequestBox) -> [BoxSearch.Part] {
    guard let index = impossibleIndex else { return [] }
    return index.meeting(box).map {
      BoxSearch.Part(box: index.boxes[$0], rank: Self.nobody, isRight: true)
    }
  }

  private mutating func addImpossible(_ asked: AskedColumns) {
    for (place, known) in patterns.sorted(by: { $0.key.name < $1.key.name }) {
      addImpossible(texts: known, at: axisOfPlace[place])
    }
    addImpossibleMembers()
    addImpossibleHours()
  }

  /// An instant that is there is in the hours of a calendar or not; one that is missing is neither.
  private mutating func addImpossibleHours() {
    for (axis, hours) in axes.enumerated() where hours.place.records == nil {
      guard hours.place.calendar != nil else { continue }
      for (other, second) in axes.enumerated()
      where other != axis && second.place.root == hours.place.root
        && second.place.path == hours.place.path
        && (second.place.calendar == nil || other > axis)
      {
        impossible.append(RequestBox(axis, ClassSet(0)).with(other, ClassSet(1, second.count)))
        impossible.append(RequestBox(axis, ClassSet(1, hours.count)).with(other, ClassSet(0)))
      }
    }
  }

  /// A missing text has nothing in it; a known text has in it what it has; and what has a word in it
  /// has the word's parts.
  private mutating func addImpossible(texts: [TextPattern: Int], at value: Int?) {
    let all = texts.sorted { $0.value < $1.value }
    if let value, case .values(let values) = axes[value].content {
      for (pattern, axis) in all {
        var isList = false
        if case .member = pattern { isList = true }
        // Of the other texts, and of lists that are there, nothing is known.
        for number in 0..<(isList ? 1 : values.count - 1) {
          let holds = pattern.holds(for: values.example(number))
          impossible.append(
            RequestBox(value, ClassSet(number)).with(axis, ClassSet(holds ? 0 : 1)))
        }
      }
    }
    guard all.count <= Self.mostCompared else { return }
    for (pattern, axis) in all {
      for (other, second) in all where second != axis && pattern.implies(other) {
        impossible.append(RequestBox(axis, ClassSet(1)).with(second, ClassSet(0)))
      }
    }
  }

  /// More patterns of one column are not compared with each other.
  private static let mostCompared = 400

  /// What is said of a declared customer or item cannot be missing, for a request can say another, and
  /// cannot say that there is none.
  private mutating func addImpossibleMembers() {
    for (axis, named) in axes.enumerated() {
      guard case .values(let names) = named.content, named.place.records == nil,
        named.place.calendar == nil, case .field = named.place.root,
        let kind = bases[0].kind(of: named.place)
      else { continue }
      for (other, member) in axes.enumerated()
      where other != axis && member.place.root == named.place.root
        && member.place.calendar == nil
        && member.place.path.count > named.place.path.count
        && member.place.path.starts(with: named.place.path)
      {
        if case .pattern = member.content { continue }
        let way = Array(member.place.path[named.place.path.count...])
        for number in 1..<names.count {
          guard case .text(let name)? = names.example(number), number < names.count - 1,
            bases.allSatisfy({ $0.value(way, of: kind, name: name) != nil })
          else { continue }
          impossible.append(RequestBox(axis, ClassSet(number)).with(other, ClassSet(0)))
        }
      }
    }
  }
}

extension RequestSpace.Base {
  /// What is asked of a record.
  func value(of place: ColumnPlace, record name: String, kind: RecordKind) -> Value? {
    guard rules.catalogue.record(kind, name) != nil else { return nil }
    let value = place.rest.isEmpty ? .text(name) : self.value(place.rest, of: kind, name: name)
    guard let calendar = place.calendar else { return value }
    guard case .instant(let instant)? = value, let hours = rules.calendars[calendar] else {
      return nil
    }
    return .yesNo(hours.isOpen(at: instant))
  }

  /// The value at the end of a way from a declared record.
  func value(_ way: [String], of kind: RecordKind, name: String) -> Value? {
    var (kind, name) = (kind, name)
    for (index, attribute) in way.enumerated() {
      guard let found = rules.catalogue.record(kind, name)?[attribute] else { return nil }
      guard case .reference(let next)? = rules.fields[kind, attribute]?.type else {
        return index == way.count - 1 ? found : nil
      }
      guard let referred = found.asReference.name else { return nil }
      if index == way.count - 1 { return .text(referred) }
      (kind, name) = (next, referred)
    }
    return nil
  }

  /// The kind of the records that a place names; nil if it names none.
  func kind(of place: ColumnPlace) -> RecordKind? {
    guard case .field(let root) = place.root, let slot = rules.fields.slot(root) else { return nil }
    var type = rules.fields.requestFields[slot].type
    for name in place.path {
      guard case .reference(let kind) = type, let field = rules.fields[kind, name] else {
        return nil
      }
      type = field.type
    }
    if case .reference(let kind) = type { return kind }
    return nil
  }
}

extension Predicate {
  /// The questions about a text, or the members of a list, of which one must be answered with yes; nil
  /// for another test.
  func patterns(of type: FieldType) -> [TextPattern]? {
    let isList = type == .list
    switch self {
    case .containsAny(let texts): return isList ? nil : texts.map { .contains($0) }
    case .containsWord(let texts): return isList ? nil : texts.map { .word($0) }
    case .startsWith(let texts): return isList ? nil : texts.map { .start($0) }
    case .endsWith(let texts): return isList ? nil : texts.map { .end($0) }
    case .matches(let expression): return isList ? nil : [.matches(expression)]
    case .equals(let value): return isList ? [.member(value)] : nil
    case .oneOf(let values):
      return isList ? values.map { .member($0) } : nil
    case .present, .absent, .within: return nil
    }
  }
}
