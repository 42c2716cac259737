import Foundation
import Testing

/// The tables in `Examples/mission/README.md` are true: each command prints what its row says.
struct MissionTests {
  /// A demand, the command that shows it, and what has to be in its output.
  struct Row: CustomTestStringConvertible {
    let id: String
    let command: String
    let pieces: [String]

    var testDescription: String { id }
  }

  /// The ids of all demands, by their groups.
  static let demands: Set<String> = {
    let groups = [("G", 11), ("O", 14), ("C", 14), ("M", 13), ("P", 5), ("T", 6)]
    return Set(groups.flatMap { letter, count in (1...count).map { "\(letter)\($0)" } })
  }()

  static let lines: [String] = {
    let document = Repository.root.appending(path: "Examples/mission/README.md")
    let text = try? String(contentsOf: document, encoding: .utf8)
    return (text ?? "").components(separatedBy: "\n")
  }()

  static let rows: [Row] = lines.compactMap { line in
    let cells = Self.cells(of: line)
    guard cells.count == 4, demands.contains(cells[0]), let command = code(in: cells[2]).first
    else { return nil }
    return Row(id: cells[0], command: command, pieces: code(in: cells[3]))
  }

  /// The demands that nothing shows yet, or only in part.
  static let notShown: Set<String> = {
    let section = lines.drop { $0 != "## Not shown yet" }
    let ids = section.compactMap { line -> String? in
      line.hasPrefix("- **") ? line.components(separatedBy: "**")[1] : nil
    }
    return Set(ids)
  }()

  @Test(arguments: rows)
  func shows(_ row: Row) throws {
    let scratch = try ScratchFolder()
    for name in ["Examples", "rules"] {
      try FileManager.default.createSymbolicLink(
        at: scratch.url.appending(path: name), withDestinationURL: Repository.folder(name))
    }
    let outcome = try BuiltTool.shell(row.command, in: scratch.url)
    #expect(outcome.status == 0 || outcome.status == 1, "\(row.command)\n\(outcome.output)")
    #expect(!row.pieces.isEmpty)
    for piece in row.pieces {
      #expect(outcome.output.contains(piece), "\(row.command)\n\(outcome.output)")
    }
  }

  /// A row that cannot be read would not be tested, and nobody would notice.
  @Test func everyRowIsRead() {
    let written = Self.lines.filter { line in
      line.hasPrefix("| ") && line.dropFirst(2).first?.isUppercase == true
        && line.dropFirst(3).first?.isNumber == true
    }
    #expect(!written.isEmpty)
    #expect(Self.rows.count == written.count)
  }

  @Test func everyDemandIsThereOnce() {
    let ids = Self.rows.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(ids).union(Self.notShown) == Self.demands)
  }

  /// A piece is long enough to prove something, and short enough to be read.
  @Test func piecesAreOfUse() {
    for row in Self.rows {
      for piece in row.pieces {
        #expect((10...100).contains(piece.count), "\(row.id): \(piece)")
      }
    }
  }

  /// The cells of a table's row; `\|` is no border.
  private static func cells(of line: String) -> [String] {
    guard line.hasPrefix("|"), line.hasSuffix("|"), line.count > 1 else { return [] }
    let bar = "\u{1F}"
    return line.dropFirst().dropLast().replacingOccurrences(of: "\\|", with: bar)
      .components(separatedBy: "|")
      .map {
        $0.replacingOccurrences(of: bar, with: "|").trimmingCharacters(in: .whitespaces)
      }
  }

  /// What stands in backticks.
  private static func code(in cell: String) -> [String] {
    cell.components(separatedBy: "`").enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }
      .map(\.element)
  }
}
