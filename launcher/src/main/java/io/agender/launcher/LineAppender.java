package io.agender.launcher;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands finished log lines to somebody who knows where to put them. */
final class LineAppender extends AppenderBase<ILoggingEvent> {

    private final Encoder<ILoggingEvent> encoder;
    private final Consumer<String> lines;

    LineAppender(Encoder<ILoggingEvent> encoder, Consumer<String> lines) {
        this.encoder = encoder;
        this.lines = lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.accept(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }
}
