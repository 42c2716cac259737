/// What is wrong at one place of a log. Reading goes on behind it.
///
/// Holds nothing of the log's values, which can be personal; names of keys and elements are no
/// values. The wording is in `LogMessages.swift`.
public struct LogFault: Error, Sendable, Equatable {
  public enum Cause: Sendable, Hashable {
    /// XML that is not well formed, here. The rest of the trace is lost.
    case notXML(XMLMistake)
    /// One tag, comment or text is longer than this many bytes.
    case tooLong(limit: Int)
    /// Elements nest deeper than this.
    case tooDeep(limit: Int)
    /// A trace starts before the one before it has ended.
    case traceInTrace
    /// The events of no trace, which are left out.
    case eventOutsideTrace
    /// An element where XES has none, and the name it has.
    case unknownElement(name: String)
    case attributeWithoutKey
    case attributeWithoutValue
    /// The case's id is behind its first event, whose id was given already.
    case lateCase
    /// The case has no id and was named after its position.
    case noCase
    /// The same case starts once more.
    case caseAgain
    /// From here on nobody looks whether a case starts again: there have been this many.
    case casesForgotten(count: Int)
    /// The event names no case and is left out.
    case eventWithoutCase
    case noActivity
    case noTime
    /// Not ISO 8601, nor written like one of the mapping's date patterns.
    case unreadableTime
    /// Not in the years 1 to 9999: the event is taken without a time.
    case timeBeyondYears
    /// Before that of the event before it in its case; told once of a case, by whoever knows its
    /// events.
    case timeBackwards
    /// No offset, and no zone in the mapping: taken as UTC.
    case noOffset
    /// Some times have an offset and some have none.
    case mixedOffsets
    /// A value that is not what its type says.
    case wrongValue(key: String)
    /// An event has this key more than once; the last value was taken.
    case repeatedKey(String)
    /// A record that cannot be read as JSON or CSV, and why.
    case record(String)
    /// A member is not what this form of a log has there.
    case wrongMember(name: String, wanted: String)
    /// A table lacks the column of a value that is read.
    case noColumn(name: String)
    /// An event of OCEL is related to an object that the log does not have.
    case unknownObject
    /// An event of OCEL belongs to no object of the chosen type.
    case noObject
  }

  public let cause: Cause
  /// From 1.
  public let line: Int
  /// From 1; nil where the form has no traces, or outside them.
  public let trace: Int?
  /// From 1, in its trace; nil outside events.
  public let event: Int?

  package init(cause: Cause, line: Int, trace: Int?, event: Int?) {
    self.cause = cause
    self.line = line
    self.trace = trace
    self.event = event
  }
}

/// What the XML library says is wrong.
public enum XMLMistake: Sendable, Hashable {
  case syntax
  case wrongToken
  case wrongEnd
  case repeatedAttribute
  case unclosedToken
  case unclosedElement
  case unknownEntity
  case wrongCharacter
  case unknownPrefix
  case textAfterEnd
  case noMemory
  case other(code: Int)
}
