import Baton
import BatonModel

/// What a forecast says in sentences: what it is made from, and what of the history is not in it.
struct ForecastWording {
  private let history: ForecastHistory
  private let queues: QueueForecast?
  private let question: Forecast.Question
  private let engine: Engine

  init(
    _ history: ForecastHistory, _ queues: QueueForecast?, _ question: Forecast.Question,
    _ engine: Engine
  ) {
    self.history = history
    self.queues = queues
    self.question = question
    self.engine = engine
  }

  var sentences: [String] {
    let grid = history.grid
    let units = history.workload.units.count
    var sentences = [
      "\(Plural.of(grid.weeks, "week")), \(grid.monday) to "
        + "\(grid.monday.adding(days: grid.weeks * 7 - 1)): "
        + "\(Plural.of(history.openings.within, "case")), \(Plural.of(units, "group"))"
    ]
    if grid.weeks < Expected.enough {
      sentences.append(
        "of so few weeks the bounds are the least and the most there was; from \(Expected.enough) on "
          + "a usual week lies between in four of five")
    } else {
      sentences.append(
        "from and to of a week or an hour: in four of five weeks it should lie between")
    }
    if let queues {
      sentences.append(
        "simulated: \(Plural.of(question.plan.runs, "run")) of \(Plural.of(queues.grid.weeks, "week")) "
          + "from \(queues.grid.monday), made of weeks of the history, seed \(question.plan.seed)")
    } else {
      sentences.append(
        "no group has a capacity, so no queue is simulated: say `capacity` of a group, or "
          + "--with group:capacity=3")
    }
    return sentences
  }

  var foot: [String] {
    let openings = history.openings
    let all = history.measured.cases.count
    let timeless = all - history.timed.count
    var foot = [
      "\(Plural.of(all, "case")): \(openings.within) opened in these weeks, "
        + "\(openings.before) before, \(openings.after) after, \(timeless) without a time"
    ]
    let empty = history.emptyWeeks
    if empty > 0 {
      foot.append(
        "in \(Plural.of(empty, "week")) no case was opened"
          + (empty * 2 > history.grid.weeks
            ? ": is there a wrong date in the history? --period takes a part of it" : ""))
    }
    let cut = history.visits.all.count { $0.isCut }
    if cut > 0 {
      foot.append(
        "\(Plural.of(cut, "case")) \(cut == 1 ? "is" : "are") still open: "
          + "\(cut == 1 ? "it counts" : "they count") with the work that is known of "
          + (cut == 1 ? "it" : "them"))
    }
    let idle = history.visits.all.count { $0.work == 0 }
    if idle > 0 {
      foot.append(
        "of \(idle) of \(Plural.of(history.visits.all.count, "visit")) no work in the group's hours is known: "
          + "say what was work with `counts_as` in the source's `log`, or --work 30m for a simulation"
      )
    }
    let outside = history.workOutside
    if outside >= 60_000 {
      foot.append(
        "\(ReportCell.text(WorkloadTables.duration(outside), in: engine.zone)) of work a week lay "
          + "outside of the groups' hours, and is not in it")
    }
    if let queues {
      if queues.estimated > 0 {
        foot.append(
          "\(Plural.of(queues.estimated, "visit")) that \(queues.estimated == 1 ? "was" : "were") not "
            + "done \(queues.estimated == 1 ? "is" : "are") simulated with the median of the group")
      }
      let hasNoPlace = queues.courses.contains { course in
        course.variant.model.stations.contains { $0.capacity == 0 }
      }
      if hasNoPlace { foot.append("a group with a capacity of 0 never begins") }
      if !queues.hasPriorities {
        foot.append("no case has a priority: the first that came is the first that is taken")
      }
      if cut > 0 {
        foot.append(
          "a simulation begins as after a week like any other: what is open now does not wait in it"
        )
      }
    }
    foot.append(
      "the same history, the rules of hash \(engine.identity.hash), the same changes and seed give "
        + "these numbers again")
    return foot
  }
}
