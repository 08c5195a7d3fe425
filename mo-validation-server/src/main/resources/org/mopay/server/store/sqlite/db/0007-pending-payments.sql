-- Payments that were recorded with status 3, pending: what each waits for. reason: 1 a code of the
-- payer's, 2 the operator's review; attempts: how many codes the payer may try. d is indexed here alone,
-- for an answer to a challenge names nothing else.
CREATE TABLE pending_payment (
  payment INTEGER PRIMARY KEY REFERENCES payment (entry),
  d BLOB NOT NULL UNIQUE,
  reason INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  attempts INTEGER NOT NULL
) STRICT;

-- What happened to them: wrong codes, status 3, and their end, with status, code and category as of a
-- payment. No row is ever changed; the one with the highest number says how the payment stands.
CREATE TABLE payment_step (
  entry INTEGER PRIMARY KEY,
  payment INTEGER NOT NULL REFERENCES pending_payment (payment),
  number INTEGER NOT NULL,
  status INTEGER NOT NULL,
  code INTEGER,
  category INTEGER,
  payer_balance INTEGER NOT NULL,
  reason TEXT NOT NULL,
  issuer_key_id INTEGER NOT NULL,
  decided_at INTEGER NOT NULL,
  UNIQUE (payment, number)
) STRICT;

-- The generators of codes that accounts share with the operator. last_step: the time step of the newest
-- code that counted; 0 for none.
CREATE TABLE second_factor (
  account INTEGER PRIMARY KEY REFERENCES account (number),
  wrapped_secret BLOB NOT NULL,
  last_step INTEGER NOT NULL,
  set_at INTEGER NOT NULL
) STRICT;

-- How many uses of the request were given back by pending payments that were refused.
ALTER TABLE request ADD COLUMN given_back INTEGER NOT NULL DEFAULT 0;

-- How often the account has taken its turn or got it back: odd while it has paid.
ALTER TABLE request_payer ADD COLUMN turns INTEGER NOT NULL DEFAULT 1;
