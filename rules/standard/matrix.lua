-- How bad it is (impact, the rows) and how soon it matters (urgency, the columns) give the
-- priority. This is the matrix that most service desks know from ITIL: P1 is the most urgent.
--
-- Use it with `include "standard/matrix"`. If yours differs, do not include this file: write your
-- own `priority_matrix`, because a rule base has one matrix only.

priority_matrix {
  impact  = { "high", "medium", "low" },
  urgency = { "high", "medium", "low" },
  { 1, 2, 3 },
  { 2, 3, 4 },
  { 3, 4, 5 },
}
