package org.mopay.cli.process;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Java and the jars that this process runs from, and the archive of their classes beside them. To
 * map classes from an archive takes a fraction of the time that reading them from jars does; Java
 * accepts one only for the very jars it was made of, in their order.
 *
 * @param classPath for another process
 * @param archive where the archive is, once {@link ClassArchive} has made it
 */
record Installation(String classPath, Path archive) {

    /** The installation of this process. */
    static Installation own() {
        Path code = codeOf(Installation.class);
        Path library = library(code);
        return library == null
                ? new Installation(
                        System.getProperty("java.class.path"), code.resolveSibling(archiveName()))
                : new Installation(jars(library), library.resolve(archiveName()));
    }

    /**
     * The directory of all jars, whose order does not depend on how this process was started. What Maven
     * built has its jars in a folder beside the code, where a class path of tests would have directories.
     */
    private static @Nullable Path library(Path code) {
        if (!Files.isRegularFile(code)) {
            return null;
        }
        Path own = code.resolveSibling("");
        if (own.equals(codeOf(ErrorCode.class).resolveSibling(""))) {
            return own;
        }
        Path built = code.resolveSibling("lib");
        return Files.isDirectory(built) ? built : null;
    }

    private static Path codeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " is in a file", e);
        }
    }

    /** Java does without an archive of another build of itself, and then also without its own. */
    private static String archiveName() {
        return "java-" + Runtime.version() + ".jsa";
    }

    /** What earlier builds of this Java had, which nothing fits any more. */
    List<Path> olderArchives() throws IOException {
        String build = "java-" + Runtime.version().feature() + "[.+-].*";
        String current = archive.getFileName().toString();
        try (Stream<Path> files = Files.list(archive.resolveSibling(""))) {
            return files.filter(file -> file.getFileName().toString().matches(build))
                    .filter(file -> !file.getFileName().toString().startsWith(current))
                    .toList();
        }
    }

    private static String jars(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new IllegalStateException(directory + " can't be listed", e);
        }
    }

    /** The beginning of a command line: Java, and how it shares classes. */
    List<String> java() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xshare:auto");
        if (Files.isReadable(archive)) {
            line.add("-XX:SharedArchiveFile=" + archive);
            // An archive that does not fit is done without, and standard output is for data.
            line.add("-Xlog:cds*=off");
        }
        return line;
    }
}
