import BatonLua
import BatonModel
import BatonTime

/// What scripts may ask calendars, while the files are loaded and in functions that run later:
/// `working_seconds(calendar, from, to)`, `due(calendar, from, duration)`, `is_open(calendar, at)`.
///
/// A calendar is what `calendar "k" { … }` gave, or its name. An instant is ISO 8601 text; without an
/// offset it is by the calendar's zone. Answers that are instants have the request's offset in a
/// rule's function, as all instants there have, else the calendar's zone's.
struct CalendarFunctions {
  enum Function: String, CaseIterable {
    case workingSeconds = "working_seconds"
    case due
    case isOpen = "is_open"
  }

  static let names = Function.allCases.map(\.rawValue)

  /// A calendar as a script names it.
  enum Found {
    case calendar(BusinessCalendar)
    /// It cannot be asked, and why.
    case refused(String)
  }

  /// - Parameters:
  ///   - offset: in which an instant is told, in seconds; nil: the calendar's.
  ///   - find: a calendar by its name.
  static func answer(
    _ function: Int, _ given: [LuaGiven], offset: Int?, find: (String) -> Found
  ) -> LuaMember {
    do throws(Refusal) {
      return try Question(Function.allCases[function], given, find).answer(offset)
    } catch {
      return .refused(error.message)
    }
  }

  private struct Refusal: Error {
    let message: String

    init(_ message: String) { self.message = message }
  }

  /// What was asked, read as far as every function has it.
  private struct Question {
    let function: Function
    let calendar: BusinessCalendar
    let start: Instant
    let last: LuaGiven

    private var name: String { function.rawValue }

    init(
      _ function: Function, _ given: [LuaGiven], _ find: (String) -> Found
    ) throws(Refusal) {
      let count = function == .isOpen ? 2 : 3
      guard given.count <= count else {
        throw Refusal(
          CalendarWording.tooMany(function.rawValue, takes: count, found: given.count))
      }
      self.function = function
      calendar = try Self.calendar(given.first ?? .none, of: function, find)
      start = try Self.instant(
        given.count > 1 ? given[1] : .none, "second", of: function, calendar)
      last = given.count > 2 ? given[2] : .none
    }

    func answer(_ offset: Int?) throws(Refusal) -> LuaMember {
      switch function {
      case .isOpen: return .yesNo(calendar.isOpen(at: start))
      case .workingSeconds:
        let end = try Self.instant(last, "third", of: function, calendar)
        guard start <= end else { throw Refusal(CalendarWording.endsBeforeStart(name)) }
        let milliseconds = calendar.workingTime(from: start, to: end)
        return milliseconds.isMultiple(of: 1000)
          ? .integer(milliseconds / 1000) : .number(Double(milliseconds) / 1000)
      case .due:
        guard let due = try due() else { throw Refusal(CalendarWording.neverDue) }
        return .text(
          ISO8601.format(
            due, offsetSeconds: offset ?? calendar.hours.zone.offset(at: due)))
      }
    }

    private func due() throws(Refusal) -> Instant? {
      let wrong = Refusal(CalendarWording.notADuration(name, found: last.phrase))
      let count: Double
      let unit: DurationSpan.Unit
      switch last {
      case .integer(let seconds): (count, unit) = (Double(seconds) / 3600, .businessHours)
      case .number(let seconds): (count, unit) = (seconds / 3600, .businessHours)
      case .amount(let word, let number):
        guard Vocabulary.words[word].role == .duration,
          let known = DurationSpan.Unit(rawValue: Vocabulary.words[word].name)
        else { throw wrong }
        (count, unit) = (number, known)
      default: throw wrong
      }
      guard count > 0, count <= unit.longest else { throw wrong }
      let span = DurationSpan(count, unit)
      switch unit {
      case .businessDays:
        guard let days = Int(exactly: count) else {
          throw Refusal(CalendarWording.notWhole("\(count)"))
        }
        return calendar.due(from: start, afterWorkingDays: days)
      case .businessHours:
        let milliseconds = max(1, Int64((count * 3_600_000).rounded()))
        return calendar.due(from: start, after: milliseconds)
      default:
        let (due, overflow) = start.milliseconds.addingReportingOverflow(
          span.elapsedMilliseconds ?? 0)
        return overflow ? nil : Instant(milliseconds: due)
      }
    }

    // MARK: Reading

    private static func calendar(
      _ given: LuaGiven, of function: Function, _ find: (String) -> Found
    ) throws(Refusal) -> BusinessCalendar {
      let name: String
      switch given {
      case .text(let text): name = text
      case .named(let word, let text) where word == Vocabulary.positions["calendar"]: name = text
      default:
        throw Refusal(
          CalendarWording.notACalendar(function.rawValue, found: given.phrase))
      }
      switch find(name) {
      case .calendar(let calendar): return calendar
      case .refused(let message): throw Refusal(message)
      }
    }

    private static func instant(
      _ given: LuaGiven, _ position: String, of function: Function, _ calendar: BusinessCalendar
    ) throws(Refusal) -> Instant {
      guard case .text(let text) = given,
        let instant = ISO8601.parse(text, in: calendar.hours.zone)?.instant
      else {
        throw Refusal(
          CalendarWording.notAnInstant(function.rawValue, position, found: given.phrase))
      }
      return instant
    }
  }
}

extension CalendarFunctions {
  /// Answers from the calendars of a rule base that is loaded.
  static func answer(
    _ function: Int, _ given: [LuaGiven], offset: Int?, calendars: [String: BusinessCalendar]
  ) -> LuaMember {
    answer(function, given, offset: offset) { name in
      calendars[name].map(Found.calendar)
        ?? .refused(
          CalendarWording.unknown(name, nearest: NearestName.to(name, among: calendars.keys)))
    }
  }
}

extension LuaGiven {
  /// As messages name it. A text is quoted only if it is short: it may be a person's.
  var phrase: String {
    switch self {
    case .none: "nothing"
    case .yesNo(let yes): yes ? "true" : "false"
    case .integer(let number): "\(number)"
    case .number(let number): number.isNaN ? "no number" : "\(number)"
    case .text(let text): text.utf8.count <= 40 ? "\"\(text)\"" : "a long text"
    case .named(let word, let name): "\(Vocabulary.words[word].name) \"\(name)\""
    case .amount(let word, let count):
      count.isNaN
        ? "`\(Vocabulary.words[word].name)`"
        : "\(Vocabulary.words[word].name)(\(Int(exactly: count).map(String.init) ?? "\(count)"))"
    case .other(let type): "a \(type)"
    }
  }
}
