package org.mopay.server.scenario;

import com.google.protobuf.ByteString;

import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.Terms;

import java.math.BigInteger;

/** Small damage, done to parts of a submission. */
final class Damage {
    private Damage() {}

    /** Takes both marks of the issuer: MAC and signature. */
    static void forge(IssuedCredential.Builder issued) {
        issued.setMac(flipped(issued.getMac()));
        breakSignature(issued.getCredentialBuilder());
    }

    static void breakSignature(Signed.Builder signed) {
        signed.setSignature(flipped(signed.getSignature()));
    }

    /** Another authorization of the same payment. */
    static void otherNonce(Terms.Builder terms) {
        terms.setNonce(flipped(terms.getNonce()));
    }

    static ByteString flipped(ByteString value) {
        byte[] flipped = value.toByteArray();
        flipped[flipped.length / 2] ^= 1;
        return ByteString.copyFrom(flipped);
    }

    /** S + L is the same number modulo the group's order L, and must be refused (RFC 8032, 5.1.7). */
    static void addGroupOrder(Signed.Builder signed) {
        BigInteger order = BigInteger.ONE
                .shiftLeft(252)
                .add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] signature = signed.getSignature().toByteArray();
        byte[] reversed = new byte[32];
        for (int i = 0; i < 32; i++) {
            reversed[i] = signature[63 - i];
        }
        byte[] sum = new BigInteger(1, reversed).add(order).toByteArray();
        for (int i = 0; i < 32; i++) {
            int at = sum.length - 1 - i;
            signature[32 + i] = at < 0 ? 0 : sum[at];
        }
        signed.setSignature(ByteString.copyFrom(signature));
    }
}
