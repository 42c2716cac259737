package import Baton
import BatonTime

/// A change that somebody thinks about, as it is asked for: another provider, another group, other hours,
/// another capacity, or less work.
///
///     acme=contoso                  all that Acme had goes to Contoso
///     acme/desk=contoso/l2          one group's work goes to another
///     acme/desk:capacity=5          so many cases at once
///     acme/desk:hours=always        in the hours of a declared calendar
///     acme/desk:work=80%            a visit takes that part of the work it took
///
/// A provider before the colon means each of its groups.
package struct WhatIf: Sendable {
  enum Change: Sendable, Hashable {
    /// By the group that had it: the one that gets it.
    case goes([String: String])
    case capacity(Int)
    case hours(BusinessCalendar)
    case work(Double)
  }

  /// What is wrong with it.
  package enum Mistake: Error, Hashable, CustomStringConvertible {
    case form(String)
    case unknown(String, nearest: String?)
    case unknownCalendar(String, nearest: String?)
    case noGroup(of: String, like: String)
    case noGroups(String)
    case number(String, of: String)
    case itself(String)

    package var description: String {
      switch self {
      case .form(let text):
        "\"\(text)\" is no change: write acme=contoso, acme/desk=contoso/desk, or "
          + "acme/desk:capacity=5, :hours=always or :work=80%"
      case .unknown(let name, let nearest):
        "the rules know no provider and no group \"\(name)\"" + Self.hint(nearest)
      case .unknownCalendar(let name, let nearest):
        "the rules know no calendar \"\(name)\"" + Self.hint(nearest)
      case .noGroup(let provider, let group):
        "\"\(provider)\" has no group \"\(group)\" and no default: say which group of it takes over, "
          + "group by group"
      case .noGroups(let provider): "\"\(provider)\" has no groups"
      case .number(let text, let what): "\"\(text)\" is no \(what)"
      case .itself(let name): "\"\(name)\" cannot take over from itself"
      }
    }

    private static func hint(_ nearest: String?) -> String {
      nearest.map { ": did you mean \"\($0)\"?" } ?? ""
    }
  }

  /// As it was asked for.
  package let text: String
  /// The groups that it is about.
  let units: [String]
  let change: Change

  /// - Parameter history: the units of the history, which may be others than those of the rules.
  package init(_ text: String, _ engine: Engine, history: [String]) throws(Mistake) {
    self.text = text
    guard let equals = text.lastIndex(of: "=") else { throw .form(text) }
    let left = String(text[..<equals])
    let right = String(text[text.index(after: equals)...])
    guard !left.isEmpty, !right.isEmpty else { throw .form(text) }
    if let colon = left.lastIndex(of: ":") {
      let name = String(left[..<colon])
      switch left[left.index(after: colon)...] {
      case "capacity":
        guard let count = Int(right), (0...1_000_000).contains(count) else {
          throw .number(right, of: "capacity: write a whole number from 0 up")
        }
        change = .capacity(count)
      case "hours":
        guard let calendar = engine.calendar(named: right) else {
          throw .unknownCalendar(
            right,
            nearest: Engine.nearest(to: right, among: engine.declaredNames(of: .calendar)))
        }
        change = .hours(calendar)
      case "work": change = .work(try Self.share(right))
      default: throw .form(text)
      }
      units = try Self.units(name, engine, history)
      return
    }
    if left == right { throw .itself(left) }
    units = try Self.units(left, engine, history)
    var goes: [String: String] = [:]
    for unit in units { goes[unit] = try Self.heir(of: unit, among: right, engine, history) }
    change = .goes(goes)
  }

  private static func share(_ text: String) throws(Mistake) -> Double {
    guard text.hasSuffix("%"), let percent = Double(text.dropLast()), percent.isFinite,
      (0...10_000).contains(percent)
    else { throw .number(text, of: "part of the work: write 80% or 150%") }
    return percent / 100
  }

  /// The groups that a name means: of the rules, and of the history.
  private static func units(
    _ name: String, _ engine: Engine, _ history: [String]
  ) throws(Mistake) -> [String] {
    let declared = engine.declaredNames(of: .group)
    if declared.contains(name) || history.contains(name) { return [name] }
    let own = (declared + history).filter { $0.hasPrefix(name + "/") }
    if !own.isEmpty { return Array(Set(own)).sorted() }
    if engine.providerNames.contains(name) { throw .noGroups(name) }
    throw .unknown(
      name, nearest: Engine.nearest(to: name, among: engine.providerNames + declared + history))
  }

  /// Who takes over from a group: the one that is named, else the group of the same name with the
  /// provider that is named, else its default.
  private static func heir(
    of unit: String, among name: String, _ engine: Engine, _ history: [String]
  ) throws(Mistake) -> String {
    let declared = engine.declaredNames(of: .group)
    if declared.contains(name) || history.contains(name) { return name }
    guard engine.providerNames.contains(name) else {
      throw .unknown(
        name, nearest: Engine.nearest(to: name, among: engine.providerNames + declared))
    }
    let group = unit.split(separator: "/", maxSplits: 1).last.map(String.init) ?? unit
    let same = "\(name)/\(group)"
    if declared.contains(same) { return same }
    guard let usual = engine.defaultGroup(ofProvider: name), declared.contains(usual) else {
      throw .noGroup(of: name, like: group)
    }
    return usual
  }
}
