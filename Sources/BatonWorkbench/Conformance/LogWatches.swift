import Baton
import BatonModel

/// The watches of the processes that a log is checked by.
///
/// Not copyable as they are, and therefore each in a box of its own.
struct LogWatches: ~Copyable {
  private final class Box {
    var watch: LogWatch

    init(_ watch: consuming LogWatch) { self.watch = watch }
  }

  private let boxes: [Box]
  /// By process: whether events must bring their fields.
  let readsFacts: [Bool]

  init(_ engine: Engine, processes: [Int]) {
    boxes = processes.map { Box(LogWatch(engine, process: $0)) }
    readsFacts = boxes.map { $0.watch.readsFacts }
  }

  var count: Int { boxes.count }

  subscript(process: Int) -> LogWatch {
    _read { yield boxes[process].watch }
    nonmutating _modify { yield &boxes[process].watch }
  }

  /// Whether any name is given another meaning by somebody.
  var hasMappings: Bool { boxes.contains { $0.watch.hasMappings } }

  /// Whether any compares persons.
  var readsPersons: Bool { boxes.contains { $0.watch.readsPersons } }

  func hasMapping(of name: String) -> Bool { boxes.contains { $0.watch.hasMapping(of: name) } }

  func meaning(
    of name: String, state: String?, party: String?, in process: Int
  ) -> LogWatch.Meaning {
    boxes[process].watch.meaning(of: name, state: state, party: party)
  }
}
