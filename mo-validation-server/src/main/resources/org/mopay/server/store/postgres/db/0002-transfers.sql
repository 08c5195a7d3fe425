-- Money reserved in two phases. holding: the kind of the ledger's own account that holds it, 6 pending,
-- 7 hold; deadline: 0 for none. A row is never changed: how it ended is a row of its own.
CREATE TABLE transfer (
  entry bigint PRIMARY KEY,
  id text NOT NULL UNIQUE,
  from_account bigint NOT NULL REFERENCES account (number),
  to_account bigint NOT NULL REFERENCES account (number),
  holding smallint NOT NULL,
  asset text NOT NULL REFERENCES asset (code),
  exponent smallint NOT NULL,
  amount bigint NOT NULL,
  deadline bigint NOT NULL,
  reason text NOT NULL,
  reserved_at bigint NOT NULL
);

-- outcome: 1 posted, 2 voided, 3 expired
CREATE TABLE transfer_end (
  entry bigint PRIMARY KEY,
  id text NOT NULL UNIQUE REFERENCES transfer (id),
  outcome smallint NOT NULL,
  posted bigint NOT NULL,
  reason text NOT NULL,
  ended_at bigint NOT NULL
);

-- The kind of the ledger's own account on the other side: 4 float, 5 reserve. Below zero, the amount
-- was taken from the account.
ALTER TABLE top_up ADD COLUMN against smallint NOT NULL DEFAULT 4;
