-- Payments that were recorded with status 3, pending: what each waits for. reason: 1 a code of the
-- payer's, 2 the operator's review; attempts: how many codes the payer may try. d is indexed here alone,
-- for an answer to a challenge names nothing else.
CREATE TABLE pending_payment (
  payment bigint PRIMARY KEY,
  d bytea NOT NULL UNIQUE,
  reason smallint NOT NULL,
  deadline bigint NOT NULL,
  attempts integer NOT NULL
);

-- What happened to them: wrong codes, status 3, and their end, with status, code and category as of a
-- payment. No row is ever changed; the one with the highest number says how the payment stands.
CREATE TABLE payment_step (
  entry bigint PRIMARY KEY,
  payment bigint NOT NULL REFERENCES pending_payment (payment),
  number integer NOT NULL,
  status smallint NOT NULL,
  code integer,
  category smallint,
  payer_balance bigint NOT NULL,
  reason text NOT NULL,
  issuer_key_id integer NOT NULL,
  decided_at bigint NOT NULL,
  UNIQUE (payment, number)
);

-- A payment ends once, whatever a validator believes.
CREATE UNIQUE INDEX payment_step_end ON payment_step (payment) WHERE status <> 3;

-- The generators of codes that accounts share with the operator. last_step: the time step of the newest
-- code that counted; 0 for none.
CREATE TABLE second_factor (
  account bigint PRIMARY KEY REFERENCES account (number),
  wrapped_secret bytea NOT NULL,
  last_step bigint NOT NULL,
  set_at bigint NOT NULL
);

-- How many uses of the request were given back by pending payments that were refused.
ALTER TABLE request ADD COLUMN given_back integer NOT NULL DEFAULT 0;

-- How often the account has taken its turn or got it back: odd while it has paid.
ALTER TABLE request_payer ADD COLUMN turns integer NOT NULL DEFAULT 1;

-- What is pending has spent its credential as well.
DROP INDEX payment_spent_alias;
CREATE UNIQUE INDEX payment_spent_alias ON payment (payer_device, payer_alias) WHERE status IN (1, 3);
