import BatonModel
import BatonRecords

/// A rule base's name, version and hash as one JSON object.
enum IdentityDocument {
  static func bytes(_ identity: RuleBaseIdentity) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.name("name")
    json.text(identity.name)
    if let version = identity.version {
      json.name("version")
      json.text(version)
    }
    json.name("hash")
    json.text(identity.hash)
    json.endObject()
    return json.bytes
  }
}
