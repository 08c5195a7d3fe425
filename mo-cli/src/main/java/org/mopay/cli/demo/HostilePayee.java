package org.mopay.cli.demo;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.cli.carrier.FrameConnection;
import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.output.Failure;
import org.mopay.core.Action;
import org.mopay.core.Change;
import org.mopay.core.Outgoing;
import org.mopay.core.PayeeSession;
import org.mopay.core.RequestDraft;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Carrier;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.StoredPhone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A payee whose app was tampered with. It asks for money as any payee does, but what it hands to the
 * validator is not what the payer has signed, and then it hangs up. It stores nothing.
 */
final class HostilePayee implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalPhone phone;
    private final ServerSocket listener;
    private final PayeeSession session;

    private HostilePayee(LocalPhone phone, ServerSocket listener, PayeeSession session) {
        this.phone = phone;
        this.listener = listener;
        this.session = session;
    }

    static HostilePayee open(LocalPhone phone, RequestDraft draft)
            throws Failure, ProtocolException {
        try {
            ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            CarrierHint address = CarrierHint.newBuilder()
                    .setCarrier(Carrier.CARRIER_TCP)
                    .setAddress("127.0.0.1:" + listener.getLocalPort())
                    .build();
            PayeeSession session = phone.step(own -> {
                Bytes digest = own.request(draft, phone.now());
                phone.commit(List.of(own.stored()));
                return own.receive(digest, List.of(address), false, phone.now());
            });
            return new HostilePayee(phone, listener, session);
        } catch (IOException e) {
            throw Failure.of(ErrorCode.ADDRESS_IN_USE, "loopback", e);
        }
    }

    String link() {
        return Links.pay(session.engagement());
    }

    /** Serves one payer, alters its authorization, and says how the validator refused it. */
    Failure attack() throws Failure, ProtocolException {
        try {
            listener.setSoTimeout((int) PATIENCE.toMillis());
            try (FrameConnection connection = FrameConnection.of(listener.accept())) {
                Bytes submission = converse(connection);
                StoredPhone own = phone.step(ignored -> record());
                phone.validator()
                        .submitted(new Outgoing(
                                Outgoing.Route.PAYMENT,
                                AlteredSubmission.tenfold(submission, own, phone.now())));
                throw Failure.of(
                        ErrorCode.COMMAND_FAILED, "the validator took an altered authorization");
            } catch (Failure refusal) {
                return refusal;
            }
        } catch (IOException e) {
            throw Failure.of(ErrorCode.PEER_GONE, "the payer", e);
        }
    }

    private StoredPhone record() throws Failure {
        try {
            Bytes record = phone.directory().read(Change.PHONE).orElse(Bytes.empty());
            return StoredPhone.parseFrom(record.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw Failure.of(ErrorCode.PHONE_STATE_CORRUPT, "phone", e);
        }
    }

    /** Plays by the rules until there is something to submit. */
    private Bytes converse(FrameConnection connection)
            throws IOException, Failure, ProtocolException {
        while (true) {
            Optional<Bytes> frame = connection.receive(PATIENCE);
            if (frame.isEmpty()) {
                throw Failure.of(ErrorCode.PEER_GONE, "the payer");
            }
            for (Action action : phone.step(own -> session.received(frame.get(), phone.now()))) {
                if (action instanceof Action.Send send) {
                    connection.send(send.frame());
                } else if (action instanceof Action.Persist) {
                    Action next = session.persisted(phone.now()).get(0);
                    if (next instanceof Action.Submit submit) {
                        return submit.outgoing().message();
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // It is closed as well as it can be.
            return;
        }
    }
}
