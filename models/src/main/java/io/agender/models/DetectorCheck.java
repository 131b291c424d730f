package io.agender.models;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.DetectorSpec.BoxTransform;
import io.agender.models.DetectorSpec.Cascade;
import io.agender.models.DetectorSpec.Ssd;
import io.agender.models.DetectorSpec.UltraFace;
import io.agender.models.DetectorSpec.YuNet;
import io.agender.models.ModelDescriptor.Engine;
import java.util.List;

/** Whether the detector part of a descriptor makes sense. */
final class DetectorCheck {

    private static final String HEAD = "detector.head.";

    private DetectorCheck() {}

    static void run(ModelDescriptor model) {
        DetectorSpec detector = model.detector();
        Require.fraction("detector.minScore", detector.minScore());
        box(detector.faceBox());
        Require.that(model.networks().size() == 1, "a detector has exactly one network file");
        if (detector.head() instanceof BlazeFace head) {
            DescriptorCheck.engine(model, Engine.ONNX);
            blazeFace(head);
        } else if (detector.head() instanceof YuNet head) {
            DescriptorCheck.engine(model, Engine.ONNX);
            yuNet(head);
        } else if (detector.head() instanceof UltraFace head) {
            DescriptorCheck.engine(model, Engine.ONNX);
            ultraFace(head);
        } else if (detector.head() instanceof Ssd head) {
            DescriptorCheck.engine(model, Engine.OPENCV_DNN);
            Require.input(HEAD + "input", head.input());
            Require.that(head.fit() != null, HEAD + "fit must be given");
        } else if (detector.head() instanceof Cascade head) {
            DescriptorCheck.engine(model, Engine.CASCADE);
            cascade(head);
        } else {
            throw new Require.Problem("detector.head must be given");
        }
    }

    private static void blazeFace(BlazeFace head) {
        Require.input(HEAD + "input", head.input());
        Require.that(head.input().width() == head.input().height(), HEAD + "input must be a square");
        Require.that(
                head.gridSize() > 0 && head.gridSize() <= head.input().width(),
                HEAD + "gridSize must be above 0 and no more than the input's width");
        Require.text(HEAD + "boxesOutput", head.boxesOutput());
        Require.text(HEAD + "scoresOutput", head.scoresOutput());
        Require.fraction(HEAD + "maxOverlap", head.maxOverlap());
    }

    private static void ultraFace(UltraFace head) {
        Require.input(HEAD + "input", head.input());
        Require.that(head.anchors() > 0, HEAD + "anchors must be above 0");
        Require.text(HEAD + "scoresOutput", head.scoresOutput());
        Require.text(HEAD + "boxesOutput", head.boxesOutput());
        Require.fraction(HEAD + "maxOverlap", head.maxOverlap());
    }

    private static void yuNet(YuNet head) {
        Require.input(HEAD + "input", head.input());
        List<Integer> strides = head.strides();
        Require.that(
                !strides.isEmpty()
                        && strides.stream().allMatch(stride -> stride > 0)
                        && strides.stream().distinct().count() == strides.size(),
                HEAD + "strides must be different numbers above 0");
        boolean whole = strides.stream()
                .allMatch(stride ->
                        head.input().width() % stride == 0 && head.input().height() % stride == 0);
        Require.that(whole, HEAD + "input must have sides that are multiples of every stride");
        Require.fraction(HEAD + "maxOverlap", head.maxOverlap());
    }

    private static void cascade(Cascade head) {
        Require.that(head.frameArea() > 0, HEAD + "frameArea must be above 0");
        Require.that(head.scaleFactor() > 1, HEAD + "scaleFactor must be above 1");
        Require.that(head.minNeighbours() >= 0, HEAD + "minNeighbours must not be below 0");
        Require.that(head.minSize() > 0, HEAD + "minSize must be above 0");
    }

    private static void box(BoxTransform box) {
        Require.that(
                box != null && Math.abs(box.dx()) <= 1 && Math.abs(box.dy()) <= 1,
                "detector.faceBox must not move a box by more than its size");
        Require.that(box.scaleX() > 0 && box.scaleY() > 0, "detector.faceBox must scale by numbers above 0");
    }
}
