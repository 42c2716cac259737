import BatonModel

extension DecisionField {
  /// Why a name means nothing.
  package struct Unknown: Error, Equatable {
    package let name: String
    package let nearest: String?
  }

  package init(_ name: String, in engine: Engine) throws(Unknown) {
    if let own = Own(rawValue: name) {
      self = .own(own)
    } else if name.hasPrefix(Self.attributePrefix) {
      self = .attribute(String(name.dropFirst(Self.attributePrefix.count)))
    } else {
      let names = engine.requestFields.map(\.name)
      guard names.contains(name) else {
        let known = Own.allCases.map(\.rawValue) + names
        throw Unknown(name: name, nearest: Engine.nearest(to: name, among: known))
      }
      self = .request(name)
    }
  }
}
