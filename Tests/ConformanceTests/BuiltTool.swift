import Foundation

/// The program as SwiftPM built it beside the tests, run as a user runs it.
enum BuiltTool {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The folder that has `baton`.
  static let folder: URL =
    Bundle.main.executableURL?.deletingLastPathComponent()
    ?? Repository.folder(".build/debug")

  static var program: URL { folder.appending(path: "baton") }

  /// Runs `baton` in the repo's root.
  static func baton(_ arguments: [String]) throws -> Outcome {
    try run(program, arguments, in: Repository.root)
  }

  /// Runs a shell script in a folder, with `baton` on the path. Errors come with the output, in
  /// the order in which a terminal would show them.
  static func shell(_ script: String, in folder: URL) throws -> Outcome {
    try run(
      URL(filePath: "/bin/bash"), ["--norc", "-c", "exec 2>&1 </dev/null\n" + script], in: folder)
  }

  private static func run(_ program: URL, _ arguments: [String], in folder: URL) throws -> Outcome {
    let scratch = try ScratchFolder()
    // Files, because a full pipe would stop a program that nobody reads from.
    let output = scratch.url.appending(path: "output")
    let errors = scratch.url.appending(path: "errors")
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.environment = environment
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  private static var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = folder.path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["BATON_LIBRARY"] = folder.path
    environment["LC_ALL"] = "C.UTF-8"
    environment["COLUMNS"] = nil
    return environment
  }
}
