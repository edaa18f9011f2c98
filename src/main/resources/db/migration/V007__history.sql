-- Which database this is, and what is done where it went back in time: after a restore to an earlier point or a failover that lost
-- commits, every journal begins a new history, so that nobody goes on from what is gone.

-- What this database is, as the servers saw it that served it last: one row. A copy, a restore to an earlier point and a failover
-- differ from it. And whether buying is held: in a new history, or at another place than before, nobody knows what suppliers
-- were sent meanwhile, so nothing is sent until an operator says so.
CREATE TABLE deployment (
  is_only            boolean     PRIMARY KEY DEFAULT true CHECK (is_only),
  system_identifier  bigint      NOT NULL,
  database_oid       bigint      NOT NULL,
  timeline           integer     NOT NULL,
  pepper_fingerprint bytea       NOT NULL CHECK (octet_length(pepper_fingerprint) = 32),
  buying_held_since  timestamptz,
  buying_held_why    text,
  CHECK ((buying_held_since IS NULL) = (buying_held_why IS NULL))
);

-- Begins a new history of every journal. A database goes back as a whole, so all of them begin anew together.
CREATE FUNCTION begin_histories_v1(reason text, who text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  begun bigint;
BEGIN
  PERFORM FROM heads ORDER BY merchant_id FOR NO KEY UPDATE;
  UPDATE heads SET history = left(replace(gen_random_uuid()::text, '-', ''), 10), batch_id = gen_random_uuid();
  GET DIAGNOSTICS begun = ROW_COUNT;
  INSERT INTO histories (merchant_id, history, number, batch_id, why)
  SELECT h.merchant_id, h.history, h.number, h.batch_id, reason FROM heads h;
  UPDATE deployment SET
    buying_held_since = coalesce(buying_held_since, now()),
    buying_held_why = coalesce(buying_held_why, reason);
  INSERT INTO operator_audit (audit_id, actor, action, detail)
  VALUES (gen_random_uuid(), who, 'history.begin', begun || ' journals: ' || reason);
  RETURN begun;
END
$$;

-- Whether heads that somebody saw are no part of what stands here now: a merchant or a history that is gone; and where the history
-- is still the present one, a head that is lower, or another batch at a number that was seen.
CREATE FUNCTION is_set_back_v1(merchants integer[], seen_histories text[], numbers bigint[], batches uuid[]) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM unnest(merchants, seen_histories, numbers, batches) AS s (merchant_id, history, number, batch_id)
    LEFT JOIN heads h ON h.merchant_id = s.merchant_id
    WHERE h.merchant_id IS NULL
      OR NOT EXISTS (SELECT FROM histories k WHERE k.merchant_id = s.merchant_id AND k.history = s.history)
      OR h.history = s.history AND s.number > 0 AND (
        h.number < s.number
        OR NOT EXISTS (
            SELECT FROM journal j
            WHERE j.merchant_id = s.merchant_id AND j.number = s.number AND j.batch_id = s.batch_id)
          AND NOT EXISTS (
            SELECT FROM histories b
            WHERE b.merchant_id = s.merchant_id AND b.number = s.number AND b.batch_id = s.batch_id)
      )
  )
$$;

-- Begins new histories if the database was set back behind what somebody saw, and tells whether it was. Of several who saw it,
-- the first does it: the others wait for the heads and then find another history.
CREATE FUNCTION renew_histories_v1(
  merchants integer[], seen_histories text[], numbers bigint[], batches uuid[], reason text, who text
) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_set_back_v1(merchants, seen_histories, numbers, batches) THEN
    RETURN false;
  END IF;
  PERFORM FROM heads ORDER BY merchant_id FOR NO KEY UPDATE;
  IF is_set_back_v1(merchants, seen_histories, numbers, batches) THEN
    PERFORM begin_histories_v1(reason, who);
  END IF;
  RETURN true;
END
$$;
