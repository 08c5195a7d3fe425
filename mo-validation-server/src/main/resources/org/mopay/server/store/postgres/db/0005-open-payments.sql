-- The payments that are pending now. Of all that ever were there are many more, and a start, the operator's
-- list and a validator that catches up with others look for these.
CREATE TABLE open_payment (
  payment bigint PRIMARY KEY REFERENCES pending_payment (payment)
);

INSERT INTO open_payment (payment)
  SELECT payment FROM pending_payment p WHERE NOT EXISTS
    (SELECT 1 FROM payment_step e WHERE e.payment = p.payment AND e.status <> 3);
