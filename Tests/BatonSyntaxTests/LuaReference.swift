// Lua itself, where it is installed: what it accepts, and what its programs print.

import Foundation

enum LuaReference {
  static let lua = path(of: "lua5.4")
  static let compiler = path(of: "luac5.4")

  private static func path(of tool: String) -> URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { URL(filePath: "\($0)/\(tool)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Whether `luac5.4 -p` accepts a file.
  static func accepts(file: URL, _ compiler: URL) throws -> Bool {
    try run(compiler, ["-p", file.path]).status == 0
  }

  static func accepts(_ bytes: [UInt8], _ compiler: URL) throws -> Bool {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).lua")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(bytes).write(to: file)
    return try accepts(file: file, compiler)
  }

  /// Lua's verdict on many programs at once: nil for accepted, else its message.
  static func verdicts(on programs: [[UInt8]], _ lua: URL) throws -> [String?] {
    var input = Data()
    for program in programs { input.append(contentsOf: "\(program.count)\n".utf8 + program) }
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).programs")
    defer { try? FileManager.default.removeItem(at: file) }
    try input.write(to: file)
    let script = """
      local file = assert(io.open(arg[1], "rb"))
      while true do
        local count = file:read("n")
        if not count then break end
        file:read(1)
        local text = count > 0 and file:read(count) or ""
        local ok, message = load(text, "=p", "t")
        print(ok and "ok" or (message:gsub("[\\r\\n]", " ")))
      end
      """
    let scriptFile = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).lua")
    defer { try? FileManager.default.removeItem(at: scriptFile) }
    try Data(script.utf8).write(to: scriptFile)
    let output = try run(lua, [scriptFile.path, file.path]).output
    return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0 == "ok" ? nil : String($0) }
  }

  /// What a program prints, errors included, when the marker hands its value through.
  static func output(of program: [UInt8], _ lua: URL) throws -> String {
    // Lua cuts long file names in its messages: a short one, in a folder of its own, stays whole.
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(program).write(to: folder.appending(path: "p.lua"))
    let result = try run(lua, ["-e", "__n = function(_, v) return v end", "p.lua"], in: folder)
    return "\(result.status)\n\(result.output)"
  }

  private static func run(
    _ tool: URL, _ arguments: [String], in folder: URL? = nil
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = tool
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
