CREATE TABLE IF NOT EXISTS migration (
  number bigint PRIMARY KEY,
  name text NOT NULL,
  checksum bytea NOT NULL
);
