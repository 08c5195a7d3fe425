-- The key that a decision is signed with whenever it is asked for; there was one key before this.
ALTER TABLE payment ADD COLUMN issuer_key_id INTEGER NOT NULL DEFAULT 1;
