package org.mopay.server.validation;

/** The steps of chapter 7.4, as far as the validation takes them, and its look-ups. */
public enum ValidationStep {
    /** Step 1: sizes, canonical form, suite and validator, the box's digest. */
    FORM,
    /** Step 2: whether the authorization was decided before. */
    RECORD,
    /** Step 3a: request and terms answer each other. */
    TERMS,
    /** Step 3b: both credentials and their devices. */
    CREDENTIALS,
    /** Step 4: the payee's and the payer's signature. */
    SIGNATURES,
    /** Step 4, its end, and step 5: the submitter's box, and the times. */
    SUBMITTER,
    /** Step 6 and what step 8 needs: the payer's box and the one-time password in it. */
    BOX;

    /** Is told how long a step took that was passed. For any thread. */
    @FunctionalInterface
    public interface Observer {
        void took(ValidationStep step, long nanos);
    }
}
