package io.agender.launcher;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.stream.Stream;

/** A stack trace for people, whose messages add no lines and give nothing away; logback.xml names it. */
public final class ShownTrace extends ThrowableProxyConverter {

    /** The stack trace of an error, for the terminal. */
    static String of(Throwable error) {
        return ThrowableProxyUtil.asString(new Harmless(new ThrowableProxy(error)));
    }

    @Override
    protected String throwableProxyToString(IThrowableProxy error) {
        return super.throwableProxyToString(new Harmless(error));
    }

    private record Harmless(IThrowableProxy error) implements IThrowableProxy {

        @Override
        public String getMessage() {
            return text(error.getMessage());
        }

        @Override
        public String getOverridingMessage() {
            return text(error.getOverridingMessage());
        }

        @Override
        public String getClassName() {
            return error.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return error.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return error.getCommonFrames();
        }

        @Override
        public IThrowableProxy getCause() {
            return error.getCause() == null ? null : new Harmless(error.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Stream.of(error.getSuppressed()).map(Harmless::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return error.isCyclic();
        }

        private static String text(String message) {
            return message == null ? null : Shown.line(message);
        }
    }
}
