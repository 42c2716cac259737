package import BatonTime

/// When something happened lately, the earliest first, wherever in the log it stands.
///
/// What is too old goes from the front, and what is new mostly comes to the end: both cost nothing to
/// those in between. Only a late one is put in its place.
package struct RecentTimes: Sendable {
  private var times: [Instant] = []
  /// Those before it are forgotten.
  private var head = 0

  package init() {}

  package var isEmpty: Bool { count == 0 }
  private var count: Int { times.count - head }
  private var latest: Instant? { count == 0 ? nil : times.last }

  private subscript(position: Int) -> Instant { times[head + position] }

  /// Adds a time, after those are forgotten that are too old for the latest. What comes too late itself
  /// is not counted with those that are forgotten.
  /// - Parameter end: when a window is over that begins at a time.
  /// - Returns: how many lie together in a window with it, at most.
  package mutating func add(_ time: Instant, end: (Instant) -> Instant) -> Int {
    let now = max(latest ?? time, time)
    forget { end($0) < now }
    let position = insert(time)
    return most(around: position, end: end)
  }

  /// - Returns: its position: behind those of the same time.
  private mutating func insert(_ time: Instant) -> Int {
    guard let latest, time < latest else {
      times.append(time)
      return count - 1
    }
    let position = firstPosition(after: time)
    times.insert(time, at: head + position)
    return position
  }

  /// The position of the first that is later; their number if none is.
  private func firstPosition(after time: Instant) -> Int {
    var (low, high) = (head, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low - head
  }

  /// Forgets the earliest as long as they are too old.
  private mutating func forget(while isOld: (Instant) -> Bool) {
    while head < times.count, isOld(times[head]) { head += 1 }
    guard head > 16, head * 2 > times.count else { return }
    times.removeFirst(head)
    head = 0
  }

  private func most(around position: Int, end: (Instant) -> Instant) -> Int {
    let time = self[position]
    if position == count - 1, position == 0 || end(self[0]) >= time { return count }
    var most = 1
    for start in (0...position).reversed() {
      let end = end(self[start])
      if end < time { break }
      most = max(most, firstPosition(after: end) - start)
    }
    return most
  }
}

extension RecentTimes: Hashable {
  package static func == (one: Self, other: Self) -> Bool {
    one.times[one.head...] == other.times[other.head...]
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(times[head...]) }
}

/// Coded as a bare list.
extension RecentTimes: Codable {
  package init(from decoder: any Decoder) throws {
    times = try decoder.singleValueContainer().decode([Instant].self).sorted()
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Array(times[head...]))
  }
}
