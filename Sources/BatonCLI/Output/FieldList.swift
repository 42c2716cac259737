import Baton
import BatonWorkbench

/// Reads what `--fields` says.
enum FieldList {
  /// Nil if nothing was said.
  static func fields(_ list: String?, in engine: Engine) throws -> [DecisionField]? {
    guard let list else { return nil }
    var fields: [DecisionField] = []
    var seen: Set<String> = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.split(separator: " ").joined(separator: " ")
      if name.isEmpty { throw Unusable("--fields: a name is missing in \"\(list)\"") }
      if !seen.insert(name).inserted {
        throw Unusable("--fields: \"\(name)\" is here twice")
      }
      do throws(DecisionField.Unknown) {
        fields.append(try DecisionField(name, in: engine))
      } catch {
        let hint = error.nearest.map { ", did you mean \"\($0)\"?" } ?? ""
        throw Unusable("--fields: there is no field \"\(name)\"\(hint)")
      }
    }
    return fields
  }
}
