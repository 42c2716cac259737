/// Gives texts their symbols, in the order they come; then freezes.
package struct SymbolTableBuilder {
  private var texts: [String] = []
  private var symbols: [String: Symbol] = [:]

  package init() {}

  /// The symbol of a text, the next free one if it has none yet. Canonically equivalent texts have
  /// one symbol, whose text is their NFC form.
  package mutating func intern(_ text: String) -> Symbol {
    if let symbol = symbols[text] { return symbol }
    let symbol = Symbol(number: UInt32(texts.count))
    texts.append(text)
    symbols[text] = symbol
    return symbol
  }

  /// The symbol that a text has already.
  package func find(_ text: String) -> Symbol? { symbols[text] }

  package consuming func freeze() -> SymbolTable { SymbolTable(texts, symbols: symbols) }
}
