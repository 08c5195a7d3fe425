package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.cli.Town.PATIENCE;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.carrier.FrameConnection;
import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.process.MoProcess;
import org.mopay.core.Action;
import org.mopay.core.Amount;
import org.mopay.core.PayeeSession;
import org.mopay.core.RequestDraft;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.channel.Engagements;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Carrier;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.Engagement;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Outcome;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What strangers, thieves and dishonest payees try against real processes. */
class HostileInputIT {
    private static final long SEED = 20_26;

    @TempDir
    static Path directory;

    private static Town town;

    @BeforeAll
    static void found() throws Exception {
        town = Town.found(directory);
    }

    @AfterAll
    static void leave() {
        town.close();
    }

    private static int payeePort(String link) throws Exception {
        String address =
                Engagements.decode(Links.engagement(link)).getCarriers(0).getAddress();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static Socket connect(int port) throws Exception {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static byte[] garbage(int size) {
        System.out.println("seed " + SEED);
        byte[] bytes = new byte[size];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }

    /** Sends bytes and waits until the other side has closed. */
    private static void sendUntilClosed(int port, byte[] bytes) throws Exception {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // Refused with a reset, which is an end as well.
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    // cites SEC-04
    @Test
    void servesAnHonestPayerAfterGarbageAndBesideSilence() throws Exception {
        town.settle("garbage-payer", 10_000, Optional.empty());
        town.settle("garbage-payee", 0, Optional.empty());
        MoProcess request = town.phone("garbage-payee", "request", "100");
        String link = Town.link(request, 1);
        int port = payeePort(link);

        sendUntilClosed(port, garbage(3_000));
        sendUntilClosed(port, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        sendUntilClosed(port, new byte[] {(byte) 0xff, (byte) 0xff, 0});
        sendUntilClosed(port, new byte[] {0, 0});
        try (Socket silent = connect(port);
                Socket slow = connect(port)) {
            slow.getOutputStream().write(0);
            MoProcess payment = town.phone("garbage-payer", "pay", link, "--yes");

            assertThat(payment.exitCode(PATIENCE)).isZero();
            assertThat(request.exitCode(PATIENCE)).isZero();
            assertThat(silent.isConnected()).isTrue();
        }
        assertThat(town.balance("garbage-payee")).isEqualTo(100);
    }

    // cites SEC-04
    @Test
    void answersAfterGarbageOnTheHttpsPort() throws Exception {
        town.settle("https", 700, Optional.empty());

        sendUntilClosed(town.port(), garbage(5_000));
        sendUntilClosed(
                town.port(),
                "POST /v1/payments HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(town.balance("https")).isEqualTo(700);
    }

    // cites OTP-08, OTP-09, OTP-10
    @Test
    void throttlesTheDeviceAfterThreeWrongPins() throws Exception {
        town.settle("thief", 10_000, Optional.of("2468"));
        town.settle("shop", 0, Optional.empty());
        MoProcess request = town.phone("shop", "request", "100");

        for (int attempt = 1; attempt <= 3; attempt++) {
            MoProcess wrong = town.phone(
                    "thief", "pay", Town.link(request, attempt), "--yes", "--pin", "1357");
            assertThat(Town.code(wrong)).isEqualTo("MO-5001");
            assertThat(wrong.exitCode(PATIENCE)).isEqualTo(3);
        }
        MoProcess right =
                town.phone("thief", "pay", Town.link(request, 4), "--yes", "--pin", "2468");

        assertThat(right.exitCode(PATIENCE)).isNotZero();
        assertThat(right.events().toString()).contains("MO-5002");
        assertThat(town.balance("thief")).isEqualTo(10_000);
        request.close();
    }

    // cites HS-38, PAY-50
    @Test
    void tellsThePayerTheTruthWhenThePayeeClaimsARefusal() throws Exception {
        town.settle("honest", 10_000, Optional.empty());
        town.settle("liar", 0, Optional.empty());
        LocalPhone liar = LocalPhone.open(town.path("liar"), Duration.ofSeconds(5));
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PayeeSession session = open(liar, listener.getLocalPort());
            MoProcess payment =
                    town.phone("honest", "pay", Links.pay(session.engagement()), "--yes");

            Outcome settled = settleAndDeny(liar, session, listener);

            assertThat(settled.hasDecision()).isTrue();
            assertThat(payment.await("unresolved", PATIENCE).get("code").getAsString())
                    .isEqualTo("MO-4010");
            payment.await("settled", PATIENCE);
            assertThat(payment.exitCode(PATIENCE)).isZero();
            assertThat(town.balance("liar")).isEqualTo(400);
        }
    }

    private static PayeeSession open(LocalPhone phone, int port) throws Exception {
        RequestDraft draft =
                new RequestDraft(new Amount(400, "KRW", 0), "", "", 60, FeeBearer.FEE_BEARER_PAYER);
        List<CarrierHint> carriers = List.of(CarrierHint.newBuilder()
                .setCarrier(Carrier.CARRIER_TCP)
                .setAddress("127.0.0.1:" + port)
                .build());
        return phone.step(own -> {
            Bytes digest = own.request(draft, phone.now());
            phone.commit(List.of(own.stored()));
            return own.receive(digest, carriers, true, phone.now());
        });
    }

    /** Takes the payment, and tells the payer that the user has declined. */
    private static Outcome settleAndDeny(
            LocalPhone phone, PayeeSession session, ServerSocket listener) throws Exception {
        try (FrameConnection payer = FrameConnection.of(listener.accept())) {
            while (true) {
                Bytes frame = payer.receive(PATIENCE).orElseThrow();
                for (Action action : session.received(frame, phone.now())) {
                    if (action instanceof Action.Send send) {
                        payer.send(send.frame());
                    } else if (action instanceof Action.Persist) {
                        Action.Submit submit =
                                (Action.Submit) session.persisted(phone.now()).get(0);
                        Outcome outcome = phone.validator().submit(submit.outgoing());
                        for (Action lie : session.unanswered(ErrorCode.DECLINED)) {
                            if (lie instanceof Action.Send send) {
                                payer.send(send.frame());
                            }
                        }
                        return outcome;
                    }
                }
            }
        }
    }

    // cites PAY-11
    @Test
    void endsARequestThatNobodyPaidInTime() throws Exception {
        town.settle("patient", 0, Optional.empty());

        MoProcess request = town.phone("patient", "request", "100", "--expires", "1");

        assertThat(Town.code(request)).isEqualTo("MO-3003");
        assertThat(request.exitCode(PATIENCE)).isEqualTo(3);
    }

    // cites ENC-41, HS-04
    @Test
    void refusesALinkOfAnotherValidatorAndALinkThatIsNone() throws Exception {
        town.settle("lost", 10_000, Optional.empty());
        Engagement elsewhere = Engagement.newBuilder()
                .setVersion(1)
                .setValidatorId("elsewhere.example")
                .setCommitment(ByteString.copyFrom(new byte[32]))
                .build();
        String link = Links.pay(MessageType.ENGAGEMENT.encode(elsewhere));

        MoProcess other = town.phone("lost", "pay", link, "--yes");
        MoProcess none = town.phone("lost", "pay", "mo://pay/!!!", "--yes");

        assertThat(Town.code(other)).isEqualTo("MO-1004");
        assertThat(other.exitCode(PATIENCE)).isEqualTo(3);
        assertThat(Town.code(none)).isEqualTo("MO-1001");
    }

    // cites HS-27
    @Test
    void declinesWhenNobodyCanBeAsked() throws Exception {
        town.settle("shy", 10_000, Optional.empty());
        town.settle("asker", 0, Optional.empty());
        MoProcess request = town.phone("asker", "request", "100");

        MoProcess payment = town.phone("shy", "pay", Town.link(request, 1));

        assertThat(payment.exitCode(PATIENCE)).isEqualTo(3);
        assertThat(payment.await("error", PATIENCE).get("fix").getAsString()).contains("--yes");
        assertThat(Town.link(request, 2)).isNotEqualTo(Town.link(request, 1));
        assertThat(town.balance("shy")).isEqualTo(10_000);
        request.close();
    }

    // cites HS-02
    @Test
    void turnsASecondPayerAwayWhileOneIsInConversation() throws Exception {
        town.settle("second", 10_000, Optional.empty());
        town.settle("kiosk", 0, Optional.empty());
        MoProcess request = town.phone("kiosk", "request", "100");
        String link = Town.link(request, 1);
        LocalPhone first = LocalPhone.open(town.path("second"), PATIENCE);
        try (FrameConnection busy = FrameConnection.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), payeePort(link)),
                PATIENCE)) {
            for (Action action :
                    first.step(own -> own.pay(Links.engagement(link)).start(first.now()))) {
                if (action instanceof Action.Send send) {
                    busy.send(send.frame());
                }
            }
            request.await("engaged", PATIENCE);

            MoProcess second = town.phone("second", "pay", link, "--yes");

            assertThat(Town.code(second)).isEqualTo("MO-4012");
            assertThat(second.exitCode(PATIENCE)).isEqualTo(4);
        }
        MoProcess later = town.phone("second", "pay", Town.link(request, 2), "--yes");
        assertThat(later.exitCode(PATIENCE)).isZero();
        assertThat(request.exitCode(PATIENCE)).isZero();
    }

    // cites IDC-29
    @Test
    void doesNotTalkToAServerWithAnotherCertificate() throws Exception {
        town.settle("pinned", 500, Optional.empty());
        String link = town.activation("impostor");
        var activation = Links.activation(link).toBuilder()
                .setTlsPin(ByteString.copyFrom(new byte[32]))
                .build();

        MoProcess enrolling = town.phone("impostor", "enrol", Links.enrol(activation));

        assertThat(Town.code(enrolling)).isEqualTo("MO-9004");
        assertThat(enrolling.exitCode(PATIENCE)).isEqualTo(6);
    }
}
