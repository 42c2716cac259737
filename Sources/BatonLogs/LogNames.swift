public import BatonRecords

/// The names of a log that occur again and again, each kept once for as long as it is read.
///
/// Intern what you compare with before you read: then its number is known, and events are compared
/// by numbers. Tables grow with the log; a reader refuses to go on beyond
/// ``LogReader/maximumNames`` in one of them.
public struct LogNames: ~Copyable {
  public var activities = GrowingSymbolTable()
  public var parties = GrowingSymbolTable()
  public var units = GrowingSymbolTable()
  public var persons = GrowingSymbolTable()

  init() {}
}

extension LogNames {
  /// What there is too much of.
  func excess(over limit: Int, size: Int) -> String? {
    if Self.isOver(activities, limit, size) { return "activities" }
    if Self.isOver(parties, limit, size) { return "parties" }
    if Self.isOver(units, limit, size) { return "units" }
    return Self.isOver(persons, limit, size) ? "persons" : nil
  }

  private static func isOver(
    _ table: borrowing GrowingSymbolTable, _ limit: Int, _ size: Int
  ) -> Bool {
    table.count > limit || table.size > size
  }
}
