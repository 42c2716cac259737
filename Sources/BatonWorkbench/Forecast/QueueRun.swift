import BatonTime
import HeapModule

/// Lets cases go through stations, from one event to the next.
///
/// Each station has a queue and as many places as its capacity. While it is open and has a place, it takes
/// the most urgent case that waits, of equal ones the one that came first, of those the one that was
/// opened first. A place is taken until the work is done, in the hours of the station: what is not done
/// when it closes goes on when it opens. Nothing is by chance: the same cases take the same course.
///
/// At one instant work ends first, then cases come, and only then is taken up what waits, so that it does
/// not matter in which order cases are given. O(log n) for each visit.
package struct QueueRun {
  /// A visit as it went.
  package struct Visit: Sendable, Hashable {
    /// The position among the cases.
    package let arrival: Int
    package let station: Int
    package let came: Int64
    /// ``MeasuredCase/never`` if nobody ever had time.
    package fileprivate(set) var began = MeasuredCase.never
    package fileprivate(set) var ended = MeasuredCase.never
  }

  /// Something that happens at an instant.
  private struct Event: Comparable {
    enum Kind: Int {
      case end, come, open
    }

    let at: Int64
    let kind: Kind
    /// The visit that ends, the case that comes, the station that opens.
    let subject: Int

    static func < (left: Event, right: Event) -> Bool {
      (left.at, left.kind.rawValue, left.subject) < (right.at, right.kind.rawValue, right.subject)
    }
  }

  /// A visit that waits.
  private struct Waiting: Comparable {
    let priority: Int32
    let came: Int64
    let opened: Int64
    let visit: Int
    let arrival: Int

    static func < (left: Waiting, right: Waiting) -> Bool {
      if left.priority != right.priority { return left.priority < right.priority }
      return (left.came, left.opened, left.arrival) < (right.came, right.opened, right.arrival)
    }
  }

  private struct Place {
    var queue = Heap<Waiting>()
    var taken = 0
    /// Whether it is already noted when it opens next.
    var isWoken = false
  }

  private let model: QueueModel
  private let arrivals: [QueueModel.Arrival]
  private var events = Heap<Event>()
  private var places: [Place]
  /// By case: the step that it is at, or that it comes to next.
  private var steps: [Int]
  /// In the order in which they came.
  package private(set) var visits: [Visit] = []
  /// By case: when it was done with its last step; ``MeasuredCase/never`` if it never was.
  package private(set) var done: [Int64]

  package init(_ model: QueueModel, _ arrivals: [QueueModel.Arrival]) {
    self.model = model
    self.arrivals = arrivals
    places = Array(repeating: Place(), count: model.stations.count)
    steps = arrivals.map(\.steps.lowerBound)
    done = Array(repeating: MeasuredCase.never, count: arrivals.count)
    visits.reserveCapacity(arrivals.reduce(0) { $0 + $1.steps.count })
    run()
  }

  private mutating func run() {
    for (index, arrival) in arrivals.enumerated() { sendOn(index, from: arrival.opened) }
    var touched: [Int] = []
    while let first = events.min {
      touched.removeAll(keepingCapacity: true)
      while let event = events.min, event.at == first.at {
        events.removeMin()
        touched.append(handle(event))
      }
      for station in touched { takeUp(station, at: first.at) }
    }
  }

  /// - Returns: the station at which something changed.
  private mutating func handle(_ event: Event) -> Int {
    switch event.kind {
    case .end:
      let visit = visits[event.subject]
      visits[event.subject].ended = event.at
      places[visit.station].taken -= 1
      steps[visit.arrival] += 1
      sendOn(visit.arrival, from: event.at)
      return visit.station
    case .come:
      let arrival = arrivals[event.subject]
      let station = model.steps[steps[event.subject]].station
      guard model.stations[station].capacity != nil else {
        begin(event.subject, at: event.at)
        return station
      }
      places[station].queue.insert(
        Waiting(
          priority: arrival.priority > 0 ? arrival.priority : .max, came: event.at,
          opened: arrival.opened, visit: visits.count, arrival: event.subject))
      visits.append(Visit(arrival: event.subject, station: station, came: event.at))
      return station
    case .open:
      places[event.subject].isWoken = false
      return event.subject
    }
  }

  private mutating func sendOn(_ arrival: Int, from instant: Int64) {
    guard steps[arrival] < arrivals[arrival].steps.upperBound else {
      done[arrival] = instant
      return
    }
    let delay = model.steps[steps[arrival]].delay
    events.insert(Event(at: instant.plus(delay), kind: .come, subject: arrival))
  }

  /// Lets a case come to a station that has a place for everybody.
  private mutating func begin(_ arrival: Int, at now: Int64) {
    let step = model.steps[steps[arrival]]
    let hours = model.stations[step.station].hours
    var visit = Visit(arrival: arrival, station: step.station, came: now)
    if let begin = Self.end(of: step.wait, from: now, in: hours) {
      visit.began = begin
      places[step.station].taken += 1
      if let end = Self.end(of: step.work, from: begin, in: hours) {
        events.insert(Event(at: end, kind: .end, subject: visits.count))
      }
    }
    visits.append(visit)
  }

  /// Takes up what waits at a station, as far as there are places.
  private mutating func takeUp(_ number: Int, at now: Int64) {
    let station = model.stations[number]
    guard let capacity = station.capacity else { return }
    guard places[number].taken < capacity, !places[number].queue.isEmpty else { return }
    if let hours = station.hours {
      // One that never opens again leaves them waiting.
      guard let opening = hours.nextOpening(notBefore: Instant(milliseconds: now)) else { return }
      if opening.milliseconds > now {
        if !places[number].isWoken {
          places[number].isWoken = true
          events.insert(Event(at: opening.milliseconds, kind: .open, subject: number))
        }
        return
      }
    }
    while places[number].taken < capacity, let next = places[number].queue.popMin() {
      places[number].taken += 1
      visits[next.visit].began = now
      let work = model.steps[steps[next.arrival]].work
      if let end = Self.end(of: work, from: now, in: station.hours) {
        events.insert(Event(at: end, kind: .end, subject: next.visit))
      }
    }
  }

  /// Nil if there is not so much time before its hours end for ever.
  private static func end(of work: Int64, from now: Int64, in hours: BusinessCalendar?) -> Int64? {
    guard let hours else { return now.plus(work) }
    return hours.due(from: Instant(milliseconds: now), after: work)?.milliseconds
  }
}
