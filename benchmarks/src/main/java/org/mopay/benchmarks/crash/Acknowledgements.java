package org.mopay.benchmarks.crash;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.benchmarks.load.Judge;
import org.mopay.benchmarks.load.SignedPayment;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Sha256;
import org.mopay.proto.v1.Outcome;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server has acknowledged, by payment, and whether it keeps to it: sent again, a payment
 * has to get the decision it had, to the byte. A decision names its second, so one that was lost and
 * made again in a later second is another.
 */
final class Acknowledgements implements Judge {
    /** One of so many is kept to be sent again at the very end. */
    private static final int SAMPLE = 50;

    private static final int MOST_FINDINGS = 20;

    private final Judge check;
    private final Map<Long, Bytes> decisions = new HashMap<>();
    private final List<SignedPayment> recent = new ArrayList<>();
    private final List<SignedPayment> sample = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private long broken;
    private int answers;
    private int answersToTrigger;
    private Runnable trigger = () -> {};

    /**
     * Nothing is acknowledged yet.
     *
     * @param check of a single answer
     */
    Acknowledgements(Judge check) {
        this.check = check;
    }

    /**
     * Does something the moment when so many more answers have come: what else was to make them
     * true may not have happened yet.
     */
    void after(int more, Runnable action) {
        answersToTrigger = answers + more;
        trigger = action;
    }

    @Override
    public Optional<String> fault(SignedPayment payment, int status, byte[] body) {
        answers++;
        if (answers == answersToTrigger) {
            trigger.run();
        }
        Optional<String> fault = check.fault(payment, status, body);
        Bytes earlier = decisions.get(payment.number());
        if (fault.isPresent()) {
            if (earlier != null) {
                breach(payment, fault.get());
            }
            return fault;
        }
        Bytes decision = decision(body);
        if (earlier == null) {
            acknowledge(payment, decision);
        } else if (!earlier.equals(decision)) {
            breach(payment, "it was decided again");
        }
        return Optional.empty();
    }

    private static Bytes decision(byte[] body) {
        try {
            return Bytes.copyOf(
                    Sha256.hash(Outcome.parseFrom(body).getDecision().toByteArray()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an outcome that was read before", e);
        }
    }

    private void acknowledge(SignedPayment payment, Bytes decision) {
        decisions.put(payment.number(), decision);
        recent.add(payment);
        if (decisions.size() % SAMPLE == 0) {
            sample.add(payment);
        }
    }

    private void breach(SignedPayment payment, String how) {
        broken++;
        if (findings.size() < MOST_FINDINGS) {
            findings.add("payment " + payment.number() + " was acknowledged, and then: " + how);
        }
    }

    /** What was acknowledged since the last call. */
    List<SignedPayment> takeRecent() {
        List<SignedPayment> taken = List.copyOf(recent);
        recent.clear();
        return taken;
    }

    /** Some of all that was ever acknowledged. */
    List<SignedPayment> sample() {
        return List.copyOf(sample);
    }

    boolean has(long number) {
        return decisions.containsKey(number);
    }

    int count() {
        return decisions.size();
    }

    /** How often the server did not keep to what it had acknowledged. */
    long broken() {
        return broken;
    }

    /** The first of these, in words. */
    List<String> findings() {
        return List.copyOf(findings);
    }
}
