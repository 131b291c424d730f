package io.agender.launcher.files;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.PrivateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the native libraries of others are unpacked where no other user can lay one, and where the system lets
 * programs run. By themselves they go to the system's temporary folder, where some systems let nothing run, and JavaCPP,
 * without a home, to a name in it that anybody can foresee. What is unpacked once is found again by the next process.
 */
public final class NativeLibraries {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);
    private static final String JAVACPP = "org.bytedeco.javacpp.cachedir";
    private static final String ONNX = "onnxruntime.native.path";
    private static final List<String> ONNX_LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");
    private static final String ONNX_FOLDERS = "onnxruntime-java*";
    private static final List<String> COMPRESSION = List.of("org.xerial.snappy.tempdir", "ZstdTempFolder");

    /** What RocksDB calls its library where it looks for it in folders that it is given. */
    private static final String ROCKS_IN_FOLDERS = Environment.getJniLibraryFileName("rocksdbjni");

    private NativeLibraries() {}

    /**
     * To be called before a picture or a network is touched; later calls do nothing. What the user or the image has set
     * stays.
     *
     * @throws CommandException when programs may run nowhere
     */
    public static void beforeVision() {
        if (System.getProperty(JAVACPP) != null && System.getProperty(ONNX) != null) {
            return;
        }
        deleteLeft(Path.of(System.getProperty("java.io.tmpdir")));
        Path folder = folder();
        setDefault(JAVACPP, folder.resolve("javacpp"));
        Map<String, URL> onnx = new TreeMap<>();
        for (String library : ONNX_LIBRARIES) {
            String file = System.mapLibraryName(library);
            find("/ai/onnxruntime/native/" + platformOfOnnx() + "/" + file).ifPresent(found -> onnx.put(file, found));
        }
        if (System.getProperty(ONNX) == null && onnx.size() == ONNX_LIBRARIES.size()) {
            try {
                setDefault(ONNX, unpacked(folder, "onnxruntime", onnx));
            } catch (IOException e) {
                LOG.debug("ONNX Runtime unpacks itself.", e);
            }
        }
    }

    /**
     * ONNX Runtime makes a folder at each start, also where it puts nothing there, and can't remove it when it is killed: a
     * machine that loses its power each night would have a thousand of them in three years. Only what has been empty for
     * long goes, for another program may be about to fill its own.
     */
    private static void deleteLeft(Path temporary) {
        Instant longAgo = Instant.now().minus(1, ChronoUnit.HOURS);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, ONNX_FOLDERS)) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(folder).toInstant().isBefore(longAgo)) {
                    deleteIfEmpty(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} can't be looked through.", temporary, e);
        }
    }

    private static void deleteIfEmpty(Path folder) {
        try {
            Files.delete(folder);
        } catch (IOException e) {
            LOG.debug("{} stays.", folder, e); // it holds something, or is another user's
        }
    }

    /**
     * To be called before something is compressed; later calls do nothing.
     *
     * @throws CommandException when programs may run nowhere
     */
    public static void beforeCompression() {
        if (!letsProgramsRun(Path.of(System.getProperty("java.io.tmpdir")))) {
            Path folder = folder();
            COMPRESSION.forEach(name -> setDefault(name, folder));
        }
    }

    /**
     * To be called before stores are opened or records compressed; later calls do nothing.
     *
     * @throws CommandException when programs may run nowhere
     */
    public static void beforeStores() {
        Optional<URL> rocks = find("/" + Environment.getJniLibraryFileName("rocksdb"));
        if (rocks.isEmpty()) {
            return; // the image has it where the JVM finds it
        }
        Path folder = folder();
        beforeCompression();
        try {
            Path unpacked = unpacked(folder, "rocksdb", Map.of(ROCKS_IN_FOLDERS, rocks.get()));
            RocksDB.loadLibrary(List.of(unpacked.toString()));
        } catch (IOException | UnsatisfiedLinkError e) {
            LOG.debug("RocksDB unpacks itself.", e);
        }
    }

    private static void setDefault(String property, Path value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value.toString());
        }
    }

    private static Path folder() {
        List<String> tried = new ArrayList<>();
        for (Place place : List.<Place>of(
                () -> PrivateFolder.own(UserFolders.ofThisUser().cache().resolve("natives")),
                () -> PrivateFolder.own(PrivateFolder.temporaryOfThisUser().resolve("natives")))) {
            try {
                Path folder = place.make();
                if (letsProgramsRun(folder)) {
                    return folder;
                }
                tried.add(folder.toString());
            } catch (IOException e) {
                tried.add(String.valueOf(e.getMessage()));
            }
        }
        throw new CommandException(
                ExitCode.FILES,
                "There is no folder in which programs may run, which the native libraries need (tried "
                        + String.join(" and ", tried) + "); name one with XDG_CACHE_HOME.");
    }

    private interface Place {
        Path make() throws IOException;
    }

    /** Where nothing may run the system says so of every file. */
    private static boolean letsProgramsRun(Path folder) {
        try {
            Path probe = Files.createTempFile(folder, "probe", "");
            try {
                return probe.toFile().setExecutable(true) && Files.isExecutable(probe);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder with these files, named after their content, so that two versions don't meet. */
    private static Path unpacked(Path folder, String name, Map<String, URL> files) throws IOException {
        long content = 0;
        for (URL file : files.values()) {
            content = content * 31
                    + ((JarURLConnection) file.openConnection()).getJarEntry().getCrc();
        }
        Path target = PrivateFolder.own(folder.resolve(name + "-" + Long.toHexString(content)));
        for (Map.Entry<String, URL> file : files.entrySet()) {
            unpack(file.getValue(), target.resolve(file.getKey()));
        }
        return target;
    }

    /** All of it or nothing, for another process may do the same now. */
    private static void unpack(URL file, Path target) throws IOException {
        long size = ((JarURLConnection) file.openConnection()).getJarEntry().getSize();
        if (Files.isRegularFile(target) && Files.size(target) == size) {
            return;
        }
        Path part = Files.createTempFile(target.getParent(), "unpacking", "");
        try (InputStream content = file.openStream()) {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Optional<URL> find(String resource) {
        return Optional.ofNullable(NativeLibraries.class.getResource(resource))
                .filter(url -> url.getProtocol().equals("jar"));
    }

    private static String platformOfOnnx() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").equals("aarch64") ? "aarch64" : "x64";
        if (system.startsWith("mac")) {
            return "osx-" + processor;
        }
        return (system.startsWith("windows") ? "win-" : "linux-") + processor;
    }
}
