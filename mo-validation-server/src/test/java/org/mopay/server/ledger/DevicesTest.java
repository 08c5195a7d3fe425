package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.StoreException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class DevicesTest {
    private static final Bytes DEVICE = Bytes.ofHex("fedcba9876543210");

    @TempDir
    private Path directory;

    private LedgerKit kit;
    private Bytes code;

    @BeforeEach
    void open() throws StoreException {
        kit = LedgerKit.open(directory);
        kit.send(new OpenAccount("alice", AccountKind.WALLET, null));
        code = kit.digest();
        kit.send(new CreateActivation(code, "alice", LedgerKit.NOW + 60));
    }

    @AfterEach
    void close() throws StoreException {
        kit.close();
    }

    @Test
    void enrolsADeviceByItsCode() {
        EnrolDevice order = enrolment(code, DEVICE, kit.digests(4), LedgerKit.NOW + 60);

        assertThat(kit.send(order)).isEqualTo(new StoredAnswer(order.answer(), false));
        Device device = kit.ledger().device(DEVICE).orElseThrow();
        assertThat(device.account().name()).isEqualTo("alice");
        assertThat(device.identityKey()).isEqualTo(order.identityKey());
        assertThat(device.wrappedSecrets()).isEqualTo(order.wrappedSecrets());
        assertThat(device.status()).isEqualTo(DeviceStatus.ACTIVE);
        assertThat(device.nextIndex()).isEqualTo(4);
    }

    // cites IDC-37
    @Test
    void answersTheSameEnrolmentAgainEvenWhenTheCodeHasExpired() {
        EnrolDevice first = enrolment(code, DEVICE, kit.digests(4), LedgerKit.NOW);
        kit.send(first);
        EnrolDevice again = new EnrolDevice(
                first.requestDigest(),
                code,
                Bytes.ofHex("0000000000000001"),
                first.identityKey(),
                kit.digest(),
                first.credentialKeys(),
                kit.digest(),
                LedgerKit.NOW + 1000);

        assertThat(kit.send(again)).isEqualTo(new StoredAnswer(first.answer(), true));
        assertThat(kit.ledger().device(again.deviceId())).isEmpty();
    }

    // cites IDC-26, IDC-36
    @Test
    void takesACodeOnceInTimeAndOnlyIfItWasGivenOut() {
        EnrolDevice late = enrolment(code, DEVICE, kit.digests(1), LedgerKit.NOW + 61);
        assertThat(codeOf(late)).isEqualTo(ErrorCode.ACTIVATION_CODE_INVALID);
        EnrolDevice unknown = enrolment(kit.digest(), DEVICE, kit.digests(1), LedgerKit.NOW);
        assertThat(codeOf(unknown)).isEqualTo(ErrorCode.ACTIVATION_CODE_INVALID);

        kit.send(enrolment(code, DEVICE, kit.digests(1), LedgerKit.NOW));
        EnrolDevice second =
                enrolment(code, Bytes.ofHex("0000000000000001"), kit.digests(1), LedgerKit.NOW);
        assertThat(codeOf(second)).isEqualTo(ErrorCode.ACTIVATION_CODE_INVALID);
    }

    @Test
    void keepsTheCodeGoodWhenAKeyIsRefused() {
        Bytes key = kit.digest();
        assertThat(codeOf(enrolment(code, DEVICE, List.of(key, key), LedgerKit.NOW)))
                .isEqualTo(ErrorCode.KEY_REUSED);

        kit.send(enrolment(code, DEVICE, List.of(key), LedgerKit.NOW));
    }

    // cites IDC-35
    @Test
    void registersAKeyForOneCredentialOnly() {
        List<Bytes> keys = kit.digests(2);
        kit.send(enrolment(code, DEVICE, keys, LedgerKit.NOW));
        Bytes otherCode = kit.digest();
        kit.send(new CreateActivation(otherCode, "alice", LedgerKit.NOW + 60));

        assertThat(codeOf(
                        enrolment(otherCode, Bytes.ofHex("0000000000000001"), keys, LedgerKit.NOW)))
                .isEqualTo(ErrorCode.KEY_REUSED);
        assertThat(codeOf(refill(1, kit.digest(), 2, List.of(keys.get(1)))))
                .isEqualTo(ErrorCode.KEY_REUSED);
    }

    @Test
    void refusesADeviceIdThatIsTaken() {
        kit.send(enrolment(code, DEVICE, kit.digests(1), LedgerKit.NOW));
        Bytes otherCode = kit.digest();
        kit.send(new CreateActivation(otherCode, "alice", LedgerKit.NOW + 60));

        assertThat(codeOf(enrolment(otherCode, DEVICE, kit.digests(1), LedgerKit.NOW)))
                .isEqualTo(ErrorCode.ALREADY_ENROLLED);
    }

    @Test
    void givesOutACodeForOneAccount() {
        kit.send(new OpenAccount("bob", AccountKind.WALLET, null));

        assertThat(codeOf(new CreateActivation(code, "bob", LedgerKit.NOW + 60)))
                .isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
        assertThat(codeOf(new CreateActivation(kit.digest(), "nobody", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
    }

    // cites IDC-24, IDC-41
    @Test
    void refillsInOrder() {
        kit.send(enrolment(code, DEVICE, kit.digests(4), LedgerKit.NOW));
        Refill first = refill(1, kit.digest(), 4, kit.digests(3));

        assertThat(kit.send(first)).isEqualTo(new StoredAnswer(first.answer(), false));
        assertThat(kit.ledger().device(DEVICE).orElseThrow().nextIndex()).isEqualTo(7);
        assertThat(codeOf(refill(3, kit.digest(), 7, kit.digests(1))))
                .isEqualTo(ErrorCode.REFILL_OUT_OF_ORDER);
        assertThat(codeOf(refill(2, kit.digest(), 6, kit.digests(1))))
                .isEqualTo(ErrorCode.REFILL_OUT_OF_ORDER);
        kit.send(refill(2, kit.digest(), 7, kit.digests(1)));
        assertThat(kit.ledger().device(DEVICE).orElseThrow().refills()).isEqualTo(2);
    }

    // cites IDC-47a
    @Test
    void givesADeviceNoMoreThanItMayHoldUnused() {
        kit.send(enrolment(code, DEVICE, kit.digests(4), LedgerKit.NOW));
        kit.send(refill(1, kit.digest(), 4, kit.digests(Refill.MOST_OUTSTANDING - 4)));
        Refill one = refill(2, kit.digest(), Refill.MOST_OUTSTANDING, kit.digests(1));
        assertThat(codeOf(one)).isEqualTo(ErrorCode.REFILL_LIMIT);

        kit.topUp("alice", 10);
        kit.pay(new Phone("alice", DEVICE), kit.phone("bob", 0), 10);
        kit.send(one);

        Refill another = refill(3, kit.digest(), Refill.MOST_OUTSTANDING + 1, kit.digests(1));
        assertThat(codeOf(another)).isEqualTo(ErrorCode.REFILL_LIMIT);
    }

    // cites IDC-47a
    @Test
    void takesTheLimitFromTheRegistry() throws IOException {
        assertThat(Limits.of("outstanding_credentials")).isEqualTo(Refill.MOST_OUTSTANDING);
    }

    // cites IDC-42, IDC-43
    @Test
    void answersTheSameRefillAgainAndNoOtherUnderItsNumber() {
        kit.send(enrolment(code, DEVICE, kit.digests(4), LedgerKit.NOW));
        Bytes digest = kit.digest();
        Refill first = refill(1, digest, 4, kit.digests(3));
        kit.send(first);

        Refill again = refill(1, digest, 7, first.credentialKeys());
        assertThat(kit.send(again)).isEqualTo(new StoredAnswer(first.answer(), true));
        assertThat(codeOf(refill(1, kit.digest(), 7, kit.digests(1))))
                .isEqualTo(ErrorCode.REFILL_OUT_OF_ORDER);
    }

    // cites IDC-47
    @Test
    void refillsAndPaysAgainAfterAThaw() {
        kit.send(enrolment(code, DEVICE, kit.digests(4), LedgerKit.NOW));
        kit.send(new SetDeviceStatus(DEVICE, DeviceStatus.FROZEN, "lost", LedgerKit.NOW));
        Refill refill = refill(1, kit.digest(), 4, kit.digests(1));
        assertThat(codeOf(refill)).isEqualTo(ErrorCode.DEVICE_FROZEN);

        kit.send(new SetDeviceStatus(DEVICE, DeviceStatus.ACTIVE, "found", LedgerKit.NOW));
        kit.send(refill);
        kit.topUp("alice", 10);
        kit.pay(new Phone("alice", DEVICE), kit.phone("bob", 0), 10);
    }

    // cites IDC-47
    @Test
    void revokesForGood() {
        kit.send(enrolment(code, DEVICE, kit.digests(4), LedgerKit.NOW));
        SetDeviceStatus revoke =
                new SetDeviceStatus(DEVICE, DeviceStatus.REVOKED, "lost", LedgerKit.NOW);

        assertThat(kit.send(revoke)).isEqualTo(DeviceStatus.REVOKED);
        assertThat(kit.send(revoke)).isEqualTo(DeviceStatus.REVOKED);
        assertThat(codeOf(new SetDeviceStatus(DEVICE, DeviceStatus.ACTIVE, "", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.DEVICE_REVOKED);
        kit.assertRefused(
                kit.order(new Phone("alice", DEVICE), kit.phone("bob", 0), 1),
                ErrorCode.DEVICE_REVOKED);
    }

    @Test
    void knowsNoDeviceThatWasNotEnrolled() {
        assertThat(codeOf(refill(1, kit.digest(), 0, kit.digests(1))))
                .isEqualTo(ErrorCode.DEVICE_UNKNOWN);
        assertThat(codeOf(new SetDeviceStatus(DEVICE, DeviceStatus.FROZEN, "", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.DEVICE_UNKNOWN);
        assertThat(kit.ledger().device(DEVICE)).isEmpty();
    }

    private EnrolDevice enrolment(Bytes code, Bytes device, List<Bytes> keys, long at) {
        return new EnrolDevice(
                kit.digest(), code, device, kit.digest(), kit.digest(), keys, kit.digest(), at);
    }

    private Refill refill(int number, Bytes digest, int firstIndex, List<Bytes> keys) {
        return new Refill(DEVICE, number, digest, firstIndex, keys, kit.digest());
    }

    private ErrorCode codeOf(LedgerCommand<?> command) {
        return catchThrowableOfType(LedgerException.class, () -> kit.send(command))
                .code();
    }
}
