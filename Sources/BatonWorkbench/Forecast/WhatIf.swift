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
    case twice(String)

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
      case .twice(let unit): "the work of \"\(unit)\" is given away twice: say once to whom"
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

  /// - Parameters:
  ///   - history: the units of the history, which may be others than those of the rules.
  ///   - others: the changes that are asked for as well.
  package init(
    _ text: String, _ engine: Engine, history: Set<String>, after others: [WhatIf] = []
  ) throws(Mistake) {
    self.text = text
    let known = Units(engine, history)
    guard let equals = text.lastIndex(of: "=") else { throw .form(text) }
    let left = String(text[..<equals])
    let right = String(text[text.index(after: equals)...])
    guard !left.isEmpty, !right.isEmpty else { throw .form(text) }
    // A group's own name may have a colon.
    if let colon = left.lastIndex(of: ":"), !known.all.contains(left) {
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
      units = try known.units(name)
      return
    }
    if left == right { throw .itself(left) }
    units = try known.units(left)
    var goes: [String: String] = [:]
    for unit in units {
      if others.contains(where: { $0.heir(of: unit) != nil }) { throw .twice(unit) }
      goes[unit] = try known.heir(of: unit, among: right)
    }
    change = .goes(goes)
  }

  /// Who gets what a unit had; nil if this change is not about that.
  func heir(of unit: String) -> String? {
    if case .goes(let goes) = change { goes[unit] } else { nil }
  }

  private static func share(_ text: String) throws(Mistake) -> Double {
    guard text.hasSuffix("%"), let percent = Double(text.dropLast()),
      text.dropLast().allSatisfy({ $0.isWholeNumber || $0 == "." }), (0...10_000).contains(percent)
    else { throw .number(text, of: "part of the work: write 80% or 150%") }
    return percent / 100
  }
}

/// The groups that a change may be about: those of the rules, and those of the history.
private struct Units {
  private let engine: Engine
  private let declared: Set<String>
  let all: Set<String>

  init(_ engine: Engine, _ history: Set<String>) {
    self.engine = engine
    declared = Set(engine.declaredNames(of: .group))
    all = declared.union(history)
  }

  private func nearest(to name: String) -> String? {
    Engine.nearest(to: name, among: engine.providerNames + all.sorted())
  }

  /// The groups that a name means.
  func units(_ name: String) throws(WhatIf.Mistake) -> [String] {
    if all.contains(name) { return [name] }
    let own = all.filter { $0.hasPrefix(name + "/") }.sorted()
    if !own.isEmpty { return own }
    if engine.providerNames.contains(name) { throw .noGroups(name) }
    throw .unknown(name, nearest: nearest(to: name))
  }

  /// Who takes over from a group: the one that is named, else the group of the same name with the
  /// provider that is named, else its default.
  func heir(of unit: String, among name: String) throws(WhatIf.Mistake) -> String {
    if all.contains(name) { return name }
    guard engine.providerNames.contains(name) else {
      throw .unknown(name, nearest: nearest(to: name))
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
