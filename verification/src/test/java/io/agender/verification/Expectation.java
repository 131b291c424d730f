package io.agender.verification;

import java.util.List;

/**
 * What must come of the frames in agender.frames.
 *
 * @param frames how many there are
 * @param deadLetters the records that must be dead-lettered, as {@code topic-partition@offset}, sorted
 */
record Expectation(long frames, Outputs outputs, List<String> deadLetters) {}
