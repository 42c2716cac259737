-- Prometheus Alertmanager's webhook, version 4. One message carries several alerts; each becomes a
-- request of its own, of kind `event`. The label `alertname` is the category; every label stays
-- there for a route tree with `labels = true`.
--
-- An alert's severity says how soon somebody must look: it becomes the urgency. It has no impact;
-- add one with `classify` if the matrix should say the priority.

source "alertmanager" {
  timezone = "UTC", records = "alerts",
  fields = {
    id          = "fingerprint",
    external_id = "generatorURL",
    kind        = constant("event"),
    channel     = constant("monitoring"),
    category    = path("labels.alertname"),
    subcategory = optional(path("labels.job")),
    location    = optional(path("labels.instance")),
    summary     = function(record)
      return record.annotations and record.annotations.summary or record.labels.alertname
    end,
    description = optional(path("annotations.description")),
    urgency     = optional(translate(path("labels.severity"), {
      critical = "high", page = "high", warning = "medium", info = "low", none = "low",
    })),
    state       = "status",
    opened_at   = "startsAt",
    -- Until an alert ends, Alertmanager sends the year 1 (or a guess) as its end.
    resolved_at = function(record)
      if record.status == "resolved" then return record.endsAt end
    end,
  },
}
