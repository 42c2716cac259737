/// When things are too late, the earliest first.
struct DeadlineHeap: Sendable {
  struct Entry: BitwiseCopyable, Sendable {
    let milliseconds: Int64
    /// Which of the things it is.
    let slot: Int32
  }

  private var entries: [Entry] = []

  var first: Entry? { entries.first }

  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    var place = entries.count - 1
    while place > 0 {
      let parent = (place - 1) / 2
      if entries[parent].milliseconds <= entry.milliseconds { break }
      entries[place] = entries[parent]
      place = parent
    }
    entries[place] = entry
  }

  mutating func removeFirst() {
    guard let last = entries.popLast(), !entries.isEmpty else { return }
    var place = 0
    while true {
      var child = 2 * place + 1
      if child >= entries.count { break }
      let next = child + 1
      if next < entries.count, entries[next].milliseconds < entries[child].milliseconds {
        child = next
      }
      if last.milliseconds <= entries[child].milliseconds { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = last
  }
}
