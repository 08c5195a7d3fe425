package org.mopay.core.fuzz;

import org.mopay.core.bytes.Bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every target, with the inputs it starts from. */
enum FuzzTarget {
    MESSAGES(DecoderTargets::messages, Seeds::messages),
    FRAMES(DecoderTargets::frames, Seeds::frames),
    TEXTS(DecoderTargets::texts, Seeds::texts),
    BOXES(DecoderTargets::boxes, Seeds::messages),
    SIGNED(SignedTarget::run, Seeds::messages),
    RECORDS(RecordTarget::run, RecordTarget::seeds),
    HANDSHAKE(HandshakeTarget::run, HandshakeTarget::seeds),
    SESSIONS(SessionTarget::run, SessionTarget::seeds);

    private static final Path CORPUS = Path.of("src/test/corpus");

    private final Run run;
    private final Inputs seeds;

    FuzzTarget(Run run, Inputs seeds) {
        this.run = run;
        this.seeds = seeds;
    }

    /** Takes one input; whatever it throws is a fault of the core. */
    @FunctionalInterface
    interface Run {
        void run(byte[] input) throws Exception;
    }

    @FunctionalInterface
    interface Inputs {
        List<Bytes> all() throws Exception;
    }

    static FuzzTarget named(String name) {
        return Arrays.stream(values())
                .filter(target -> target.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target '" + name + "'"));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    void run(byte[] input) throws Exception {
        run.run(input);
    }

    /** Where the inputs that a fuzzer found are kept: one in hexadecimal a line. */
    Path file() {
        return CORPUS.resolve(label() + ".hex");
    }

    List<Bytes> seeds() throws Exception {
        return seeds.all();
    }

    /** The seeds, and what is kept of what a fuzzer found. */
    List<Bytes> inputs() throws Exception {
        List<Bytes> inputs = new ArrayList<>(seeds());
        inputs.addAll(kept());
        return inputs;
    }

    List<Bytes> kept() throws IOException {
        List<Bytes> kept = new ArrayList<>();
        for (String line : Files.readAllLines(file())) {
            kept.add(Bytes.ofHex(line));
        }
        return kept;
    }
}
