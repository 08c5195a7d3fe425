package org.mopay.server.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file so that a crash leaves the old content or the new one, and nothing between. */
public final class DurableFile {
    private DurableFile() {}

    /**
     * Replaces {@code file}: written beside it, synced, renamed over it, and the directory synced.
     * Only the owner may read it, where the file system knows owners.
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path whole = file.toAbsolutePath();
        Path draft = whole.resolveSibling(whole.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                ownerOnly())) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(
                draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncParent(whole);
    }

    /** Makes the name of a file or directory durable. */
    public static void syncParent(Path named) throws IOException {
        Path directory = named.getParent();
        if (directory != null) {
            sync(directory);
        }
    }

    /** Makes an empty file that only the owner may read, unless there is one already. */
    public static void createIfMissing(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, ownerOnly());
        }
    }

    /** Makes a directory that only the owner may look into. */
    public static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Makes the content of a file, or the names in a directory, durable. */
    public static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
