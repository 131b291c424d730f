package io.agender.dashboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of the page, in memory, so that nothing else can be asked for by a clever path. Immutable. */
final class WebFolder {

    private static final String FOLDER = "web/";

    /** Where they are in the program's own archive, which has no list of them. */
    private static final List<String> FILES = List.of(
            "index.html",
            "camera.html",
            "editor.html",
            "app.css",
            "editor.css",
            "alarms.js",
            "draft.js",
            "editor.js",
            "hours.js",
            "labels.js",
            "stream.js",
            "live.js",
            "overview.js",
            "camera.js",
            "charts.js",
            "report.html",
            "report.js",
            "report.css",
            "figures.js",
            "stage.js",
            "icon.svg",
            "lib/chart.umd.min.js",
            "lib/LICENSE.md");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "md", "text/markdown; charset=utf-8");

    private final Map<String, Page> files = new TreeMap<>();

    /**
     * One file.
     *
     * @param etag tells a browser whether what it has is still this
     */
    record Page(String type, String etag, byte[] bytes) {}

    WebFolder() {
        for (String name : FILES) {
            byte[] bytes = read(WebFolder.class, FOLDER + name);
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            files.put(name, new Page(type, etag(bytes), bytes));
        }
    }

    /** Their names, such as app.css. */
    Iterable<String> names() {
        return files.keySet();
    }

    Page page(String name) {
        return files.get(name);
    }

    /** A file beside a class. */
    static byte[] read(Class<?> beside, String name) {
        try (InputStream file = beside.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The file " + name + " is not in this program.");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
