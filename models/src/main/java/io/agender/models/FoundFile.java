package io.agender.models;

/**
 * A model's file as it was found, not checked yet.
 *
 * @param place where it was found, for people
 * @param cure what to do when it is the wrong one
 */
record FoundFile(byte[] bytes, String place, String cure) {}
