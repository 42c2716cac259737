// The built tool, run as its users run it: a process with arguments, files and pipes.

import Foundation
import Testing

/// How one run of the tool ended.
struct Run {
  let status: Int32
  let output: String
  let errors: String

  /// The lines of the output, without their ends.
  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

enum Tool {
  /// Beside the test bundle, where SwiftPM puts both.
  static let path: String = {
    let bundle = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent().appending(path: "baton").path
  }()

  /// Runs the tool to its end.
  /// - Parameter input: what it reads from standard input.
  static func run(_ arguments: [String], input: String = "") throws -> Run {
    try run(URL(filePath: path), arguments, input: input)
  }

  static func run(_ arguments: String..., input: String = "") throws -> Run {
    try run(arguments, input: input)
  }

  /// Runs a line of the shell in which `$0` is the tool and `$1` the first argument.
  static func shell(_ script: String, _ arguments: String...) throws -> Run {
    try shell(script, arguments)
  }

  static func shell(_ script: String, _ arguments: [String]) throws -> Run {
    try run(URL(filePath: "/bin/bash"), ["-c", script, path] + arguments, input: "")
  }

  // Files instead of pipes: a process can never wait for a test that does not read.
  private static func run(_ tool: URL, _ arguments: [String], input: String) throws -> Run {
    let folder = try Folder()
    let process = Process()
    process.executableURL = tool
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: folder.write("in", input))
    let output = try folder.write("out", "")
    let errors = try folder.write("err", "")
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
