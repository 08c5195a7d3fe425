package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.Charge;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.PaymentIdentity;

/** A payment order in the making: a good one, until a test changes a part of it. */
public final class OrderDraft {
    private static final int ISSUER_KEY_ID = 1;

    static final Asset EUR = new Asset("EUR", 2);

    Bytes d;
    Bytes authorization;
    Bytes requestDigest;
    Phone payer;
    int payerAlias;
    Phone payee;

    @Nullable
    Integer payeeAlias;

    Asset asset = EUR;
    long amount;
    long fee;
    FeeBearer feeBearer = FeeBearer.PAYER;
    long limit = 1_000_000;

    @Nullable
    Long total;

    @Nullable
    Integer maxUses = 1;

    boolean oncePerPayer;
    boolean otpCorrect = true;

    PaymentOrder.@Nullable Hesitation hesitation;

    long at;

    OrderDraft(LedgerKit kit, Phone payer, Phone payee, long amount) {
        this.d = kit.digest();
        this.authorization = kit.digest();
        this.requestDigest = kit.digest();
        this.payer = payer;
        this.payerAlias = payer.freshAlias();
        this.payee = payee;
        this.payeeAlias = payee.freshAlias();
        this.amount = amount;
        this.at = LedgerKit.NOW;
    }

    /** Another payment of the same request, by another payer. */
    public OrderDraft again(LedgerKit kit, Phone otherPayer) {
        OrderDraft again = new OrderDraft(kit, otherPayer, payee, amount);
        again.requestDigest = requestDigest;
        again.payeeAlias = payeeAlias;
        again.total = total;
        again.maxUses = maxUses;
        again.oncePerPayer = oncePerPayer;
        return again;
    }

    public OrderDraft shareable(
            @Nullable Long total, @Nullable Integer maxUses, boolean oncePerPayer) {
        this.total = total;
        this.maxUses = maxUses;
        this.oncePerPayer = oncePerPayer;
        return this;
    }

    /** Has to wait, for a code or for the operator, for ten minutes. */
    public OrderDraft waiting() {
        hesitation = new PaymentOrder.Hesitation(true, 3, at + 600, at + 600);
        return this;
    }

    public Bytes d() {
        return d;
    }

    OrderDraft fee(long fee, FeeBearer bearer) {
        this.fee = fee;
        this.feeBearer = bearer;
        return this;
    }

    public Bytes paymentId() {
        return Bytes.concat(Bytes.ofHex("018bcfe56800"), d.slice(0, 26));
    }

    /** Pays with the credential of another payment of the same phone. */
    public OrderDraft payerAlias(OrderDraft other) {
        payerAlias = other.payerAlias;
        return this;
    }

    public PaymentOrder build() {
        return new PaymentOrder(
                new PaymentIdentity(paymentId(), d, authorization),
                new PaymentOrder.Payer(payer.device(), payerAlias),
                new PaymentOrder.Payee(payee.account(), payee.device(), payeeAlias),
                new PaymentOrder.Request(
                        requestDigest, at + 600, total, maxUses, oncePerPayer, "lunch"),
                new Charge(asset, amount, fee, feeBearer),
                limit,
                otpCorrect,
                hesitation,
                Bytes.ofUtf8("submission of " + d.hex()),
                ISSUER_KEY_ID,
                at);
    }
}
