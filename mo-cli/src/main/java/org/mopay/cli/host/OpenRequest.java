package org.mopay.cli.host;

import org.mopay.cli.output.Failure;
import org.mopay.core.PayeeSession;
import org.mopay.core.PaymentResult;
import org.mopay.core.RequestDraft;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Carrier;
import org.mopay.proto.v1.CarrierHint;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request of this phone that waits to be paid. It outlives its conversations: whatever breaks one
 * of them, the next is served under a fresh engagement, until the request is settled or expires.
 */
public final class OpenRequest {
    /** How often the validator is asked about a payment that was authorized and not decided. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final LocalPhone phone;
    private final Outbox outbox;
    private final Bytes digest;
    private final long expires;

    private OpenRequest(LocalPhone phone, Bytes digest, long expires) {
        this.phone = phone;
        this.outbox = new Outbox(phone);
        this.digest = digest;
        this.expires = expires;
    }

    /** Hears what happens to the request. */
    public interface Listener {
        /** Hears of the messages between this phone and the validator. */
        Trace trace();

        /** A fresh engagement, to be shown to one payer. */
        void shown(Bytes engagement);

        /** A payer has taken it up; both screens show this code. */
        void engaged(String shortCode);

        /** A conversation ended, and the request is still open: unpaid, or shared with others. */
        void ended(PaymentResult result) throws Failure;
    }

    /** Makes and stores a request. */
    public static OpenRequest make(LocalPhone phone, RequestDraft draft)
            throws Failure, ProtocolException {
        long now = phone.now();
        Bytes digest = phone.step(own -> {
            Bytes made = own.request(draft, now);
            phone.commit(List.of(own.stored()));
            return made;
        });
        return new OpenRequest(phone, digest, now + draft.lifetime());
    }

    /** Names the request. */
    public Bytes digest() {
        return digest;
    }

    /** Seconds since the Unix epoch. */
    public long expires() {
        return expires;
    }

    /**
     * Serves payers until nothing more can be paid, or until a shared request that was paid in part
     * has expired.
     *
     * @param xk whether the engagement shows the credential's key
     * @return the last settled payment; nothing if the validator says that the request was paid, and the
     *     payment itself has not come to this phone
     * @throws Failure REQUEST_EXPIRED; PAYMENT_UNRESOLVED if it expired with an authorization that is
     *     not decided; ADDRESS_IN_USE
     */
    public Optional<DecidedPayment> serve(InetSocketAddress address, boolean xk, Listener listener)
            throws Failure, ProtocolException {
        try (PayeeService service = PayeeService.listen(
                phone,
                address,
                session -> listener.engaged(session.shortAuthenticationString()),
                listener.trace())) {
            List<CarrierHint> carriers = List.of(CarrierHint.newBuilder()
                    .setCarrier(Carrier.CARRIER_TCP)
                    .setAddress(address.getHostString() + ":" + service.port())
                    .build());
            boolean undecided = false;
            while (true) {
                boolean expired = phone.now() > expires;
                if (expired) {
                    askValidator();
                }
                if (!isOpen()) {
                    return settled();
                }
                if (expired) {
                    Optional<DecidedPayment> part = settled();
                    if (part.isPresent()) {
                        return part;
                    }
                    throw expired();
                }
                PayeeSession session =
                        phone.step(own -> own.receive(digest, carriers, xk, phone.now()));
                service.show(session);
                listener.shown(session.engagement());
                Optional<PaymentResult> result = conversation(service, undecided);
                boolean open = isOpen();
                if (!open
                        && result.isPresent()
                        && result.get().status() == PaymentResult.Status.SETTLED) {
                    return Optional.of(DecidedPayment.of(result.get().outcome().orElseThrow()));
                }
                if (open && result.isPresent()) {
                    undecided |= result.get().status() == PaymentResult.Status.UNRESOLVED
                            || result.get().status() == PaymentResult.Status.PENDING;
                    outbox.learnFrom(result.get());
                    listener.ended(result.get());
                }
            }
        }
    }

    /** Waits for the shown session to end; nothing when the request is decided or expired before. */
    private Optional<PaymentResult> conversation(PayeeService service, boolean undecided)
            throws Failure, ProtocolException {
        while (true) {
            Optional<PaymentResult> ended = service.await(ASK_AGAIN);
            if (ended.isPresent()) {
                return ended;
            }
            if (service.isEngaged()) {
                continue;
            }
            if (undecided) {
                askValidator();
            }
            if (phone.now() > expires || (undecided && !isOpen())) {
                return Optional.empty();
            }
        }
    }

    /** Asks about what this phone has accepted and does not know the outcome of. */
    private void askValidator() throws Failure, ProtocolException {
        for (Bytes d : outbox.unresolved()) {
            outbox.tryToResolve(d);
        }
    }

    private boolean isOpen() throws Failure, ProtocolException {
        return phone.step(own -> own.isOpen(digest));
    }

    private Optional<DecidedPayment> settled() throws Failure, ProtocolException {
        List<DecidedPayment> decided =
                phone.directory().locked(() -> DecidedPayment.all(phone.directory()));
        return decided.stream()
                .filter(payment -> payment.settled()
                        && !payment.paid()
                        && payment.requestDigest().equals(digest))
                .findFirst();
    }

    private Failure expired() throws Failure, ProtocolException {
        return outbox.unresolved().isEmpty()
                ? Failure.of(ErrorCode.REQUEST_EXPIRED, "no payer of it has come here in time")
                        .withFix("look for it, `mo phone history`, then make a new request")
                : Failure.of(
                                ErrorCode.PAYMENT_UNRESOLVED,
                                "the request has expired while a payment was not decided")
                        .withFix("`mo phone sync`");
    }
}
