package io.agender.models.fetch;

import io.agender.models.FileSource;
import io.agender.models.FileSource.Npm;
import io.agender.models.FileSource.Web;
import io.agender.models.PublishedFile;
import io.agender.models.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Fetches single files: asks the mirror, then each source in its order, until one gives the published bytes. Nothing is
 * ever half in place: bytes are collected in a {@code .part} file, checked, and moved. Belongs to one thread, which
 * closes it.
 */
final class FileFetcher implements AutoCloseable {

    private static final int ATTEMPTS = 4;
    private static final String PART = ".part";

    private final Optional<String> mirror;
    private final WebSource web;
    private final NpmSource npm;
    private final long largest;
    private final FetchProgress progress;

    FileFetcher(FetchConfig config, FetchProgress progress) {
        this.mirror = config.mirror();
        this.web = new WebSource(config.patience());
        this.npm = new NpmSource(config.npm(), config.patience());
        this.largest = config.largest();
        this.progress = progress;
    }

    /** Gets the bytes of one source to where the transfer wants them. */
    private interface Attempt {

        void run(Transfer transfer) throws SourceFailedException, IOException, InterruptedException;
    }

    /**
     * Fetches one file.
     *
     * @return why no source gave it, a clause for each; empty when the file is in place
     * @throws IOException when the file cannot be written
     */
    Optional<String> fetch(PublishedFile file, Path target) throws IOException, InterruptedException {
        Files.createDirectories(target.getParent());
        List<String> failures = new ArrayList<>();
        for (Attempt source : sources(file)) {
            try {
                complete(file, target, source);
                return Optional.empty();
            } catch (SourceFailedException e) {
                failures.add(e.getMessage());
            }
        }
        return Optional.of(failures.isEmpty() ? "it has no source" : String.join("; ", failures));
    }

    private List<Attempt> sources(PublishedFile file) {
        List<Attempt> attempts = new ArrayList<>();
        mirror.ifPresent(place -> attempts.add(transfer -> mirrored(place, file.name(), transfer)));
        for (FileSource source : file.sources()) {
            if (source instanceof Npm each) {
                attempts.add(transfer -> npm.fetch(each, transfer));
            } else if (source instanceof Web each) {
                attempts.add(transfer -> web.fetch(each.address(), transfer));
            } else if (source instanceof FileSource.NotPublished none) {
                attempts.add(transfer -> {
                    throw new SourceFailedException(clause(none.why()));
                });
            }
        }
        return attempts;
    }

    private static String clause(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1).replaceAll("\\.$", "");
    }

    private void mirrored(String place, String name, Transfer transfer)
            throws SourceFailedException, IOException, InterruptedException {
        if (place.startsWith("http://") || place.startsWith("https://")) {
            web.fetch(address(place, name), transfer);
            return;
        }
        Path file = inFolder(place, name);
        try (InputStream bytes = open(file)) {
            transfer.add(bytes, false, file.toString(), Files.size(file));
        }
    }

    private static URI address(String place, String name) throws SourceFailedException {
        try {
            return new URI(place.endsWith("/") ? place + name : place + "/" + name);
        } catch (URISyntaxException e) {
            throw new SourceFailedException("the mirror is not a web address (" + e.getReason() + ")", false, e);
        }
    }

    private static InputStream open(Path file) throws SourceFailedException {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new SourceFailedException("the mirror's " + file + " cannot be read", false, e);
        }
    }

    private static Path inFolder(String place, String name) throws SourceFailedException {
        try {
            Path file = Path.of(place).resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
            throw new SourceFailedException("the mirror " + place + " does not have " + name);
        } catch (InvalidPathException e) {
            throw new SourceFailedException("the mirror " + place + " is neither a folder nor a web address", false, e);
        }
    }

    private void complete(PublishedFile file, Path target, Attempt source)
            throws SourceFailedException, IOException, InterruptedException {
        Path part = target.resolveSibling(target.getFileName() + PART);
        Transfer transfer = new Transfer(
                file.name(),
                part,
                file.size() == null ? OptionalLong.empty() : OptionalLong.of(file.size()),
                largest,
                progress);
        if (file.sha256() == null) {
            Files.deleteIfExists(part); // without a hash nobody would notice the halves of two files
        }
        for (int attempt = 1; ; attempt++) {
            boolean resumes = transfer.present() > 0;
            try {
                source.run(transfer);
                check(file, part);
                move(part, target);
                return;
            } catch (WrongBytesException e) {
                Files.deleteIfExists(part);
                if (!resumes || attempt == ATTEMPTS) { // what an earlier attempt left may have been another file
                    throw new SourceFailedException(e.getMessage());
                }
            } catch (SourceFailedException e) {
                if (!e.worthRetrying() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void check(PublishedFile file, Path part) throws WrongBytesException, IOException {
        long size = Files.size(part);
        if (file.size() != null && size != file.size()) {
            throw new WrongBytesException("it gave " + size + " bytes where " + file.size() + " are published");
        }
        String hash = Sha256.of(part);
        if (file.sha256() != null && !hash.equals(file.sha256())) {
            throw new WrongBytesException(
                    "it gave a file with SHA-256 " + hash + " where " + file.sha256() + " is published");
        }
    }

    static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        npm.close();
    }

    private static final class WrongBytesException extends Exception {

        private static final long serialVersionUID = 1L;

        WrongBytesException(String message) {
            super(message);
        }
    }
}
