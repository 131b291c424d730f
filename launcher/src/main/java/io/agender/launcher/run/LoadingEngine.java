package io.agender.launcher.run;

import io.agender.inference.InferenceConfig;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.engine.Engines;
import io.agender.vision.engine.VisionEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The engine of a run, which loads its networks while broker and registry start. Whoever started it closes it, after
 * everything that uses the engine.
 */
public final class LoadingEngine implements AutoCloseable {

    private final CompletableFuture<VisionEngine> engine = new CompletableFuture<>();

    private LoadingEngine() {}

    /** Begins to load, on a thread of its own. */
    public static LoadingEngine start(EngineConfig config, InferenceConfig analysis) {
        return start(() -> Engines.open(config, analysis));
    }

    static LoadingEngine start(Supplier<VisionEngine> opening) {
        LoadingEngine loading = new LoadingEngine();
        Thread thread = new Thread(
                () -> {
                    try {
                        loading.engine.complete(opening.get());
                    } catch (Throwable e) { // it is thrown to whoever waits
                        loading.engine.completeExceptionally(e);
                    }
                },
                "engine");
        thread.setDaemon(true);
        thread.start();
        return loading;
    }

    /** Waits for the engine; throws what opening it threw. */
    public VisionEngine get() throws InterruptedException {
        try {
            return engine.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            if (e.getCause() instanceof Error known) {
                throw known;
            }
            throw new IllegalStateException("opening an engine throws no checked exceptions", e.getCause());
        }
    }

    /** Closes the engine, once it is loaded; one that can't be opened is nothing to close. */
    @Override
    public void close() {
        VisionEngine opened;
        try {
            opened = engine.join();
        } catch (CompletionException e) {
            return; // told by get()
        }
        opened.close();
    }
}
