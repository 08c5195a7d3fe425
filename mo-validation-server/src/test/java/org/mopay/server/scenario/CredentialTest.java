package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.StoredRequest;
import org.mopay.server.credential.CredentialIds;
import org.mopay.server.ledger.book.DeviceStatus;

import java.nio.file.Path;

/** Whose credentials and boxes are believed. */
class CredentialTest {
    private static final long AMOUNT = 10_00;

    @TempDir
    Path directory;

    private RunningValidator validator;
    private TestPhone alice;
    private TestPhone bob;
    private TestPhone mallory;
    private Conversation agreed;

    @BeforeEach
    void agree() throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        alice = TestPhone.enrol(validator, "alice");
        bob = TestPhone.enrol(validator, "bob");
        mallory = TestPhone.enrol(validator, "mallory");
        validator.topUp("alice", 100_00);
        agreed = Conversation.agree(alice, bob, AMOUNT);
    }

    @AfterEach
    void stop() {
        validator.close();
    }

    private Forgery forgery() {
        return Forgery.of(agreed, validator);
    }

    private ErrorCode codeOf(Forgery forgery) {
        return validator.submit(forgery.encoded()).code();
    }

    private void assertSettles(Bytes submission) throws Exception {
        assertThat(Verdict.of(validator.submit(submission), alice).settled()).isTrue();
    }

    // cites IDC-20
    @Test
    void believesTheIssuersSignatureWhereTheMacIsDamaged() throws Exception {
        Forgery forgery = forgery()
                .issuedToPayer(issued -> issued.setMac(Damage.flipped(issued.getMac())))
                .issuedToPayee(issued -> issued.setMac(Damage.flipped(issued.getMac())));

        assertSettles(forgery.encoded());
    }

    // cites IDC-18
    @Test
    void refusesAMacOfAnotherSize() {
        Forgery forgery = forgery().issuedToPayer(issued -> issued.setMac(ByteString.EMPTY));

        assertThat(codeOf(forgery)).isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }

    /** The credential's keys are Mallory's, the name on it is Alice's. */
    // cites IDC-20, IDC-23
    @Test
    void refusesAnAliceSignedByMallory() {
        Bytes key = TestPhone.CRYPTO
                .ed25519Signer(secret(mallory.stored().getAliases(0).getSigningSeed()))
                .publicKey();
        Forgery forgery = forgery()
                .payerCredential(credential -> credential.setSigningKey(byteString(key)))
                .issuedToPayer(issued -> Damage.breakSignature(issued.getCredentialBuilder()));

        assertThat(codeOf(forgery)).isEqualTo(ErrorCode.CREDENTIAL_INVALID);
    }

    // cites VAL-12
    @Test
    void refusesACredentialOfNoDevice() {
        CredentialIds ids = new CredentialIds(1, validator.key("credential-ids-1"));
        Bytes unknown = ids.idOf(Bytes.copyOf(new byte[8]), 0);
        Forgery forgery = forgery()
                .payerCredential(
                        credential -> credential.setId(ByteString.copyFrom(unknown.toArray())))
                .terms(terms -> terms.setPayerCredentialId(ByteString.copyFrom(unknown.toArray())));

        assertThat(codeOf(forgery)).isEqualTo(ErrorCode.CREDENTIAL_INVALID);
    }

    // cites IDC-22
    @Test
    void refusesAnIdThatWasNeverGiven() {
        ByteString random = ByteString.copyFrom(new byte[17]);
        Forgery forgery = forgery()
                .payerCredential(credential -> credential.setId(random))
                .terms(terms -> terms.setPayerCredentialId(random));

        assertThat(codeOf(forgery)).isEqualTo(ErrorCode.CREDENTIAL_INVALID);
    }

    @Test
    void refusesACredentialBeyondThoseIssued() {
        CredentialIds ids = new CredentialIds(1, validator.key("credential-ids-1"));
        ByteString beyond = ByteString.copyFrom(
                ids.idOf(alice.phone().deviceId(), 1_000_000_000).toArray());
        Forgery forgery = forgery()
                .payerCredential(credential -> credential.setId(beyond))
                .terms(terms -> terms.setPayerCredentialId(beyond));

        assertThat(codeOf(forgery)).isEqualTo(ErrorCode.CREDENTIAL_INVALID);
    }

    // cites IDC-48, VAL-12
    @Test
    void refusesBothPartiesOfARevokedDevice() throws Exception {
        Conversation reverse = agreed;
        validator = validator.restartWith(alice.phone().deviceId(), DeviceStatus.REVOKED);

        assertThat(validator.submit(reverse.submission()).code())
                .isEqualTo(ErrorCode.CREDENTIAL_REVOKED);
        assertThat(validator
                        .post("/v1/balance", alice.phone().balanceQuery(alice.now()))
                        .code())
                .isEqualTo(ErrorCode.DEVICE_REVOKED);
        assertThat(validator
                        .post("/v1/refills", alice.phone().beginRefill(alice.now()))
                        .code())
                .isEqualTo(ErrorCode.DEVICE_REVOKED);
        validator.topUp("bob", 100_00);
        assertThat(validator
                        .submit(Conversation.agree(bob, alice, AMOUNT).submission())
                        .code())
                .isEqualTo(ErrorCode.CREDENTIAL_REVOKED);
    }

    // cites VAL-01
    @Test
    void refusesAStrangersBoxInEitherRole() throws Exception {
        assertThat(codeOf(forgery().submittedBy(mallory, Role.ROLE_PAYEE)))
                .isEqualTo(ErrorCode.SUBMITTER_INVALID);
        assertThat(codeOf(forgery().submittedBy(mallory, Role.ROLE_PAYER)))
                .isEqualTo(ErrorCode.SUBMITTER_INVALID);
        assertSettles(agreed.submission());
    }

    // cites VAL-01
    @Test
    void refusesTheRightPhoneInTheWrongRole() throws Exception {
        assertThat(codeOf(forgery().submittedBy(alice, Role.ROLE_PAYEE)))
                .isEqualTo(ErrorCode.SUBMITTER_INVALID);
        assertThat(codeOf(forgery().submittedBy(bob, Role.ROLE_PAYER)))
                .isEqualTo(ErrorCode.SUBMITTER_INVALID);
        assertSettles(forgery().submittedBy(alice, Role.ROLE_PAYER).encoded());
    }

    /** Mallory puts her own credential into Bob's place and has everything of hers in order. */
    @Test
    void refusesAPayeeWhoPutsHerselfIntoAnothersPlace() throws Exception {
        mallory.phone().request(TestPhone.draft(AMOUNT, FeeBearer.FEE_BEARER_PAYER), mallory.now());
        StoredRequest hers = mallory.stored().getRequests(0);
        Forgery forgery = forgery()
                .submission(form -> form.setRequest(hers.getRequest())
                        .setPayeeCredential(hers.getAlias().getCredential()))
                .submittedBy(mallory, Role.ROLE_PAYEE);

        assertThat(codeOf(forgery)).isEqualTo(ErrorCode.TERMS_MISMATCH);
        assertSettles(agreed.submission());
        assertThat(mallory.balance(validator)).isZero();
    }
}
