package org.mopay.server.keys;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.ValidatorInfo;
import org.mopay.server.file.DurableFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The information that was published last, in the file {@code validator-info}. It is stored before
 * anybody sees it, so that its serial is never used for another.
 */
final class PublishedInfo {
    private static final String FILE = "validator-info";

    private final Path file;

    PublishedInfo(Path directory) {
        this.file = directory.resolve(FILE);
    }

    /** A signed information with what it says. */
    record Version(Signed signed, ValidatorInfo info) {}

    /** The newest, if there is one. */
    Optional<Version> read() throws ProtocolException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Signed signed = Signed.parseFrom(Files.readAllBytes(file));
            return Optional.of(
                    new Version(signed, MessageType.VALIDATOR_INFO.decode(signed.getBody())));
        } catch (InvalidProtocolBufferException | ProtocolException e) {
            throw new ProtocolException(ErrorCode.CONFIG_INVALID, file + " is damaged", e);
        } catch (IOException e) {
            throw new ProtocolException(ErrorCode.FILE_UNREADABLE, file + " can't be read", e);
        }
    }

    void write(Signed signed) throws ProtocolException {
        try {
            DurableFile.write(file, signed.toByteArray());
        } catch (IOException e) {
            throw new ProtocolException(ErrorCode.FILE_UNREADABLE, file + " can't be written", e);
        }
    }
}
