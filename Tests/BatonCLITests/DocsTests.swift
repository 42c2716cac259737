// The operating model as a page: whole, in the order of deciding, and safe whatever names there are.

import Foundation
import Testing

@Suite struct DocsTests {
  private func page(_ rules: Folder) throws -> String {
    let run = try Tool.run("docs", rules.path)
    #expect(run.status == 0)
    return run.output
  }

  @Test func everythingThatIsDeclaredIsThere() throws {
    let page = try page(SmallRules.folder())
    for name in [
      "Acme", "shop", "owner", "Shop words", "Majors", "Orders are shared", "Odd amounts",
      "In winter", "The rest", "Says what it is about", "amount", "one team leads", "main.lua:13",
    ] {
      #expect(page.contains(name), "\(name)")
    }
    #expect(page.contains("kind is incident,<br>priority is 1"))
    #expect(page.contains("summary contains basket"))
    #expect(page.contains("to: least loaded acme/desk, acme/night"))
    #expect(page.contains("<code>function(request) return request.amount.x end</code>"))
  }

  /// Routes are told in the order in which they are tried, which levels change.
  @Test func routesStandInTheOrderInWhichTheyAreTried() throws {
    let rules = try Folder([
      "main.lua": """
      levels { "customer", "global" }
      provider "p" { default = "g", groups = { g = {} } }
      route "For all" { when = { kind = "incident" }, level = "global", to = "p/g" }
      route "For one" { when = { customer = "c" }, level = "customer", to = "p/g" }
      route "Left over" { to = "p/g" }
      """
    ])
    let page = try page(rules)
    let places = try ["For one", "For all", "Left over"].map { name in
      try #require(page.range(of: "<strong>\(name)</strong>")).lowerBound
    }
    #expect(places == places.sorted())
  }

  @Test func namesAreTextAndNothingIsFetched() throws {
    let rules = try Folder([
      "main.lua": SmallRules.main.replacing("\"Majors\"", with: "\"<script>alert(1)</script>\"")
        .replacing("name = \"Acme\"", with: "name = \"<img src=x>\"")
    ])
    let page = try page(rules)
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!page.contains("<script"))
    #expect(!page.contains("<img src=x>"))
    #expect(!page.contains("http:") && !page.contains("https:"))
  }

  @Test func theFileIsWrittenWhereItIsWanted() throws {
    let rules = try SmallRules.folder()
    let folder = try Folder()
    let run = try Tool.run("docs", rules.path, "--output", folder.path("model.html"))
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("wrote "))
    #expect(
      try String(contentsOf: folder.url.appending(path: "model.html"), encoding: .utf8)
        == Tool.run("docs", rules.path).output)
    #expect(try Tool.run("docs", rules.path, "--output", "/nowhere/x.html").status == 2)
  }
}
