package import Baton
package import BatonRecords

/// Which mistakes in the rules the scenarios would notice.
package struct MutationReport: Sendable {
  /// A mutant with which all scenarios pass.
  package struct Survivor: Sendable {
    package enum Verdict: Sendable {
      /// It decides every request as the original does, and why.
      case equal(String)
      /// A scenario that the mutant fails: its position among the report's tests.
      case test(Int)
      /// No request was found on which it differs.
      case open
    }

    package let mutant: Mutant
    package let verdict: Verdict
  }

  /// Those that were judged.
  package let mutants: Int
  /// Those that were not, for want of budget.
  package let left: Int
  package let survivors: [Survivor]
  /// Scenarios that are missing; one may notice several mutants.
  package let tests: [Scenario]

  package var equal: Int {
    survivors.count { if case .equal = $0.verdict { true } else { false } }
  }

  /// Mutants that no scenario notices and of which it is not proven that none could.
  package var unnoticed: Int { survivors.count - equal }
  /// Where mistakes would go unnoticed, each place once.
  package var unnoticedPlaces: [String] {
    var places: [String] = []
    for survivor in survivors {
      if case .equal = survivor.verdict { continue }
      let place = "\(survivor.mutant.place)"
      if places.last != place { places.append(place) }
    }
    return places
  }
  package var noticed: Int { mutants - survivors.count }

  /// - Parameter showsTests: whether the missing tests are written out.
  package func text(showsTests: Bool) -> String {
    var lines = [
      "mutation: \(Plural.of(mutants, "mutant")), \(noticed) noticed, \(equal) proven equal, "
        + "\(unnoticed) not noticed"
    ]
    if unnoticed > 0 { lines += ["", "no test noticed:"] }
    for survivor in survivors {
      let title = "  \(survivor.mutant.place): \(survivor.mutant.rule): \(survivor.mutant.change)"
      switch survivor.verdict {
      case .equal: break
      case .open: lines.append(title + "; no request was found on which it differs")
      case .test(let number): lines.append(title + "; missing test \(number + 1)")
      }
    }
    if equal > 0 { lines += ["", "proven equal:"] }
    for survivor in survivors {
      guard case .equal(let why) = survivor.verdict else { continue }
      lines.append(
        "  \(survivor.mutant.place): \(survivor.mutant.rule): \(survivor.mutant.change); \(why)")
    }
    var text = lines.map(TerminalText.plain).joined(separator: "\n") + "\n"
    if showsTests, !tests.isEmpty { text += "\n" + TestText.lua(tests) }
    return text
  }

  /// An object: `mutants`, `noticed`, `equal`, `survivors`, `tests` as the language writes them.
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    for (name, count) in [
      ("mutants", mutants), ("noticed", noticed), ("equal", equal), ("unnoticed", unnoticed),
    ] {
      json.name(name)
      json.integer(count)
    }
    json.name("survivors")
    json.beginList()
    for survivor in survivors {
      json.beginObject()
      let texts = [
        ("rule", survivor.mutant.rule), ("file", survivor.mutant.place.file),
        ("change", survivor.mutant.change),
      ]
      for (name, text) in texts {
        json.name(name)
        json.text(text)
      }
      json.name("line")
      json.integer(survivor.mutant.place.line)
      switch survivor.verdict {
      case .equal(let why):
        json.name("equal")
        json.text(why)
      case .test(let number):
        json.name("test")
        json.text(TestText.lua(tests[number]))
      case .open: break
      }
      json.endObject()
    }
    json.endList()
    json.endObject()
  }
}
