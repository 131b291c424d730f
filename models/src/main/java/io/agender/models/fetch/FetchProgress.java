package io.agender.models.fetch;

/** Is told how far fetching is. Called by the thread that fetches. */
public interface FetchProgress {

    /** Tells nobody. */
    FetchProgress NONE = new FetchProgress() {

        @Override
        public void begin(String file, String source, long total) {}

        @Override
        public void at(long bytes) {}

        @Override
        public void end() {}
    };

    /**
     * A file begins to come.
     *
     * @param total its bytes; -1 when unknown
     */
    void begin(String file, String source, long total);

    /** So many bytes of it are there, those of an earlier attempt included. */
    void at(long bytes);

    /** No more comes of this file, whether it is complete or not. */
    void end();
}
