import BatonModel
import BatonTime

extension CatalogueRecord {
  /// The texts of a list.
  func names(_ attribute: String) -> [String] {
    guard case .list(let values)? = self[attribute] else { return [] }
    return values.compactMap { if case .text(let name) = $0 { name } else { nil } }
  }

  /// Beside the names of a group's certificates, in `certified`, the last days of those that end.
  static let certifiedUntil = "certified_until"

  /// Nil for a certificate that has no end.
  func lastDay(ofCertificate name: String) -> CivilDate? {
    guard case .object(let days)? = self[Self.certifiedUntil], case .text(let day)? = days[name]
    else { return nil }
    return CivilDate(text: day)
  }
}
