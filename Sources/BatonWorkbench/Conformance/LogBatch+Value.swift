import BatonLogs
import BatonModel
import BatonTime

extension LogBatch {
  /// A value as requests have them.
  func value(_ place: Int, of event: Int) -> Value? {
    let cell = self.cell(place, of: event)
    return cell.kind == .text ? .text(text(of: cell)) : cell.value
  }
}
