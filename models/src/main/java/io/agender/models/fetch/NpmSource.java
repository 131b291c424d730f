package io.agender.models.fetch;

import io.agender.models.FileSource.Npm;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Fetches files of npm packages with the {@code npm} command, which knows the user's registry, proxy, certificates and
 * credentials. A package is fetched once for all its files. Nothing of it is run, and no more of it unpacked than one
 * file. Belongs to one thread, which closes it; that removes the packages.
 *
 * <p>npm takes much more than names for the name of a package: addresses, folders, options. What a descriptor may say
 * is checked where it is read; here it comes behind {@code --}, and scripts are off.
 */
final class NpmSource implements AutoCloseable {

    /** The folder in an npm archive that everything lies in. */
    private static final String ROOT = "package/";

    /** Of a package, unpacked. The largest that was seen has 200 MB. */
    private static final long MAX_UNPACKED = 8L << 30;

    /** npm asks again and does not show how far it is; but at some time it must be through. */
    private static final int MAX_PATIENCE = 60;

    private static final int MAX_OUTPUT = 1 << 16;

    private final List<String> command;
    private final Duration patience;
    private Path folder;

    /**
     * @param command how npm is called
     * @param patience how long a server may say nothing
     */
    NpmSource(List<String> command, Duration patience) {
        this.command = List.copyOf(command);
        this.patience = patience;
    }

    void fetch(Npm source, Transfer transfer) throws SourceFailedException, IOException, InterruptedException {
        Path archive = archive(source, transfer);
        try (TarArchiveInputStream tar = open(source, archive)) {
            TarArchiveEntry entry = next(source, tar);
            long passed = 0;
            while (entry != null && !(isPlainFile(entry) && entry.getName().equals(ROOT + source.path()))) {
                passed += entry.getSize();
                if (passed > MAX_UNPACKED) {
                    throw new SourceFailedException(
                            "npm package " + source.name() + " has more than " + MAX_UNPACKED + " bytes");
                }
                entry = next(source, tar);
            }
            if (entry == null) {
                throw new SourceFailedException("npm package " + source.name() + " has no file " + source.path());
            }
            transfer.add(tar, false, source.toString(), entry.getSize());
        }
    }

    private static boolean isPlainFile(TarArchiveEntry entry) {
        return entry.isFile() && !entry.isSymbolicLink() && !entry.isLink();
    }

    private static TarArchiveInputStream open(Npm source, Path archive) throws SourceFailedException {
        try {
            return new TarArchiveInputStream(
                    new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))));
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static TarArchiveEntry next(Npm source, TarArchiveInputStream tar) throws SourceFailedException {
        try {
            return tar.getNextEntry();
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static SourceFailedException unreadable(Npm source, IOException cause) {
        return new SourceFailedException(
                source + " cannot be read" + SourceFailedException.reason(cause), false, cause);
    }

    private Path archive(Npm source, Transfer transfer)
            throws SourceFailedException, IOException, InterruptedException {
        if (folder == null) {
            folder = Files.createTempDirectory("agender-npm");
        }
        Path own = folder.resolve((source.name() + "-" + source.version()).replaceAll("[^A-Za-z0-9.-]", "_"));
        if (!Files.isDirectory(own)) {
            Path working = Files.createDirectories(folder.resolve("working"));
            // Here npm stops looking for a project, whose settings it would take; it may be anybody's who can write
            // above.
            Files.writeString(working.resolve("package.json"), "{}");
            transfer.progress().begin(source.name() + " " + source.version(), "npm", -1);
            try {
                pack(source, working);
            } finally {
                transfer.progress().end();
            }
            Files.move(working, own);
        }
        try (Stream<Path> files = Files.list(own)) {
            Path archive = files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new SourceFailedException("npm pack left no archive of " + source.name()));
            check(source, archive);
            return archive;
        }
    }

    private static void check(Npm source, Path archive) throws SourceFailedException, IOException {
        if (source.integrity() == null) {
            return;
        }
        MessageDigest digest = sha512();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(archive), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        String integrity = "sha512-" + Base64.getEncoder().encodeToString(digest.digest());
        if (!integrity.equals(source.integrity())) {
            throw new SourceFailedException("npm gave an archive of " + source.name() + " " + source.version()
                    + " with " + integrity + " where " + source.integrity() + " is published");
        }
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }

    private void pack(Npm source, Path target) throws SourceFailedException, IOException, InterruptedException {
        List<String> call = new ArrayList<>(command);
        call.addAll(List.of("pack", "--silent", "--ignore-scripts", "--fetch-timeout=" + patience.toMillis()));
        call.addAll(List.of("--", source.name() + "@" + source.version()));
        Process process = start(source, call, target);
        Duration most = patience.multipliedBy(MAX_PATIENCE);
        long started = System.nanoTime();
        Executor atLast = CompletableFuture.delayedExecutor(most.toMillis(), TimeUnit.MILLISECONDS);
        atLast.execute(() -> end(process));
        try {
            process.getOutputStream().close();
            String said;
            try (InputStream output = process.getInputStream()) {
                said = new String(output.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8).strip();
                output.transferTo(OutputStream.nullOutputStream());
            }
            int code = process.waitFor();
            if (code != 0 && System.nanoTime() - started >= most.toNanos()) {
                throw new SourceFailedException("npm did not fetch " + source.name() + " " + source.version()
                        + " within " + most.toSeconds() + " s");
            }
            if (code != 0) {
                throw new SourceFailedException(
                        "npm cannot fetch " + source.name() + " " + source.version() + lastLine(said));
            }
        } finally {
            process.destroy();
        }
    }

    private static Process start(Npm source, List<String> call, Path folder) throws SourceFailedException {
        try {
            return new ProcessBuilder(call)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new SourceFailedException(
                    "the npm command is missing, which fetches " + source + " (install Node.js)", false, e);
        }
    }

    private static void end(Process process) {
        // Those that it has started hold its output open; without it they are no longer known as its own.
        List<ProcessHandle> started = process.descendants().toList();
        process.toHandle().destroyForcibly(); // the process itself would close the stream that is read
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private static String lastLine(String said) {
        return said.isEmpty()
                ? ""
                : " (" + said.substring(said.lastIndexOf('\n') + 1).strip() + ")";
    }

    @Override
    public void close() throws IOException {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
        folder = null;
    }
}
