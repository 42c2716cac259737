/// The circles in which things refer to each other: for each the way round, its first thing once more
/// at the end. Every thing is in at most one of them that is told.
///
/// Depth first, each thing and each reference once. The way from the start to where the search is is
/// kept here and not on the call stack, which a chain of thousands would exhaust.
struct Circles {
  private(set) var found: [[Int]] = []

  /// - Parameters:
  ///   - count: the things are numbered from 0.
  ///   - next: to which others a thing refers.
  init(count: Int, next: (Int) -> [Int]) {
    var isFinished = [Bool](repeating: false, count: count)
    var isOnPath = [Bool](repeating: false, count: count)
    for start in 0..<count where !isFinished[start] {
      var path = [(thing: start, rest: next(start)[...])]
      isOnPath[start] = true
      while let top = path.last {
        guard let other = top.rest.first else {
          isFinished[top.thing] = true
          isOnPath[top.thing] = false
          path.removeLast()
          continue
        }
        path[path.count - 1].rest = top.rest.dropFirst()
        if isOnPath[other] {
          let first = path.firstIndex { $0.thing == other } ?? 0
          found.append(path[first...].map(\.thing) + [other])
        } else if !isFinished[other] {
          path.append((other, next(other)[...]))
          isOnPath[other] = true
        }
      }
    }
  }
}
