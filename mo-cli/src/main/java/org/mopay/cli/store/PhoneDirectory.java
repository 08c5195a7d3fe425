package org.mopay.cli.store;

import org.mopay.cli.output.Failure;
import org.mopay.core.Change;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.file.DurableFile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A phone's records on disk. {@link #commit} is atomic and durable: several changes go to a
 * write-ahead file first, which the next {@link #locked} step completes if a crash came between. For
 * the owner's eyes only (0700 and 0600): the records hold secrets, in the clear.
 *
 * <p>Steps of several processes take turns by a file lock, steps of several threads by this object.
 */
public final class PhoneDirectory {
    private static final String WRITE_AHEAD = "commit";
    private static final String LOCK = "lock";
    private static final Duration LONGEST_TURN = Duration.ofSeconds(30);
    private static final Duration A_LITTLE = Duration.ofMillis(5);

    private final Path directory;
    private final ReentrantLock turn = new ReentrantLock();

    private PhoneDirectory(Path directory) {
        this.directory = directory;
    }

    /** Takes a directory, made if missing. */
    public static PhoneDirectory create(Path directory) throws Failure {
        try {
            Files.createDirectories(directory);
            ownerOnly(directory);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        return new PhoneDirectory(directory);
    }

    /** Takes a directory that a phone was enrolled in; else NOT_ENROLLED. */
    public static PhoneDirectory open(Path directory) throws Failure {
        if (!Files.isRegularFile(directory.resolve(Change.PHONE))) {
            throw Failure.of(ErrorCode.NOT_ENROLLED, directory.toString())
                    .withFix("`mo phone enrol LINK --dir " + directory + "`");
        }
        return new PhoneDirectory(directory);
    }

    private static void ownerOnly(Path directory) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Work on the records that nobody else may interrupt; it must not wait for user or network. */
    public interface Work<T> {
        /** Does it. */
        T run() throws Failure, ProtocolException;
    }

    /** Runs the work while no other thread or process changes the records. */
    public <T> T locked(Work<T> work) throws Failure, ProtocolException {
        if (turn.isHeldByCurrentThread()) {
            return work.run();
        }
        turn.lock();
        try (FileChannel channel = FileChannel.open(
                        directory.resolve(LOCK),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock held = lock(channel)) {
            if (!held.isValid()) {
                throw new IOException("the lock is not held");
            }
            recover();
            return work.run();
        } catch (IOException e) {
            throw unreadable(directory, e);
        } finally {
            turn.unlock();
        }
    }

    /** Waits for its turn, but not for ever: the other process may have been stopped. */
    private FileLock lock(FileChannel channel) throws IOException, Failure {
        long end = System.nanoTime() + LONGEST_TURN.toNanos();
        while (true) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > end) {
                throw Failure.of(
                        ErrorCode.DATA_DIRECTORY_LOCKED,
                        directory + " for " + LONGEST_TURN.toSeconds() + " s");
            }
            LockSupport.parkNanos(A_LITTLE.toNanos());
        }
    }

    /** Applies the changes together, durably, in a {@link #locked} step. */
    public void commit(List<Change> changes) throws Failure {
        if (!turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("only in a locked step");
        }
        try {
            if (changes.size() > 1) {
                DurableFile.write(
                        directory.resolve(WRITE_AHEAD),
                        RecordFile.encode(WRITE_AHEAD, ChangeList.encode(changes))
                                .toArray());
            }
            apply(changes);
            if (changes.size() > 1) {
                delete(directory.resolve(WRITE_AHEAD));
            }
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /** Completes a commit that a crash has cut short. */
    private void recover() throws IOException, Failure {
        Optional<Bytes> begun = read(WRITE_AHEAD);
        if (begun.isPresent()) {
            apply(ChangeList.decode(begun.get()));
            delete(directory.resolve(WRITE_AHEAD));
        }
    }

    private void apply(List<Change> changes) throws IOException {
        for (Change change : changes) {
            Path file = directory.resolve(change.name());
            if (change.value().isPresent()) {
                Path parent = file.getParent();
                if (parent != null && !Files.exists(parent)) {
                    Files.createDirectory(parent);
                    ownerOnly(parent);
                    sync(directory);
                }
                DurableFile.write(
                        file,
                        RecordFile.encode(change.name(), change.value().get()).toArray());
            } else {
                delete(file);
            }
        }
    }

    /** Gone for good before anything else is written: an old write-ahead file must not come back. */
    private static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Path parent = file.getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A record's value, if there is one; PHONE_STATE_CORRUPT if its file is damaged. */
    public Optional<Bytes> read(String name) throws Failure {
        try {
            byte[] file = Files.readAllBytes(directory.resolve(name));
            return Optional.of(RecordFile.decode(name, Bytes.copyOf(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(directory.resolve(name), e);
        }
    }

    /** The values of all records whose name starts with a prefix such as {@code history/}. */
    public List<Bytes> readAll(String prefix) throws Failure {
        Path parent = directory.resolve(prefix);
        List<Bytes> values = new ArrayList<>();
        if (!Files.isDirectory(parent)) {
            return values;
        }
        try (Stream<Path> files = Files.list(parent)) {
            for (Path file : files.sorted().toList()) {
                String name = prefix + file.getFileName();
                if (!name.endsWith(".new")) {
                    read(name).ifPresent(values::add);
                }
            }
        } catch (IOException e) {
            throw unreadable(parent, e);
        }
        return values;
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private static Failure unreadable(Path path, IOException e) {
        return Failure.of(ErrorCode.FILE_UNREADABLE, path + ": " + e, e);
    }
}
