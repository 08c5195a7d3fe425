package org.mopay.cli.process;

import org.mopay.cli.output.Failure;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the archive of an {@link Installation}: runs a server and a phone for the names of the classes
 * they load, and has Java write these out as it holds them in memory.
 */
public final class ClassArchive {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Installation installation;
    private final Path directory;
    private final List<Path> lists = new ArrayList<>();
    private final List<MoProcess> processes = new ArrayList<>();

    private ClassArchive(Installation installation, Path directory) {
        this.installation = installation;
        this.directory = directory;
    }

    /** Run by the build, and by the launcher in the background. */
    public static void main(String[] args) throws Exception {
        ClassArchive archive =
                new ClassArchive(Installation.own(), Files.createTempDirectory("mo-classes"));
        // Nothing is left behind, also when this is stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(archive::clear, "class-archive-clear"));
        archive.make();
    }

    private synchronized void clear() {
        processes.forEach(MoProcess::close);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            // The operating system clears its temporary files in time.
            return;
        }
    }

    private void make() throws Failure, IOException, InterruptedException {
        runServerAndPhone();
        Path list = Files.write(directory.resolve("classes"), classes());
        // Appears at once: a command that starts meanwhile finds no half of an archive.
        Path archive = installation.archive();
        Path unfinished = archive.resolveSibling(archive.getFileName() + ".new");
        Process dump = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + list,
                        "-XX:SharedArchiveFile=" + unfinished,
                        "-cp",
                        installation.classPath())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        if (dump.waitFor() != 0) {
            throw new IOException("Java made no archive for " + archive);
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private void runServerAndPhone() throws Failure {
        String data = directory.resolve("server").toString();
        String phone = directory.resolve("phone").toString();
        MoProcess server = start("server", "--data-dir", data, "--port", "0");
        server.await("ready", PATIENCE);
        MoProcess operator = start("operator", "activate", "a", "--data-dir", data);
        String link = operator.await("activation", PATIENCE).get("link").getAsString();
        operator.exitCode(PATIENCE);
        start("phone", "enrol", link, "--dir", phone).exitCode(PATIENCE);
        MoProcess request = start("phone", "request", "1", "--dir", phone);
        request.await("link", PATIENCE);
        // A list is complete when its process has ended in order.
        request.stop(PATIENCE);
        server.stop(PATIENCE);
    }

    private synchronized MoProcess start(String... arguments) throws Failure {
        Path list = directory.resolve("classes-" + lists.size());
        MoProcess process = MoProcess.startApart(
                directory.resolve("errors.log"),
                List.of(
                        "-Xshare:off",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:DumpLoadedClassList=" + list),
                List.of(arguments));
        lists.add(list);
        processes.add(process);
        return process;
    }

    /**
     * The names. Lines that begin with @ are about lambdas, and JDK 17 crashes on some of ours; lines
     * with a source are of other class loaders, and numbers count within one list.
     */
    private TreeSet<String> classes() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path list : lists) {
            try (Stream<String> lines = Files.lines(list)) {
                lines.filter(line -> !line.startsWith("@") && !line.startsWith("#"))
                        .filter(line -> !line.contains("source:"))
                        .forEach(line -> names.add(line.split(" ", 2)[0]));
            }
        }
        return names;
    }
}
