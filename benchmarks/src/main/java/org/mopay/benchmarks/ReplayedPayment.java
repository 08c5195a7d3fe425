package org.mopay.benchmarks;

import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;

import java.util.List;

/**
 * One payment that two phones make again and again, byte for byte: they are restored from the same
 * records and draw the same random bytes, so that the validator's outcome of the first time is
 * right every time and only the phones' own work is left to measure.
 */
final class ReplayedPayment {
    private final CryptoProvider crypto = CryptoProvider.bouncyCastle();
    private final RandomTape tape = new RandomTape();
    private final MemoryValidator validator;
    private final Bytes payerRecord;
    private final Bytes payeeRecord;
    private Phone payer;
    private Phone payee;
    private List<Bytes> frames = List.of();
    private Bytes submission = Bytes.empty();
    private Bytes outcome = Bytes.empty();

    private ReplayedPayment() throws ProtocolException {
        this.validator = new MemoryValidator(crypto);
        this.payerRecord = enrol("payer");
        this.payeeRecord = enrol("payee");
        this.payer = restored(payerRecord);
        this.payee = restored(payeeRecord);
    }

    /** The payment after its first time. */
    static ReplayedPayment recorded() {
        try {
            ReplayedPayment payment = new ReplayedPayment();
            payment.frames = payment.pay(payment::settle).frames();
            return payment;
        } catch (ProtocolException e) {
            throw new IllegalStateException("this payment is in order", e);
        }
    }

    private Bytes enrol(String account) throws ProtocolException {
        return validator.enrol(account).stored().value().orElseThrow();
    }

    private Phone restored(Bytes record) throws ProtocolException {
        return Phone.restore(record, crypto, tape);
    }

    private MemoryConversation pay(MemoryConversation.ValidatorLink link) throws ProtocolException {
        return MemoryConversation.pay(payer, payee, link, MemoryValidator.NOW);
    }

    private Bytes settle(Bytes submitted) throws ProtocolException {
        submission = submitted;
        outcome = MessageType.OUTCOME.encode(
                validator.outcome(validator.settled(validator.validate(submitted))));
        return outcome;
    }

    /** Makes the phones what they were before the payment. */
    void rewind() throws ProtocolException {
        tape.rewind();
        payer = restored(payerRecord);
        payee = restored(payeeRecord);
    }

    /** Pays once; {@link #rewind} comes before. */
    MemoryConversation replay() throws ProtocolException {
        return pay(submitted -> outcome);
    }

    MemoryValidator validator() {
        return validator;
    }

    /** What the phones send each other. */
    List<Bytes> frames() {
        return frames;
    }

    /** What the payee's phone submits. */
    Bytes submission() {
        return submission;
    }
}
