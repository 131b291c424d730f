package io.agender.inference;

/**
 * That nothing came from a camera between two moments of the wall clock, milliseconds since 1970-01-01 UTC; when they are
 * the same nothing is said but that everything before them is analysed.
 */
record Silence(String cameraId, long since, long upTo) {}
