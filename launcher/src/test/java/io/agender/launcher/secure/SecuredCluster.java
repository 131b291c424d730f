package io.agender.launcher.secure;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A broker that talks to nobody but over TLS, wants a user and a password, and lets a user do only what was granted; and a
 * registry. The keys are made anew each time.
 */
final class SecuredCluster implements AutoCloseable {

    /** Of keys and users alike begin so, that tests can look for them where they must not be. */
    static final String SECRET = "hush-";

    static final List<String> USERS =
            List.of("topics", "produce", "process", "aggregate", "dashboard", "verify", "read", "nobody");

    private static final String BROKER = "broker";

    private final EmbeddedPlatform platform;
    private final Path trust;

    private SecuredCluster(EmbeddedPlatform platform, Path trust) {
        this.platform = platform;
        this.trust = trust;
    }

    static SecuredCluster open(Path folder) throws IOException, InterruptedException {
        Path keys = folder.resolve("broker.p12");
        Path certificate = folder.resolve("broker.pem");
        Path trust = folder.resolve("trust.p12");
        keytool(
                "-genkeypair",
                "-alias",
                BROKER,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                password("keys"),
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                BROKER,
                "-keystore",
                keys.toString(),
                "-storepass",
                password("keys"),
                "-file",
                certificate.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                BROKER,
                "-storetype",
                "PKCS12",
                "-keystore",
                trust.toString(),
                "-storepass",
                password("trust"),
                "-file",
                certificate.toString());
        Map<String, String> settings = Map.ofEntries(
                Map.entry("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry("listener.name.clients.plain.sasl.jaas.config", users()),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keys.toString()),
                Map.entry("ssl.keystore.password", password("keys")),
                Map.entry("ssl.truststore.type", "PKCS12"),
                Map.entry("ssl.truststore.location", trust.toString()),
                Map.entry("ssl.truststore.password", password("trust")),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                // The controller's listener is the broker's own.
                Map.entry("super.users", "User:" + BROKER + ";User:ANONYMOUS"));
        EmbeddedPlatform platform = EmbeddedPlatform.open(
                new PlatformConfig(Optional.empty(), Path.of("../embedded/target/registry"), 0, 0, settings)
                        .withoutLogin());
        return new SecuredCluster(platform, trust);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static String users() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + BROKER
                + "\" password=\""
                + password(BROKER) + "\" user_" + BROKER + "=\"" + password(BROKER) + "\" "
                + USERS.stream()
                        .map(user -> "user_" + user + "=\"" + password(user) + "\"")
                        .collect(Collectors.joining(" "))
                + ";";
    }

    static String password(String user) {
        return SECRET + user + "-5e1";
    }

    String bootstrapServers() {
        return platform.bootstrapServers();
    }

    String registryUrl() {
        return platform.registryUrl();
    }

    /** What a client of a user needs, in Kafka's own words. */
    Map<String, String> client(String user) {
        return client(user, password(user));
    }

    Map<String, String> client(String user, String password) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("security.protocol", "SASL_SSL");
        all.put("sasl.mechanism", "PLAIN");
        all.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
        all.put("ssl.truststore.type", "PKCS12");
        all.put("ssl.truststore.location", trust.toString());
        all.put("ssl.truststore.password", password("trust"));
        return all;
    }

    /** Settings of a client that may do everything. */
    Map<String, Object> everything() {
        Map<String, Object> all = new LinkedHashMap<>(client(BROKER));
        all.put("bootstrap.servers", bootstrapServers());
        return all;
    }

    void grant(List<AclBinding> rights) throws Exception {
        try (Admin admin = Admin.create(everything())) {
            admin.createAcls(rights).all().get();
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
