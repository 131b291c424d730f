package io.agender.launcher.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads the version that the build wrote. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = VersionProvider.class.getResourceAsStream("/io/agender/launcher/build.properties")) {
            build.load(in);
        }
        return new String[] {
            "Agender Streams " + build.getProperty("version"),
            "Java " + Runtime.version() + ", Apache Kafka " + build.getProperty("kafka.version")
        };
    }
}
