// Every sentence about what is wrong with a log, in one place.

extension LogFailure: CustomStringConvertible {
  /// "incidents.xes.gz:812: the compressed data end too early, after 4096 bytes"
  public var description: String {
    let place = line.map { "\(name):\($0)" } ?? name
    return "\(place): \(cause.description)"
  }
}

extension LogFailure.Cause: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let why): why
    case .notALog(let root): "the document is <\(root)>, a log in XES is <log>"
    case .notXML(let mistake): "not XML: \(mistake.description)"
    case .encoding(let name): "the encoding \"\(name)\" is not read: give UTF-8"
    case .entities: "the document declares entities, which are refused"
    case .noColumn(_, let has) where has.isEmpty: "the log is empty"
    case .noColumn(let name, let has):
      "there is no column \"\(name)\": the columns are \(Self.list(has))"
    case .noObjectType(let has):
      "the log has objects of several types, and it is not said which are the cases: "
        + "\(Self.list(has))"
    case .unknownObjectType(let name, let has):
      "there are no objects of type \"\(name)\": the types are \(Self.list(has))"
    case .tooManyNames(let kind, let limit):
      "more than \(limit) different \(kind): is this key an id or a free text"
    case .eventsBeforeObjects(let limit):
      "the events come before the objects and are longer than \(limit >> 20) MiB: "
        + "objects have to come first"
    case .noMemory: "there is not enough memory to read it"
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(50).map { "\"\($0)\"" }.joined(separator: ", ")
    return names.count > 50 ? "\(shown) and \(names.count - 50) more" : shown
  }
}

extension LogFault: CustomStringConvertible {
  /// "line 812, trace 7, event 3: there is no time"
  public var description: String {
    var place = "line \(line)"
    if let trace { place += ", trace \(trace)" }
    if let event { place += ", event \(event)" }
    return "\(place): \(cause.description)"
  }
}

extension LogFault.Cause: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notXML(let mistake): "not XML: \(mistake.description); goes on at the next trace"
    case .tooLong(let limit):
      "a tag or text is longer than \(limit >> 20) MiB; goes on at the next trace"
    case .tooDeep(let limit):
      "elements nest more than \(limit) deep; goes on at the next trace"
    case .traceInTrace: "a trace starts before the one before it has ended"
    case .eventOutsideTrace: "an event of no trace is left out"
    case .unknownElement(let name): "XES has no <\(name)> here"
    case .attributeWithoutKey: "an attribute has no key"
    case .attributeWithoutValue: "an attribute has no value"
    case .lateCase: "the case's id comes behind its first event, and is not taken"
    case .noCase: "the case has no id and is named after its position"
    case .caseAgain: "this case was there before, and starts again"
    case .casesForgotten(let count):
      "after \(count) cases nobody looks any more whether one starts again"
    case .eventWithoutCase: "the event has no case and is left out"
    case .noActivity: "the event does not say what happened"
    case .noTime: "the event has no time"
    case .unreadableTime: "the time is not ISO 8601 nor like one of the date patterns"
    case .timeBeyondYears:
      "the time is not in the years 1 to 9999, and the event has no time"
    case .timeBackwards: "the time is before that of the event before it in its case"
    case .noOffset: "the time has no offset and is taken as UTC: give a zone"
    case .mixedOffsets: "from here on there are times with an offset and times without"
    case .wrongValue(let key): "the value of \"\(key)\" is not of its type"
    case .repeatedKey(let key): "\"\(key)\" is there more than once, the last counts"
    case .record(let why): why
    case .wrongMember(let name, let wanted): "\"\(name)\" should be \(wanted)"
    case .unknownObject: "the event is related to an object that the log does not have"
    case .noColumn(let name):
      "there is no column \"\(name)\", which rules read: it counts as empty"
    case .noObject: "the event belongs to no case and is left out"
    }
  }
}

extension LogFault.Kind: CustomStringConvertible {
  /// What a number of such faults is called: "12 events without a time".
  public var description: String {
    switch self {
    case .notXML: "places that are not XML"
    case .tooLong: "tags or texts that are too long"
    case .tooDeep: "places that nest too deep"
    case .traceInTrace: "traces that start in another"
    case .eventOutsideTrace: "events outside traces"
    case .unknownElement: "elements that XES does not have there"
    case .attributeWithoutKey: "attributes without a key"
    case .attributeWithoutValue: "attributes without a value"
    case .lateCase: "ids of cases behind their first event"
    case .noCase: "cases without an id"
    case .caseAgain: "cases that start again"
    case .casesForgotten: "places where cases are forgotten"
    case .eventWithoutCase: "events without a case"
    case .noActivity: "events without an activity"
    case .noTime: "events without a time"
    case .unreadableTime: "unreadable times"
    case .timeBeyondYears: "times beyond the years 1 to 9999"
    case .timeBackwards: "cases in which times run backwards"
    case .noOffset: "times without an offset"
    case .mixedOffsets: "places from which times with and without an offset are mixed"
    case .wrongValue: "values that are not of their type"
    case .repeatedKey: "keys that an event or case has more than once"
    case .record: "unreadable records"
    case .wrongMember: "members of a wrong form"
    case .unknownObject: "relations to objects that the log does not have"
    case .noColumn: "columns that rules read and that are missing"
    case .noObject: "events that belong to no case"
    }
  }
}

extension XMLMistake: CustomStringConvertible {
  public var description: String {
    switch self {
    case .syntax: "a tag is malformed"
    case .wrongToken: "a character cannot stand here"
    case .wrongEnd: "an end tag does not fit the start tag"
    case .repeatedAttribute: "an XML attribute is there twice in one tag"
    case .unclosedToken: "a tag is not closed"
    case .unclosedElement: "the document ends too early"
    case .unknownEntity: "an entity is not one of XML's five"
    case .wrongCharacter: "a character is not valid UTF-8"
    case .unknownPrefix: "a prefix is not declared"
    case .textAfterEnd: "there is text behind the log"
    case .noMemory: "there is not enough memory"
    case .other(let code): "refused with code \(code)"
    }
  }
}
