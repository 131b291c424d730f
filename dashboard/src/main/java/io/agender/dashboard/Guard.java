package io.agender.dashboard;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * Lets in who knows the token, or, where there is none, who asks for this machine by its own name: a page from elsewhere
 * that makes its name point here is not answered. Sets the headers that keep a browser from doing more than it must.
 */
final class Guard {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=()",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Optional<byte[]> tokenHash;

    Guard(Optional<Password> token) {
        this.tokenHash = token.map(secret -> hash(secret.value()));
    }

    static void secure(Context context) {
        HEADERS.forEach(context::header);
    }

    /** Throws {@link RefusedException} unless the visitor may come in. */
    void check(Context context) {
        if (tokenHash.isPresent()) {
            if (!offered(context.header("Authorization"))
                    .map(offered -> MessageDigest.isEqual(hash(offered), tokenHash.get()))
                    .orElse(false)) {
                throw new RefusedException(401, "This dashboard asks for its token: as password, with any user name.");
            }
        } else if (!isThisMachine(context.header("Host"))) {
            throw new RefusedException(403, "Without a token this dashboard answers only to localhost.");
        }
    }

    /** What a visitor offers: a bearer token, or the password of basic authentication. */
    static Optional<String> offered(String authorization) {
        String header = authorization == null ? "" : authorization;
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("bearer ")) {
            return Optional.of(header.substring("bearer ".length()).strip());
        }
        if (!lower.startsWith("basic ")) {
            return Optional.empty();
        }
        try {
            String pair = new String(
                    Base64.getDecoder()
                            .decode(header.substring("basic ".length()).strip()),
                    StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean isThisMachine(String host) {
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** Hashes have one length, so comparing them tells nothing of the token's. */
    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
