package io.agender.launcher.live;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * By what a file of lines is known again: by the number that its file system has for it, where it has one, and by the last
 * line up to which it was written. Neither would do alone: a number is given to another file once its own is deleted, and
 * two runs of one recording may begin with the same lines.
 *
 * @param number empty where there is none, and in bookmarks of earlier versions
 * @param line the length and the hash of the last line; empty when there is none, and in bookmarks of earlier versions
 */
record FileIdentity(String number, String line) {

    private static final Pattern LINE = Pattern.compile("(?:\\d{1,9}:[0-9a-f]{64})?");

    static final FileIdentity UNKNOWN = new FileIdentity("", "");

    FileIdentity {
        if (!LINE.matcher(line).matches()) {
            throw new IllegalArgumentException("A last line of " + line);
        }
    }

    /** Of a file that is there. */
    static FileIdentity of(Path file, String line) throws IOException {
        return new FileIdentity(number(file), line);
    }

    FileIdentity endingWith(byte[] line) {
        return new FileIdentity(number, line.length + ":" + hash(line));
    }

    /**
     * Whether this is the file, which may have grown behind its last line.
     *
     * @param open the same file
     * @param length up to the end of the last line
     */
    boolean isOf(Path file, RandomAccessFile open, long length) throws IOException {
        if (open.length() < length || !number.isEmpty() && !number.equals(number(file))) {
            return false;
        }
        if (length == 0) {
            return !number.isEmpty() || open.length() == 0;
        }
        if (line.isEmpty()) {
            return endsALine(open, length);
        }
        int colon = line.indexOf(':');
        long size = Long.parseLong(line.substring(0, colon));
        if (size > length) {
            return false;
        }
        return line.substring(colon + 1).equals(hash(bytes(open, length - size, (int) size)));
    }

    private static boolean endsALine(RandomAccessFile open, long length) throws IOException {
        return bytes(open, length - 1, 1)[0] == '\n';
    }

    private static byte[] bytes(RandomAccessFile open, long from, int count) throws IOException {
        byte[] bytes = new byte[count];
        open.seek(from);
        open.readFully(bytes);
        return bytes;
    }

    private static String number(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(file, "unix:ino").toString()
                : "";
    }

    private static String hash(byte[] line) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java has it
        }
    }
}
