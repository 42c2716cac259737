// Real data live beside the repo; a plain clone has none and its tests use the repo's own small data.

public import Foundation

/// The folder with real data that `BATON_DATA` names, or nil in a plain clone.
public enum SharedData {
  public static var folder: URL? {
    guard let path = ProcessInfo.processInfo.environment["BATON_DATA"], !path.isEmpty else {
      return nil
    }
    return URL(filePath: path, directoryHint: .isDirectory)
  }
}
