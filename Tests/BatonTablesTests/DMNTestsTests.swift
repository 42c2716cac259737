// The test files of DMN's compatibility kit.

import BatonWorkbench
import Testing

@testable import BatonTables

@Suite struct DMNTestsTests {
  private func read(_ cases: String) throws -> (lua: String, told: [String]) {
    let rules = try Models.read(Models.decision("Risk level"))
    let (scenarios, findings) = try DMNTests.read(
      Array(
        """
        <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        \(cases)
        </testCases>
        """.utf8), name: "t.xml", for: rules)
    return (TestText.lua(scenarios), findings.map { $0.fact.words })
  }

  @Test func aCaseBecomesAScenario() throws {
    let (lua, told) = try read(
      """
      <testCase id="001"><description>the first</description>
        <inputNode name="Age"><value>18</value></inputNode>
        <inputNode name="Nobody asks"><value xsi:type="xsd:duration">P1D</value></inputNode>
        <resultNode name="Risk level"><expected><value>x</value></expected></resultNode>
      </testCase>
      """)
    #expect(told.isEmpty)
    #expect(
      lua == """
        scenario "test: 001, the first" {
          given  = { age = 18 },
          expect = { risk_level = "x" },
        }

        """)
  }

  @Test(arguments: [
    "<expected><value xsi:nil=\"true\"/></expected>", "<expected/>",
  ])
  func nullIsNothing(_ expected: String) throws {
    let (lua, _) = try read(
      "<testCase><resultNode name=\"Risk level\">\(expected)</resultNode></testCase>")
    #expect(lua.contains("expect = { risk_level = false }"))
  }

  @Test func falseIsNotNothing() throws {
    let (lua, _) = try read(
      """
      <testCase><resultNode name="Risk level"><expected>
        <value xsi:type="xsd:boolean">false</value></expected></resultNode></testCase>
      """)
    #expect(lua.contains("expect = { risk_level = { false } }"))
  }

  @Test(arguments: [
    (
      "<testCase id=\"1\"><resultNode name=\"Other\"><expected><value>1</value></expected></resultNode></testCase>",
      [
        "test \"1\" asks for \"Other\", which was not taken over",
        "test \"1\" expects nothing that was taken over",
      ]
    ),
    ("<testCase id=\"1\" type=\"bkm\"/>", ["test \"1\" asks for a bkm"]),
    (
      """
      <testCase id="1"><inputNode name="Age"><value>old</value></inputNode>
      <resultNode name="Risk level"><expected><value>x</value></expected></resultNode></testCase>
      """, ["test \"1\", \"Age\": no field holds \"old\""]
    ),
  ])
  func whatCannotBeAskedIsNamed(_ cases: String, _ told: [String]) throws {
    #expect(try read(cases).told == told)
  }

  @Test func whatIsNoTestFileIsRefused() throws {
    let rules = try Models.read(Models.decision("R"))
    #expect(throws: TableFailure.self) {
      try DMNTests.read(Array("<definitions/>".utf8), name: "t.xml", for: rules)
    }
  }
}
