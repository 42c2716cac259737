import BatonModel
import Testing

@Suite("Names that come and go")
struct ChangedNamesTests {
  private static let shape = MemberNames(["id", "kind"])

  private static func members() -> Members {
    Members(shape: shape, values: [.text("R-1"), .text("incident")])
  }

  @Test("a new member is last, an old one keeps its place, and nil takes it away")
  func order() {
    var changed = ChangedNames()
    var members = Self.members()
    members.set("state", to: .text("new"), &changed)
    members.set("id", to: .text("R-2"), &changed)
    #expect(members.names == ["id", "kind", "state"])
    #expect(members["id"] == .text("R-2"))
    members.set("kind", to: nil, &changed)
    members.set("never", to: nil, &changed)
    #expect(members.names == ["id", "state"])
    #expect(members["kind"] == nil)
    #expect(members["state"] == .text("new"))
  }

  @Test("objects that change alike share their names, and the one before keeps its own")
  func sharing() {
    var changed = ChangedNames()
    let before = Self.members()
    var one = before
    var other = before
    for name in ["state", "pending_reason"] {
      one.set(name, to: .text("x"), &changed)
      other.set(name, to: .text("y"), &changed)
      #expect(one.shape === other.shape)
    }
    one.set("state", to: nil, &changed)
    #expect(one.shape !== other.shape)
    #expect(one.names == ["id", "kind", "pending_reason"])
    #expect(other.names == ["id", "kind", "state", "pending_reason"])
    #expect(before.names == ["id", "kind"])
  }

  @Test("senders who always name other fields get what they wrote")
  func others() {
    var changed = ChangedNames()
    for number in 0..<1_000 {
      var members = Self.members()
      members.set("field \(number)", to: .integer(number), &changed)
      members.set("id", to: nil, &changed)
      #expect(members.names == ["kind", "field \(number)"])
      #expect(members["field \(number)"] == .integer(number))
    }
  }
}
