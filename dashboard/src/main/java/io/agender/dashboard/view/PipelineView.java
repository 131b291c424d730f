package io.agender.dashboard.view;

import java.time.Instant;

/** A {@link PipelineState} and when it began; null where it is as it should be, or not known. */
public record PipelineView(PipelineState state, Instant since) {}
