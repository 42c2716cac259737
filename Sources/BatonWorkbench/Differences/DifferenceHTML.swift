/// What two rule bases do differently as one HTML page, to be read, printed and signed.
///
/// Nothing is fetched and no script runs; colours follow the reader's light or dark mode.
package enum DifferenceHTML {
  package static func text(_ page: DifferencePage) -> String {
    let title = XMLText.escaped(page.title)
    var lines = [
      "<!doctype html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<title>\(title)</title>", "<style>\(style)</style>", "</head>", "<body>", "<main>",
      "<h1>\(title)</h1>",
    ]
    if !page.sentences.isEmpty {
      lines.append("<ul>")
      lines += page.sentences.map { "<li>\(XMLText.escaped($0))</li>" }
      lines.append("</ul>")
    }
    for section in page.sections { lines += self.section(section) }
    lines += signing
    lines += ["</main>", "</body>", "</html>", ""]
    return lines.joined(separator: "\n")
  }

  private static func section(_ section: DifferencePage.Section) -> [String] {
    var lines = ["<section>", "<h2>\(XMLText.escaped(section.title))</h2>"]
    if let head = section.rows.first {
      // Wide tables scroll by themselves, and can be reached with the keyboard.
      lines.append(
        "<div class=\"table\" tabindex=\"0\" role=\"region\" "
          + "aria-label=\"\(XMLText.escaped(section.title))\"><table>")
      lines.append("<thead><tr>" + cells(head, "th scope=\"col\"", section) + "</tr></thead>")
      lines.append("<tbody>")
      lines += section.rows.dropFirst().map { "<tr>" + cells($0, "td", section) + "</tr>" }
      lines.append("</tbody></table></div>")
    }
    lines += section.sentences.map { "<p>\(XMLText.escaped($0))</p>" }
    return lines + ["</section>"]
  }

  private static func cells(
    _ row: [String], _ element: String, _ section: DifferencePage.Section
  ) -> String {
    let end = element.split(separator: " ").first ?? ""
    return row.enumerated().map { index, cell in
      let style = section.numbers.contains(index) ? " class=\"number\"" : ""
      return "<\(element)\(style)>\(XMLText.escaped(cell))</\(end)>"
    }.joined()
  }

  private static let signing = [
    "<section class=\"sign\">", "<h2>Agreed</h2>",
    "<table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Role</th>"
      + "<th scope=\"col\">Date</th><th scope=\"col\">Signature</th></tr></thead><tbody>",
    "<tr><td>&nbsp;</td><td></td><td></td><td></td></tr>",
    "<tr><td>&nbsp;</td><td></td><td></td><td></td></tr>", "</tbody></table>", "</section>",
  ]

  private static let style = """
    :root{color-scheme:light dark;--line:#c8ccd2;--soft:#f2f4f7;--text:#1a1d21;--page:#fff}
    @media (prefers-color-scheme:dark){:root{--line:#454b54;--soft:#23272d;--text:#e8eaed;--page:#15181c}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
    main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    h1{font-size:1.5rem;overflow-wrap:anywhere}h2{font-size:1.15rem;margin-top:2rem}
    .table{overflow-x:auto}.table:focus-visible{outline:3px solid #3b82f6}
    table{border-collapse:collapse;width:100%}
    th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}
    th{background:var(--soft)}.number{text-align:right;font-variant-numeric:tabular-nums}
    .sign td{height:3rem;min-width:8rem}
    @media print{body{font-size:11pt}.table{overflow:visible}section{break-inside:avoid-page}}
    """
}
