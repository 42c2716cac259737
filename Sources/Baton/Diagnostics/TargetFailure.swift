/// Why a name in `to` means nobody.
enum TargetFailure: Error, Equatable {
  case unknown(nearest: String?)
  case unknownGroup(provider: String, group: String, nearest: String?)
  case noDefault(provider: String)
}
