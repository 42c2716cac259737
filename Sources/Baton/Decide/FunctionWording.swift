import BatonLua
import BatonModel

/// What is said to functions that ask for what is not there, and of functions that fail.
enum FunctionWording {
  static func unknownField(_ name: String, nearest: String?) -> String {
    "a request has no field \"\(name)\"" + hint(nearest)
      + ": declare it with `field`, or read `request.attributes`"
  }

  static func noReference(_ name: String, nearest: String?) -> String {
    "\"\(name)\" refers to no record" + hint(nearest)
  }

  static func noKind(_ name: String, nearest: String?) -> String {
    "the catalogue has no \"\(name)\"" + hint(nearest)
  }

  static func unknownAttribute(_ name: String, of kind: RecordKind, nearest: String?) -> String {
    "a \(kind.rawValue.replacing("_", with: " ")) has no attribute \"\(name)\"" + hint(nearest)
  }

  static func noValue(_ what: String) -> String {
    "a function of a rule must return a text, a number, true, false, nil or a list of these, "
      + "found \(what)"
  }

  static let noProgram = "no functions are loaded"

  static func stopped(_ meter: LuaMeter) -> String {
    switch meter {
    case .fuel: "used up its budget: too many steps"
    case .live, .block: "used up its budget: too much memory"
    case .churn: "used up its budget: too much memory made and thrown away"
    case .clock: "used up its budget: took too long"
    }
  }

  private static func hint(_ name: String?) -> String {
    name.map { ", did you mean \"\($0)\"?" } ?? ""
  }
}
