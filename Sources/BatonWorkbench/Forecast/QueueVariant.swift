import Baton
import BatonTime

/// How work is done, as declared or with what somebody thinks about: which units there are, with which
/// capacity and hours, and who gets what.
///
/// All changes happen at once: whoever gets another's work keeps that, also if its own goes to a third.
package struct QueueVariant: Sendable {
  /// "as declared", "with acme=contoso"
  package let name: String
  package private(set) var model: QueueModel
  /// By the number of the unit in the history: its station, and what part of the work is needed there.
  private var stationOfUnit: [UInt32: (station: Int, share: Double)] = [:]
  private var places: [String: Int] = [:]
  /// Stations that a change is about.
  package private(set) var touched: Set<Int> = []
  /// Who takes over from whom.
  private let heirs: [String: String]

  /// - Parameter units: those of the history.
  init(
    _ name: String, _ changes: [WhatIf], units: [UInt32], _ measured: MeasuredCases,
    _ engine: Engine
  ) {
    self.name = name
    model = QueueModel(stations: [], steps: [])
    var capacities: [String: Int] = [:]
    var hours: [String: BusinessCalendar] = [:]
    var heirs: [String: String] = [:]
    var shares: [String: Double] = [:]
    var named: Set<String> = []
    for change in changes {
      for unit in change.units {
        named.insert(unit)
        switch change.change {
        case .capacity(let count): capacities[unit] = count
        case .hours(let calendar): hours[unit] = calendar
        case .work(let share): shares[unit, default: 1] *= share
        case .goes(let goes):
          heirs[unit] = goes[unit]
          if let heir = goes[unit] { named.insert(heir) }
        }
      }
    }
    self.heirs = heirs
    for number in units {
      let own = measured.names[number] ?? ""
      let heir = heirs[own] ?? own
      let place = places[heir] ?? model.stations.count
      if place == model.stations.count {
        places[heir] = place
        model.stations.append(
          QueueModel.Station(
            name: heir, capacity: capacities[heir] ?? engine.capacity(ofGroup: heir),
            hours: hours[heir] ?? engine.hours(ofUnit: heir)))
      }
      if named.contains(heir) { touched.insert(place) }
      stationOfUnit[number] = (place, shares[heir] ?? 1)
    }
  }

  /// Who has what a unit had.
  func heir(of unit: String) -> String { heirs[unit] ?? unit }

  func station(named name: String) -> Int? { places[name] }

  /// Whether a change has anything to change: the groups that it is about, or who gets their work, have
  /// something to do.
  func isTouched(by change: WhatIf, in history: Set<String>) -> Bool {
    change.units.contains { unit in
      change.heir(of: unit) == nil ? places[unit] != nil : history.contains(unit)
    }
  }

  /// A group that gets work which waited in a queue, and has no capacity itself; nil if there is none.
  func heirWithoutCapacity(_ before: QueueVariant) -> String? {
    heirs.sorted { $0.key < $1.key }.first { unit, heir in
      guard let old = before.station(named: unit), let new = station(named: heir) else {
        return false
      }
      return before.model.stations[old].capacity != nil && model.stations[new].capacity == nil
    }?.value
  }

  /// The step that a visit becomes.
  /// - Parameters:
  ///   - work: of a visit that was cut off, what it is thought to need in all.
  ///   - wait: in the hours of the unit that had it.
  mutating func add(_ visit: Visit, work: Int64, wait: Int64) {
    guard let (station, share) = stationOfUnit[visit.unit] else { return }
    model.steps.append(
      QueueModel.Step(
        station: station, delay: visit.delay, wait: wait,
        work: share == 1 ? work : Int64(nearest: Double(work) * share)))
  }
}
