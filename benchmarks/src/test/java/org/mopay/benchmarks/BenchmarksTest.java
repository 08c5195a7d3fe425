package org.mopay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** Every benchmark runs, through JMH, once: how fast is not for a test to say. */
class BenchmarksTest {
    static {
        // Several builds may test at the same time.
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Command
    private static final class BesideAnother implements Callable<Integer> {
        @Override
        public Integer call() throws RunnerException {
            throw new RunnerException("ERROR: Unable to acquire the JMH lock");
        }
    }

    static List<String> names() {
        return JmhRun.names(".*");
    }

    @ParameterizedTest
    @MethodSource("names")
    void runs(String name) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .parent(MeasurementPlan.QUICK.options(name))
                        .forks(0)
                        .mode(Mode.SingleShotTime)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .build())
                .runSingle();
        assertThat(result.getPrimaryResult().getSampleCount()).isEqualTo(1);
    }

    @Test
    void saysInOneLineWhyJmhDoesNotRun() {
        StringWriter said = new StringWriter();
        int status = new CommandLine(new BesideAnother())
                .setExecutionExceptionHandler(Benchmarks::report)
                .setErr(new PrintWriter(said, true))
                .execute();

        assertThat(status).isNotZero();
        assertThat(said.toString().lines())
                .containsExactly("benchmarks/run: ERROR: Unable to acquire the JMH lock");
    }

    @Test
    void everyBenchmarkStandsBesideItsFloor() {
        List<String> names = names();
        assertThat(names).isNotEmpty().allSatisfy(name -> {
            String measured = name.replaceFirst("(Floor|NoiseJava|Native|Jca)$", "");
            assertThat(names).contains(measured, measured + "Floor");
        });
    }
}
