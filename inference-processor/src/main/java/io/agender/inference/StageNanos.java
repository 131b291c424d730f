package io.agender.inference;

/** Wall-clock nanoseconds of the stages of one frame; of a batch, the frame's share. */
record StageNanos(long decode, long detect, long classify) {}
