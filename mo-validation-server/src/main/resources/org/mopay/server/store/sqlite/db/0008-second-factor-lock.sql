-- Wrong codes of a second factor since the last right one, whichever payments they were for, and the first
-- second at which one is looked at again.
ALTER TABLE second_factor ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE second_factor ADD COLUMN locked_until INTEGER NOT NULL DEFAULT 0;
