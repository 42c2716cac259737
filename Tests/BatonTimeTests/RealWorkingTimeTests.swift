import Foundation
import TestSupport
import Testing

@testable import BatonTime

/// Working time of real intervals, to the second.
@Suite struct RealWorkingTimeTests {
  private struct File: Decodable {
    let calendars: [String: Hours]
    let rows: [Row]
  }

  private struct Hours: Decodable {
    let tz: String
    let holidays: [String]
    let weekdays: [String]
    let start: String
    let end: String

    func calendar() throws -> BusinessCalendar {
      let times = try DayTimes.parse("\(start)-\(end)")
      let days = weekdays.compactMap { Weekday(rawValue: $0) }
      return try BusinessCalendar(
        BusinessHours(
          zone: Zone(named: tz),
          week: Dictionary(uniqueKeysWithValues: days.map { ($0, [times]) }),
          holidays: Set(holidays.compactMap { ISO8601.parseTime($0)?.local.date })))
    }
  }

  private struct Row: Decodable {
    let cal: String
    let start: String
    let end: String
    let seconds: Double

    private enum CodingKeys: String, CodingKey {
      case cal, start, end
      case seconds = "business_seconds"
    }
  }

  private static func check(_ data: Data) throws -> Int {
    let file = try JSONDecoder().decode(File.self, from: data)
    let calendars = try file.calendars.mapValues { try $0.calendar() }
    for row in file.rows {
      let calendar = try #require(calendars[row.cal])
      let start = try #require(ISO8601.parse(row.start)).instant
      let end = try #require(ISO8601.parse(row.end)).instant
      let worked = Double(calendar.workingTime(from: start, to: end)) / 1000
      #expect(worked == row.seconds, "\(row.cal), \(row.start) to \(row.end)")
    }
    return file.rows.count
  }

  @Test("working time of a real log's intervals")
  func sample() throws {
    // Four of the log's rows; 2012-05-01 was a holiday in Sweden.
    let text = """
      {"calendars": {"SE": {"tz": "Europe/Stockholm", "holidays": ["2012-05-01"], "start": "08:00",
        "weekdays": ["mon", "tue", "wed", "thu", "fri"], "end": "17:00"}},
      "rows": [
        {"cal": "SE", "start": "2012-04-27T13:01:03+00:00", "end": "2012-05-08T23:13:46+00:00",
          "business_seconds": 201537},
        {"cal": "SE", "start": "2012-05-03T06:33:20+00:00", "end": "2012-05-04T23:04:54+00:00",
          "business_seconds": 62800},
        {"cal": "SE", "start": "2012-05-02T16:13:44+00:00", "end": "2012-05-02T16:24:07+00:00",
          "business_seconds": 0},
        {"cal": "SE", "start": "2012-04-23T19:07:27+00:00", "end": "2012-05-02T23:16:27+00:00",
          "business_seconds": 194400}]}
      """
    #expect(try Self.check(Data(text.utf8)) == 4)
  }

  @Test("working time of all intervals of the shared data", .enabled(if: SharedData.folder != nil))
  func all() throws {
    let path = try #require(SharedData.folder).appending(
      path: "calendars/business_seconds.json.gz")
    let unpack = Process()
    unpack.executableURL = URL(filePath: "/usr/bin/env")
    unpack.arguments = ["gzip", "-dc", path.path]
    let output = Pipe()
    unpack.standardOutput = output
    try unpack.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    unpack.waitUntilExit()
    #expect(try Self.check(data) > 3000)
  }
}
