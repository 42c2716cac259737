import Baton
import BatonModel
import BatonRecords
import BatonTime

/// Turns the cases of a log into scenarios, each with what happened to it as its timeline.
///
/// Records are read as `simulate` reads them: the first of a request opens its case, a later one says how
/// it had become, and an event happens. A record that cannot be read, or is about nobody, is a mistake of
/// the log, and costs no other.
struct LoggedCaseReader {
  private struct Life {
    let id: String
    let given: Members
    let place: Place
    var snapshot: Members
    var moments: [Scenario.Moment] = []
  }

  private let logged: LoggedCases
  private let engine: Engine
  private var lives: [Life] = []
  private var positions: [String: Int] = [:]
  private(set) var mistakes: [ScenarioResult] = []

  init(_ logged: LoggedCases, by engine: Engine) {
    self.logged = logged
    self.engine = engine
    do throws(Intake.Failure) {
      var reader = try SimulationReader(engine, source: logged.source)
      for outcome in logged.records {
        let line =
          switch outcome {
          case .record(let record): record.line
          case .fault(let fault): fault.line
          }
        take(outcome, by: &reader, Place(file: logged.file, line: line))
      }
    } catch {
      report(error.description, at: logged.filePlace)
    }
    if let wanted = logged.case, positions[wanted] == nil, mistakes.isEmpty {
      let nearest = Engine.nearest(to: wanted, among: lives.map(\.id))
      report(
        "there is no request \"\(wanted)\""
          + (nearest.map { ", did you mean \"\($0)\"?" } ?? ""), at: logged.filePlace)
    }
    if lives.isEmpty, mistakes.isEmpty {
      report("there is no request that opens a case", at: logged.filePlace)
    }
  }

  var scenarios: [Scenario] {
    lives.filter { logged.case == nil || $0.id == logged.case }.map { life in
      Scenario(
        name: "\(logged.name): \(life.id)", place: logged.place, given: life.given,
        world: logged.world, expect: logged.expect, places: logged.places,
        timeline: life.moments + logged.timeline + (isQuiet(life) ? [Self.nothing] : []),
        isLogged: true)
    }
  }

  /// A case to which nothing happens lives on all the same.
  private func isQuiet(_ life: Life) -> Bool { life.moments.isEmpty && logged.timeline.isEmpty }

  private static let nothing = Scenario.Moment(
    at: "+0s", place: Place(file: "", line: 1), isEvent: false, members: Members())

  // MARK: Taking in

  private mutating func take(
    _ outcome: RecordOutcome, by reader: inout SimulationReader, _ place: Place
  ) {
    if case .record(let record) = outcome, SimulationReader.isEvent(record.value) {
      do throws(SimulationFault) {
        take(try reader.event(of: record, isTabular: logged.isTabular), place)
      } catch {
        report(error.description, at: place)
      }
      return
    }
    for request in reader.requests(of: outcome, isTabular: logged.isTabular) {
      switch request {
      case .failure(let fault): report(fault.message, at: place)
      case .success(let request): take(request, place)
      }
    }
  }

  private mutating func take(_ event: ScriptedEvent, _ place: Place) {
    guard let position = positions[event.case] else {
      return report("there is no request \"\(event.case)\" before its event", at: place)
    }
    lives[position].moments.append(moment(event, place))
  }

  private mutating func take(_ request: Request, _ place: Place) {
    let id = request.id ?? "line \(place.line)"
    guard let position = positions[id] else {
      positions[id] = lives.count
      return lives.append(
        Life(id: id, given: request.members, place: place, snapshot: request.members))
    }
    guard let at = SnapshotReader.instant(of: request, in: engine.zone) else {
      return report("a later record of \"\(id)\" has no updated_at", at: place)
    }
    let before = lives[position].snapshot
    lives[position].snapshot = request.members
    guard let event = SnapshotReader.event(from: before, to: request.members, at: at) else {
      return
    }
    lives[position].moments.append(
      Scenario.Moment(
        at: ISO8601.format(at, offsetSeconds: 0), place: place, isEvent: true,
        members: Members(), event: event))
  }

  private func moment(_ scripted: ScriptedEvent, _ place: Place) -> Scenario.Moment {
    var event = scripted
    event.place(openedAt: Instant(milliseconds: 0))
    let at =
      switch event.at {
      case .at(let instant): ISO8601.format(instant, offsetSeconds: 0)
      case .sinceOpening(let length): "+\(length / 86_400_000)d \(length % 86_400_000 / 1000)s"
      }
    return Scenario.Moment(
      at: at, place: place, isEvent: true, members: Members(),
      event: event.event)
  }

  private mutating func report(_ message: String, at place: Place) {
    let scenario = Scenario(
      name: logged.name, place: logged.place, given: Members(), world: logged.world,
      expect: Members())
    let mismatch = ScenarioResult.Mismatch(
      name: "history", place: place, expected: "cases that can be read", got: message, why: [])
    mistakes.append(ScenarioResult(scenario: scenario, mismatches: [mismatch]))
  }
}
