-- Money reserved in two phases. holding: the kind of the ledger's own account that holds it, 6 pending,
-- 7 hold; deadline: 0 for none. A row is never changed: how it ended is a row of its own.
CREATE TABLE transfer (
  entry INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  from_account INTEGER NOT NULL REFERENCES account (number),
  to_account INTEGER NOT NULL REFERENCES account (number),
  holding INTEGER NOT NULL,
  asset TEXT NOT NULL REFERENCES asset (code),
  exponent INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  reason TEXT NOT NULL,
  reserved_at INTEGER NOT NULL
) STRICT;

-- outcome: 1 posted, 2 voided, 3 expired
CREATE TABLE transfer_end (
  entry INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE REFERENCES transfer (id),
  outcome INTEGER NOT NULL,
  posted INTEGER NOT NULL,
  reason TEXT NOT NULL,
  ended_at INTEGER NOT NULL
) STRICT;

-- The kind of the ledger's own account on the other side: 4 float, 5 reserve. Below zero, the amount
-- was taken from the account.
ALTER TABLE top_up ADD COLUMN against INTEGER NOT NULL DEFAULT 4;
