package org.mopay.core;

import org.mopay.core.bytes.Bytes;

/**
 * A message of a phone to its validator, to be sent until it is answered: sending it again changes
 * nothing.
 *
 * @param route which of the validator's endpoints takes it
 * @param message its exact bytes
 */
public record Outgoing(Route route, Bytes message) {

    /** What is asked of the validator; each is answered by an Outcome. */
    public enum Route {
        /** An AuthenticatedSubmission: settle this payment. */
        PAYMENT("/v1/payments"),
        /** A Cancellation: never settle this payment. */
        CANCELLATION("/v1/cancellations"),
        /** A StepUpResponse: what a pending payment waits for. */
        STEP_UP("/v1/step-ups"),
        /** A RefundSubmission: give this back. */
        REFUND("/v1/refunds");

        private final String path;

        Route(String path) {
            this.path = path;
        }

        /** Where the validator's HTTP interface takes it: POST, as protobuf. */
        public String path() {
            return path;
        }
    }
}
