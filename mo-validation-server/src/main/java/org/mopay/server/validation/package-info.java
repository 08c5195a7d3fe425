/**
 * Checks a submission in the one order of the specification's chapter 7, as far as it can be
 * checked without the ledger's writer. What passed is a {@link
 * org.mopay.server.validation.ValidatedPayment}, which only {@link
 * org.mopay.server.validation.PaymentValidator} makes; nothing else can be settled.
 */
@NullMarked
package org.mopay.server.validation;

import org.jspecify.annotations.NullMarked;
