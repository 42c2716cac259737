import BatonWorkbench
import Foundation

/// Completes what is typed at the prompt: what the rules know, and files.
final class Typist {
  private var names: PromptNames?
  private var waiting: [String] = []

  /// From here on completes for these rules, and behind these lines of an unfinished statement.
  func see(_ names: PromptNames, _ waiting: [String]) {
    self.names = names
    self.waiting = waiting
  }

  /// What Tab does behind a line: one candidate is put in; of several what they share, else they are
  /// shown.
  func complete(_ line: String) -> LineEditor.Completion {
    guard let names else { return LineEditor.Completion() }
    var completion = PromptCompletion.of(line, after: waiting, among: names)
    if completion.isFile {
      completion = PromptCompletion(
        prefix: completion.prefix, candidates: Self.files(completion.prefix))
    }
    let common = completion.common
    if !common.isEmpty || completion.candidates.count < 2 {
      return LineEditor.Completion(insert: common)
    }
    return LineEditor.Completion(show: Self.list(completion.candidates))
  }

  /// Folders and Lua files that begin so, folders with a slash behind them.
  private static func files(_ prefix: String) -> [String] {
    let slash = prefix.lastIndex(of: "/").map { prefix.index(after: $0) } ?? prefix.startIndex
    let folder = String(prefix[..<slash])
    let found = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
    return (found ?? []).compactMap { name in
      guard !name.hasPrefix(".") else { return nil }
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
      if isFolder.boolValue { return folder + name + "/" }
      return name.hasSuffix(".lua") ? folder + name : nil
    }
  }

  /// As many as a person looks through, side by side.
  private static func list(_ candidates: [String]) -> String {
    let shown = candidates.prefix(60)
    let more = candidates.count - shown.count
    let width = (shown.map(\.count).max() ?? 0) + 2
    let perLine = max(1, 78 / width)
    var lines: [String] = []
    for start in stride(from: 0, to: shown.count, by: perLine) {
      let row = shown[start..<min(start + perLine, shown.count)]
      lines.append(
        row.map { $0 + String(repeating: " ", count: width - $0.count) }.joined())
    }
    if more > 0 { lines.append("and \(more) more") }
    return lines.joined(separator: "\n") + "\n"
  }
}
