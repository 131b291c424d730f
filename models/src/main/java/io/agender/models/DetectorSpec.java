package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * How a detector is fed and read.
 *
 * @param head the kind of detector and its own parameters
 * @param minScore detections below this score are dropped, unless the user says otherwise
 * @param faceBox from the detector's own box to the canonical face box, which is tight around the face: from the upper
 *     forehead to the chin and from cheek to cheek
 */
public record DetectorSpec(
        @JsonProperty(required = true) Head head,
        @JsonProperty(required = true) double minScore,
        @JsonProperty(required = true) BoxTransform faceBox) {

    /** The kind of a detector. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = BlazeFace.class, name = "blazeface"),
        @JsonSubTypes.Type(value = YuNet.class, name = "yunet"),
        @JsonSubTypes.Type(value = UltraFace.class, name = "ultraface"),
        @JsonSubTypes.Type(value = Ssd.class, name = "ssd"),
        @JsonSubTypes.Type(value = Cascade.class, name = "cascade")
    })
    public sealed interface Head permits NetworkHead, Cascade {}

    /** The kind of a detector that is a network. */
    public sealed interface NetworkHead extends Head permits BlazeFace, YuNet, UltraFace, Ssd {

        /** What the network is fed, at most. */
        InputSpec input();
    }

    /**
     * One-shot detector with a single square grid of anchors at cell centres, as MediaPipe's full-range face detector:
     * each anchor answers with the offset of the box's centre, its size and 6 points in pixels of the input.
     *
     * @param input what the network is fed; the frame is letterboxed into it
     * @param gridSize cells on each side of the grid
     * @param boxesOutput name of the output with 16 numbers for each anchor
     * @param scoresOutput name of the output with one logit for each anchor
     * @param maxOverlap of boxes that overlap by more than this IoU only the best counts
     */
    public record BlazeFace(
            @JsonProperty(required = true) InputSpec input,
            @JsonProperty(required = true) int gridSize,
            @JsonProperty(required = true) String boxesOutput,
            @JsonProperty(required = true) String scoresOutput,
            @JsonProperty(required = true) double maxOverlap)
            implements NetworkHead {}

    /**
     * Detector with a grid of cells for each of some strides, as YuNet: for stride s the outputs {@code cls_s} and
     * {@code obj_s} (the root of their product is the score), {@code bbox_s} (centre and logarithm of the size, in
     * units of the stride) and {@code kps_s} (five points: eyes, nose, corners of the mouth).
     *
     * @param input the largest picture that the network is fed; the frame is letterboxed into it
     * @param dynamicSize whether the network also takes smaller pictures, whose sides are multiples of the largest
     *     stride: then the letterbox is cut down to what the frame's shape needs
     * @param strides pixels of the input from one cell to the next, in each grid
     * @param maxOverlap of boxes that overlap by more than this IoU only the best counts
     */
    public record YuNet(
            @JsonProperty(required = true) InputSpec input,
            @JsonProperty(required = true) boolean dynamicSize,
            @JsonProperty(required = true) List<Integer> strides,
            @JsonProperty(required = true) double maxOverlap)
            implements NetworkHead {

        public YuNet {
            strides = List.copyOf(strides);
        }
    }

    /**
     * Detector whose last layer answers, for each of its anchors, with the probabilities of no face and face, and with the
     * box as left, top, right and bottom edge in fractions of the input, as UltraFace does.
     *
     * @param input what the network is fed; the frame is letterboxed into it
     * @param anchors how many anchors the network has
     * @param scoresOutput name of the output with two probabilities for each anchor
     * @param boxesOutput name of the output with four numbers for each anchor
     * @param maxOverlap of boxes that overlap by more than this IoU only the best counts
     */
    public record UltraFace(
            @JsonProperty(required = true) InputSpec input,
            @JsonProperty(required = true) int anchors,
            @JsonProperty(required = true) String scoresOutput,
            @JsonProperty(required = true) String boxesOutput,
            @JsonProperty(required = true) double maxOverlap)
            implements NetworkHead {}

    /**
     * Single-shot detector whose last layer already answers with boxes: seven numbers for each (picture, class, score,
     * left, top, right, bottom), the edges as fractions of the picture.
     *
     * @param input what the network is fed
     * @param fit how a frame of another shape gets into the input
     */
    public record Ssd(
            @JsonProperty(required = true) InputSpec input,
            @JsonProperty(required = true) Fit fit) implements NetworkHead {}

    /** How a frame gets into an input of another shape. */
    public enum Fit {
        /** It keeps its shape; the rest is padded. */
        LETTERBOX,
        /** It is squeezed. */
        SQUEEZE
    }

    /**
     * A cascade classifier on a grey picture.
     *
     * @param frameArea the frame is scaled down to about this many pixels before the search
     * @param scaleFactor ratio of one size of the search window to the next
     * @param minNeighbours how many overlapping hits make a detection
     * @param minSize smallest face, in pixels of the scaled frame
     */
    public record Cascade(
            @JsonProperty(required = true) int frameArea,
            @JsonProperty(required = true) double scaleFactor,
            @JsonProperty(required = true) int minNeighbours,
            @JsonProperty(required = true) int minSize)
            implements Head {}

    /**
     * Moves and scales a box: in units of the box's own width and height, the centre moves by (dx, dy) and the size is
     * multiplied.
     *
     * @param dx shift of the centre to the right, in box widths
     * @param dy shift of the centre downward, in box heights
     * @param scaleX factor of the width
     * @param scaleY factor of the height
     */
    public record BoxTransform(
            @JsonProperty(required = true) double dx,
            @JsonProperty(required = true) double dy,
            @JsonProperty(required = true) double scaleX,
            @JsonProperty(required = true) double scaleY) {}
}
