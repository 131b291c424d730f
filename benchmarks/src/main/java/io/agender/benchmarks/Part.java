package io.agender.benchmarks;

/** What has a process of its own when the pipeline is taken apart. */
enum Part {
    PROCESSOR("inference processor"),
    AGGREGATOR("aggregator"),
    BROKER("broker"),
    REGISTRY("registry"),
    LOAD("producer and reader");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** What people call it. */
    String title() {
        return title;
    }
}
