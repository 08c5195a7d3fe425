package org.mopay.examples;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/** A validator at the other end of two pipes: a line for each call, a line for each answer. */
final class PipedValidator implements Validator {
    private final BufferedReader answers;
    private final PrintStream calls;

    PipedValidator(BufferedReader answers, PrintStream calls) {
        this.answers = answers;
        this.calls = calls;
    }

    /** The next line of the other end. */
    String line() throws ProtocolException {
        try {
            String line = answers.readLine();
            if (line != null) {
                return line;
            }
        } catch (IOException e) {
            throw new ProtocolException(ErrorCode.VALIDATOR_UNREACHABLE, "the pipe broke", e);
        }
        throw new ProtocolException(ErrorCode.VALIDATOR_UNREACHABLE, "the pipe ended");
    }

    @Override
    public synchronized Bytes post(String path, Bytes body) throws ProtocolException {
        calls.println(path + " " + body.base64Url());
        calls.flush();
        return Bytes.ofBase64Url(line());
    }
}
