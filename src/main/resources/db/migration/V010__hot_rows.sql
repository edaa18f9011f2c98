-- Rows of these two change with every order and every batch, so they leave dead versions behind by the thousand a second. What
-- an old snapshot kept them from losing in passing is to be vacuumed as soon as that snapshot is gone, by the number of dead
-- rows and not by a share of the table, at full speed, and without the lock that giving back empty pages would take.
ALTER TABLE stock SET (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = false
);
ALTER TABLE heads SET (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = false
);
