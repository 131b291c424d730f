package io.agender.benchmarks;

/**
 * A number of cameras on a number of partitions.
 *
 * @param cameras that send
 * @param partitions of every topic
 */
public record CamerasStep(int cameras, int partitions) {

    /**
     * Reads {@code CAMERAS/PARTITIONS}, or a number that stands for both.
     *
     * @throws IllegalArgumentException with a sentence when it is neither
     */
    public static CamerasStep parse(String text) {
        String[] parts = text.strip().split("/", -1);
        try {
            CamerasStep step = new CamerasStep(Integer.parseInt(parts[0]), Integer.parseInt(parts[parts.length - 1]));
            if (parts.length <= 2 && step.cameras > 0 && step.partitions > 0) {
                return step;
            }
        } catch (NumberFormatException e) {
            // as wrong as any other
        }
        throw new IllegalArgumentException("'" + text + "' is no number of cameras and partitions, such as 16 or 64/1");
    }

    @Override
    public String toString() {
        return cameras + "/" + partitions;
    }
}
