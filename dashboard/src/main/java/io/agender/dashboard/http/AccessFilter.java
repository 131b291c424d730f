package io.agender.dashboard.http;

import io.agender.dashboard.config.DashboardConfig;
import io.agender.runtime.http.ClientAddress;
import io.agender.runtime.http.ForeignPage;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Lets in who knows the token, or, where there is none, who asks for this machine by its own name: a page from elsewhere
 * that makes its name point here is not answered. Nor is what any page of another site makes a browser ask for, token or
 * not. Sets the headers that keep a browser from doing more than it must.
 */
final class AccessFilter {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            // Where a browser sends no Sec-Fetch-Site, only this tells our own page's requests from those of others.
            "Referrer-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=()",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Optional<byte[]> tokenHash;
    private final List<String> hostNames;
    private final WrongTokens wrongTokens;

    AccessFilter(DashboardConfig config, WrongTokens wrongTokens) {
        this.tokenHash = config.token().map(secret -> hash(secret.value()));
        this.hostNames = config.hostNames();
        this.wrongTokens = wrongTokens;
    }

    static void secure(Context context) {
        HEADERS.forEach(context::header);
    }

    /** Throws {@link RefusedException} unless the visitor may come in. */
    void check(Context context) {
        ForeignPage page = new ForeignPage(context::header);
        checkHost(page);
        boolean api = context.path().startsWith("/api/");
        if (page.sent() && (api || !page.isVisit()) || api && page.mayHaveSent()) {
            throw new RefusedException(
                    403,
                    "Pages of other sites can't use this dashboard; open it by its own address, or use a program.");
        }
        if (tokenHash.isPresent()) {
            checkToken(
                    context.header("Authorization"),
                    ClientAddress.of(context.req().getRemoteAddr()));
        }
    }

    /**
     * Throws {@link RefusedException} unless the visitor may change something, beside what {@link #check} asks for: only
     * where there is a token, only from a page of this dashboard or from a program, and only by what no form of another page
     * can send.
     */
    void checkWriter(Context context) {
        refusalOfWriters().ifPresent(sentence -> {
            throw new RefusedException(403, sentence);
        });
        String site = context.header("Sec-Fetch-Site");
        String agent = context.header("User-Agent");
        boolean browser =
                site != null || agent != null && agent.toLowerCase(Locale.ROOT).startsWith("mozilla/");
        // What it says was held against this address before.
        if (browser && context.header("Origin") == null || site != null && !site.equals("same-origin")) {
            throw new RefusedException(403, "Only this dashboard's own page, or a program, can change settings.");
        }
        String type = String.valueOf(context.header("Content-Type")).toLowerCase(Locale.ROOT);
        if (!type.matches("application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?")) {
            throw new RefusedException(415, "A draft is sent as application/json.");
        }
    }

    /** Why nobody can change anything here, as a sentence. */
    Optional<String> refusalOfWriters() {
        return tokenHash.isPresent()
                ? Optional.empty()
                : Optional.of("Nothing can be saved here, since this dashboard has no token; start it with one"
                        + " (AGENDER_DASHBOARD_TOKEN, 16 characters or more).");
    }

    private void checkHost(ForeignPage page) {
        String host = page.host().orElse("");
        if (page.namesThisMachine() || hostNames.contains(host)) {
            return;
        }
        if (tokenHash.isEmpty()) {
            throw new RefusedException(403, "Without a token this dashboard answers only to localhost.");
        }
        if (!hostNames.isEmpty() && !ForeignPage.isAddress(host)) {
            throw new RefusedException(403, "This dashboard does not answer to this name; see dashboard.host.names.");
        }
    }

    private void checkToken(String authorization, String client) {
        String offered = offered(authorization)
                .orElseThrow(() -> new RefusedException(
                        401, "This dashboard asks for its token: as password, with any user name."));
        if (!wrongTokens.mayTry(client)) {
            throw new RefusedException(429, "Too many wrong tokens came from this address; try again in some seconds.");
        }
        if (!MessageDigest.isEqual(hash(offered), tokenHash.get())) {
            wrongTokens.wasWrong(client);
            throw new RefusedException(401, "This is not the token of this dashboard.");
        }
        wrongTokens.wasRight(client);
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

    /** Hashes have one length, so comparing them tells nothing of the token's. */
    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
