package io.agender.inference;

import java.time.Duration;

/**
 * How long faces wait for one another.
 *
 * @param maxFaces so many faces are a full batch. Higher: fewer, larger runs of the networks; 1 classifies frame by frame
 * @param maxWait the longest wait of a face for others; zero for none. Longer: fuller batches, later results
 */
record BatchLimits(int maxFaces, Duration maxWait) {}
