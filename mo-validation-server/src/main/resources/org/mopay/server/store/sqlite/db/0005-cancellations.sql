-- When its payee has cancelled a request; 0 for not.
ALTER TABLE request ADD COLUMN cancelled_at INTEGER NOT NULL DEFAULT 0;
