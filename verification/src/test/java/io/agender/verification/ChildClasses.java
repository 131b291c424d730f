package io.agender.verification;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What the tests' programs load their classes from: with an archive of them (class data sharing) they start in half the
 * time, and the tests start more than a hundred. The first program of each kind that ends in an orderly way writes the
 * archive. Since there is none of folders, the tests' own classes are put into a jar.
 */
final class ChildClasses {

    private static final Path FOLDER = Path.of("target", "child-classes");
    private static final Path OWN = Path.of("target", "test-classes").toAbsolutePath();

    /** Empty where other rooms are folders too, as in an IDE. */
    private static final Optional<String> CLASS_PATH = classPath();

    private final List<String> options;
    private final Optional<Path> recording;
    private final Path archive;

    private ChildClasses(List<String> options, Optional<Path> recording, Path archive) {
        this.options = options;
        this.recording = recording;
        this.archive = archive;
    }

    /** Those of a program that is started with these arguments; only this process's own class path has archives. */
    static ChildClasses of(String classPath, Class<?> program, List<String> arguments) {
        boolean manyTimes = program == ServiceProgram.class || program == BrokerProgram.class;
        String kind = program == ServiceProgram.class ? arguments.get(0) : "broker";
        Path archive = FOLDER.resolve(kind + ".jsa");
        if (!manyTimes || CLASS_PATH.isEmpty() || !classPath.equals(System.getProperty("java.class.path"))) {
            return new ChildClasses(List.of("-cp", classPath), Optional.empty(), archive);
        }
        List<String> options = new ArrayList<>(List.of("-Xlog:cds*=off", "-cp", CLASS_PATH.get()));
        if (Files.exists(archive)) {
            options.add(0, "-XX:SharedArchiveFile=" + archive.toAbsolutePath());
            return new ChildClasses(options, Optional.empty(), archive);
        }
        Path unfinished = FOLDER.resolve(kind + ".unfinished");
        try {
            Files.createFile(mark(unfinished));
            options.add(0, "-XX:ArchiveClassesAtExit=" + unfinished.toAbsolutePath());
            return new ChildClasses(options, Optional.of(unfinished), archive);
        } catch (FileAlreadyExistsException e) {
            return new ChildClasses(options, Optional.empty(), archive); // another one records it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> options() {
        return options;
    }

    /** The program has ended; what it has recorded is there for the next ones. */
    void ended() {
        recording.ifPresent(unfinished -> {
            try {
                if (Files.exists(unfinished)) {
                    Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
                }
                Files.deleteIfExists(mark(unfinished));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Path mark(Path unfinished) {
        return unfinished.resolveSibling(unfinished.getFileName() + ".mark");
    }

    private static Optional<String> classPath() {
        List<Path> all = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        if (!all.stream().allMatch(entry -> entry.equals(OWN) || Files.isRegularFile(entry))) {
            return Optional.empty();
        }
        try {
            Path jar = jar();
            return Optional.of(String.join(
                    File.pathSeparator,
                    all.stream()
                            .map(entry -> entry.equals(OWN) ? jar : entry)
                            .map(Path::toString)
                            .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made anew, and all archives with it, when a class is newer. */
    private static Path jar() throws IOException {
        Files.createDirectories(FOLDER);
        Path jar = FOLDER.resolve("classes.jar").toAbsolutePath();
        try (FileChannel one =
                        FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = one.lock();
                Stream<Path> files = Files.walk(OWN)) {
            List<Path> classes = files.filter(Files::isRegularFile).sorted().toList();
            long newest = classes.stream()
                    .mapToLong(file -> file.toFile().lastModified())
                    .max()
                    .orElseThrow();
            if (!Files.exists(jar) || jar.toFile().lastModified() <= newest) {
                removeAllBut(FOLDER.resolve("lock"));
                write(classes, jar);
            }
        }
        return jar;
    }

    private static void removeAllBut(Path lock) throws IOException {
        try (Stream<Path> old = Files.list(FOLDER)) {
            for (Path file : old.filter(file -> !file.equals(lock)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void write(List<Path> classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path one : classes) {
                out.putNextEntry(new JarEntry(OWN.relativize(one).toString().replace(File.separatorChar, '/')));
                Files.copy(one, out);
                out.closeEntry();
            }
        }
    }
}
