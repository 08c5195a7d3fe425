package org.mopay.core;

import static org.mopay.core.TestValidator.NOW;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Carrier;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.Outcome;

import java.util.List;

/**
 * Two phones that are enrolled with one validator, and a fresh ledger. Enrolled once, they are
 * copied for every test.
 */
final class TwoPhones {
    private static final List<CarrierHint> CARRIERS = List.of(CarrierHint.newBuilder()
            .setCarrier(Carrier.CARRIER_TCP)
            .setAddress("127.0.0.1:7070")
            .build());
    private static final Enrolled ENROLLED = Enrolled.once();

    final TestValidator validator = ENROLLED.validator();
    final TestLedger ledger = new TestLedger(validator);
    final SeededRandom random;
    final HostedPhone payer;
    final HostedPhone payee;
    long now = NOW;

    private record Enrolled(TestValidator validator, HostedPhone payer, HostedPhone payee) {
        static Enrolled once() {
            SeededRandom random = new SeededRandom(1);
            try {
                TestValidator validator = new TestValidator("bank.test", random);
                return new Enrolled(
                        validator,
                        HostedPhone.enrol(validator, "payer", random),
                        HostedPhone.enrol(validator, "payee", random));
            } catch (ProtocolException e) {
                throw new AssertionError(e);
            }
        }
    }

    TwoPhones(long seed) throws ProtocolException {
        this(seed, TestValidator.CRYPTO);
    }

    TwoPhones(long seed, CryptoProvider crypto) throws ProtocolException {
        random = new SeededRandom(seed);
        payer = ENROLLED.payer().copy(crypto, random);
        payee = ENROLLED.payee().copy(crypto, random);
    }

    /** The payee asks for 12.50 USD. */
    Bytes request() throws ProtocolException {
        return payee.request(1250, now);
    }

    PayeeSession receive(Bytes request, boolean withKey) throws ProtocolException {
        return payee.phone().receive(request, CARRIERS, withKey, now);
    }

    /** A conversation about a request, over XX. */
    Conversation converse(Bytes request) throws ProtocolException {
        return converse(receive(request, false));
    }

    Conversation converse(PayeeSession session) throws ProtocolException {
        return new Conversation(
                payer, payer.phone().pay(session.engagement()), payee, session, ledger, now);
    }

    /** Whether the payee's request still waits for its money. */
    boolean isOpen(Bytes request) {
        return payee.stored().getRequestsList().stream()
                .anyMatch(open ->
                        VerifiedRequest.digest(open.getRequest().getBody()).equals(request));
    }

    /** Both phones submit what they have not heard of, as a host does when it is online again. */
    void sync() throws ProtocolException {
        sync(payer);
        sync(payee);
    }

    void sync(HostedPhone phone) throws ProtocolException {
        for (Bytes d : phone.phone().unresolved()) {
            Outcome outcome = ledger.send(phone.phone().outgoing(d, now), now);
            phone.persist(phone.phone().resolve(d, outcome).changes());
        }
    }
}
