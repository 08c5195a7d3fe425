-- A validator of the earlier version that still runs would go on recording payments that are not in the new
-- table. What it is committing now is waited for; then its token is not the newest any more, so that it is
-- fenced off with its next commit.
DO $$ BEGIN PERFORM pg_advisory_xact_lock('batch'::regclass::oid::bigint); END $$;
UPDATE writer SET token = token + 1;

-- The payments that are pending now. Of all that ever were there are many more, and a start, the operator's
-- list and a validator that catches up with others look for these.
CREATE TABLE open_payment (
  payment bigint PRIMARY KEY REFERENCES pending_payment (payment)
);

INSERT INTO open_payment (payment)
  SELECT payment FROM pending_payment p WHERE NOT EXISTS
    (SELECT 1 FROM payment_step e WHERE e.payment = p.payment AND e.status <> 3);
