import Baton
import BatonLogs
import BatonModel
import BatonRecords
import BatonTime

/// A log's names as those of the rules, each looked up once: a unit is told with its party, as rules
/// name it, and has its hours from the catalogue.
struct LogNameBook {
  /// From here on numbers are those of providers that fields name; a log has no more than 2^20 names.
  private static let firstHolder: UInt32 = 1 << 30

  private let engine: Engine
  private let holders: NameTable
  private var parties: [UInt32: UInt32] = [:]
  /// By the party's number and the unit's.
  private var units: [UInt64: UInt32] = [:]
  private var hours: [UInt32: BusinessCalendar?] = [:]

  init(_ engine: Engine, holders: NameTable) {
    self.engine = engine
    self.holders = holders
  }

  static func number(ofHolder number: UInt32) -> UInt32 { firstHolder + number }

  mutating func party(
    _ number: UInt32, _ names: borrowing LogNames, _ table: inout NameTable
  ) -> UInt32 {
    if number == .max { return NameTable.none }
    if let known = parties[number] { return known }
    let made = table.number(of: name(number, names))
    parties[number] = made
    return made
  }

  private func name(_ number: UInt32, _ names: borrowing LogNames) -> String {
    number >= Self.firstHolder
      ? holders[number - Self.firstHolder] ?? ""
      : names.parties.text(of: Symbol(number: number))
  }

  mutating func unit(
    _ number: UInt32, of party: UInt32, _ names: borrowing LogNames, _ table: inout NameTable
  ) -> UInt32 {
    if number == .max { return NameTable.none }
    let key = UInt64(party) << 32 | UInt64(number)
    if let known = units[key] { return known }
    let unit = names.units.text(of: Symbol(number: number))
    let name: String
    if party == .max || unit.contains("/") {
      name = unit
    } else {
      name = "\(self.name(party, names))/\(unit)"
    }
    let made = table.number(of: name)
    units[key] = made
    return made
  }

  mutating func hours(ofUnit number: UInt32, _ table: NameTable) -> BusinessCalendar? {
    if let known = hours[number] { return known }
    let found = table[number].flatMap { engine.hours(ofUnit: $0) }
    hours[number] = .some(found)
    return found
  }
}
