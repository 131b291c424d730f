package io.agender.dashboard.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What a dashboard tells in figures of those who look at it. */
final class HttpMetrics {

    /** Gauge: open streams of events. */
    static final String VISITORS = "agender.dashboard.visitors";

    /** Gauge: answers that are on their way. */
    static final String TRANSFERS = "agender.dashboard.transfers";

    /** Counter: wrong tokens; with the tag {@code compared} false those of clients that had to wait. */
    static final String WRONG_TOKENS = "agender.dashboard.wrong.tokens";

    private final Subscribers subscribers;
    private final Transfers transfers;
    private final WrongTokens wrongTokens;

    HttpMetrics(Subscribers subscribers, Transfers transfers, WrongTokens wrongTokens) {
        this.subscribers = subscribers;
        this.transfers = transfers;
        this.wrongTokens = wrongTokens;
    }

    void bindTo(MeterRegistry meters) {
        Gauge.builder(VISITORS, subscribers, Subscribers::count)
                .description("Open streams of events.")
                .register(meters);
        Gauge.builder(TRANSFERS, transfers, Transfers::count)
                .description("Answers that are on their way.")
                .register(meters);
        FunctionCounter.builder(WRONG_TOKENS, wrongTokens, WrongTokens::wrong)
                .description("Wrong tokens.")
                .tag("compared", "true")
                .register(meters);
        FunctionCounter.builder(WRONG_TOKENS, wrongTokens, WrongTokens::slowed)
                .description("Wrong tokens.")
                .tag("compared", "false")
                .register(meters);
    }
}
