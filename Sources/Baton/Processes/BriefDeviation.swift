package import BatonModel

/// That a constraint is broken, for whoever counts: no texts, nothing to release.
///
/// Whose event it was, and when, is known to whoever gave the event.
package struct BriefDeviation: Sendable {
  package let constraint: UInt32
  package let cause: Deviation.Cause
}
