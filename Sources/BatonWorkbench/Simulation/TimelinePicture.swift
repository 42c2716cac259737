package import Baton
import BatonModel
import BatonTime

package enum TimelinePicture {
  package static func svg(
    _ life: CaseSimulation, _ entries: [TimelineEntry], by engine: Engine
  ) -> String { "" }
}
