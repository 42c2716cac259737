import ArgumentParser
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs a command and tells what the kernel says it used.
struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "CPU and memory of a command.",
    discussion: """
      The command has this one's standard input and output. Writes into a file: CPU seconds
      (user and system), wall seconds, megabytes of memory at the highest, exit code.
      """)

  @Argument(help: "Where to write the figures.") var into: String
  @Argument(parsing: .captureForPassthrough) var command: [String]

  func run() throws {
    var words = command
    if words.first == "--" { words.removeFirst() }
    guard let program = words.first else { throw ValidationError("a command is missing") }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)

    let start = ContinuousClock.now
    var process: pid_t = 0
    guard posix_spawnp(&process, program, nil, nil, arguments, environ) == 0 else {
      throw ValidationError("\(program) cannot be run")
    }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process else {
      throw ValidationError("\(program) was lost")
    }
    let wall = ContinuousClock.now - start
    let exit = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    let seconds = Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18
    let figures = String(
      format: "%.3f\t%.3f\t%.1f\t%d\n",
      Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime), seconds,
      Double(usage.ru_maxrss) / 1024, exit)
    try Data(figures.utf8).write(to: URL(filePath: into))
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
