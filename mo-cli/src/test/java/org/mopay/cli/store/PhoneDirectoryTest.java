package org.mopay.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.output.Failure;
import org.mopay.core.Change;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a crash or a damaged disk does to a phone's records. */
class PhoneDirectoryTest {
    private static final Bytes OLD = Bytes.ofUtf8("old phone");
    private static final Bytes NEW = Bytes.ofUtf8("new phone");
    private static final Bytes PAID = Bytes.ofUtf8("a payment");

    @TempDir
    Path directory;

    private PhoneDirectory phone;

    @BeforeEach
    void create() throws Exception {
        phone = PhoneDirectory.create(directory.resolve("phone"));
        commit(phone, write(Change.PHONE, OLD));
    }

    private static Change write(String name, Bytes value) {
        return new Change(name, Optional.of(value));
    }

    private static void commit(PhoneDirectory to, Change... changes) throws Exception {
        to.locked(() -> {
            to.commit(Arrays.asList(changes));
            return to;
        });
    }

    private Path file(String name) {
        return directory.resolve("phone").resolve(name);
    }

    /** The directory as another process finds it, after it has recovered. */
    private PhoneDirectory reopened() throws Exception {
        PhoneDirectory again = PhoneDirectory.open(directory.resolve("phone"));
        return again.locked(() -> again);
    }

    private static void assertFails(ErrorCode code, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void keepsWhatWasCommittedForTheNextProcess() throws Exception {
        commit(phone, write(Change.PHONE, NEW), write("history/0a", PAID));

        assertThat(reopened().read(Change.PHONE)).contains(NEW);
        assertThat(reopened().readAll(Change.HISTORY)).containsExactly(PAID);
    }

    @Test
    void deletesRecords() throws Exception {
        commit(phone, write(Change.ENROLMENT, PAID));
        commit(phone, new Change(Change.ENROLMENT, Optional.empty()));

        assertThat(reopened().read(Change.ENROLMENT)).isEmpty();
    }

    @Test
    void completesACommitThatACrashHasCutShort() throws Exception {
        // A file in the history's place stops the commit after its first change.
        Files.writeString(file("history"), "in the way");
        assertFails(
                ErrorCode.FILE_UNREADABLE,
                () -> commit(phone, write(Change.PHONE, NEW), write("history/0a", PAID)));
        assertThat(file("commit")).exists();
        Files.delete(file("history"));

        PhoneDirectory recovered = reopened();

        assertThat(recovered.read(Change.PHONE)).contains(NEW);
        assertThat(recovered.readAll(Change.HISTORY)).containsExactly(PAID);
        assertThat(recovered.read("commit")).isEmpty();
    }

    @Test
    void neverBringsAnEarlierCommitBack() throws Exception {
        commit(phone, write(Change.PHONE, NEW), write("history/0a", PAID));
        Bytes newest = Bytes.ofUtf8("newest phone");
        commit(phone, write(Change.PHONE, newest));

        assertThat(reopened().read(Change.PHONE)).contains(newest);
    }

    @Test
    void noticesARecordCutAtAnyByte() throws Exception {
        byte[] whole = Files.readAllBytes(file(Change.PHONE));

        for (int size = 0; size < whole.length; size++) {
            Files.write(file(Change.PHONE), Arrays.copyOf(whole, size));
            assertFails(ErrorCode.PHONE_STATE_CORRUPT, () -> phone.read(Change.PHONE));
        }
        Files.write(file(Change.PHONE), Arrays.copyOf(whole, whole.length + 1));
        assertFails(ErrorCode.PHONE_STATE_CORRUPT, () -> phone.read(Change.PHONE));
    }

    @Test
    void noticesAnyFlippedBit() throws Exception {
        byte[] whole = Files.readAllBytes(file(Change.PHONE));

        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file(Change.PHONE), flipped);
            assertFails(ErrorCode.PHONE_STATE_CORRUPT, () -> phone.read(Change.PHONE));
        }
    }

    @Test
    void noticesARecordInAnothersPlace() throws Exception {
        commit(phone, write("history/0a", PAID));

        Files.copy(file("history/0a"), file("history/0b"));

        assertFails(ErrorCode.PHONE_STATE_CORRUPT, () -> phone.readAll(Change.HISTORY));
    }

    @Test
    void noticesADamagedCommit() throws Exception {
        Files.write(file("commit"), new byte[100]);

        assertFails(ErrorCode.PHONE_STATE_CORRUPT, this::reopened);
        assertThat(phone.read(Change.PHONE)).contains(OLD);
    }

    @Test
    void letsNobodyElseReadItsRecords() throws Exception {
        commit(phone, write("history/0a", PAID), write(Change.PHONE, NEW));

        assertThat(permissions("")).isEqualTo("rwx------");
        assertThat(permissions("history")).isEqualTo("rwx------");
        assertThat(permissions(Change.PHONE)).isEqualTo("rw-------");
        assertThat(permissions("history/0a")).isEqualTo("rw-------");
    }

    private String permissions(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name)));
    }

    @Test
    void opensNoDirectoryWithoutAPhone() {
        assertFails(ErrorCode.NOT_ENROLLED, () -> PhoneDirectory.open(directory));
    }

    @Test
    void losesNoUpdateOfThreadsThatTakeTurns() throws Exception {
        int threads = 4;
        int updates = 10;
        commit(phone, write("phone", Bytes.of((byte) 0)));

        List<Thread> running = Stream.generate(() -> new Thread(() -> increment(updates)))
                .limit(threads)
                .toList();
        running.forEach(Thread::start);
        for (Thread thread : running) {
            thread.join();
        }

        assertThat(phone.read("phone")).contains(Bytes.of((byte) (threads * updates)));
    }

    private void increment(int times) {
        for (int i = 0; i < times; i++) {
            try {
                phone.locked(() -> {
                    byte value = phone.read("phone").orElseThrow().at(0);
                    phone.commit(List.of(write("phone", Bytes.of((byte) (value + 1)))));
                    return phone;
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
