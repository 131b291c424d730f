package io.agender.vision;

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

    private static final String HIDDEN = "***";
    private static final String BEFORE_USER = "://";

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);

    /** A parameter of an address whose name sounds like a user, a password or a key. */
    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "([?&;][^=&;#]*(?:user|usr|login|pass|pwd|psw|auth|token|key|secret|sig|cred|session)[^=&;#]*=)[^&;#]*",
            Pattern.CASE_INSENSITIVE);

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
        int sign = text.indexOf(BEFORE_USER);
        if (sign < 0) {
            return text;
        }
        // Up to the last @ of all, for the sake of passwords with unescaped signs in them.
        String rest = text.substring(sign + BEFORE_USER.length());
        int at = rest.lastIndexOf('@');
        String shown = at < 0 ? rest : HIDDEN + rest.substring(at);
        return text.substring(0, sign)
                + BEFORE_USER
                + SECRET_PARAMETER.matcher(shown).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
    }
}
