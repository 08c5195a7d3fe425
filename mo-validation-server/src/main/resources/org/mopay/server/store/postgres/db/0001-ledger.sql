-- The ledger of one or more validators.
--
-- entry     counts what was decided for ever: payments, refunds, top-ups, changes of a device's status
-- sequence  counts postings; the postings of an entry add up to zero per asset
-- device    the 8 bytes of a device id, as a signed big-endian integer
-- amounts are minor units, times are seconds since the Unix epoch
--
-- Tables that every payment writes to have no foreign keys: a batch is decided on what is committed
-- and is the only one after it, so a key could only repeat what is known, once for every row.

-- Who may append. A process takes its name with the next token; what an earlier process still sends
-- under an earlier token is not taken any more.
CREATE TABLE writer (
  name text COLLATE "C" PRIMARY KEY,
  token bigint NOT NULL,
  holder text NOT NULL,
  expires_at timestamptz NOT NULL
);

-- The ledger is a chain of batches, one transaction each, whoever writes them. What a batch has
-- touched is what another validator has to read again when it was overtaken by it.
CREATE TABLE batch (
  number bigint PRIMARY KEY,
  writer text NOT NULL,
  token bigint NOT NULL,
  accounts bigint[] NOT NULL,
  devices bigint[] NOT NULL
);

CREATE TABLE asset (
  code text COLLATE "C" PRIMARY KEY,
  exponent smallint NOT NULL,
  payments bigint NOT NULL
);

-- kind: 1 wallet, 2 merchant, 3 fee, 4 float
CREATE TABLE account (
  number bigint PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE,
  kind smallint NOT NULL,
  verified_name text
);

-- below_zero: whether the balance may fall there, as the account's kind has it.
CREATE TABLE balance (
  account bigint NOT NULL REFERENCES account (number),
  asset text COLLATE "C" NOT NULL REFERENCES asset (code),
  amount bigint NOT NULL,
  last_posting bigint NOT NULL,
  below_zero boolean NOT NULL,
  PRIMARY KEY (account, asset),
  CHECK (amount >= 0 OR below_zero)
) WITH (fillfactor = 70);

-- previous: the account's posting before this one, 0 for none. A statement follows this chain, so
-- that no index over accounts has to be kept.
CREATE TABLE posting (
  sequence bigint PRIMARY KEY,
  entry bigint NOT NULL,
  account bigint NOT NULL,
  asset text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  balance bigint NOT NULL,
  previous bigint NOT NULL
);

-- payment_id starts with the request's time, so that its index grows at the end.
-- status: 1 settled, 2 refused; code: 3004 for MO-3004; category: 1 submission, 2 payer, 3 payee;
-- fee_bearer: 1 payer, 2 payee; issuer_key_id: the key that its decision is signed with
CREATE TABLE payment (
  entry bigint PRIMARY KEY,
  payment_id bytea NOT NULL UNIQUE,
  d bytea NOT NULL,
  authorization_digest bytea NOT NULL,
  status smallint NOT NULL,
  code integer,
  category smallint,
  payer_account bigint NOT NULL,
  payer_device bigint NOT NULL,
  payer_alias integer NOT NULL,
  payer_balance bigint NOT NULL,
  payee_account bigint NOT NULL,
  payee_device bigint NOT NULL,
  payee_alias integer,
  asset text COLLATE "C" NOT NULL,
  exponent smallint NOT NULL,
  amount bigint NOT NULL,
  fee bigint NOT NULL,
  fee_bearer smallint NOT NULL,
  request_digest bytea NOT NULL,
  memo text NOT NULL,
  issuer_key_id integer NOT NULL,
  decided_at bigint NOT NULL
);

-- A credential settles one payment, whatever a validator believes.
CREATE UNIQUE INDEX payment_spent_alias ON payment (payer_device, payer_alias) WHERE status = 1;

-- What a payment was decided on. May be erased when nobody may ask any more; the payment stays.
CREATE TABLE evidence (
  entry bigint PRIMARY KEY,
  submission bytea NOT NULL
);

-- Payments whose credential had authorized another one: their evidence is never erased.
CREATE TABLE equivocation (
  entry bigint PRIMARY KEY
);

-- What was given back, settled or refused. payment_id is the payment's that the payee has named; total
-- is what was given back of it, this refund included. status, code, category: as of a payment.
CREATE TABLE refund (
  entry bigint PRIMARY KEY,
  refund_id bytea NOT NULL UNIQUE,
  r bytea NOT NULL,
  refund_digest bytea NOT NULL,
  status smallint NOT NULL,
  code integer,
  category smallint,
  payment_id bytea NOT NULL,
  giver_account bigint NOT NULL REFERENCES account (number),
  giver_device bigint NOT NULL,
  giver_balance bigint NOT NULL,
  receiver_account bigint REFERENCES account (number),
  asset text COLLATE "C" NOT NULL,
  exponent smallint NOT NULL,
  amount bigint NOT NULL,
  total bigint NOT NULL,
  reason text NOT NULL,
  issuer_key_id integer NOT NULL,
  decided_at bigint NOT NULL
);

CREATE INDEX refund_payment ON refund (payment_id);

-- Two refunds never count from the same sum.
CREATE UNIQUE INDEX refund_total ON refund (payment_id, total) WHERE status = 1;

-- The signed message that an entry other than a payment was decided on. May be erased; what was
-- decided stays.
CREATE TABLE signed_message (
  entry bigint PRIMARY KEY,
  message bytea NOT NULL
);

CREATE TABLE top_up (
  entry bigint PRIMARY KEY,
  idempotency_key text COLLATE "C" NOT NULL UNIQUE,
  account bigint NOT NULL REFERENCES account (number),
  asset text COLLATE "C" NOT NULL REFERENCES asset (code),
  amount bigint NOT NULL,
  reason text NOT NULL,
  sequence bigint NOT NULL REFERENCES posting (sequence),
  balance bigint NOT NULL,
  recorded_at bigint NOT NULL
);

CREATE TABLE enrolment (
  device bigint PRIMARY KEY,
  request_digest bytea NOT NULL UNIQUE,
  account bigint NOT NULL REFERENCES account (number),
  identity_key bytea NOT NULL,
  wrapped_secrets bytea NOT NULL,
  answer bytea NOT NULL,
  enrolled_at bigint NOT NULL
);

CREATE INDEX enrolment_account ON enrolment (account);

-- What changes about a device. status: 1 active, 2 frozen, 3 revoked; spent and engaged: bitmaps of
-- credentials, bit i % 8 of byte i / 8 is index i
CREATE TABLE device (
  device bigint PRIMARY KEY,
  status smallint NOT NULL,
  next_index integer NOT NULL,
  refills integer NOT NULL,
  spent bytea NOT NULL,
  engaged bytea NOT NULL,
  otp_failures integer NOT NULL,
  otp_locked_until bigint NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE device_event (
  entry bigint PRIMARY KEY,
  device bigint NOT NULL REFERENCES device (device),
  status smallint NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL
);

CREATE TABLE activation (
  code_digest bytea PRIMARY KEY,
  account bigint NOT NULL REFERENCES account (number),
  expires_at bigint NOT NULL,
  device bigint REFERENCES device (device)
);

-- The newest of each device.
CREATE TABLE refill (
  device bigint PRIMARY KEY REFERENCES device (device),
  number integer NOT NULL,
  request_digest bytea NOT NULL,
  answer bytea NOT NULL
);

CREATE TABLE credential_key (
  signing_key bytea PRIMARY KEY,
  device bigint NOT NULL,
  alias integer NOT NULL
);

-- request: the request's time in milliseconds (6 bytes), then its digest; grows at the end, too.
-- cancelled_at: when its payee has cancelled it; 0 for not.
CREATE TABLE request (
  request bytea PRIMARY KEY,
  settled bigint NOT NULL,
  uses integer NOT NULL,
  expires_at bigint NOT NULL,
  cancelled_at bigint NOT NULL
);

CREATE TABLE request_payer (
  request bytea NOT NULL,
  account bigint NOT NULL,
  PRIMARY KEY (request, account)
);
