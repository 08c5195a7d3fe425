package org.mopay.benchmarks;

import org.mopay.core.message.Padding;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The cryptography that no validator of a payment can do without: the payee's and the payer's
 * signature under keys met for the first time, the own MAC on both credentials, the payer's box and
 * the one-time password in it. Not in it, though the server does them as well: the submitter's box,
 * both devices' secrets unwrapped and the credential ids decrypted.
 */
final class ValidationFloor {
    private static final int SIGNED = 256;
    private static final int CREDENTIAL = 160;

    private final BarePrimitives bare = new BarePrimitives();
    private final SignatureFloor signatures = new SignatureFloor(SIGNED);
    private final BoxFloor box = new BoxFloor(Padding.BUCKET);
    private final OtpFloor otp = new OtpFloor();
    private final byte[] key = bare.random(BarePrimitives.KEY_SIZE);
    private final byte[] credential = bare.random(CREDENTIAL);

    void validate(Blackhole blackhole) {
        for (int party = 0; party < 2; party++) {
            blackhole.consume(bare.hmacSha256(key, credential));
            blackhole.consume(signatures.verifyUnderNewKey());
        }
        box.open(blackhole);
        blackhole.consume(otp.ocraPayment(key));
    }

    /** The decision's signature and the payer's notice. */
    void decide(Blackhole blackhole) {
        blackhole.consume(signatures.sign());
        box.seal(blackhole);
    }
}
