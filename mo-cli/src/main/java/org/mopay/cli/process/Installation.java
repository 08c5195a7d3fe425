package org.mopay.cli.process;

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
        Path code = ownCode();
        // What Maven built has its jars in a folder, where a class path of tests would have
        // directories.
        Path library = code.resolveSibling("lib");
        if (!Files.isRegularFile(code) || !Files.isDirectory(library)) {
            return new Installation(
                    System.getProperty("java.class.path"), code.resolveSibling(archiveName()));
        }
        return new Installation(jars(library), library.resolve(archiveName()));
    }

    private static Path ownCode() {
        try {
            return Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this class is in a file", e);
        }
    }

    private static String archiveName() {
        return "java-" + Runtime.version().feature() + ".jsa";
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
            line.addAll(List.of("-Xlog:disable", "-Xlog:all=error,cds*=off:stderr"));
        }
        return line;
    }
}
