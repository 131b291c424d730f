package io.agender.runtime.http;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Tells requests that a page of another site makes a browser send. Such a page can't read the answer, but it can make
 * the server work, and by a name that it lets point here ("DNS rebinding") it could read as well.
 *
 * <p>Browsers say where a request comes from in {@code Sec-Fetch-Site}, which no page can set, but only to addresses
 * that are this machine's own or have TLS. {@code Origin} comes with all that a page could read, and {@code Referer}
 * unless the page keeps it back. Programs send none of them.
 */
public final class ForeignPage {

    private final UnaryOperator<String> headers;

    /** @param headers the value of a header of the request by its name, or null */
    public ForeignPage(UnaryOperator<String> headers) {
        this.headers = headers;
    }

    /** Whether the request certainly comes from a page of another site, another port included. */
    public boolean sent() {
        String site = lower("Sec-Fetch-Site");
        boolean foreignSite = !site.isEmpty() && !site.equals("same-origin") && !site.equals("none");
        String origin = lower("Origin");
        return foreignSite || !origin.isEmpty() && !isHere(origin);
    }

    /** Whether a person follows a link to here, from wherever: the browser shows the answer as a page of its own. */
    public boolean isVisit() {
        return lower("Sec-Fetch-Mode").equals("navigate")
                && lower("Sec-Fetch-Dest").equals("document")
                && lower("Origin").isEmpty();
    }

    /**
     * Whether a browser sent the request without a word on where from, so that only its {@code Referer} could tell that
     * it was a page of ours, and does not.
     */
    public boolean mayHaveSent() {
        return lower("Sec-Fetch-Site").isEmpty()
                && lower("User-Agent").startsWith("mozilla/")
                && !isHere(lower("Referer"));
    }

    /** Whether the request names this machine, so that no name of somebody else points here. */
    public boolean namesThisMachine() {
        return host().map(ForeignPage::isThisMachine).orElse(false);
    }

    /** The name or address in the header {@code Host}, without the port. */
    public Optional<String> host() {
        return Optional.of(lower("Host").replaceFirst(":\\d*$", "")).filter(name -> !name.isEmpty());
    }

    /** Whether it is an address, which nobody else can let point elsewhere. */
    public static boolean isAddress(String host) {
        return host.matches("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[[0-9a-f:.]+]");
    }

    /** Whether a name or address in lower case is this machine's own, and no other machine's. */
    public static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** Whether an address of a page begins with what the request has as its host. */
    private boolean isHere(String page) {
        String authority = page.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return !authority.equals(page) && withoutStandardPort(authority).equals(withoutStandardPort(lower("Host")));
    }

    private static String withoutStandardPort(String authority) {
        return authority.replaceFirst(":(80|443)$", "");
    }

    private String lower(String name) {
        String value = headers.apply(name);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }
}
