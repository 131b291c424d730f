package io.agender.embedded;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The one user that an embedded broker or an embedded registry lets in, and how each side says so: other users of this
 * machine reach the loopback address too, and must get nothing there.
 *
 * @param user letters only, since it is part of a variable's name
 * @param password letters, digits, {@code -} and {@code _}, since it stands in quotes
 */
record Login(String user, String password) {

    private static final int PASSWORD_BYTES = 32;
    private static final String MECHANISM = "PLAIN";
    private static final String PROTOCOL = "SASL_PLAINTEXT";

    Login {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    /** A login that nobody can guess. */
    static Login random() {
        byte[] password = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(password);
        return new Login("agender", Base64.getUrlEncoder().withoutPadding().encodeToString(password));
    }

    /** What makes a broker ask for it, also on the listener by which it speaks to itself as its controller. */
    Map<String, String> brokerSettings() {
        String line = line("user_" + user + "=\"" + password + "\"");
        return Map.of(
                "listener.security.protocol.map",
                BrokerSettings.CLIENT_LISTENER + ":" + PROTOCOL + "," + BrokerSettings.CONTROLLER_LISTENER + ":"
                        + PROTOCOL,
                "sasl.enabled.mechanisms",
                MECHANISM,
                "sasl.mechanism.inter.broker.protocol",
                MECHANISM,
                "sasl.mechanism.controller.protocol",
                MECHANISM,
                "listener.name.clients.plain.sasl.jaas.config",
                line,
                "listener.name.controller.plain.sasl.jaas.config",
                line);
    }

    /** What a Kafka client needs besides the address. */
    Map<String, String> kafkaClient() {
        return Map.of("security.protocol", PROTOCOL, "sasl.mechanism", MECHANISM, "sasl.jaas.config", line(""));
    }

    /** What Apicurio's serializers need besides the address. */
    Map<String, String> serdes() {
        return Map.of("apicurio.registry.auth.username", user, "apicurio.registry.auth.password", password);
    }

    /** What makes the registry ask for it, whatever the path. The variables of a process are for its own user to see. */
    Map<String, String> registryEnvironment() {
        String name = user.toUpperCase(Locale.ROOT);
        return Map.of(
                "QUARKUS_HTTP_AUTH_BASIC",
                "true",
                "QUARKUS_SECURITY_USERS_EMBEDDED_PLAIN_TEXT",
                "true",
                "QUARKUS_SECURITY_USERS_EMBEDDED_USERS_" + name,
                password,
                "QUARKUS_SECURITY_USERS_EMBEDDED_ROLES_" + name,
                user,
                "QUARKUS_HTTP_AUTH_PERMISSION_ALL_PATHS",
                "/*",
                "QUARKUS_HTTP_AUTH_PERMISSION_ALL_POLICY",
                "authenticated");
    }

    /** The header of a request to the registry. */
    String authorization() {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private String line(String more) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password + "\" " + more + ";";
    }

    @Override
    public String toString() {
        return "login of " + user;
    }
}
