import BatonModel

/// Finds whom a name in `to` means.
struct TargetResolver {
  private let catalogue: Catalogue

  init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
  }

  func resolve(_ name: String) -> Result<Target, TargetFailure> {
    if let target = Target.group(named: name), let provider = target.provider,
      let group = target.group
    {
      if catalogue.contains(.group, name) { return .success(target) }
      let groups = catalogue.names(of: .group)
      if catalogue.record(.provider, provider) != nil {
        let own = groups.filter { $0.hasPrefix(provider + "/") }
        return .failure(
          .unknownGroup(
            provider: provider, group: group, nearest: NearestName.to(name, among: own)))
      }
      return .failure(.unknown(nearest: NearestName.to(name, among: groups)))
    }
    if let provider = catalogue.record(.provider, name) {
      guard case .text(let group)? = provider["default"] else {
        return .failure(.noDefault(provider: name))
      }
      return .success(.group(provider: name, group: group))
    }
    if catalogue.record(.receiver, name) != nil { return .success(.receiver(name)) }
    let known =
      catalogue.names(of: .provider) + catalogue.names(of: .receiver)
      + catalogue.names(of: .group)
    return .failure(.unknown(nearest: NearestName.to(name, among: known)))
  }
}

/// Remembers what names in `to` mean: many rules lead to the same group.
final class TargetTable {
  private let resolver: TargetResolver
  private var known: [String: Target] = [:]

  init(_ catalogue: Catalogue) {
    resolver = TargetResolver(catalogue)
  }

  func resolve(_ name: String) -> Result<Target, TargetFailure> {
    if let target = known[name] { return .success(target) }
    let result = resolver.resolve(name)
    if case .success(let target) = result { known[name] = target }
    return result
  }
}
