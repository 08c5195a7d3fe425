-- When second factors were set, and why, for the audit.
CREATE TABLE second_factor_event (
  entry INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (number),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- Of those that were set before, the last setting is known.
INSERT INTO second_factor_event (entry, account, reason, at)
  SELECT row_number() OVER (ORDER BY account) + (
      SELECT coalesce(max(entry), 0) FROM (
        SELECT max(entry) AS entry FROM payment
        UNION ALL SELECT max(entry) FROM payment_step
        UNION ALL SELECT max(entry) FROM refund
        UNION ALL SELECT max(entry) FROM signed_message
        UNION ALL SELECT max(entry) FROM transfer
        UNION ALL SELECT max(entry) FROM transfer_end
        UNION ALL SELECT max(entry) FROM top_up
        UNION ALL SELECT max(entry) FROM device_event) AS newest),
    account, '', set_at FROM second_factor;
