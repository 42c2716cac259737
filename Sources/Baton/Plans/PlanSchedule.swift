import BatonModel
import BatonTime

/// When each task of a network begins and ends if each takes the whole of its time, and what its end
/// waits for.
///
/// Made forwards, each task in its own calendar: one that waits for all begins when the last of them
/// ends, one for which any is enough when the first does. O(tasks + what they wait for) questions to
/// calendars.
struct PlanSchedule: Sendable {
  let network: PlanNetwork
  let start: Instant
  /// How long each takes, as it was known when it began.
  private(set) var times: [TaskTime]
  /// Nil for never.
  private(set) var begins: [Instant?]
  private(set) var ends: [Instant?]
  let end: Instant?

  /// - Parameters:
  ///   - start: before which nothing begins that has not begun.
  ///   - time: how long a task takes that begins then.
  init(
    _ network: PlanNetwork, from start: Instant, time: (Int, Instant) -> TaskTime
  ) {
    self.network = network
    self.start = start
    let count = network.nodes.count
    var times = [TaskTime](repeating: .openEnded, count: count)
    var begins = [Instant?](repeating: nil, count: count)
    var ends = [Instant?](repeating: nil, count: count)
    for number in network.order {
      guard let begin = network.begin(of: number, from: start, ends) else { continue }
      begins[number] = begin
      if let running = network.nodes[number].running {
        ends[number] = running.end
      } else {
        times[number] = time(number, begin)
        ends[number] = times[number].end(from: begin)
      }
    }
    self.times = times
    self.begins = begins
    self.ends = ends
    end = network.end(ends)
  }

  // MARK: What the end waits for

  /// Those whose end lets a task begin when it does.
  private func drivers(of number: Int) -> [Int] {
    guard network.nodes[number].running == nil, let begin = begins[number] else { return [] }
    return network.nodes[number].after.filter { ends[$0] == begin }
  }

  /// Those on a longest way to the end.
  var critical: [Bool] {
    var isCritical = [Bool](repeating: false, count: network.nodes.count)
    guard let end else { return isCritical }
    for number in network.order.reversed() {
      if network.nodes[number].isRequired, ends[number] == end { isCritical[number] = true }
      if isCritical[number] { for other in drivers(of: number) { isCritical[other] = true } }
    }
    return isCritical
  }

  /// One longest way, from its beginning to the end: of those that are equally long the one whose
  /// tasks are declared first, looked at from the end.
  var criticalPath: [Int] {
    guard let end else { return [] }
    let last = network.nodes.indices.filter { network.nodes[$0].isRequired && ends[$0] == end }
    // What takes no time ends with what it waited for, and is still the last.
    guard
      var next = last.first(where: { number in
        !last.contains { drivers(of: $0).contains(number) }
      })
    else { return [] }
    var path = [next]
    while let driver = drivers(of: next).min() {
      path.append(driver)
      next = driver
    }
    return path.reversed()
  }
}
