package org.mopay.core.payment;

import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Unverified;
import org.mopay.core.message.Verified;
import org.mopay.proto.v1.AssetDefinition;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredRequest;

/** A payment request whose form is right and that its payee's credential key has signed. */
public final class VerifiedRequest {
    /** Bytes of a nonce. */
    public static final int NONCE_SIZE = 16;

    /** UTF-8 bytes of the longest memo and label. */
    public static final int MAX_MEMO = 140;

    public static final int MAX_LABEL = 64;

    private final PaymentRequest message;
    private final Signed signed;
    private final VerifiedCredential payee;

    private VerifiedRequest(PaymentRequest message, Signed signed, VerifiedCredential payee) {
        this.message = message;
        this.signed = signed;
        this.payee = payee;
    }

    /** Checks form and signature, not yet the times. */
    public static VerifiedRequest verify(
            Signed signed, VerifiedCredential payee, TrustedValidator validator)
            throws ProtocolException {
        Unverified<PaymentRequest> read = MessageType.PAYMENT_REQUEST.read(signed);
        checkForm(read.message(), payee.id(), validator);
        Verified<PaymentRequest> verified = read.verify(payee.verifier());
        return new VerifiedRequest(verified.message(), verified.signed(), payee);
    }

    /**
     * A request that this phone has made and kept. Its record holds the phone's secrets and is as good
     * as they are, so the phone does not verify what it has signed itself, nor once more the
     * credential that it was granted; dates, form and the issuer's key are checked.
     *
     * @throws ProtocolException CREDENTIAL_EXPIRED, CREDENTIAL_INVALID if the issuer's key is not valid
     *     any more, or a code of malformed bytes
     */
    public static VerifiedRequest own(
            StoredRequest request, TrustedValidator validator, long now, CryptoProvider crypto)
            throws ProtocolException {
        IssuedCredential issued = request.getAlias().getCredential();
        Credential credential = VerifiedCredential.decode(issued, validator.id());
        validator.requireIssuer(credential.getIssuerKeyId(), now);
        VerifiedCredential payee = VerifiedCredential.checked(issued, credential, now, crypto);
        PaymentRequest message =
                MessageType.PAYMENT_REQUEST.decode(request.getRequest().getBody());
        checkForm(message, payee.id(), validator);
        return new VerifiedRequest(message, request.getRequest(), payee);
    }

    /**
     * Checks all that needs no cryptography and no clock.
     *
     * @throws ProtocolException WRONG_VALIDATOR, CREDENTIAL_MISMATCH, ASSET_UNKNOWN, AMOUNT_INVALID,
     *     NOT_SUPPORTED or MALFORMED_MESSAGE
     */
    public static void checkForm(
            PaymentRequest request, Bytes payeeCredentialId, TrustedValidator validator)
            throws ProtocolException {
        if (!request.getValidatorId().equals(validator.id())) {
            throw new ProtocolException(
                    ErrorCode.WRONG_VALIDATOR, "request for " + request.getValidatorId());
        }
        if (!bytes(request.getCredentialId()).equals(payeeCredentialId)) {
            throw new ProtocolException(
                    ErrorCode.CREDENTIAL_MISMATCH, "the request names another credential");
        }
        AssetDefinition asset = validator.asset(request.getAsset());
        if (asset.getExponent() != request.getExponent()) {
            throw new ProtocolException(
                    ErrorCode.ASSET_UNKNOWN, asset.getCode() + " with another exponent");
        }
        long lifetime = request.getExpires() - request.getCreated();
        boolean form = request.getNonce().size() == NONCE_SIZE
                && request.getFeeBearer() != FeeBearer.FEE_BEARER_UNSPECIFIED
                && request.getCreated() > 0
                && lifetime > 0
                && lifetime <= validator.limits().getRequestLifetime()
                && PlainText.fits(request.getMemo(), MAX_MEMO)
                && PlainText.fits(request.getLabel(), MAX_LABEL);
        if (!form) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "payment-request: a field is out of bounds");
        }
        checkAmounts(request);
    }

    private static void checkAmounts(PaymentRequest request) throws ProtocolException {
        boolean open = request.hasMinAmount() || request.hasMaxAmount();
        boolean fixedAmount = request.hasAmount() && !open && request.getAmount() > 0;
        boolean openAmount = !request.hasAmount()
                && request.hasMinAmount()
                && request.hasMaxAmount()
                && request.getMinAmount() > 0
                && request.getMinAmount() <= request.getMaxAmount();
        if (!fixedAmount && !openAmount) {
            throw new ProtocolException(
                    ErrorCode.AMOUNT_INVALID, "neither an amount nor bounds above 0");
        }
        boolean bounds = (!request.hasTotal() || request.getTotal() >= leastAmount(request))
                && (!request.hasMaxUses() || request.getMaxUses() > 0);
        if (!bounds) {
            throw new ProtocolException(
                    ErrorCode.AMOUNT_INVALID, "a total or a number of uses that nobody can pay");
        }
    }

    /**
     * Checks the request's dates.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException CLOCK_AHEAD (temporary) or REQUEST_EXPIRED
     */
    public void checkTimes(long now, TrustedValidator validator) throws ProtocolException {
        checkTimes(message, now, 0, validator);
    }

    static void checkTimes(PaymentRequest request, long now, long grace, TrustedValidator validator)
            throws ProtocolException {
        if (request.getCreated() > now + validator.limits().getClockTolerance()) {
            throw new ProtocolException(
                    ErrorCode.CLOCK_AHEAD,
                    "the request was made " + (request.getCreated() - now) + " s from now");
        }
        if (now > request.getExpires() + grace) {
            throw new ProtocolException(
                    ErrorCode.REQUEST_EXPIRED,
                    "expired " + (now - request.getExpires()) + " s ago");
        }
    }

    /** What it asks for, in minor units; of an open amount the least. */
    public static long leastAmount(PaymentRequest request) {
        return request.hasAmount() ? request.getAmount() : request.getMinAmount();
    }

    /** Whether several payments can settle it; a plain request is paid once. */
    public static boolean isShareable(PaymentRequest request) {
        return request.hasTotal() || request.hasMaxUses();
    }

    /** Whether an account that has paid it can pay no more. */
    public static boolean isOncePerPayer(PaymentRequest request) {
        return !isShareable(request) || !request.hasOncePerPayer() || request.getOncePerPayer();
    }

    public PaymentRequest message() {
        return message;
    }

    public Signed signed() {
        return signed;
    }

    public VerifiedCredential payee() {
        return payee;
    }

    /** Names the request. */
    public Bytes digest() {
        return digest(signed().getBody());
    }

    /** Names the request with these exact bytes. */
    public static Bytes digest(ByteString body) {
        return Label.REQUEST_DIGEST.digest(bytes(body));
    }
}
