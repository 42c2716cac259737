-- With these every part of every condition is shown both ways, and every mistake is noticed that
-- `baton test --mutate` makes, but those that are proven to change nothing.

cases "Every part of every rule" { given = { id = "INC1" }, from = "tests/complete.csv" }
