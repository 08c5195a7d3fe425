package org.mopay.server.store.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.LedgerKit;
import org.mopay.server.store.powercut.WriteTrace.Step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The power fails after every single write of a run of payments. What was acknowledged by then is
 * there, once, and the books are in order.
 */
class PowerCutTest {
    private static final int PAYMENTS = Integer.getInteger("mo.powercut.payments", 16);
    private static final long SEED = Long.getLong("mo.seed", System.nanoTime());
    private static final Path SOURCE = Path.of("src/test/c/write_trace.c").toAbsolutePath();

    @TempDir
    private Path directory;

    /** A payment that was answered when the record of the writes was so long. */
    private record Acknowledged(Bytes id, long traced) {}

    // cites VAL-03, VAL-05
    @Test
    void losesNothingThatWasAnsweredWhereverThePowerFails() throws Exception {
        System.out.println("PowerCutTest: -Dmo.seed=" + SEED);
        List<Acknowledged> answered = pay(tracer());
        List<Step> steps = WriteTrace.read(directory.resolve("trace"));
        assertThat(answered).hasSize(PAYMENTS);
        assertThat(steps).as("syncs").anyMatch(step -> step.kind() == 's');

        Random random = new Random(SEED);
        Disk disk = new Disk();
        int cuts = 0;
        for (Step step : steps) {
            disk.apply(step);
            if (step.end() >= answered.get(0).traced() && step.kind() != 's') {
                Disk.Loss loss = Disk.Loss.values()[cuts++ % Disk.Loss.values().length];
                assertKept(disk, loss, random, answered, step.end());
            }
        }
        System.out.println("PowerCutTest: " + cuts + " cuts in " + PAYMENTS + " payments");
        assertThat(cuts).isGreaterThan(3 * PAYMENTS);
    }

    private void assertKept(
            Disk disk, Disk.Loss loss, Random random, List<Acknowledged> answered, long traced)
            throws Exception {
        Path image = directory.resolve("image");
        disk.cut(image, loss, random);
        long due = answered.stream().filter(each -> each.traced() <= traced).count();
        try (LedgerKit restarted = LedgerKit.open(image)) {
            for (Acknowledged payment : answered.subList(0, Math.toIntExact(due))) {
                assertThat(restarted.ledger().payment(payment.id()))
                        .as("%s, after %s bytes of trace", loss, traced)
                        .isPresent();
            }
            assertThat(restarted.balance("bob")).isBetween(due, due + 1);
            restarted.assertSound();
        }
        delete(image);
    }

    private List<Acknowledged> pay(Path tracer) throws IOException, InterruptedException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Path trace = directory.resolve("trace");
        Path output = directory.resolve("output");
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PayingProcess.class.getName(),
                        data.toString(),
                        trace.toString(),
                        Integer.toString(PAYMENTS))
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        java.environment().put("LD_PRELOAD", tracer.toString());
        java.environment().put("WRITE_TRACE_DIRECTORY", data.toString());
        java.environment().put("WRITE_TRACE_FILE", trace.toString());
        assertThat(run(java)).isZero();
        List<Acknowledged> answered = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            String[] parts = line.split(" ", 2);
            answered.add(new Acknowledged(Bytes.ofHex(parts[0]), Long.parseLong(parts[1])));
        }
        return answered;
    }

    /** Built here; without a C compiler there is nothing to record with. */
    private Path tracer() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "the tracer needs Linux");
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "cc"))),
                "no C compiler (cc) to build the recorder of writes with");
        Path library = directory.resolve("write_trace.so");
        ProcessBuilder compiler = new ProcessBuilder(
                        "cc",
                        "-shared",
                        "-fPIC",
                        "-O1",
                        "-o",
                        library.toString(),
                        SOURCE.toString(),
                        "-ldl",
                        "-pthread")
                .inheritIO();
        assertThat(run(compiler)).isZero();
        return library;
    }

    private static int run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
