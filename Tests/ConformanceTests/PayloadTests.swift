import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench
import Foundation
import TestSupport
import Testing

/// What other tools send becomes requests through the sources of the standard library: its own
/// samples always, real payloads where they lie beside the repo.
struct PayloadTests {
  /// What a payload says, as a person reads it: id, kind and when it was opened.
  struct Expected: Equatable {
    let id: String
    let kind: String
    /// In UTC; empty where the payload does not say.
    let openedAt: String

    init(_ id: String, _ kind: String, _ openedAt: String) {
      self.id = id
      self.kind = kind
      self.openedAt = openedAt
    }
  }

  private static let samples: [String: [Expected]] = [
    "alertmanager.json": [
      Expected("c0ffee0000000001", "event", "2026-05-08T07:58:24.458Z"),
      Expected("c0ffee0000000002", "event", "2026-05-08T06:58:24.458Z"),
    ],
    "cloudevents.json": [
      Expected("/backup/site-2#b-20260508-1", "event", "2026-05-08T03:00:12Z"),
      Expected("/backup/site-2#b-20260508-2", "event", ""),
    ],
    "jira.json": [Expected("SHOP-17", "incident", "2026-05-08T07:58:24.317Z")],
    "pagerduty.json": [Expected("PEXAMPLE", "incident", "2026-05-08T07:58:20Z")],
    "servicenow-change.json": [Expected("CHG0099001", "change", "2026-05-08T07:58:24Z")],
    "servicenow-incident.json": [Expected("INC0099001", "incident", "2026-05-08T07:58:24Z")],
  ]

  private static let change = [Expected("CHG0000024", "change", "2015-06-09T18:55:46Z")]

  private static let payloads: [String: [Expected]] = [
    "cloudevent_0.json": [Expected("/mycontext#A234-1234-1234", "event", "2018-04-05T17:31:00Z")],
    "cloudevent_1.json": [Expected("/mycontext#B234-1234-1234", "event", "2018-04-05T17:31:00Z")],
    "cloudevent_2.json": [Expected("/mycontext#C234-1234-1234", "event", "2018-04-05T17:31:00Z")],
    "cloudevent_3.json": [Expected("/mycontext#C234-1234-1234", "event", "2018-04-05T17:31:00Z")],
    "cloudevent_4.json": [Expected("/mycontext#D234-1234-1234", "event", "2018-04-05T17:31:00Z")],
    "cloudevent_5.json": [Expected("/mycontext#D234-1234-1234", "event", "")],
    "cloudevent_6.json": [
      Expected("/mycontext/4#B234-1234-1234", "event", "2018-04-05T17:31:00Z"),
      Expected("/mycontext/9#C234-1234-1234", "event", "2018-04-05T17:31:05Z"),
    ],
    "jira_issue_created.json": [
      Expected("BBCOM-1398", "service_request", "2018-01-11T10:08:03.317Z")
    ],
    "jira_issue_updated_issue-assigned.json": [
      Expected("INDEV-242", "service_request", "2019-06-13T09:51:49.131Z")
    ],
    "jira_issue_updated_status-changed.json": [
      Expected("INDEV-6", "service_request", "2018-12-05T11:32:11.571Z")
    ],
    "pagerduty_webhook_v3_0.json": [Expected("PGR0VU2", "incident", "")],
    "servicenow_docs_c_TableAPI_1.json": [
      Expected("PRB0000050", "problem", "2016-01-19T04:49:47Z")
    ],
    "servicenow_docs_c_TableAPI_2.json": [
      Expected("INC0000046", "incident", "2015-11-02T22:04:15Z")
    ],
    "servicenow_docs_c_TableAPI_3.json": [
      Expected("INC0000050", "incident", "2015-11-02T21:58:24Z")
    ],
    "servicenow_docs_c_TableAPI_4.json": [
      Expected("INC0010002", "incident", "2016-01-22T14:28:24Z")
    ],
    "servicenow_docs_c_TableAPI_5.json": [
      Expected("INC0000050", "incident", "2015-11-02T21:58:24Z")
    ],
    "servicenow_docs_change-management-api_1.json": change,
    "servicenow_docs_change-management-api_2.json": change,
    "servicenow_docs_change-management-api_3.json": change,
    "servicenow_docs_change-management-api_4.json": change,
  ]

  /// A schema of the envelope, and no event: it must be refused with a reason, not guessed at.
  private static let schema = "cloudevents_schema.json"

  @Test func samplesOfTheStandardLibrary() throws {
    try check(Repository.folder("rules/standard/samples"), Self.samples)
  }

  @Test(.enabled(if: SharedData.folder != nil))
  func whatToolsReallySend() throws {
    let folder = try #require(SharedData.folder).appending(path: "payloads")
    try check(folder, Self.payloads, others: [Self.schema])
    #expect(throws: Intake.Failure.self) {
      _ = try requests(of: folder.appending(path: Self.schema).path)
    }
    let refused = try BuiltTool.baton([
      "decide", "rules/standard", folder.appending(path: Self.schema).path,
    ])
    #expect(refused.status == 1)
    #expect(refused.output.contains("no source fits this record"))
    #expect(refused.output.contains(#"\"cloudevents\" needs \"source\""#))
  }

  private func check(
    _ folder: URL, _ expected: [String: [Expected]], others: [String] = []
  ) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }
    #expect(Set(files) == Set(expected.keys).union(others))
    for (file, expected) in expected {
      let requests = try requests(of: folder.appending(path: file).path)
      #expect(requests.flatMap(\.faults).isEmpty, "\(file)")
      let found = requests.map { request in
        Expected(
          request.id ?? "", CellText.of(request.members["kind"]),
          Self.inUTC(request.members["opened_at"]))
      }
      #expect(found == expected, "\(file)")
      for request in requests {
        let decision = engine.decide(request)
        #expect(decision.to?.name == "integrator/service-desk", "\(file)")
        #expect(decision.errors.allSatisfy { $0.kind == .priority }, "\(file)")
      }
    }
  }

  /// An instant as the request has it, in UTC: requests keep the offset in which they were sent.
  private static func inUTC(_ value: Value?) -> String {
    let text = CellText.of(value)
    return ISO8601.parse(text).map { ISO8601.format($0.instant, offsetSeconds: 0) } ?? text
  }

  private let engine: Engine

  init() throws {
    engine = try Engine(rules: Repository.folder("rules/standard"))
  }

  private func requests(of path: String) throws -> [Request] {
    var intake = try engine.intake()
    return try Records.read(path).flatMap { record in
      try intake.requests(from: record, isTabular: false)
    }
  }
}
