package io.agender.launcher.read;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.PrivateFolder;
import io.agender.schemas.Frame;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Set;

/**
 * Where pictures of frames are written, for this user alone: they show faces. A file is called by where its record stands
 * and then by its camera, so names are in the order of the topic, one of a kind, and harmless whatever the id is.
 */
public final class PictureFolder {

    private static final String OURS = "frame-";
    private static final int MAX_CAMERA = 60;

    private final Path folder;

    private PictureFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder if it is missing.
     *
     * @throws CommandException when it can't be this user's alone, or can't be made
     */
    public static PictureFolder open(Path folder) {
        try {
            return new PictureFolder(PrivateFolder.named(folder, Set.of(OURS)));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES, "The folder " + folder + " can't be written; name another one with --pictures.", e);
        }
    }

    /** Writes the picture of a frame, whole or not at all, in the place of one that was there; also when the thread is interrupted. */
    Path write(int partition, long offset, Frame frame) throws IOException {
        Path file = folder.resolve(String.format(
                Locale.ROOT,
                "%s%d-%012d-%s.%s",
                OURS,
                partition,
                offset,
                harmless(frame.getCameraId()),
                switch (frame.getEncoding()) {
                    case JPEG -> "jpg";
                    case PNG -> "png";
                    case UNKNOWN -> "bin";
                }));
        // Made by the system with rights of its owner alone.
        Path part = Files.createTempFile(folder, OURS, ".part");
        try {
            try (OutputStream out = new FileOutputStream(part.toFile())) { // a channel would be closed by an interrupt
                ByteBuffer picture = frame.getImage().duplicate();
                byte[] bytes = new byte[picture.remaining()];
                picture.get(bytes);
                out.write(bytes);
            }
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String harmless(String camera) {
        String safe = camera.replaceAll("[^A-Za-z0-9._-]", "_");
        return safe.length() <= MAX_CAMERA ? safe : safe.substring(0, MAX_CAMERA);
    }
}
