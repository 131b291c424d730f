package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.agender.models.ModelDescriptor.Engine;
import java.util.List;
import java.util.Optional;

/**
 * How a detector is fed and read.
 *
 * @param head the kind of detector and its own parameters
 * @param minScore detections below this score are dropped, unless the user says otherwise
 * @param faceBox from the detector's own box to the canonical face box, which is tight around the face: from the upper
 *     forehead to the chin and from cheek to cheek
 * @param faces which faces it finds, as far as that was measured; null where it was not
 */
public record DetectorSpec(
        @JsonProperty(required = true) Head head,
        @JsonProperty(required = true) double minScore,
        @JsonProperty(required = true) BoxTransform faceBox,
        FaceRange faces) {

    /** A detector of which nobody has measured which faces it finds. */
    public DetectorSpec(Head head, double minScore, BoxTransform faceBox) {
        this(head, minScore, faceBox, null);
    }

    /**
     * Of faces between these sizes a detector finds nine in ten and more. Sizes are the longer side of a face in pixels of
     * the network's input, for that is what it depends on: how many pixels of a frame that is follows from how far the
     * frame is scaled.
     *
     * @param smallest the longer side of the smallest of them
     * @param largest the longer side of the largest of them that was measured
     */
    public record FaceRange(
            @JsonProperty(required = true) double smallest,
            @JsonProperty(required = true) double largest) {}

    /** The kind of a detector. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = BlazeFace.class, name = "blazeface"),
        @JsonSubTypes.Type(value = BlazeFaceGrids.class, name = "blazeface-grids"),
        @JsonSubTypes.Type(value = YuNet.class, name = "yunet"),
        @JsonSubTypes.Type(value = UltraFace.class, name = "ultraface"),
        @JsonSubTypes.Type(value = Ssd.class, name = "ssd"),
        @JsonSubTypes.Type(value = Cascade.class, name = "cascade")
    })
    public sealed interface Head permits NetworkHead, Cascade {

        /** What runs it. */
        Engine engine();

        /** What a network is fed, at most; empty for what takes a frame as it is. */
        Optional<InputSpec> networkInput();

        /** Whether it gives landmarks, at least eyes and nose, with each face. */
        default boolean landmarks() {
            return false;
        }

        /** Whether its network also takes pictures that are smaller or larger than the input. */
        default boolean anySize() {
            return false;
        }

        /**
         * Checks that the parameters make sense.
         *
         * @param where how messages call this head, such as {@code detector.head.}
         * @throws RuntimeException that says what does not
         */
        void check(String where);

        /** Calls the visitor's method for this kind. */
        <T> T accept(HeadVisitor<T> visitor);
    }

    /** One method for each kind of detector, so that whoever tells kinds apart forgets none. */
    public interface HeadVisitor<T> {

        T visit(BlazeFace head);

        T visit(BlazeFaceGrids head);

        T visit(YuNet head);

        T visit(UltraFace head);

        T visit(Ssd head);

        T visit(Cascade head);
    }

    /** The kind of a detector that is a network. */
    public sealed interface NetworkHead extends Head permits BlazeFace, BlazeFaceGrids, YuNet, UltraFace, Ssd {

        /** What the network is fed, at most. */
        InputSpec input();

        @Override
        default Optional<InputSpec> networkInput() {
            return Optional.of(input());
        }
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
            implements NetworkHead {

        @Override
        public Engine engine() {
            return Engine.ONNX;
        }

        @Override
        public boolean landmarks() {
            return true;
        }

        @Override
        public void check(String where) {
            Require.input(where + "input", input);
            Require.that(input.width() == input.height(), where + "input must be a square");
            Require.that(
                    gridSize > 0 && gridSize <= input.width(),
                    where + "gridSize must be above 0 and no more than the input's width");
            Require.text(where + "boxesOutput", boxesOutput);
            Require.text(where + "scoresOutput", scoresOutput);
            Require.fraction(where + "maxOverlap", maxOverlap);
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * One-shot detector as {@link BlazeFace}, with several grids of anchors, each with outputs of its own, as MediaPipe's
     * face detector for a phone's back camera.
     *
     * @param input what the network is fed; the frame is letterboxed into it
     * @param grids in the order in which anchors are read
     * @param maxOverlap of boxes that overlap by more than this IoU only the best counts
     */
    public record BlazeFaceGrids(
            @JsonProperty(required = true) InputSpec input,
            @JsonProperty(required = true) List<Grid> grids,
            @JsonProperty(required = true) double maxOverlap)
            implements NetworkHead {

        public BlazeFaceGrids {
            grids = List.copyOf(grids);
        }

        @Override
        public Engine engine() {
            return Engine.ONNX;
        }

        @Override
        public void check(String where) {
            Require.input(where + "input", input);
            Require.that(input.width() == input.height(), where + "input must be a square");
            Require.that(!grids.isEmpty(), where + "grids must not be empty");
            grids.forEach(grid -> grid.check(where + "grids.", input));
            Require.fraction(where + "maxOverlap", maxOverlap);
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A square grid of cells that covers a network's input.
     *
     * @param size cells on each side
     * @param anchors how many anchors each cell has, all at its centre
     * @param boxesOutput name of the output with 16 numbers for each anchor, those of a cell together
     * @param scoresOutput name of the output with one logit for each anchor
     */
    public record Grid(
            @JsonProperty(required = true) int size,
            @JsonProperty(required = true) int anchors,
            @JsonProperty(required = true) String boxesOutput,
            @JsonProperty(required = true) String scoresOutput) {

        /** More than any network has; so that what an answer takes stays in memory. */
        private static final int MAX_ANCHORS = 64;

        private void check(String where, InputSpec input) {
            Require.that(
                    size > 0 && size <= input.width(),
                    where + "size must be above 0 and no more than the input's width");
            Require.that(
                    anchors > 0 && anchors <= MAX_ANCHORS,
                    where + "anchors must be above 0 and at most " + MAX_ANCHORS);
            Require.text(where + "boxesOutput", boxesOutput);
            Require.text(where + "scoresOutput", scoresOutput);
        }
    }

    /**
     * Detector with a grid of cells for each of some strides, as YuNet: for stride s the outputs {@code cls_s} and
     * {@code obj_s} (the root of their product is the score), {@code bbox_s} (centre and logarithm of the size, in
     * units of the stride) and {@code kps_s} (five points: eyes, nose, corners of the mouth).
     *
     * @param input the largest picture that the network is fed, unless another size is asked for; the frame is letterboxed
     *     into it
     * @param dynamicSize whether the network also takes smaller and larger pictures, whose sides are multiples of the
     *     largest stride: then the letterbox is cut down to what the frame's shape needs
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

        @Override
        public Engine engine() {
            return Engine.ONNX;
        }

        @Override
        public boolean landmarks() {
            return true;
        }

        @Override
        public boolean anySize() {
            return dynamicSize;
        }

        @Override
        public void check(String where) {
            Require.input(where + "input", input);
            Require.that(
                    !strides.isEmpty()
                            && strides.stream().allMatch(stride -> stride > 0)
                            && strides.stream().distinct().count() == strides.size(),
                    where + "strides must be different numbers above 0");
            boolean whole =
                    strides.stream().allMatch(stride -> input.width() % stride == 0 && input.height() % stride == 0);
            Require.that(whole, where + "input must have sides that are multiples of every stride");
            Require.fraction(where + "maxOverlap", maxOverlap);
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
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
            implements NetworkHead {

        @Override
        public Engine engine() {
            return Engine.ONNX;
        }

        @Override
        public void check(String where) {
            Require.input(where + "input", input);
            Require.that(anchors > 0, where + "anchors must be above 0");
            Require.text(where + "scoresOutput", scoresOutput);
            Require.text(where + "boxesOutput", boxesOutput);
            Require.fraction(where + "maxOverlap", maxOverlap);
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Single-shot detector whose last layer already answers with boxes: seven numbers for each (picture, class, score,
     * left, top, right, bottom), the edges as fractions of the picture.
     *
     * @param input what the network is fed
     * @param fit how a frame of another shape gets into the input
     */
    public record Ssd(
            @JsonProperty(required = true) InputSpec input,
            @JsonProperty(required = true) Fit fit) implements NetworkHead {

        @Override
        public Engine engine() {
            return Engine.OPENCV_DNN;
        }

        @Override
        public void check(String where) {
            Require.input(where + "input", input);
            Require.that(fit != null, where + "fit must be given");
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

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
            implements Head {

        @Override
        public Engine engine() {
            return Engine.CASCADE;
        }

        @Override
        public Optional<InputSpec> networkInput() {
            return Optional.empty();
        }

        @Override
        public void check(String where) {
            Require.that(frameArea > 0, where + "frameArea must be above 0");
            Require.that(scaleFactor > 1, where + "scaleFactor must be above 1");
            Require.that(minNeighbours >= 0, where + "minNeighbours must not be below 0");
            Require.that(minSize > 0, where + "minSize must be above 0");
        }

        @Override
        public <T> T accept(HeadVisitor<T> visitor) {
            return visitor.visit(this);
        }
    }

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
