package org.mopay.cli.host;

import org.mopay.cli.output.Failure;
import org.mopay.core.Outgoing;
import org.mopay.core.PaymentResult;
import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.Signed;

import java.util.List;
import java.util.Optional;

/**
 * What a phone does with its validator outside of a conversation. Everything here may be repeated:
 * nothing is paid, refilled or enrolled twice.
 */
public final class Outbox {
    private final LocalPhone phone;

    public Outbox(LocalPhone phone) {
        this.phone = phone;
    }

    /** What this phone has signed or accepted and does not know the outcome of. */
    public List<Bytes> unresolved() throws Failure, ProtocolException {
        return phone.step(Phone::unresolved);
    }

    /**
     * Submits what is unresolved, as payer or payee, and takes the outcome.
     *
     * @return the outcome, or nothing if another process has just resolved it
     * @throws Failure if there is no outcome: it is still unresolved, unless {@link #isGivenUp}
     */
    public Optional<PaymentResult> resolve(Bytes d) throws Failure, ProtocolException {
        Optional<Outgoing> outgoing = phone.step(own -> own.unresolved().contains(d)
                ? Optional.of(own.outgoing(d, phone.now()))
                : Optional.empty());
        if (outgoing.isEmpty()) {
            return Optional.empty();
        }
        try {
            return send(d, outgoing.get());
        } catch (Failure e) {
            giveUp(d, e.code());
            throw e;
        }
    }

    /**
     * Answers what a pending payment waits for, and takes the outcome.
     *
     * @return the outcome, or nothing if another process has just resolved it
     */
    public Optional<PaymentResult> answer(Bytes d, String code) throws Failure, ProtocolException {
        return send(d, phone.step(own -> own.answerStepUp(d, code)));
    }

    private Optional<PaymentResult> send(Bytes d, Outgoing outgoing)
            throws Failure, ProtocolException {
        Outcome outcome = phone.validator().submit(outgoing);
        try {
            return take(d, outcome);
        } catch (ProtocolException e) {
            if (e.code() != ErrorCode.OUTCOME_INVALID) {
                throw e;
            }
        }
        // It may be signed with a key that this phone has not heard of yet.
        update();
        return take(d, outcome);
    }

    private Optional<PaymentResult> take(Bytes d, Outcome outcome)
            throws Failure, ProtocolException {
        return phone.step(own -> {
            if (!own.unresolved().contains(d)) {
                return Optional.empty();
            }
            Phone.Resolution resolution = own.resolve(d, outcome);
            phone.commit(resolution.changes());
            return Optional.of(resolution.result());
        });
    }

    /** As {@link #resolve}; what fails now is tried another time. */
    public Optional<PaymentResult> tryToResolve(Bytes d) throws ProtocolException {
        try {
            return resolve(d);
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    private void giveUp(Bytes d, ErrorCode why) throws Failure, ProtocolException {
        phone.step(own -> {
            if (own.unresolved().contains(d)) {
                var change = own.giveUp(d, why, phone.now());
                if (change.isPresent()) {
                    phone.commit(List.of(change.get()));
                }
            }
            return own;
        });
    }

    /** Whether the time to settle is over and the validator will never take it: nothing was paid. */
    public boolean isGivenUp(Bytes d) throws Failure, ProtocolException {
        return !unresolved().contains(d);
    }

    /**
     * What a phone that is online does before it pays or asks for money: renews what it knows of its
     * validator when that is a day old, and refills an empty pool. A validator that can't be asked now
     * is asked another time.
     */
    public void makeReady() throws ProtocolException {
        try {
            if (phone.step(own -> own.validator().isStale(phone.now()))) {
                update();
            }
            if (phone.step(own -> own.unusedAliases(phone.now()) == 0)) {
                refill();
            }
        } catch (Failure e) {
            // What is missing is said by the step that needs it.
            return;
        }
    }

    /**
     * Renews what this phone knows of its validator if that is why a conversation failed. The next one
     * may then succeed.
     */
    public void learnFrom(PaymentResult result) throws ProtocolException {
        if (result.code().equals(Optional.of(ErrorCode.ISSUER_UNKNOWN))) {
            try {
                update();
            } catch (Failure e) {
                // The next conversation says the same.
                return;
            }
        }
    }

    /** Fetches the validator's newest signed information. */
    public void update() throws Failure, ProtocolException {
        Signed info = phone.validator().validator();
        phone.step(own -> {
            phone.commit(List.of(own.update(info)));
            return own;
        });
    }

    /**
     * Fills the pool of credentials.
     *
     * @return how many unused ones there are now
     */
    public int refill() throws Failure, ProtocolException {
        update();
        Signed request = phone.step(own -> {
            Signed begun = own.beginRefill(phone.now());
            phone.commit(List.of(own.stored()));
            return begun;
        });
        RefillAnswer answer = phone.validator().refill(request);
        return phone.step(own -> {
            phone.commit(List.of(own.completeRefill(answer, phone.now())));
            return own.unusedAliases(phone.now());
        });
    }

    /** Refills when the pool is low. A validator that can't be asked now is asked another time. */
    public boolean refillIfNeeded() throws Failure, ProtocolException {
        if (!phone.step(own -> own.needsRefill(phone.now()))) {
            return false;
        }
        try {
            refill();
            return true;
        } catch (Failure e) {
            return false;
        }
    }
}
