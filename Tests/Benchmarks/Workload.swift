import Foundation

/// Routing rules, requests, and for each request the rule that must win: the first that holds.
///
/// The files have the form that the measurements of other engines share: `rb-N.json` (rules,
/// requests and answers), `requests-N.ndjson` and `answers-N.txt`.
struct Workload: Codable {
  /// A conjunction of equalities and ranges; the last rule has none and holds always.
  struct Rule: Codable {
    var id: String
    var eq: Equalities
    var range: Ranges
    var provider: String
    var team: String
  }

  struct Equalities: Codable {
    var service: String?
    var kind: String?
    var region: String?
    var priority: Int?
  }

  /// Half-open: the lower bound is in, the upper is out, and nil is none.
  struct Ranges: Codable {
    var risk: [Int?]?
    var users: [Int?]?
  }

  struct Ticket: Codable {
    var id: String
    var title: String
    var service: String
    var kind: String
    var region: String
    var priority: Int
    var risk: Int
    var users: Int
  }

  var rules: [Rule]
  var requests: [Ticket]
  var answers: [String]

  init(file: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(filePath: file)))
  }

  init(rules: [Rule], requests: [Ticket]) {
    self.rules = rules
    self.requests = requests
    answers = []
    answers = requests.map { first(for: $0) ?? "" }
  }

  func write(to folder: String) throws {
    let base = URL(filePath: folder, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(self).write(to: base.appending(path: "rb-\(rules.count).json"))
    var lines = Data()
    for request in requests {
      lines += try encoder.encode(request)
      lines.append(0x0A)
    }
    try lines.write(to: base.appending(path: "requests-\(rules.count).ndjson"))
    try Data(answers.map { $0 + "\n" }.joined().utf8)
      .write(to: base.appending(path: "answers-\(rules.count).txt"))
    try writePeerFiles(to: base)
  }
}

extension Workload.Rule {
  /// The meaning of a rule, said as plainly as can be: the answers come from here.
  func holds(for request: Workload.Ticket) -> Bool {
    if let service = eq.service, service != request.service { return false }
    if let kind = eq.kind, kind != request.kind { return false }
    if let region = eq.region, region != request.region { return false }
    if let priority = eq.priority, priority != request.priority { return false }
    return Self.contains(request.risk, range.risk) && Self.contains(request.users, range.users)
  }

  private static func contains(_ value: Int, _ bounds: [Int?]?) -> Bool {
    guard let bounds else { return true }
    if let lower = bounds[0], value < lower { return false }
    if let upper = bounds[1], value >= upper { return false }
    return true
  }
}
