package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShownPrinterTest {

    private static final String RECORD = "{\"key\":\"rtsp://me:hunter2@cam/\",\"site\":\"\u009b2J\"}";

    @Test
    void should_hide_secrets_in_text_for_people() {
        StringWriter terminal = new StringWriter();
        new ShownPrinter(terminal).println(RECORD);

        assertThat(terminal.toString()).contains("rtsp://***@cam/").doesNotContain("hunter2", "\u009b");
    }

    /** A program must get what is in the topic; what a terminal would obey is the same text as an escape of JSON. */
    @Test
    void should_give_programs_records_as_they_are() {
        StringWriter terminal = new StringWriter();
        Shown.records(new ShownPrinter(terminal)).println(RECORD);

        assertThat(terminal.toString().strip())
                .isEqualTo("{\"key\":\"rtsp://me:hunter2@cam/\",\"site\":\"\\u009b2J\"}");
    }

    /** What reads a topic for ever must end when {@code head} has had enough. */
    @Test
    void should_tell_that_nobody_reads_on() {
        PrintWriter gone = new PrintWriter(
                new OutputStream() {
                    @Override
                    public void write(int sign) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                true,
                StandardCharsets.UTF_8);
        PrintWriter records = Shown.records(new ShownPrinter(gone));
        records.println(RECORD);

        assertThat(records.checkError()).isTrue();
    }
}
