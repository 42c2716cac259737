/// What kind of thing is wrong, for counting.
extension LogFault {
  public enum Kind: Sendable, Hashable, CaseIterable {
    case notXML
    case tooLong
    case tooDeep
    case traceInTrace
    case eventOutsideTrace
    case unknownElement
    case attributeWithoutKey
    case attributeWithoutValue
    case lateCase
    case noCase
    case caseAgain
    case casesForgotten
    case eventWithoutCase
    case noActivity
    case noTime
    case unreadableTime
    case timeBeyondYears
    case timeBackwards
    case noOffset
    case mixedOffsets
    case wrongValue
    case repeatedKey
    case record
    case wrongMember
    case noColumn
    case unknownObject
    case noObject
  }
}

extension LogFault.Cause {
  public var kind: LogFault.Kind {
    switch self {
    case .notXML: .notXML
    case .tooLong: .tooLong
    case .tooDeep: .tooDeep
    case .traceInTrace: .traceInTrace
    case .eventOutsideTrace: .eventOutsideTrace
    case .unknownElement: .unknownElement
    case .attributeWithoutKey: .attributeWithoutKey
    case .attributeWithoutValue: .attributeWithoutValue
    case .lateCase: .lateCase
    case .noCase: .noCase
    case .caseAgain: .caseAgain
    case .casesForgotten: .casesForgotten
    case .eventWithoutCase: .eventWithoutCase
    case .noActivity: .noActivity
    case .noTime: .noTime
    case .unreadableTime: .unreadableTime
    case .timeBeyondYears: .timeBeyondYears
    case .timeBackwards: .timeBackwards
    case .noOffset: .noOffset
    case .mixedOffsets: .mixedOffsets
    case .wrongValue: .wrongValue
    case .repeatedKey: .repeatedKey
    case .record: .record
    case .wrongMember: .wrongMember
    case .noColumn: .noColumn
    case .unknownObject: .unknownObject
    case .noObject: .noObject
    }
  }
}
