package io.agender.launcher.settings;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.vision.VideoLocation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The list of cameras in a file, which is changed where it stands. The file is written over and not replaced: the one
 * that Compose mounts into a container can't be, and it keeps its owner and its rights. Nothing is written but what reads
 * back as what was meant.
 */
public final class CameraList {

    private final Path file;
    private final CamerasText text;
    private final CamerasFile cameras;

    private CameraList(Path file, CamerasText text) {
        this.file = file;
        this.text = text;
        this.cameras = SettingsLayers.cameras(file, text.text());
    }

    /** Reads a file; one that is not there is an empty list. Throws {@link SettingsException} when it can't be read. */
    public static CameraList read(Path file) {
        try {
            return new CameraList(file, new CamerasText(Files.exists(file) ? Files.readString(file) : ""));
        } catch (IOException e) {
            throw new SettingsException("The list of cameras " + file + " can't be read (" + e + ").", e);
        }
    }

    /** What stands in the file. */
    public CamerasFile cameras() {
        return cameras;
    }

    /**
     * Adds a camera at the end and writes the file.
     *
     * @param entry the camera's id, url and whatever else an entry may have
     * @throws SettingsException when the entry is no camera, or there is one of that id
     */
    public void add(Map<String, String> entry) {
        String id = entry.get(CamerasFile.ID);
        if (place(id) >= 0) {
            throw new SettingsException("There is a camera " + new VideoLocation(id) + " in " + file
                    + " already; remove it first, or choose another id.");
        }
        List<Map<String, String>> wanted = new ArrayList<>(cameras.entries());
        wanted.add(entry);
        new CamerasFile(file.toString(), wanted).cameras(new Settings(Map.of()));
        write(text.with(entry), wanted);
    }

    /** Removes a camera and writes the file; throws {@link SettingsException} when there is none of that id. */
    public void remove(String id) {
        int place = place(id);
        if (place < 0) {
            throw new SettingsException("There is no camera " + new VideoLocation(id) + " in " + file + ".");
        }
        List<Map<String, String>> wanted = new ArrayList<>(cameras.entries());
        wanted.remove(place);
        write(text.without(place), wanted);
    }

    private int place(String id) {
        List<String> ids = cameras.entries().stream()
                .map(entry -> String.valueOf(entry.get(CamerasFile.ID)))
                .toList();
        return ids.indexOf(id);
    }

    private void write(CamerasText changed, List<Map<String, String>> wanted) {
        if (!readsAs(changed, wanted)) {
            throw new SettingsException(
                    "The cameras in " + file + " are written in a way that this command can't change; use an editor.");
        }
        try {
            // A channel would be closed by an interrupt, with the list written by half.
            try (RandomAccessFile over = new RandomAccessFile(file.toFile(), "rw")) {
                writeOver(over, bytes(changed), bytes(text));
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES, "The list of cameras " + file + " can't be written (" + e + ").", e);
        }
    }

    /** Nothing is cut off before all is written, so that on a full disk there is room to put back what was there. */
    static void writeOver(RandomAccessFile file, byte[] wanted, byte[] before) throws IOException {
        try {
            writeAll(file, wanted);
        } catch (IOException e) {
            writeAll(file, before);
            throw e;
        }
    }

    private static void writeAll(RandomAccessFile file, byte[] bytes) throws IOException {
        file.seek(0);
        file.write(bytes);
        file.setLength(bytes.length);
    }

    private static byte[] bytes(CamerasText text) {
        return text.text().getBytes(StandardCharsets.UTF_8);
    }

    private boolean readsAs(CamerasText changed, List<Map<String, String>> wanted) {
        try {
            return SettingsLayers.cameras(file, changed.text()).entries().equals(wanted);
        } catch (SettingsException e) {
            return false;
        }
    }
}
