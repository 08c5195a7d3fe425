package org.mopay.cli.vectors.own;

import org.mopay.core.bytes.Bytes;

import java.util.List;

/** The one-time password of a payment. */
final class OneTimePasswordVectors extends VectorFile {
    OneTimePasswordVectors() {
        super(
                OwnKind.ONE_TIME_PASSWORDS,
                "OCRA-1:HOTP-SHA256-8:C-QH64 of RFC 6287 (chapter 6): C is the index of the"
                        + " payer's credential, Q is d.");
    }

    @Override
    List<Scenario> scenarios() throws Exception {
        Bytes d = SamplePayment.sample().d();
        return List.of(
                of("a payment", SamplePayment.PAYER_INDEX, d),
                of("the first credential", 0, d),
                of("the last index", 0xffff_ffffL, d),
                of("another payment", SamplePayment.PAYER_INDEX, Named.bytes("another d")));
    }

    private static Scenario of(String name, long index, Bytes d) {
        return new Scenario(
                name,
                new Members()
                        .with("otp_secret", Named.bytes("payer OTP secret"))
                        .with("credential_index", index)
                        .with("d", d)
                        .build());
    }
}
