/// What a case says of the tasks of its plan.
extension CaseWording {
  static func noPlan(_ event: String) -> String {
    "\"\(event)\" is about a task, and the case has no plan"
  }
  static func noTaskNamed(_ event: String) -> String {
    "\"\(event)\" does not say which task: give `task`"
  }
  static func unknownTask(_ name: String, of plan: String, nearest: String?) -> String {
    "plan \"\(plan)\" has no task \"\(name)\""
      + (nearest.map { ", did you mean \"\($0)\"?" } ?? "")
  }
  static func notBegun(_ task: String, waitsFor: [String]) -> String {
    let names = waitsFor.map { "\"\($0)\"" }.joined(separator: ", ")
    return "task \"\(task)\" has not begun"
      + (names.isEmpty ? "" : ": it waits for \(names)")
  }
  static func ended(_ task: String, _ how: String) -> String {
    "task \"\(task)\" has ended already: it is \(how)"
  }
  static func acceptedAlready(_ task: String) -> String {
    "task \"\(task)\" was accepted already"
  }
  static func notTheirs(_ task: String, _ party: String, said by: String) -> String {
    "task \"\(task)\" is with \(party), and \(by) says what became of it"
  }
  static func failedWithoutReason(_ task: String) -> String {
    "task \"\(task)\" failed without a reason"
  }
  static func noCalendarForTask(_ task: String) -> String {
    "task \"\(task)\" is in business time and there is no calendar for it: it is never due"
  }
}
