import Baton
import BatonModel
import BatonRecords

/// One request decided: the JSON object of its decision, without a line end.
enum SingleDecision {
  static func decide(
    _ text: BorrowedText, _ options: CallOptions, by engine: Engine
  ) throws(Failure) -> [UInt8] {
    let request = try request(text, options, engine)
    let decision = engine.decide(request, in: options.world, explain: options.explanation)
    var json = JSONWriter()
    if let fields = options.fields {
      json.write(decision, fields: fields, of: request)
    } else {
      decision.write(to: &json)
    }
    return json.bytes
  }

  private static func request(
    _ text: BorrowedText, _ options: CallOptions, _ engine: Engine
  ) throws(Failure) -> Request {
    let record = try JSONObject.read(text, called: "request", .badRequest)
    let requests: [Request]
    do throws(Intake.Failure) {
      var intake = try engine.intake(source: options.source)
      requests = try intake.requests(from: record, isTabular: false)
    } catch {
      throw Failure(.badRequest, error.description)
    }
    guard requests.count == 1 else {
      throw Failure(
        .badRequest, "the record holds \(requests.count) requests: decide them as a batch")
    }
    return requests[0]
  }
}
