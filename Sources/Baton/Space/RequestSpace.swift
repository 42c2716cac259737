import BatonModel
import BatonTime

/// All requests that the fields and the catalogue allow, as far as the rules tell them apart.
///
/// Each thing that some condition asks for is an axis with finitely many classes (see ``Axis``): a
/// condition is a union of boxes over axes, exactly, and one request of each class stands for all. A
/// field that refers to a record and what is asked of that record are one axis, whose classes are the
/// records that no rule tells apart; so "no vital service in that region" is seen. What rules out each
/// other on different axes (a missing text that contains a word) are the impossible boxes (see ``ImpossibleBoxes``).
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
  /// How many classes each has.
  private(set) var counts: [Int] = []
  /// What no request is in.
  private(set) var impossible = ImpossibleBoxes()
  /// What made the requests what they are here; nil for requests as they come in.
  private(set) var earlier: EarlierStages?

  /// Of an axis of records, the class of each.
  private(set) var recordNumbers: [Int: [String: Int]] = [:]

  /// The axis of a request's kind, which no request goes without.
  private(set) var kind: Int?
  /// Axes of records of which rules ask more than the name: a request can say otherwise.
  private(set) var asDeclared: Set<Int> = []

  private(set) var axisOfPlace: [ColumnPlace: Int] = [:]
  /// Of a column that is not about records: the axes of the questions about its texts.
  private(set) var patterns: [ColumnPlace: [TextPattern: Int]] = [:]
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
    counts = axes.map(\.count)
    kind = axes.firstIndex {
      $0.place.root == .field("kind") && $0.place.path.isEmpty && $0.place.calendar == nil
    }
    asDeclared = Set(
      questions.flatMap(\.keys).filter { !$0.rest.isEmpty }.compactMap { axisOfPlace[$0.axis] })
    impossible = ImpossibleBoxes(self)
  }

  package var axisCount: Int { axes.count }

  /// The requests as a stage behind others sees them.
  func behind(_ stages: EarlierStages) -> RequestSpace {
    var space = self
    space.earlier = stages.steps.isEmpty ? nil : stages
    return space
  }

  /// The requests as they come in.
  var bare: RequestSpace {
    var space = self
    space.earlier = nil
    return space
  }

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
