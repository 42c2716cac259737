import Foundation
import PackagePlugin

/// Compiles `rules/standard` into the library on every build in which one of its files changed.
@main
struct EmbedRulesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "rules/standard")
    let output = context.pluginWorkDirectoryURL.appending(path: "StandardLibrary+Files.swift")
    let files =
      (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return [
      .buildCommand(
        displayName: "Embedding the standard rule library",
        executable: try context.tool(named: "EmbedRules").url,
        arguments: [folder.path, output.path],
        inputFiles: [folder] + files.map { folder.appending(path: $0) },
        outputFiles: [output])
    ]
  }
}
