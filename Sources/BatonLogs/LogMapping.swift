public import BatonTime

/// Which keys of a log mean what. What is nil is as usual in the log's format; see
/// ``LogMapping/usual(in:)``.
///
///     var mapping = LogMapping()
///     mapping.activity = ["concept:name", "lifecycle:transition"]
///     mapping.party = "organization involved"
///     mapping.values = ["impact"]
public struct LogMapping: Sendable {
  /// How the log is written; nil to recognise it from its first bytes.
  public var format: LogFormat?
  /// The case that an event belongs to. Its owner does not matter.
  public var caseKey: LogKey?
  /// What happened: the texts of these keys with "/" between them; those that an event lacks are
  /// left out.
  public var activity: [LogKey]?
  /// When it happened.
  public var time: LogKey?
  /// Who did it: the organisation, its group, the person.
  public var party: LogKey?
  public var unit: LogKey?
  public var person: LogKey?
  /// What else is wanted, for conditions. Everything that is not named here is skipped.
  public var values: [LogKey] = []
  /// How times are written that are not ISO 8601, tried in this order.
  public var dates: [DatePattern] = []
  /// For times without an offset; nil takes UTC and tells.
  public var zone: Zone?
  /// What a time that is a bare number counts since 1970.
  public var timeUnit = TimeUnit.milliseconds
  /// Texts that mean "no value".
  public var missing: Set<String> = []
  /// The log has each case's events together, so that a case has ended where the next begins. Logs
  /// whose form groups events by case need not say it.
  public var isSortedByCase = false
  /// Of a log with one case a line, the member that has the list of events.
  public var events: LogKey?
  /// Of OCEL, the type of the objects that are the cases.
  public var objectType: String?

  public enum TimeUnit: Sendable { case seconds, milliseconds }

  public init() {}
}

extension LogMapping {
  /// The mapping with everything that is usual in a format, where it says nothing else.
  public func usual(in format: LogFormat) -> LogMapping {
    var mapping = self
    mapping.format = format
    switch format {
    case .xes:
      mapping.caseKey = (caseKey ?? "concept:name").owned(by: .case)
      mapping.activity = activity ?? ["concept:name"]
      mapping.time = time ?? "time:timestamp"
      mapping.unit = unit ?? "org:group"
      mapping.person = person ?? "org:resource"
    case .caseLines:
      mapping.caseKey = (caseKey ?? "case").owned(by: .case)
      mapping.events = events ?? "events"
      mapping.activity = activity ?? ["a"]
      mapping.time = time ?? "t"
      mapping.unit = unit ?? "org:group"
      mapping.person = person ?? "org:resource"
    case .eventLines:
      mapping.caseKey = caseKey ?? "case"
      mapping.activity = activity ?? ["event"]
      mapping.time = time ?? "at"
      mapping.party = party ?? LogKey(["by", "party"])
      mapping.person = person ?? LogKey(["by", "person"])
      mapping.ownAllByEvents()
    case .csv:
      mapping.caseKey = caseKey ?? "case"
      mapping.activity = activity ?? ["event"]
      mapping.time = time ?? "at"
      mapping.ownAllByEvents()
    case .ocel:
      mapping.caseKey = nil
      mapping.activity = activity ?? ["type"]
      mapping.time = time ?? "time"
      mapping.ownAllByEvents()
    }
    return mapping
  }

  private mutating func ownAllByEvents() {
    caseKey = caseKey?.owned(by: .event)
    activity = activity?.map { $0.owned(by: .event) }
    time = time?.owned(by: .event)
    party = party?.owned(by: .event)
    unit = unit?.owned(by: .event)
    person = person?.owned(by: .event)
    values = values.map { $0.owned(by: .event) }
  }
}
