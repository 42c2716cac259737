/// A page as one HTML file, to be read, printed and signed.
package enum PageHTML {
  package static func text(_ page: Page) -> String {
    var body = HTMLPage.list(page.sentences.map { XMLText.escaped($0) })
    for section in page.sections {
      body += ["<section>", "<h2>\(XMLText.escaped(section.title))</h2>"] + content(section)
      body.append("</section>")
    }
    return HTMLPage.text(
      title: page.title, style: ".sign td{height:3rem;min-width:8rem}",
      body + (page.signing.map { signing($0) } ?? []))
  }

  /// What a section has below its title.
  static func content(_ section: Page.Section) -> [String] {
    var lines: [String] = []
    if let head = section.rows.first {
      lines += HTMLPage.table(
        section.title, head: head,
        rows: section.rows.dropFirst().map { $0.map { XMLText.escaped($0) } },
        numbers: section.numbers)
    }
    lines += section.sentences.map { "<p>\(XMLText.escaped($0))</p>" }
    for quote in section.quotes { lines += HTMLPage.quote(quote) }
    return lines
  }

  private static func signing(_ signing: Signing) -> [String] {
    let rows = signing.rows.map { row in
      row.map { $0.isEmpty ? "&nbsp;" : XMLText.escaped($0) }
    }
    return ["<section class=\"sign\">", "<h2>Agreed</h2>"]
      + HTMLPage.table("Agreed", head: ["Name", "Role", "Date", "Signature"], rows: rows)
      + ["<p>\(XMLText.escaped(signing.sentence))</p>", "</section>"]
  }
}
