import BatonLua
import BatonModel

@testable import Baton

/// A rule base as pieces of source that shrinking can take out one by one.
struct GeneratedRules {
  /// A piece of a rule: words, or a list of pieces in brackets.
  indirect enum Clause: Sendable {
    case text(String)
    case list(String, [Clause])

    var source: String {
      switch self {
      case .text(let text): text
      case .list(let name, let parts):
        name + "{ " + parts.map(\.source).joined(separator: ", ") + " }"
      }
    }

    /// The same with one of its pieces taken out, for each of them; the larger ones first.
    var smaller: [Clause] {
      guard case .list(let name, let parts) = self else { return [] }
      var result: [Clause] = []
      for index in parts.indices {
        var rest = parts
        rest.remove(at: index)
        result.append(.list(name, rest))
      }
      for index in parts.indices {
        for part in parts[index].smaller {
          var changed = parts
          changed[index] = part
          result.append(.list(name, changed))
        }
      }
      return result
    }
  }

  struct Rule {
    let word: String
    let name: String
    var parts: [Clause]

    var source: String { Clause.list("\(word) \"\(name)\" ", parts).source }
  }

  var rules: [Rule]

  var source: String { rules.map(\.source).joined(separator: "\n") + "\n" }

  /// The same with less in it: without some rules, then without pieces of one.
  var smaller: [GeneratedRules] {
    var result: [GeneratedRules] = []
    var size = rules.count / 2
    while size > 0 {
      for start in stride(from: 0, to: rules.count, by: size) {
        var rest = self
        rest.rules.removeSubrange(start..<min(start + size, rules.count))
        result.append(rest)
      }
      size /= 2
    }
    for index in rules.indices {
      for clauses in Clause.list("", rules[index].parts).smaller {
        guard case .list(_, let parts) = clauses else { continue }
        var changed = self
        changed.rules[index].parts = parts
        result.append(changed)
      }
    }
    return result
  }

  /// Rules of an included file, for others to take their places.
  static let included = """
    route "included route" { when = { kind = "incident", vip = true }, to = "acme/l3" }
    policy "included policy" { when = { kind = "change" }, forbid = { cost = above(100) } }

    """

  /// Loads and compiles the rules.
  func compiled() -> (rules: CompiledRuleBase, program: LuaProgram?, diagnostics: [Diagnostic]) {
    let includes = ["landscape"] + (source.contains("overrides = ") ? ["included"] : [])
    let files = [
      "landscape.lua": LiftedRules.preamble, "included.lua": Self.included,
      "main.lua": includes.map { "include \"\($0)\"\n" }.joined() + FunctionGenerator.before
        + source,
    ]
    var loader = Loader(folder: RuleFolder(contents: files))
    let loaded = loader.load(main: "main.lua")
    var folder = loaded.base.folder
    let rules = RuleBaseCompiler(loaded.base, findings: loaded.findings).compile(folder: &folder)
    return (rules, loaded.base.program, loaded.findings.diagnostics)
  }
}
