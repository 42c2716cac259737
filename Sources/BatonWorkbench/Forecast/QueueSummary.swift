import BatonTime

/// What one simulated course comes to. Times are milliseconds, infinite of what never happens; what there
/// is nothing of is nil.
struct QueueSummary: Sendable {
  struct Station: Sendable {
    /// Cases that came in a week.
    var visits = 0.0
    /// In the station's hours, until somebody began: the median, and what nine of ten do not exceed.
    var medianWait: Double?
    var longWait: Double?
    /// What part of its places is taken while it is open; nil without a capacity.
    var busy: Double?
    /// Most that waited at once, and how many more waited in the end than in the beginning.
    var most = 0.0
    var growth = 0.0
  }

  private(set) var stations: [Station] = []
  /// From the opening to the end of the last visit.
  private(set) var medianTime: Double?
  private(set) var longTime: Double?
  /// Cases that were never done, of those that were opened in the time.
  private(set) var unfinished = 0.0

  /// - Parameter grid: the weeks that count. What was opened before only fills the queues.
  init(
    _ run: borrowing QueueRun, _ model: QueueModel, _ arrivals: [QueueModel.Arrival],
    over grid: WeekGrid
  ) {
    stations = Self.stations(run, model, over: grid)
    var times: [Double] = []
    for (index, arrival) in arrivals.enumerated() where arrival.opened >= grid.from {
      let done = run.done[index]
      if done == MeasuredCase.never {
        unfinished += 1
        times.append(.infinity)
      } else {
        times.append(Double(done - arrival.opened))
      }
    }
    times.sort()
    if !times.isEmpty {
      medianTime = Sample.percentile(50, of: times)
      longTime = Sample.percentile(90, of: times)
    }
  }

  private static func stations(
    _ run: borrowing QueueRun, _ model: QueueModel, over grid: WeekGrid
  ) -> [Station] {
    var visits: [[QueueRun.Visit]] = Array(repeating: [], count: model.stations.count)
    for visit in run.visits { visits[visit.station].append(visit) }
    return model.stations.indices.map { number in
      station(model.stations[number], visits[number], over: grid)
    }
  }

  private static func station(
    _ station: QueueModel.Station, _ visits: [QueueRun.Visit], over grid: WeekGrid
  ) -> Station {
    func open(_ from: Int64, _ until: Int64) -> Int64 {
      guard from < until else { return 0 }
      return station.hours?.workingTime(
        from: Instant(milliseconds: from), to: Instant(milliseconds: until)) ?? until - from
    }
    var summary = Station()
    var waits: [Double] = []
    var taken: Int64 = 0
    var changes: [(at: Int64, by: Int)] = []
    for visit in visits {
      let hasBegun = visit.began != MeasuredCase.never
      let ended = visit.ended == MeasuredCase.never ? Int64.max : visit.ended
      if hasBegun {
        taken += open(max(visit.began, grid.from), min(ended, grid.until))
      }
      if visit.came < grid.until {
        changes.append((max(visit.came, grid.from), 1))
        if hasBegun { changes.append((max(visit.began, grid.from), -1)) }
        if !hasBegun || visit.began >= grid.until { summary.growth += 1 }
        if visit.came < grid.from, !hasBegun || visit.began >= grid.from { summary.growth -= 1 }
      }
      guard visit.came >= grid.from, visit.came < grid.until else { continue }
      summary.visits += 1
      waits.append(hasBegun ? Double(open(visit.came, visit.began)) : .infinity)
    }
    summary.visits /= Double(grid.weeks)
    waits.sort()
    if !waits.isEmpty {
      summary.medianWait = Sample.percentile(50, of: waits)
      summary.longWait = Sample.percentile(90, of: waits)
    }
    if let capacity = station.capacity, capacity > 0 {
      let whole = open(grid.from, grid.until)
      summary.busy = whole > 0 ? Double(taken) / Double(whole) / Double(capacity) : nil
    }
    summary.most = Double(most(changes, until: grid.until))
    return summary
  }

  /// Most at once of what begins and ends; what ends at an instant is gone before anything begins.
  private static func most(_ changes: [(at: Int64, by: Int)], until end: Int64) -> Int {
    var (now, most) = (0, 0)
    for change in changes.sorted(by: { ($0.at, $0.by) < ($1.at, $1.by) }) where change.at < end {
      now += change.by
      most = max(most, now)
    }
    return most
  }
}
