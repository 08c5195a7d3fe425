-- What was given back, settled or refused. payment_id is the payment's that the payee has named; total
-- is what was given back of it, this refund included. status, code, category: as of a payment.
CREATE TABLE refund (
  entry INTEGER PRIMARY KEY,
  refund_id BLOB NOT NULL UNIQUE,
  r BLOB NOT NULL,
  refund_digest BLOB NOT NULL,
  status INTEGER NOT NULL,
  code INTEGER,
  category INTEGER,
  payment_id BLOB NOT NULL,
  giver_account INTEGER NOT NULL REFERENCES account (number),
  giver_device INTEGER NOT NULL REFERENCES device (device),
  giver_balance INTEGER NOT NULL,
  receiver_account INTEGER REFERENCES account (number),
  asset TEXT NOT NULL,
  exponent INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  total INTEGER NOT NULL,
  reason TEXT NOT NULL,
  issuer_key_id INTEGER NOT NULL,
  decided_at INTEGER NOT NULL
) STRICT;

CREATE INDEX refund_payment ON refund (payment_id);

-- The signed message that an entry other than a payment was decided on. May be erased; what was
-- decided stays.
CREATE TABLE signed_message (
  entry INTEGER PRIMARY KEY,
  message BLOB NOT NULL
) STRICT;
