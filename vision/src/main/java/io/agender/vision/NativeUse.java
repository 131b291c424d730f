package io.agender.vision;

/**
 * Memory outside the Java heap at one moment.
 *
 * @param objects native objects that are not freed yet
 * @param bytes what they hold, as far as they tell
 * @param processBytes physical memory of the whole process, the Java heap included
 */
public record NativeUse(long objects, long bytes, long processBytes) {}
