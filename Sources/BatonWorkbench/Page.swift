/// A page for people as headings, sentences and tables: what text, Markdown and HTML are written from,
/// so that all of them say the same.
package struct Page: Sendable {
  package struct Section: Sendable {
    package let title: String
    package var sentences: [String] = []
    /// The first row has the headings; empty without a table.
    package var rows: [[String]] = []
    /// Columns of numbers, which stand to the right.
    package var numbers: Set<Int> = []
    /// What stands in files, word by word.
    package var quotes: [Quote] = []
  }

  package struct Quote: Sendable {
    package let title: String
    package let text: String
  }

  package let title: String
  package var sentences: [String] = []
  package var sections: [Section] = []
  /// What whoever reads it is to sign; nil for nothing.
  package var signing: Signing?
}
