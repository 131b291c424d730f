package io.agender.audit;

/**
 * A record of a topic, as read or as it should be.
 *
 * @param camera its key
 * @param timestamp its time in milliseconds since 1970-01-01 UTC
 * @param value its value; null for none
 */
public record TopicRecord<T>(String camera, long timestamp, T value) {}
