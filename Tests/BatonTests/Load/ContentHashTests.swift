import Testing

@testable import Baton

@Suite("the hash of a rule base's content")
struct ContentHashTests {
  /// Made with `sha256sum` of "1:a" and the count, ":" and so many bytes "x": lengths around the
  /// blocks of 64 bytes in which SHA-256 works.
  @Test(
    "is SHA-256 at every length",
    arguments: [
      (
        0,
        "c4855ea937d9bc672a18f1a2318fd6dc7dd449d0dd34f06cea68e8f1a5d0ae34"
      ),
      (
        1,
        "97cd0f7f9c5068acd37b3daca0600d121e790284e8c768da168db3e9feb0ae1c"
      ),
      (
        59,
        "6be6df38760d89bffb3ecf62bd84296c94ceac00ac360b9bfe0c643e2c56179c"
      ),
      (
        60,
        "33758c76e7f5598a8e3ca1bdc71869110da238a210d1095f0a80e698633d53a2"
      ),
      (
        61,
        "d7fcb5376367865ba70cf6af3c1999b29805822b0da31a8c66007163df301757"
      ),
      (
        63,
        "5d3dce8f898fb1c1e9a01b5651e250532dcb85c937089ee09df45f182a8d3414"
      ),
      (
        64,
        "0762a2d23d733a2d2991e6ffd847c807bb5538864f475015c67492d06eb836f3"
      ),
      (
        65,
        "cd20aa0d72487e9c423f98b62b63ebc5a4426cb3a574a44574245c38b93b02df"
      ),
      (
        123,
        "6ea1ff8d3a79501aaa535032232a08643330333842d6466e697f76127179d5f2"
      ),
      (
        124,
        "aa9ceccc23aa8c60aee04c4384575977212ebcc282fa090b3c91c48d77d3b194"
      ),
      (
        127,
        "7544df45233dab94dc5cf251898e19f9f8ba4025fa26da03f5d8689ec48da570"
      ),
      (
        128,
        "e6833ae9145e1f057d7f156500e1ffb3ae50f662f263f490a0b70dccfc0fd163"
      ),
      (
        1000,
        "ccad15f81dfd283eddd12962e33f1fb22df48baa133b026f99d63f8a72d2987a"
      ),
      (
        100000,
        "2de5976dfbbd069aa17e36bb06d1ffc514980eac066ceea03e5f2a72a0564aae"
      ),
    ])
  func knownHashes(count: Int, hash: String) {
    #expect(ContentHash.of(["a": [UInt8](repeating: UInt8(ascii: "x"), count: count)]) == hash)
  }
}
