import Foundation
import Testing

/// What embedders in other languages get: the header, and a package that needs only `Baton`. The
/// examples themselves are run by `DocumentTests`, because their documents show what they print.
struct EmbeddingTests {
  private static let header = "Sources/BatonC/include/baton.h"

  @Test("the header is what its generator makes of the functions now")
  func headerIsCurrent() throws {
    let written = BuiltTool.folder.appending(path: "BatonC.build/include/BatonC-Swift.h").path
    let made = try BuiltTool.shell(
      "Sources/BatonC/header '\(written)'", in: Repository.root)
    #expect(made.status == 0, "\(made.output)")
    let kept = try String(
      contentsOf: Repository.root.appending(path: Self.header), encoding: .utf8)
    #expect(made.output == kept, "make it again: Sources/BatonC/header \(written) > \(Self.header)")
  }

  @Test(
    "the header needs no more than plain C99 or C++",
    arguments: [
      "cc -std=c99 -x c", "cc -std=c17 -x c", "c++ -std=c++11 -x c++",
      "c++ -std=c++20 -x c++",
    ])
  func headerIsPlain(_ compiler: String) throws {
    let outcome = try BuiltTool.shell(
      """
      echo 'int main(void) { return baton_abi_version() == 1 ? BATON_OK : BATON_BAD_ARGUMENT; }' |
        \(compiler) -pedantic -Wall -Wextra -Werror -fsyntax-only -include \(Self.header) -
      """, in: Repository.root)
    #expect(outcome.status == 0, "\(outcome.output)")
  }

  @Test("every function that the header declares is in the library")
  func everyFunctionLinks() throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: Self.header), encoding: .utf8)
    let declaration = /^[a-z0-9_]+ (?<name>baton_[a-z_]+)\(/.anchorsMatchLineEndings()
    let names = text.matches(of: declaration).map { String($0.output.name) }
    #expect(names.count == 8, "\(names)")
    let scratch = try ScratchFolder()
    let uses = names.map { "  used += \($0) != 0;" }.joined(separator: "\n")
    let program = """
      #include "baton.h"
      int main(void) {
        int used = 0;
      \(uses)
        return used == \(names.count) ? 0 : 1;
      }

      """
    try program.write(
      to: scratch.url.appending(path: "all.c"), atomically: true, encoding: .utf8)
    let include = Repository.folder("Sources/BatonC/include").path
    let outcome = try BuiltTool.shell(
      """
      cc -std=c99 -I'\(include)' all.c -o all -L"$BATON_LIBRARY" -lBatonC \
        -Wl,-rpath,"$BATON_LIBRARY" && ./all
      """, in: scratch.url)
    #expect(outcome.status == 0, "\(outcome.output)")
  }

  /// Building the package would build the engine once more; its program is built here as a target of
  /// this package, so what is left to look at is that its manifest asks for the same.
  @Test func theSwiftPackageUsesOnlyBaton() throws {
    let folder = Repository.folder("Examples/embed-swift")
    let scratch = try ScratchFolder()
    let dumped = try BuiltTool.shell(
      "swift package dump-package --scratch-path '\(scratch.url.path)'", in: folder)
    #expect(dumped.status == 0, "\(dumped.output)")
    #expect(dumped.output.contains(Repository.root.path), "\(dumped.output)")
    let products = dumped.output.components(separatedBy: "\"product\"").count - 1
    #expect(products == 1)
    let source = try String(
      contentsOf: folder.appending(path: "Sources/EmbedSwift/EmbedSwift.swift"), encoding: .utf8)
    let imports = source.split(separator: "\n").filter { $0.hasPrefix("import ") }
    #expect(imports == ["import Baton", "import Foundation"])
  }
}
