/// The standard rule library, compiled in: what `include "standard/…"` finds.
enum StandardLibrary {
  /// The bytes of one of its files, by its path inside `rules/standard`.
  static func file(_ name: String) -> [UInt8]? {
    files[name].map { Array($0.utf8) }
  }
}
