package org.mopay.core.credential;

import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Hpke;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.EnrolmentContent;
import org.mopay.proto.v1.EnrolmentRequest;
import org.mopay.proto.v1.RefillRequest;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The validator's side of enrolment and refill: opens and checks what a phone asks for, and seals
 * the answer. What is granted, and that a code is used once, is decided elsewhere.
 */
public final class EnrolmentDesk {
    /** The most credentials one request may ask for. */
    public static final int MAX_KEYS = 64;

    private EnrolmentDesk() {}

    /** An enrolment that was opened and whose every proof holds. */
    public static final class Application {
        private final Bytes requestDigest;
        private final Bytes codeDigest;
        private final Bytes identityKey;
        private final Bytes answerKey;
        private final List<CredentialKey> keys;
        private final SecretBytes exported;

        private Application(
                Bytes requestDigest,
                Bytes codeDigest,
                EnrolmentRequest request,
                List<CredentialKey> keys,
                SecretBytes exported) {
            this.requestDigest = requestDigest;
            this.codeDigest = codeDigest;
            this.identityKey = bytes(request.getIdentityKey());
            this.answerKey = bytes(request.getAnswerKey());
            this.keys = keys;
            this.exported = exported;
        }

        /** The same request has the same answer, for ever. */
        public Bytes requestDigest() {
            return requestDigest;
        }

        public Bytes codeDigest() {
            return codeDigest;
        }

        public Bytes identityKey() {
            return identityKey;
        }

        public List<CredentialKey> keys() {
            return keys;
        }

        /** Seals the answer to this application. */
        public SealedEnrolmentAnswer seal(
                EnrolmentAnswer answer, CryptoProvider crypto, RandomSource random)
                throws ProtocolException {
            try (X25519KeyPair ephemeral = crypto.generateX25519(random)) {
                return EnrolmentSecrecy.sealAnswer(
                        answer, ephemeral, answerKey, exported, requestDigest, crypto);
            }
        }
    }

    /** The digest under which an activation code is stored: the code itself never is. */
    public static Bytes codeDigest(String activationCode) {
        return EnrolmentSecrecy.codeDigest(activationCode);
    }

    /** Names a request that was not opened yet: the same request has the same answer, for ever. */
    public static Bytes requestDigest(SealedEnrolment sealed) {
        return EnrolmentSecrecy.requestDigest(sealed);
    }

    /** Says early whether a code may enrol. It is judged again when it is used up. */
    @FunctionalInterface
    public interface CodeCheck {
        void require(Bytes codeDigest) throws ProtocolException;
    }

    /** Opens an enrolment whose code the caller judges afterwards. */
    public static Application open(
            SealedEnrolment sealed,
            String validatorId,
            X25519KeyPair hpkeKey,
            CryptoProvider crypto)
            throws ProtocolException {
        return open(sealed, validatorId, hpkeKey, code -> {}, crypto);
    }

    /**
     * Opens an enrolment and checks every signature in it.
     *
     * @param codes asked before the many keys are checked, so that a stranger without a code can't
     *     have that work done
     * @throws ProtocolException UNKNOWN_SUITE, WRONG_VALIDATOR, BOX_UNREADABLE, SIGNATURE_INVALID,
     *     KEY_INVALID, what {@code codes} throws, or a code of malformed bytes
     */
    public static Application open(
            SealedEnrolment sealed,
            String validatorId,
            X25519KeyPair hpkeKey,
            CodeCheck codes,
            CryptoProvider crypto)
            throws ProtocolException {
        if (!sealed.getSuite().equals(EnrolmentSecrecy.SUITE)) {
            throw new ProtocolException(ErrorCode.UNKNOWN_SUITE, "the suite is not MO/1");
        }
        requireValidator(sealed.getValidatorId(), validatorId);
        Bytes enc = bytes(sealed.getEnc());
        Hpke.RecipientContext hpke =
                Hpke.setupRecipient(enc, hpkeKey, EnrolmentSecrecy.info(validatorId), crypto);
        Bytes plaintext = hpke.open(Bytes.empty(), bytes(sealed.getCiphertext()));
        EnrolmentContent content = MessageType.ENROLMENT_CONTENT.decode(plaintext);
        EnrolmentRequest request =
                MessageType.ENROLMENT_REQUEST.decode(content.getRequest().getBody());
        Bytes identityKey = bytes(request.getIdentityKey());
        MessageType.ENROLMENT_REQUEST.verify(
                content.getRequest(), crypto.p256Verifier(identityKey));
        requireValidator(request.getValidatorId(), validatorId);
        Bytes codeDigest = EnrolmentSecrecy.codeDigest(content.getActivationCode());
        boolean bound = request.getEnc().equals(sealed.getEnc())
                && codeDigest.constantTimeEquals(bytes(request.getActivationCodeDigest()));
        if (!bound) {
            throw new ProtocolException(
                    ErrorCode.SIGNATURE_INVALID, "signed for another enrolment");
        }
        codes.require(codeDigest);
        // Before a code is used up for it, the answer must be sure to be sealable.
        crypto.x25519(hpkeKey.privateKey(), bytes(request.getAnswerKey())).close();
        return new Application(
                EnrolmentSecrecy.requestDigest(sealed),
                codeDigest,
                request,
                checkKeys(request.getCredentialKeysList(), validatorId, identityKey, crypto),
                EnrolmentSecrecy.export(hpke));
    }

    /**
     * Checks a refill: the device's signature and every new key's.
     *
     * @param identityKey the key the device was enrolled with
     */
    public static List<CredentialKey> check(
            Signed refill, String validatorId, Bytes identityKey, CryptoProvider crypto)
            throws ProtocolException {
        RefillRequest request = MessageType.REFILL_REQUEST
                .verify(refill, crypto.p256Verifier(identityKey))
                .message();
        requireValidator(request.getValidatorId(), validatorId);
        return checkKeys(request.getCredentialKeysList(), validatorId, identityKey, crypto);
    }

    private static List<CredentialKey> checkKeys(
            List<Signed> proofs, String validatorId, Bytes identityKey, CryptoProvider crypto)
            throws ProtocolException {
        if (proofs.isEmpty() || proofs.size() > MAX_KEYS) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "1 to " + MAX_KEYS + " credential keys");
        }
        List<CredentialKey> keys = new ArrayList<>();
        Set<ByteString> seen = new HashSet<>();
        for (Signed proof : proofs) {
            CredentialKey key = NewKeys.check(proof, validatorId, identityKey, crypto);
            if (!seen.add(key.getSigningKey()) || !seen.add(key.getNoiseKey())) {
                throw new ProtocolException(ErrorCode.KEY_REUSED, "the same key twice");
            }
            keys.add(key);
        }
        return keys;
    }

    private static void requireValidator(String named, String validatorId)
            throws ProtocolException {
        if (!named.equals(validatorId)) {
            throw new ProtocolException(ErrorCode.WRONG_VALIDATOR, "addressed to " + named);
        }
    }
}
