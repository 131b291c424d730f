package io.agender.vision;

import io.agender.text.Secrets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a video comes from, as the user wrote it. Its text may hold a password, so that only who opens the source takes
 * {@link #text()}; for logs, messages and records there is {@link #toString()}.
 *
 * @param text what {@link VideoSources#open} takes
 */
public record VideoLocation(String text) {

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);

    public VideoLocation {
        Objects.requireNonNull(text, "text");
    }

    /** Whether it is an address such as {@code rtsp://camera/stream}, and no path. */
    public boolean isAddress() {
        return ADDRESS.matcher(text).matches();
    }

    /** The protocol in small letters, such as {@code rtsp}; empty for a path. */
    public String scheme() {
        Matcher address = ADDRESS.matcher(text);
        return address.matches() ? address.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /**
     * The location without user, password and whatever in an address sounds like one of them. Such passages are three
     * asterisks. The address may stand anywhere in the text, as after a camera id.
     */
    @Override
    public String toString() {
        return Secrets.hiddenInAddress(text);
    }
}
