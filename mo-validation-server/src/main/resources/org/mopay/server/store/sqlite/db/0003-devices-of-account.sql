-- The operator looks for the devices of an account.
CREATE INDEX enrolment_account ON enrolment (account);
