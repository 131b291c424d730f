package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.program.ExitCode;
import io.agender.runtime.CameraLog;
import io.agender.text.Printable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What foreign text becomes in the log, for people and for machines, and on the terminal. */
class LogTextTest {

    private static final String HOSTILE =
            "lobby\r\n12:00:00.000 ERROR Main - forged\u001b[2J\0\u007f\u0085\u009b\u2028\u2029\u202e大厅";
    private static final String HARMLESS =
            "lobby\\r\\n12:00:00.000 ERROR Main - forged\\u001b[2J\\u0000\\u007f\\u0085\\u009b"
                    + "\\u2028\\u2029\\u202e大厅";
    private static final String ADDRESS = "http://root:hunter2@reg/a?pw=hunter2";
    private static final String SHOWN_ADDRESS = "http://***@reg/a?pw=***";

    private final LoggerContext context = new LoggerContext();

    @Test
    void should_keep_a_hostile_camera_id_in_its_line() throws Exception {
        String line = text("%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n%nopex", HOSTILE, null);

        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .endsWith("Camera " + HARMLESS + " of http://***@reg/a?pw=*** is lost" + System.lineSeparator());
    }

    @Test
    void should_use_the_same_words_in_the_file_that_comes_with_the_program() throws Exception {
        new ConfiguredLog(context).configure();
        ConsoleAppender<ILoggingEvent> console = new ConfiguredLog(context).console();

        String line = encoded(console.getEncoder(), HOSTILE, new IllegalStateException(HOSTILE));

        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains(HARMLESS, SHOWN_ADDRESS).doesNotContain("hunter2");
    }

    @Test
    void should_keep_hostile_messages_of_errors_in_theirs() throws Exception {
        Exception error = new IllegalStateException(HOSTILE + ADDRESS, new RuntimeException(HOSTILE));
        error.addSuppressed(new RuntimeException(HOSTILE));

        String lines = text("%msg%n%ex", "lobby", error);

        assertThat(lines)
                .contains("IllegalStateException: " + HARMLESS + SHOWN_ADDRESS)
                .contains("Caused by: java.lang.RuntimeException: " + HARMLESS)
                .contains("Suppressed: java.lang.RuntimeException: " + HARMLESS)
                .doesNotContain("hunter2");
        assertThat(lines.lines()).noneMatch(line -> line.startsWith("12:00"));
        assertThat(ShownTrace.of(error)).contains(HARMLESS + SHOWN_ADDRESS).doesNotContain("\0", "hunter2");
    }

    @Test
    void should_write_the_same_id_as_json_that_holds_it_unchanged() throws Exception {
        Encoder<ILoggingEvent> encoder = JsonLog.encoder();
        encoder.setContext(context);
        encoder.start();

        String line = encoded(encoder, HOSTILE, new IllegalStateException(HOSTILE + ADDRESS));
        JsonNode read = new ObjectMapper().readTree(line);

        assertThat(line.strip().codePoints().filter(sign -> !Printable.isHarmless(sign)))
                .isEmpty();
        assertThat(line).doesNotContain("hunter2");
        assertThat(read.get(CameraLog.CAMERA).textValue()).isEqualTo(HOSTILE);
        assertThat(read.get("message").textValue())
                .isEqualTo("Camera " + HOSTILE + " of " + SHOWN_ADDRESS + " is lost");
    }

    @Test
    void should_let_nothing_through_to_the_terminal_but_lines_and_the_style_of_help_texts() {
        StringWriter terminal = new StringWriter();
        PrintWriter out = new PrintWriter(new ShownWriter(terminal), true);

        out.print("\u001b[1mUsage\u001b[21m\u001b[0m\n\t" + ADDRESS + " \u001b[8mhidden\u001b]0;title\u0007\u009b\n");
        out.print('\u001b');
        out.append("\r");

        assertThat(terminal)
                .hasToString("\u001b[1mUsage\u001b[21m\u001b[0m\n\t" + SHOWN_ADDRESS
                        + " \\u001b[8mhidden\\u001b]0;title\\u0007\\u009b\n\\u001b\\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nforged\u001b[2J.mp4", "a\0b.mp4", "a\u2028b.mp4", "a\u202eb.mp4"})
    void should_say_in_one_line_that_a_file_with_a_hostile_name_is_not_there(String name) {
        for (String command : new String[] {"run", "probe"}) {
            Agender said = Agender.run(command, name);

            assertThat(said.exitCode()).as(said.toString()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(said.err().lines()).hasSize(1).allMatch(line -> line.codePoints()
                    .allMatch(Printable::isHarmless));
        }
    }

    private String text(String pattern, String camera, Exception error) throws Exception {
        new ConfiguredLog(context).configure();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoded(encoder, camera, error);
    }

    private String encoded(Encoder<ILoggingEvent> encoder, String camera, Exception error) {
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("io.agender.Test"), Level.WARN, "Camera {} of {} is lost", error, new Object[] {
                    camera, ADDRESS
                });
        event.setMDCPropertyMap(Map.of(CameraLog.CAMERA, camera));
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    /** A log of its own, as logback.xml wants it. */
    private record ConfiguredLog(LoggerContext context) {

        void configure() throws Exception {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(Logging.class.getResource("/logback.xml"));
        }

        ConsoleAppender<ILoggingEvent> console() {
            return (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("STDERR");
        }
    }
}
