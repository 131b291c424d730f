package io.agender.text;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A tool that tests need and a machine may lack. Where it is missing they skip, unless {@value #REQUIRED} names it, as it
 * does in {@code .ci/run} for what that has installed: then they fail.
 */
public enum TestTool {
    /** Node and npm. */
    NODE,
    /** GStreamer's RTSP server. */
    RTSP,
    /** Chromium and its driver. */
    BROWSER,
    /** Python with confluent-kafka and avro. */
    PYTHON,
    /** Mosquitto. */
    MQTT,
    /** Prometheus's promtool. */
    PROMTOOL,
    /** PostgreSQL, and the jars of Kafka Connect with a sink for it. */
    CONNECT;

    /** The environment variable that names the tools, in small letters, with spaces between them. */
    public static final String REQUIRED = "AGENDER_TEST_TOOLS";

    /** Skips or fails the test where the tool is missing. @param missing what is missing, and how one gets it */
    public void require(boolean here, String missing) {
        require(here, missing, System::getenv);
    }

    void require(boolean here, String missing, UnaryOperator<String> environment) {
        if (here) {
            return;
        }
        String required = environment.apply(REQUIRED);
        if (required != null && List.of(required.strip().split("\\s+")).contains(toString())) {
            fail(REQUIRED + " names " + this + ": " + missing);
        }
        abort(missing);
    }

    @Override
    public String toString() {
        return switch (this) {
            case NODE -> "node";
            case RTSP -> "rtsp";
            case BROWSER -> "browser";
            case PYTHON -> "python";
            case MQTT -> "mqtt";
            case PROMTOOL -> "promtool";
            case CONNECT -> "connect";
        };
    }
}
