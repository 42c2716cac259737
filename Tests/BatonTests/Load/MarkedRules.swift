import BatonModel

@testable import Baton

/// Rule files in which `⌖` stands where a diagnostic must point.
struct MarkedRules {
  private static let marker: Character = "⌖"

  let load: RuleBaseLoad
  /// Where markers stood, in the order of file names and of their places.
  let marked: [Place]

  init(_ files: [String: String]) {
    var plain: [String: String] = [:]
    var marked: [Place] = []
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      var lines: [String] = []
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        var clean = ""
        for character in line {
          if character == Self.marker {
            marked.append(
              Place(file: name, line: index + 1, column: clean.unicodeScalars.count + 1))
          } else {
            clean.append(character)
          }
        }
        lines.append(clean)
      }
      plain[name] = lines.joined(separator: "\n")
    }
    self.marked = marked
    load = RuleBaseLoad(folder: RuleFolder(contents: plain), main: "main.lua", more: [])
  }

  /// Rules in `main.lua`, after a small landscape in a file of its own.
  init(_ rules: String, csv: String? = nil) {
    var files = ["main.lua": "include \"landscape\"\n" + rules, "landscape.lua": Self.landscape]
    if let csv { files["table.csv"] = csv }
    self.init(files)
  }

  /// Places of the diagnostics found, without lengths, so that they compare with marks.
  var found: [Place] {
    load.diagnostics.map {
      Place(file: $0.place.file, line: $0.place.line, column: $0.place.column)
    }
  }

  static let landscape = """
    role "boss" { party = "customer" }
    calendar "office" { timezone = "Europe/London", monday_to_friday = "09:00-17:00" }
    provider "acme" { default = "desk", groups = {
      desk = { hours = "office", skills = { "payroll" } }, l3 = { hours = "always" } } }
    provider "fuji" { groups = { depot = {} } }
    service "network" { provider = "fuji" }
    service "payroll" { provider = "acme", accountable = "boss", criticality = "vital",
      depends_on = { "network" } }
    field "contract_value" { type = "number" }
    receiver "pager" {}

    """
}
