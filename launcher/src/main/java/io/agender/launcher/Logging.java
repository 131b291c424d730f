package io.agender.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;

/** How much is logged. A run on a terminal speaks only of trouble; a service tells what it does; debug tells all. */
public final class Logging {

    private static final String PATTERN_WITH_TRACES = "%d{HH:mm:ss.SSS} %-5level [%thread] %logger - %msg%n%ex";

    private Logging() {}

    /** For commands that a person waits for. */
    public static void quiet() {
        harmless();
        set("io.agender", Level.WARN);
    }

    /** For commands that run until they are stopped. */
    public static void service() {
        harmless();
        set("io.agender", Level.INFO);
        set("org.apache.kafka", Level.WARN);
    }

    /** For cameras: on a terminal their lines say it all, elsewhere each change of state is logged. */
    public static void producing(boolean terminal) {
        if (terminal) {
            quiet();
            set("io.agender.producer", Level.ERROR);
        } else {
            service();
        }
    }

    /** What these shout about is handled where it matters, and reported there. */
    private static void harmless() {
        set("io.apicurio.registry.resolver.cache.ERCache", Level.OFF); // each failed look-up, before it is thrown
        set("io.javalin", Level.OFF); // each error at the start, before it is thrown
        set("org.apache.kafka.clients.NetworkClient", Level.ERROR); // each attempt to reach a broker that is away
    }

    /** With {@code --debug}: everything, with stack traces. */
    static void debug() {
        set("ROOT", Level.INFO);
        set("org.apache.kafka", Level.INFO);
        set("io.agender", Level.DEBUG);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (context.getLogger("ROOT").getAppender("STDERR") instanceof ConsoleAppender<ILoggingEvent> console) {
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern(PATTERN_WITH_TRACES);
            encoder.start();
            console.setEncoder(encoder);
        }
    }

    /** Whether {@link #debug()} was asked for; then the others leave the levels alone. */
    private static boolean debugging() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        return context.getLogger("io.agender").getLevel() == Level.DEBUG;
    }

    private static void set(String logger, Level level) {
        if (!debugging()) {
            ((LoggerContext) LoggerFactory.getILoggerFactory())
                    .getLogger(logger)
                    .setLevel(level);
        }
    }
}
