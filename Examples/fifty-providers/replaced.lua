-- Which provider takes over from which: { ["provider-07"] = "provider-12" } gives the services of
-- provider 7 to provider 12.
return {}
