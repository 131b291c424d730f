package io.agender.runtime.config;

import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** Looks whether Kafka can read what it logs in with, before a client fails over it as over brokers that are away. */
final class LoginLines {

    private LoginLines() {}

    /**
     * Throws {@link SettingsException} when a line is malformed. Nothing of it is shown, and Kafka's own error is left
     * out: it quotes what it does not understand, which may be the password.
     */
    static void check(Map<String, String> clientSettings) {
        clientSettings.forEach((name, line) -> {
            if (name.endsWith(SaslConfigs.SASL_JAAS_CONFIG) && !isReadable(line)) {
                throw new SettingsException(
                        "kafka." + name + " can't be read; it is one line of the form MODULE required"
                                + " KEY=\"VALUE\" KEY=\"VALUE\"; with the semicolon (docs/security.md).");
            }
        });
    }

    private static boolean isReadable(String line) {
        try {
            JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(line)));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
