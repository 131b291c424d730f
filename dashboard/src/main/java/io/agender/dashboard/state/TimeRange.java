package io.agender.dashboard.state;

import java.time.Instant;

/** From one moment, inclusive, to another, exclusive. */
public record TimeRange(Instant from, Instant to) {}
