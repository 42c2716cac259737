/// Why a document cannot be used at all.
package struct TableFailure: Error, Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case notXML(String)
    case entities
    case tooDeep(limit: Int)
    case tooManyElements(limit: Int)
    case tooLarge(limit: Int)
    case notADocument(found: String, wanted: String)
    case unknownNamespace(String)
    case noTable
    /// A sheet without a row that has an output among its headings.
    case noHeader
    case notAZip(String)
    case encrypted
    case noWorkbook
    case missingPart(String)
    case noSheet(String, has: [String])
    case notCSV(String)
    case unknownForm
    /// An old binary workbook; one that is locked with a password has the same form.
    case oldWorkbook
    case noMemory
  }

  package let cause: Cause
  package let place: TablePlace

  init(_ cause: Cause, at place: TablePlace) {
    self.cause = cause
    self.place = place
  }
}

extension TableFailure: CustomStringConvertible {
  /// One sentence with its place.
  package var description: String { "\(place): \(cause.words)" }
}

extension TableFailure.Cause {
  fileprivate var words: String {
    switch self {
    case .notXML(let reason): "this is no XML: \(reason)"
    case .entities: "the document declares entities, which are not expanded"
    case .tooDeep(let limit): "elements stand in each other more than \(limit) deep"
    case .tooManyElements(let limit): "there are more than \(limit) elements"
    case .tooLarge(let limit): "there are more than \(limit >> 20) MiB of it, unpacked"
    case .notADocument(let found, let wanted): "the root is \"\(found)\", and \(wanted) is wanted"
    case .unknownNamespace(let name):
      "\"\(name)\" is no namespace of DMN that is known; DMN 1.1 to 1.5 are"
    case .noTable: "there is no decision table in it"
    case .noHeader:
      "there is no decision table in it: no row has a heading such as \"-> to\" or \"-> fee\""
    case .notAZip(let reason): "the workbook cannot be unpacked: \(reason)"
    case .encrypted: "the workbook is locked with a password"
    case .noWorkbook: "this zip file is no workbook: it has no xl/workbook.xml"
    case .missingPart(let name): "the workbook lacks its part \"\(name)\""
    case .noSheet(let name, let has):
      "there is no sheet \"\(name)\"; there are " + has.map { "\"\($0)\"" }.joined(separator: ", ")
    case .notCSV(let reason): reason
    case .unknownForm: "this is no DMN, no XLSX and no CSV"
    case .oldWorkbook:
      "this is a workbook of an old kind, or one with a password: save it as .xlsx without one"
    case .noMemory: "there is no memory for it"
    }
  }
}
