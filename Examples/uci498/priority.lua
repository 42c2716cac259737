-- The installation's own matrix, read off the log: impact (the rows) and urgency (the columns) give
-- the log's priority in all 113,697 events. There are no floors and caps, because the log has none.
--
-- Impact high with urgency low never occurs. It has 3 here: the only whole number between its
-- neighbours (2 to its left, 4 below it), and what its mirror image has, impact low with urgency
-- high. A cell cannot stay empty: the day that the combination comes, somebody must know what to do.

priority_matrix {
  impact  = { "high", "medium", "low" },
  urgency = { "high", "medium", "low" },
  { 1, 2, 3 },
  { 2, 3, 4 },
  { 3, 4, 4 },
}
