package org.mopay.core.fuzz;

import static org.mopay.core.TestValidator.NOW;

import org.mopay.core.HostedPhone;
import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Carrier;
import org.mopay.proto.v1.CarrierHint;

import java.util.List;

/** A payer's and a payee's session under inputs in any order; see {@link FuzzedConversation}. */
final class SessionTarget {
    private static final CarrierHint CARRIER = CarrierHint.newBuilder()
            .setCarrier(Carrier.CARRIER_TCP)
            .setAddress("127.0.0.1:7070")
            .build();
    private static final TestValidator VALIDATOR;
    private static final HostedPhone PAYER;
    private static final HostedPhone PAYEE;

    static {
        try {
            SeededRandom random = new SeededRandom(1);
            VALIDATOR = new TestValidator("bank.test", random);
            PAYER = HostedPhone.enrol(VALIDATOR, "payer", random);
            PAYEE = HostedPhone.enrol(VALIDATOR, "payee", random);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    private SessionTarget() {}

    /** Nothing but right inputs, over XX and XK; and wrong ones among them. */
    static List<Bytes> seeds() {
        return List.of(
                Bytes.ofHex("00"),
                Bytes.ofHex("01"),
                Bytes.ofHex("00" + "0207000101" + "0001" + "0304020180" + "06" + "0405ffffffffff"),
                Bytes.ofHex("01" + "000106" + "0a11" + "08" + "0c000000" + "0e01"),
                Bytes.ofHex("00" + "00070106080600070b" + "0c00100180"),
                Bytes.ofHex("00" + "000701" + "09"),
                Bytes.ofHex("00" + "00010806" + "02004001" + "00070b07" + "03004001"),
                Bytes.ofHex("01" + "00070108" + "0f00" + "0f01"),
                Bytes.ofHex("00" + "0007010806" + "0007" + "0d"));
    }

    static void run(byte[] input) throws Exception {
        FuzzInput choices = new FuzzInput(input);
        boolean withKey = (choices.next() & 1) == 1;
        HostedPhone payer = PAYER.copy(new SeededRandom(2));
        HostedPhone payee = PAYEE.copy(new SeededRandom(3));
        Bytes request = payee.request(1250, NOW);
        new FuzzedConversation(
                        VALIDATOR,
                        payer,
                        payee,
                        payee.phone().receive(request, List.of(CARRIER), withKey, NOW),
                        choices)
                .run();
    }
}
