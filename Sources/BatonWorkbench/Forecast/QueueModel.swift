package import BatonTime

/// What a simulation of queues is made of: stations, and cases that go from one to the next.
package struct QueueModel: Sendable {
  /// Where cases wait until somebody has time for them.
  package struct Station: Sendable {
    package let name: String
    /// How many cases it works on at once; nil: on all that come, each after its ``Step/wait``.
    package var capacity: Int?
    /// Nil: it works always.
    package var hours: BusinessCalendar?

    package init(name: String, capacity: Int? = nil, hours: BusinessCalendar? = nil) {
      self.name = name
      self.capacity = capacity
      self.hours = hours
    }
  }

  /// A case's visit to a station.
  package struct Step: Sendable, Hashable {
    package let station: Int
    /// Milliseconds between the end of the step before, or the opening of the case, and its coming here.
    package let delay: Int64
    /// Milliseconds in the station's hours until somebody begins, where its capacity is not known.
    package let wait: Int64
    /// Milliseconds of work, in the station's hours.
    package let work: Int64

    package init(station: Int, delay: Int64, wait: Int64 = 0, work: Int64) {
      self.station = station
      self.delay = delay
      self.wait = wait
      self.work = work
    }
  }

  /// A case that is opened at an instant.
  package struct Arrival: Sendable, Hashable {
    package let opened: Int64
    /// 1 is the most urgent; 0 for none, which comes last.
    package let priority: Int32
    /// Its steps in ``QueueModel/steps``.
    package let steps: Range<Int>

    package init(opened: Int64, priority: Int32 = 0, steps: Range<Int>) {
      self.opened = opened
      self.priority = priority
      self.steps = steps
    }
  }

  package var stations: [Station]
  package var steps: [Step]

  package init(stations: [Station], steps: [Step]) {
    self.stations = stations
    self.steps = steps
  }
}
