package org.mopay.benchmarks.load;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.AuthorizationForm;
import org.mopay.core.payment.PaymentAuthorizer;
import org.mopay.core.payment.PaymentIds;
import org.mopay.core.payment.Submissions;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.Submission;
import org.mopay.proto.v1.VerificationMethod;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.credential.DeviceSecrets;
import org.mopay.server.keys.ValidatorInfoPublisher;
import org.mopay.server.keys.ValidatorKeys;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the payments of a town, each as both phones and the validator's credential office would have
 * made it: two credentials, request, authorization, both boxes. Thread-safe.
 */
public final class PaymentMint {
    private static final long REQUEST_LIFETIME = 600;

    private final Town town;
    private final TrustedValidator validator;
    private final CredentialOffice office;
    private final CryptoProvider crypto;
    private final List<Payee> merchants = new ArrayList<>();

    /** Who asks for money. */
    private record Payee(VerifiedCredential credential, Signer signer, SecretBytes sealSecret) {}

    /**
     * A mint.
     *
     * @param keys the validator's secrets, to issue credentials with
     * @param now seconds since the Unix epoch
     */
    public PaymentMint(
            Town town,
            TrustedValidator validator,
            ValidatorKeys keys,
            CryptoProvider crypto,
            long now)
            throws ProtocolException {
        this.town = town;
        this.validator = validator;
        this.office = new CredentialOffice(
                validator.id(), keys, ValidatorInfoPublisher.STANDARD_CLASS, crypto);
        this.crypto = crypto;
        for (int merchant = 0; merchant < town.merchants(); merchant++) {
            merchants.add(
                    payee(town.merchantDevice(merchant), 0, Town.verifiedName(merchant), now));
        }
    }

    /**
     * Signs payments on all processors.
     *
     * @param first number of the first
     * @param at when each will be sent, by its place, in seconds since the Unix epoch; up to a
     *     minute off, the validator takes it
     */
    public List<SignedPayment> mint(long first, int count, IntToLongFunction at) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> mint(first + i, at.applyAsLong(i)))
                .collect(Collectors.toList());
    }

    private SignedPayment mint(long number, long at) {
        try {
            return sign(number, at);
        } catch (ProtocolException e) {
            throw new IllegalStateException("payment " + number + " can't be made", e);
        }
    }

    private SignedPayment sign(long number, long at) throws ProtocolException {
        Town.Deal deal = town.deal(number);
        RandomSource random = town.random(number);
        Payee payee = deal.toMerchant()
                ? merchants.get(deal.merchant())
                : payee(town.walletDevice(deal.payee().wallet()), deal.payee().index(), null, at);
        VerifiedRequest request = VerifiedRequest.verify(
                request(payee, deal, random, at), payee.credential(), validator);
        Bytes device = town.walletDevice(deal.payer().wallet());
        DeviceSecrets.Pair secrets = town.secrets(device);
        SecretBytes seed = town.signingSeed(device, deal.payer().index());
        IssuedCredential credential =
                issue(device, deal.payer().index(), crypto.ed25519Signer(seed), null, at);
        StoredPayment payment = new PaymentAuthorizer(validator, secrets.seal(), crypto, random)
                .authorize(
                        request,
                        Town.AMOUNT,
                        StoredAlias.newBuilder()
                                .setIndex(deal.payer().index())
                                .setCredential(credential)
                                .setSigningSeed(byteString(seed))
                                .build(),
                        Bytes.copyOf(random.next(AuthorizationForm.DIGEST_SIZE)),
                        Bytes.empty(),
                        new UserConsent(VerificationMethod.VERIFICATION_METHOD_PIN, secrets.otp()),
                        at);
        Submission submission = Submission.newBuilder()
                .setSuite("MO/1")
                .setValidatorId(validator.id())
                .setRequest(payment.getRequest())
                .setAuthorization(payment.getAuthorization().getAuthorization())
                .setBox(payment.getAuthorization().getBox())
                .setPayerCredential(credential)
                .setPayeeCredential(payment.getPayeeCredential())
                .setSubmitter(Role.ROLE_PAYEE)
                .setAcceptedAt(at)
                .build();
        Bytes d = PaymentIds.d(bytes(MessageType.PAYMENT_AUTHORIZATION
                .decode(submission.getAuthorization().getBody())
                .getTerms()));
        return new SignedPayment(
                number,
                Submissions.authenticate(submission, payee.sealSecret(), at, crypto),
                byteString(PaymentIds.paymentId(at, d)));
    }

    private Signed request(Payee payee, Town.Deal deal, RandomSource random, long at) {
        PaymentRequest request = PaymentRequest.newBuilder()
                .setValidatorId(validator.id())
                .setCredentialId(byteString(payee.credential().id()))
                .setAmount(Town.AMOUNT)
                .setAsset(Town.ASSET)
                .setExponent(Town.EXPONENT)
                .setFeeBearer(FeeBearer.FEE_BEARER_PAYEE)
                .setFeeScheduleVersion(1)
                .setNonce(ByteString.copyFrom(random.next(VerifiedRequest.NONCE_SIZE)))
                .setCreated(at)
                .setExpires(at + REQUEST_LIFETIME)
                .setMemo(deal.toMerchant() ? "coffee" : "half of the taxi")
                .build();
        return MessageType.PAYMENT_REQUEST.sign(request, payee.signer());
    }

    private Payee payee(Bytes device, int index, @Nullable String verifiedName, long at)
            throws ProtocolException {
        Signer signer = crypto.ed25519Signer(town.signingSeed(device, index));
        IssuedCredential issued = issue(device, index, signer, verifiedName, at);
        VerifiedCredential credential = VerifiedCredential.checked(
                issued, VerifiedCredential.decode(issued, validator.id()), at, crypto);
        return new Payee(credential, signer, town.secrets(device).seal());
    }

    private IssuedCredential issue(
            Bytes device, int index, Signer signer, @Nullable String verifiedName, long at)
            throws ProtocolException {
        CredentialKey key = CredentialKey.newBuilder()
                .setSigningKey(byteString(signer.publicKey()))
                .setNoiseKey(byteString(town.noiseKey(device, index)))
                .build();
        return office.issue(device, index, List.of(key), verifiedName, at)
                .get(0)
                .getCredential();
    }
}
