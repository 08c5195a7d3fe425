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
import java.util.Set;
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
    private boolean stopped;

    private ClassArchive(Installation installation, Path directory) {
        this.installation = installation;
        this.directory = directory;
    }

    /**
     * Run by the build, and by the launcher in the background. Where there is an archive, or a Java that
     * makes none, nothing is left to do.
     */
    public static void main(String[] args) throws Exception {
        Installation installation = Installation.own();
        if (Files.exists(installation.archive())) {
            return;
        }
        ClassArchive archive =
                new ClassArchive(installation, Files.createTempDirectory("mo-classes"));
        // Nothing is left behind, also when this is stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(archive::clear, "class-archive-clear"));
        try {
            archive.make();
        } catch (Failure | IOException e) {
            if (archive.javaMakesArchives()) {
                throw e;
            }
            System.err.println("This Java makes no archives of classes: "
                    + System.getProperty("java.vm.name") + " " + Runtime.version());
        }
    }

    private synchronized void clear() {
        stopped = true;
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        // What still runs may write once more.
        children.forEach(child -> child.onExit().join());
        unfinished().toFile().delete();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            // The operating system clears its temporary files in time.
            return;
        }
    }

    private void make() throws Failure, IOException, InterruptedException {
        runServerAndPhone();
        // Appears at once: a command that starts meanwhile finds no half of an archive.
        if (!dump(classes(), unfinished(), "-cp", installation.classPath())) {
            throw new IOException("Java made no archive for " + installation.archive());
        }
        Files.move(unfinished(), installation.archive(), StandardCopyOption.ATOMIC_MOVE);
        for (Path older : installation.olderArchives()) {
            Files.deleteIfExists(older);
        }
    }

    private Path unfinished() {
        String name = installation.archive().getFileName() + "."
                + ProcessHandle.current().pid();
        return installation.archive().resolveSibling(name + ".new");
    }

    private boolean javaMakesArchives() throws IOException, InterruptedException {
        return dump(Set.of("java/lang/Object"), directory.resolve("smallest"));
    }

    private boolean dump(Set<String> classes, Path archive, String... options)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + Files.write(directory.resolve("classes"), classes),
                "-XX:SharedArchiveFile=" + archive));
        line.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
        MoProcess.setApart(builder, directory);
        Process dump;
        synchronized (this) {
            continueUnlessStopped();
            dump = builder.start();
        }
        return dump.waitFor() == 0 && Files.exists(archive);
    }

    private void continueUnlessStopped() throws IOException {
        if (stopped) {
            throw new IOException("stopped");
        }
    }

    private void runServerAndPhone() throws Failure, IOException {
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

    private synchronized MoProcess start(String... arguments) throws Failure, IOException {
        continueUnlessStopped();
        Path list = directory.resolve("classes-" + lists.size());
        lists.add(list);
        return MoProcess.startApart(
                directory,
                event -> {},
                List.of(
                        "-Xshare:off",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:DumpLoadedClassList=" + list),
                List.of(arguments));
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
