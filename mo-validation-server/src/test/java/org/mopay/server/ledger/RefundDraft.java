package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.PaymentIdentity;
import org.mopay.server.ledger.book.PaymentRecord;

/** A refund in the making: a good one, until a test changes a part of it. */
public final class RefundDraft {
    Bytes r;
    Bytes digest;
    Phone giver;
    Bytes paymentId;
    Bytes d;
    Asset asset;
    long amount;
    boolean otpCorrect = true;
    long at = LedgerKit.NOW;

    RefundDraft(LedgerKit kit, PaymentRecord payment, Phone giver, long amount) {
        this.r = kit.digest();
        this.digest = kit.digest();
        this.giver = giver;
        this.paymentId = payment.identity().paymentId();
        this.d = payment.identity().d();
        this.asset = payment.charge().asset();
        this.amount = amount;
    }

    public RefundOrder build() {
        Bytes id = Bytes.concat(Bytes.ofHex("018bcfe56800"), r.slice(0, 26));
        return new RefundOrder(
                new PaymentIdentity(id, r, digest),
                giver.device(),
                paymentId,
                d,
                asset,
                amount,
                "too salty",
                otpCorrect,
                Bytes.ofUtf8("refund " + r.hex()),
                1,
                at);
    }
}
