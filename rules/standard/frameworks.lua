-- Fields and values by which records are found again in the frameworks beside ITIL: the value stream
-- and the data object of IT4IT, the times that SAFe measures lead time between, the building block of
-- the architecture (TOGAF), and the demand that it all goes back to. Controls (COBIT) are `tags` of the
-- rules that keep them: `baton conform` reports each with what shows that it is kept.
--
-- Use it with `include "standard/frameworks"`.

field "value_stream" { type = "text", of = "request", description = "IT4IT: what it is a step of" }
field "data_object" {
  type = "text", of = "request", description = "IT4IT: what the record is there",
}
field "demand" { type = "text", of = "request", description = "The demand that it goes back to" }
field "committed_at" {
  type = "instant", of = "request", description = "SAFe: when the work was taken on",
}
field "released_at" {
  type = "instant", of = "request", description = "SAFe: when the customer had it",
}

field "architecture" { type = "text", of = "service", description = "TOGAF: the building block" }
field "built_for"    { type = "text", of = "service", description = "The demand it was built for" }

classify "An incident in IT4IT"       { when = { kind = "incident" },
  set = { value_stream = "operate", data_object = "Incident" } }
classify "A problem in IT4IT"         { when = { kind = "problem" },
  set = { value_stream = "operate", data_object = "Problem" } }
classify "An event in IT4IT"          { when = { kind = "event" },
  set = { value_stream = "operate", data_object = "Event" } }
classify "A change in IT4IT"          { when = { kind = "change" },
  set = { value_stream = "deploy", data_object = "Change" } }
classify "A service request in IT4IT" { when = { kind = "service_request" },
  set = { value_stream = "consume", data_object = "Fulfillment Request" } }
classify "A demand in IT4IT"          { when = { kind = "demand" },
  set = { value_stream = "evaluate", data_object = "Portfolio Backlog Item" } }
classify "Back to the demand"         { when = { service = present, demand = absent },
  set = { demand = function(request, its) return its.service.built_for end } }
