package io.agender.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Optional;
import java.util.function.Consumer;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** How much is logged. A run on a terminal speaks only of trouble; a service tells what it does; debug tells all. */
public final class Logging {

    private static final String PATTERN_WITH_TRACES = "%d{HH:mm:ss.SSS} %-5level [%thread] %logger - %msg%n%ex";

    private Logging() {}

    /** For commands that a person waits for. */
    public static void quiet() {
        harmless();
        set("io.agender", Level.WARN);
        kafka(Level.OFF);
    }

    /** For commands that run until they are stopped. On a terminal a person looks, who is told what matters by us. */
    public static void service() {
        harmless();
        set("io.agender", Level.INFO);
        kafka(Home.terminal() ? Level.OFF : Level.WARN);
    }

    /** Kafka's clients and its server, which names some of its loggers its own way. */
    private static void kafka(Level level) {
        set("org.apache.kafka", level);
        set("kafka", level);
        set("state.change.logger", level);
        Level trouble = level == Level.OFF ? Level.OFF : Level.ERROR;
        // Each attempt to reach a broker that is away is a warning.
        set("org.apache.kafka.clients.NetworkClient", trouble);
        // After a kill a store that is built again beside one that was kept is called corrupted, for each task anew.
        set("org.apache.kafka.streams.processor.internals.ProcessorStateManager", trouble);
        set("org.apache.kafka.streams.processor.internals.StateDirectory", trouble);
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

    /** For a run that stays: the same, and of the other parts only trouble. */
    public static void living(boolean terminal) {
        quiet();
        set("io.agender.producer", terminal ? Level.ERROR : Level.INFO);
    }

    /** What libraries log by the JDK's own means goes the same way as all else, from now on and in the whole process. */
    static void takeOver() {
        // The registry's client logs by this, which else begins with starting what Kafka's server logs by.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        // And that asks what it logs by whether its levels can be set from afar; this says no without being started.
        System.setProperty("log4j.provider", "org.apache.logging.log4j.simple.internal.SimpleProvider");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) ->
                LoggerFactory.getLogger(thread.getName()).error("This is a bug: {}", error.toString(), error));
    }

    /** From now on each line is a JSON object, with the camera as a field of its own. */
    public static void json() {
        write(JsonLog.encoder());
    }

    /** Whether {@link #json()} was asked for; then a last sentence must be one too. */
    static boolean isJson() {
        return console()
                .map(ConsoleAppender::getEncoder)
                .filter(LogstashEncoder.class::isInstance)
                .isPresent();
    }

    /**
     * Hands finished lines to somebody else, such as a display that owns the terminal, until the answer is closed.
     *
     * @param lines takes each with its line break; called by any thread
     */
    public static Redirection into(Consumer<String> lines) {
        ch.qos.logback.classic.Logger root = context().getLogger(Logger.ROOT_LOGGER_NAME);
        Optional<ConsoleAppender<ILoggingEvent>> console = console();
        if (console.isEmpty()) {
            return () -> {};
        }
        LineAppender appender = new LineAppender(console.get().getEncoder(), lines);
        appender.setContext(context());
        appender.start();
        root.addAppender(appender);
        root.detachAppender(console.get());
        return () -> {
            root.addAppender(console.get());
            root.detachAppender(appender);
            appender.stop();
        };
    }

    /** Ends what it stands for. */
    public interface Redirection extends AutoCloseable {
        @Override
        void close();
    }

    /** What these shout about is handled where it matters, and reported there. */
    private static void harmless() {
        set("io.apicurio.registry.resolver.cache.ERCache", Level.OFF); // each failed look-up, before it is thrown
        set("io.javalin", Level.OFF); // each error at the start, before it is thrown
    }

    /** With {@code --debug}: everything, with stack traces. */
    static void debug() {
        set("ROOT", Level.INFO);
        set("org.apache.kafka", Level.INFO);
        set("io.agender", Level.DEBUG);
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN_WITH_TRACES);
        write(encoder);
    }

    private static void write(Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context());
        encoder.start();
        console().ifPresent(console -> console.setEncoder(encoder));
    }

    private static Optional<ConsoleAppender<ILoggingEvent>> console() {
        return context().getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR")
                        instanceof ConsoleAppender<ILoggingEvent> console
                ? Optional.of(console)
                : Optional.empty();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    /** Whether {@link #debug()} was asked for; then the others leave the levels alone. */
    private static boolean debugging() {
        return context().getLogger("io.agender").getLevel() == Level.DEBUG;
    }

    private static void set(String logger, Level level) {
        if (!debugging()) {
            context().getLogger(logger).setLevel(level);
        }
    }
}
