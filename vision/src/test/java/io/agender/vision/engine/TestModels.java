package io.agender.vision.engine;

import io.agender.models.AttributesSpec;
import io.agender.models.AttributesSpec.AgeNumber;
import io.agender.models.AttributesSpec.GenderNumber;
import io.agender.models.AttributesSpec.Patch;
import io.agender.models.DetectorSpec;
import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.DetectorSpec.BoxTransform;
import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelDescriptor.Engine;
import io.agender.models.ModelDescriptor.ModelCard;
import io.agender.models.ModelDescriptor.ModelKind;
import io.agender.models.ModelFile;
import io.agender.vision.onnx.TinyNetwork;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Models whose answers are known: a detector that sees the same faces in every frame, and one network for age and gender
 * whose answers follow from how bright a crop is.
 */
final class TestModels {

    private static final int INPUT = 16;
    private static final int GRID = 4;
    private static final ModelCard CARD = new ModelCard("", "", "", "", "");

    private TestModels() {}

    static ModelDescriptor detector() {
        BlazeFace head = new BlazeFace(input(INPUT), GRID, "boxes", "scores", 0.3);
        return new ModelDescriptor(
                "fixed",
                ModelKind.DETECTOR,
                "",
                "",
                URI.create("about:blank"),
                "Apache-2.0",
                Engine.ONNX,
                List.of(file(ModelFile.Task.DETECTION, 'd')),
                new DetectorSpec(head, 0.5, new BoxTransform(0, 0, 1, 1)),
                null,
                null,
                CARD);
    }

    /** Sees a face of 4 x 4 input pixels, by its score, at each of these anchors of a 4 x 4 grid. */
    static byte[] detectorSeeing(int... anchors) {
        float[] boxes = new float[GRID * GRID * 16];
        float[] logits = new float[GRID * GRID];
        Arrays.fill(logits, -20);
        for (int i = 0; i < anchors.length; i++) {
            logits[anchors[i]] = 1 + i;
            boxes[anchors[i] * 16 + 2] = 4;
            boxes[anchors[i] * 16 + 3] = 4;
        }
        return TinyNetwork.taking(1, 3, INPUT, INPUT)
                .answering("boxes", boxes, 1, GRID * GRID, 16)
                .answering("scores", logits, 1, GRID * GRID, 1)
                .bytes();
    }

    /** Looks at crops as the detector finds them. */
    static ModelDescriptor brightness() {
        return brightness(0, false, null);
    }

    static ModelDescriptor brightness(double margin, boolean levelled, Patch patch) {
        return new ModelDescriptor(
                "brightness",
                ModelKind.ATTRIBUTES,
                "",
                "",
                URI.create("about:blank"),
                "Apache-2.0",
                Engine.ONNX,
                List.of(file(ModelFile.Task.GENDER_AND_AGE, 'a')),
                null,
                new AttributesSpec(
                        input(2),
                        margin,
                        levelled,
                        patch,
                        List.of(new AgeNumber(0, "age"), new GenderNumber(0, "gender", 0.5))),
                null,
                CARD);
    }

    /** Age is the mean value of a crop times the factor, gender male from a mean of 100 on. */
    static byte[] brightnessTimes(float factor) {
        return TinyNetwork.taking(-1, 3, 2, 2)
                .answeringTheMean("age", factor)
                .answeringTheMean("gender", 0.005f)
                .bytes();
    }

    private static InputSpec input(int size) {
        return new InputSpec(size, size, Layout.NCHW, ColourOrder.RGB, Stretch.NONE, 0, 1);
    }

    private static ModelFile file(ModelFile.Task task, char digit) {
        return ModelFile.network(task, "test.onnx", 0L, String.valueOf(digit).repeat(64));
    }
}
