package io.agender.vision;

import java.time.Duration;

/** How long the stages of one analysis took, in wall-clock time. */
public record StageTimes(Duration decode, Duration detect, Duration classify) {}
