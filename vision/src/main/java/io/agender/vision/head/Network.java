package io.agender.vision.head;

import io.agender.vision.VisionException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/**
 * A loaded network with one picture input, whatever engine runs it. Running it is safe from several threads at once.
 * Whoever opened it closes it, after the last run has returned.
 */
public interface Network extends AutoCloseable {

    /**
     * Checks that the network has an output of floats.
     *
     * @param shape its dimensions; -1 for any size, the last ones may be left out when they are 1
     * @throws VisionException when it has none, or one of another shape
     */
    void requireOutput(String output, long... shape);

    /**
     * Runs the network once.
     *
     * @param blob the pictures' numbers, from its position to its limit, which it does not move
     * @param shape the dimensions of the blob, the batch first
     * @param outputs names of the outputs that are wanted
     * @return the numbers of each output in row-major order
     * @throws VisionException when the network fails
     */
    Map<String, float[]> run(FloatBuffer blob, long[] shape, Set<String> outputs);

    /** Frees the network. A second call does nothing. */
    @Override
    void close();
}
