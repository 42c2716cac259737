import Baton
import BatonTime

/// How work is done, as declared or with what somebody thinks about: which units there are, with which
/// capacity and hours, and who gets what.
package struct QueueVariant: Sendable {
  /// "as declared", "with acme=contoso"
  package let name: String
  package private(set) var model: QueueModel
  /// By the number of the unit in the history: its station, and what part of the work is needed there.
  private var stationOfUnit: [UInt32: (station: Int, share: Double)] = [:]
  /// Stations that a change is about.
  package private(set) var touched: Set<Int> = []
  /// Who takes over from whom, one change at a time.
  private let heirs: [String: String]

  /// - Parameters:
  ///   - changes: one after the other; later ones see what earlier ones did.
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
          if let heir = goes[unit] {
            heirs[unit] = heir
            named.insert(heir)
          }
        }
      }
    }
    self.heirs = heirs
    var places: [String: Int] = [:]
    for number in units {
      let own = measured.names[number] ?? ""
      let heir = Self.last(of: own, heirs)
      let place = places[heir] ?? model.stations.count
      if place == model.stations.count {
        places[heir] = place
        model.stations.append(
          QueueModel.Station(
            name: heir, capacity: capacities[heir] ?? engine.capacity(ofGroup: heir),
            hours: hours[heir] ?? engine.hours(ofUnit: heir)))
      }
      if named.contains(heir) { touched.insert(place) }
      var share = shares[heir] ?? 1
      if heir != own { share *= shares[own] ?? 1 }
      stationOfUnit[number] = (place, share)
    }
  }

  /// Who has it in the end; whoever gives it round in a circle keeps it.
  private static func last(of unit: String, _ heirs: [String: String]) -> String {
    var heir = unit
    var seen: Set = [unit]
    while let next = heirs[heir] {
      if !seen.insert(next).inserted { return unit }
      heir = next
    }
    return heir
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

  /// Who has what a unit had.
  func heir(of unit: String) -> String { Self.last(of: unit, heirs) }

  func station(named name: String) -> Int? {
    model.stations.firstIndex { $0.name == name }
  }
}
