-- CloudEvents 1.0 as JSON: one event, or a batch (a JSON list of events). An event must have `id`,
-- `source`, `specversion` and `type`; that is also how it is recognised. Whatever it carries in
-- `data` or `data_base64` is not read here and is left to your rules as `request.attributes.data`.
--
-- The standard makes an event unique by source and id together, so the request's id has both.
--
-- The JSON Schema of the envelope is not an event: it has no `id`, so no source fits it, and it is
-- reported as a record that cannot be read. That is what should happen.

field "event_source" {
  type = "text", of = "request",
  description = "Where the event happened: the attribute `source` of CloudEvents",
}

field "event_version" {
  type = "text", of = "request",
  description = "The version of CloudEvents that the event uses",
}

source "cloudevents" {
  timezone = "UTC",
  fields = {
    id            = function(record) return record.source .. "#" .. record.id end,
    external_id   = "id",
    event_source  = "source",
    event_version = "specversion",
    category      = "type",
    subcategory   = optional("subject"),
    kind          = constant("event"),
    channel       = constant("monitoring"),
    summary       = function(record)
      return record.subject and record.type .. ": " .. record.subject or record.type
    end,
    opened_at     = optional("time"),
  },
}
