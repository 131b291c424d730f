package io.agender.launcher;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** A log line's message for people: one line whatever is in it, and without secrets; logback.xml names it. */
public final class ShownMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return Shown.line(super.convert(event));
    }
}
