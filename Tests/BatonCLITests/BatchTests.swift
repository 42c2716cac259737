// Batches of any size, decided by any number of workers: what is written is the same.

import Baton
import BatonModel
import Foundation
import Testing

@testable import BatonCLI

@Suite struct BatchTests {
  private let rules: Folder
  private let engine: Engine

  init() throws {
    rules = try SmallRules.folder()
    engine = try Engine(rules: rules.url)
    let faulty = "{\"id\":\n\n[1]\n{\"id\":\"a\",\"id\":\"b\",\"amount\":\"much\"}\n"
    let requests = String(repeating: SmallRules.requests + faulty, count: 20)
    try rules.write("requests.ndjson", requests + "{\"id\":")
    try rules.write(
      "requests.csv", "id,kind,summary\n" + String(repeating: "1,change,x\n2,y\n", count: 40))
  }

  private func written(
    _ file: String, _ writer: any DecisionWriter, strict: Bool = false, jobs: Int, size: Int
  ) throws -> String {
    let options = DecideOptions(
      world: World(), writer: writer, source: nil, apply: false, explanation: .winners,
      strict: strict)
    let requests = RequestBatches(
      try RequestSource(rules.path(file), format: nil), first: size, largest: size)
    let stop = StopSign()
    let engine = engine
    var writer = writer
    var batches = 0
    writer.begin()
    try OrderedPipeline<RequestBatch, DecidedBatch>.run(
      workers: jobs, stop: stop, read: { try requests.next() },
      makeWorker: {
        let decider = try RequestDecider(engine, options, stop: stop)
        return { decider.decide($0) }
      },
      write: { batch in
        writer.append(batch.written)
        batches += 1
        #expect(size > 1 || batch.decided + batch.unreadable == 1)
        return !batch.isCut
      })
    writer.end()
    #expect(size > 1 || strict || batches > 70)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(arguments: ["requests.ndjson", "requests.csv"], [false, true])
  func sizesAndWorkersDoNotShow(file: String, strict: Bool) throws {
    let writers: [any DecisionWriter] = [
      JSONDecisionWriter(asList: false, fields: nil), JSONDecisionWriter(asList: true, fields: nil),
      CSVDecisionWriter(fields: nil), TableDecisionWriter(fields: nil),
    ]
    for writer in writers {
      let wanted = try written(file, writer, strict: strict, jobs: 1, size: 1 << 20)
      #expect(wanted.contains("acme/"))
      for jobs in [1, 2, 3, 7] {
        for size in [1, 100, 3000] {
          let found = try written(file, writer, strict: strict, jobs: jobs, size: size)
          #expect(found == wanted, "\(jobs) jobs, \(size) bytes")
        }
      }
    }
  }
}
