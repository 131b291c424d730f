package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a network is fed. A value v of a pixel (0..255) of channel c becomes {@code (v - mean[c]) * scale}, after the
 * stretch if there is one.
 *
 * @param width width of the network's input in pixels
 * @param height height of the network's input in pixels
 * @param layout order of the tensor's dimensions
 * @param colours order of the colour channels
 * @param stretch what is done with the range of values of each picture first
 * @param mean subtracted from each value: one number for each channel, in the order of {@code colours}
 * @param scale each value is multiplied by this after the mean is subtracted
 */
public record InputSpec(
        @JsonProperty(required = true) int width,
        @JsonProperty(required = true) int height,
        @JsonProperty(required = true) Layout layout,
        @JsonProperty(required = true) ColourOrder colours,
        @JsonProperty(required = true) Stretch stretch,
        @JsonProperty(required = true) List<Float> mean,
        @JsonProperty(required = true) float scale) {

    public InputSpec {
        mean = List.copyOf(mean);
    }

    /** The same mean for all channels. */
    public InputSpec(
            int width, int height, Layout layout, ColourOrder colours, Stretch stretch, float mean, float scale) {
        this(width, height, layout, colours, stretch, List.of(mean, mean, mean), scale);
    }

    /** Order of a tensor's dimensions: batch, channels, height, width. */
    public enum Layout {
        NCHW,
        NHWC
    }

    /** Order of the colour channels. */
    public enum ColourOrder {
        RGB,
        BGR
    }

    /** What is done with the range of values of a picture. */
    public enum Stretch {
        NONE,
        /** The smallest value of all channels becomes 0, the largest 255, linearly. */
        MIN_MAX,
        /**
         * The mean of all values becomes 0 and their standard deviation 1, as TensorFlow's per_image_standardization
         * does: the deviation counts as at least 1 / sqrt(number of values).
         */
        STANDARDIZE
    }
}
