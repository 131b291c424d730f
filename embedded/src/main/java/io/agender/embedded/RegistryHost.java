package io.agender.embedded;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The main class of the registry's process: runs the application until standard input ends. The parent holds the other
 * end of that pipe and never writes, so the input ends when the parent closes it or dies in whatever way.
 *
 * <p>This class runs alone in the other process: it uses nothing but the JDK, and has no nested classes.
 */
final class RegistryHost {

    private static final long MAX_STOP_SECONDS = 4;

    private RegistryHost() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        start("parent-watch", RegistryHost::endWithInput);
        // A Ctrl-C reaches all processes of the terminal; when this one ends is for the parent to say.
        ignoreSignal("INT");
        ignoreSignal("HUP");
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said over this pipe
            }
        } catch (IOException e) {
            // the pipe is broken: the same as its end
        }
        start("halt", RegistryHost::haltLater); // for an application that hangs in its start or stop
        System.exit(0);
    }

    private static void haltLater() {
        try {
            TimeUnit.SECONDS.sleep(MAX_STOP_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void start(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** By reflection, because the compiler warns of the only class that can do it. */
    private static void ignoreSignal(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        try {
            Object ignore = handler.getField("SIG_IGN").get(null);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ignore);
        } catch (java.lang.reflect.InvocationTargetException e) {
            // a platform without this signal
        }
    }
}
