extension XMLMistake {
  /// What an error code of expat means, as its header numbers them.
  init(expat code: UInt32) {
    self =
      switch code {
      case 1: .noMemory
      case 2: .syntax
      case 3, 13, 20: .unclosedElement
      case 4: .wrongToken
      case 5: .unclosedToken
      case 6: .wrongCharacter
      case 7: .wrongEnd
      case 8: .repeatedAttribute
      case 9: .textAfterEnd
      case 11, 12, 15: .unknownEntity
      case 27: .unknownPrefix
      default: .other(code: Int(code))
      }
  }
}
