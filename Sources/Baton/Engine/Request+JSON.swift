public import BatonModel
import BatonRecords

/// Why a text is no request.
public struct UnreadableRequest: Error, Sendable, CustomStringConvertible {
  /// What is wrong and where; quotes nothing of the text.
  public let description: String
}

extension Request {
  /// A request from one JSON object in the engine's own words.
  /// - Throws: ``UnreadableRequest`` when the text is not one JSON object.
  public init(json: String) throws(UnreadableRequest) {
    do {
      var reader = try RecordReader(
        ByteSource(bytes: Array(json.utf8)), format: .json, name: "request")
      switch try reader.next() {
      case .record(let record)?:
        guard try reader.next() == nil else {
          throw UnreadableRequest(description: "there is more than one request")
        }
        self.init(record.value)
      case .fault(let fault)?:
        throw UnreadableRequest(description: fault.description)
      case nil:
        throw UnreadableRequest(description: "there is no request")
      }
    } catch let fault as UnreadableRequest {
      throw fault
    } catch let failure as ReadFailure {
      throw UnreadableRequest(description: failure.description)
    } catch {
      throw UnreadableRequest(description: "it cannot be read")
    }
  }
}
