-- With these every part of every condition is shown both ways, and every mistake is noticed that
-- `baton test --mutate` makes, but for two and one part:
--   * "Whatever payroll stands on …" without payroll itself: payroll is vital, so the stricter floor
--     of vital services holds for it anyway;
--   * where the shadow route would lead: tests see that it would match, not where to;
--   * that a customer has a limit, as the only thing that fails: without one the function beside it
--     has nothing to compare with, and raises an error.

cases "Every part of every rule" { from = "tests/complete.csv" }
