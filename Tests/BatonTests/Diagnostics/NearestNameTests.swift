import Testing

@testable import Baton

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("payrol", "payroll"), ("servcie", "service"), ("Payroll", "payroll"), ("kidn", "kind"),
    ("incidnet", "incident"),
  ])
  func findsWhatWasMeant(_ written: String, _ meant: String) {
    let known = ["service", "payroll", "kind", "incident", "vip"]
    #expect(NearestName.to(written, among: known) == meant)
  }

  @Test(arguments: ["x", "printer", "vips are important", ""])
  func offersNothingFarAway(_ written: String) {
    #expect(NearestName.to(written, among: ["service", "payroll", "kind"]) == nil)
  }

  @Test func prefersTheNearerAndThenTheFirstInOrder() {
    #expect(NearestName.to("cat", among: ["cart", "bat", "cab"]) == "bat")
  }
}
