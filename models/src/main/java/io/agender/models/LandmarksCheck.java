package io.agender.models;

import io.agender.models.ModelDescriptor.Engine;

/** Whether the landmarks part of a descriptor makes sense. */
final class LandmarksCheck {

    private LandmarksCheck() {}

    static void run(ModelDescriptor model) {
        LandmarksSpec landmarks = model.landmarks();
        DescriptorCheck.engine(model, Engine.ONNX);
        Require.that(model.networks().size() == 1, "a model for landmarks has exactly one network file");
        Require.input("landmarks.input", landmarks.input());
        Require.margin("landmarks.margin", landmarks.margin());
        Require.text("landmarks.output", landmarks.output());
    }
}
