package org.mopay.examples;

import org.mopay.core.PaymentProposal;
import org.mopay.core.StepUpPrompt;

/** Who looks at the payer's screen. */
interface User {
    /** Whether to pay this. */
    boolean agrees(PaymentProposal shown);

    /** What the user's code generator shows, which the validator sometimes wants to know. */
    String code(StepUpPrompt asked);
}
