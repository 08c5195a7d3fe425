-- The ledger of one validator.
--
-- entry     counts what was decided for ever: payments, top-ups, changes of a device's status
-- sequence  counts postings; the postings of an entry add up to zero per asset
-- device    the 8 bytes of a device id, as a signed big-endian integer
-- amounts are minor units, times are seconds since the Unix epoch

CREATE TABLE asset (
  code TEXT PRIMARY KEY,
  exponent INTEGER NOT NULL,
  payments INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- kind: 1 wallet, 2 merchant, 3 fee, 4 float
CREATE TABLE account (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind INTEGER NOT NULL,
  verified_name TEXT
) STRICT;

CREATE TABLE balance (
  account INTEGER NOT NULL REFERENCES account (number),
  asset TEXT NOT NULL REFERENCES asset (code),
  amount INTEGER NOT NULL,
  last_posting INTEGER NOT NULL,
  PRIMARY KEY (account, asset)
) STRICT, WITHOUT ROWID;

-- previous: the account's posting before this one, 0 for none. A statement follows this chain, so
-- that no index over accounts has to be kept.
CREATE TABLE posting (
  sequence INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  account INTEGER NOT NULL,
  asset TEXT NOT NULL,
  amount INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  previous INTEGER NOT NULL
) STRICT;

-- payment_id starts with the request's time, so that its index grows at the end.
-- status: 1 settled, 2 refused; code: 3004 for MO-3004; category: 1 submission, 2 payer, 3 payee;
-- fee_bearer: 1 payer, 2 payee
CREATE TABLE payment (
  entry INTEGER PRIMARY KEY,
  payment_id BLOB NOT NULL UNIQUE,
  d BLOB NOT NULL,
  authorization_digest BLOB NOT NULL,
  status INTEGER NOT NULL,
  code INTEGER,
  category INTEGER,
  payer_account INTEGER NOT NULL,
  payer_device INTEGER NOT NULL,
  payer_alias INTEGER NOT NULL,
  payer_balance INTEGER NOT NULL,
  payee_account INTEGER NOT NULL,
  payee_device INTEGER NOT NULL,
  payee_alias INTEGER,
  asset TEXT NOT NULL,
  exponent INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  fee INTEGER NOT NULL,
  fee_bearer INTEGER NOT NULL,
  request_digest BLOB NOT NULL,
  memo TEXT NOT NULL,
  decided_at INTEGER NOT NULL
) STRICT;

-- What a payment was decided on. May be erased when nobody may ask any more; the payment stays.
CREATE TABLE evidence (
  entry INTEGER PRIMARY KEY REFERENCES payment (entry),
  submission BLOB NOT NULL
) STRICT;

-- Payments whose credential had authorized another one: their evidence is never erased.
CREATE TABLE equivocation (
  entry INTEGER PRIMARY KEY REFERENCES payment (entry)
) STRICT;

CREATE TABLE top_up (
  entry INTEGER PRIMARY KEY,
  idempotency_key TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL REFERENCES account (number),
  asset TEXT NOT NULL REFERENCES asset (code),
  amount INTEGER NOT NULL,
  reason TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES posting (sequence),
  balance INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE enrolment (
  device INTEGER PRIMARY KEY,
  request_digest BLOB NOT NULL UNIQUE,
  account INTEGER NOT NULL REFERENCES account (number),
  identity_key BLOB NOT NULL,
  wrapped_secrets BLOB NOT NULL,
  answer BLOB NOT NULL,
  enrolled_at INTEGER NOT NULL
) STRICT;

-- What changes about a device. status: 1 active, 2 frozen, 3 revoked; spent and engaged: bitmaps of
-- credentials, bit i % 8 of byte i / 8 is index i
CREATE TABLE device (
  device INTEGER PRIMARY KEY REFERENCES enrolment (device),
  status INTEGER NOT NULL,
  next_index INTEGER NOT NULL,
  refills INTEGER NOT NULL,
  spent BLOB NOT NULL,
  engaged BLOB NOT NULL,
  otp_failures INTEGER NOT NULL,
  otp_locked_until INTEGER NOT NULL
) STRICT;

CREATE TABLE device_event (
  entry INTEGER PRIMARY KEY,
  device INTEGER NOT NULL REFERENCES device (device),
  status INTEGER NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE activation (
  code_digest BLOB PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (number),
  expires_at INTEGER NOT NULL,
  device INTEGER REFERENCES device (device)
) STRICT, WITHOUT ROWID;

-- The newest of each device.
CREATE TABLE refill (
  device INTEGER PRIMARY KEY REFERENCES device (device),
  number INTEGER NOT NULL,
  request_digest BLOB NOT NULL,
  answer BLOB NOT NULL
) STRICT;

CREATE TABLE credential_key (
  signing_key BLOB PRIMARY KEY,
  device INTEGER NOT NULL REFERENCES device (device),
  alias INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- request: the request's time in milliseconds (6 bytes), then its digest; grows at the end, too.
CREATE TABLE request (
  request BLOB PRIMARY KEY,
  settled INTEGER NOT NULL,
  uses INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE request_payer (
  request BLOB NOT NULL REFERENCES request (request),
  account INTEGER NOT NULL REFERENCES account (number),
  PRIMARY KEY (request, account)
) STRICT, WITHOUT ROWID;
