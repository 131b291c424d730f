package io.agender.vision.engine;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.DetectorSpec.BlazeFaceGrids;
import io.agender.models.DetectorSpec.Cascade;
import io.agender.models.DetectorSpec.HeadVisitor;
import io.agender.models.DetectorSpec.Ssd;
import io.agender.models.DetectorSpec.UltraFace;
import io.agender.models.DetectorSpec.YuNet;
import io.agender.models.ModelDescriptor;
import io.agender.vision.head.BlazeFaceHead;
import io.agender.vision.head.DetectorHead;
import io.agender.vision.head.SsdHead;
import io.agender.vision.head.UltraFaceHead;
import io.agender.vision.head.YuNetHead;
import java.util.List;

/** Loads a detector of any kind: here a kind of the descriptor gets the class that reads it. */
class DetectorLoader implements HeadVisitor<DetectorSource> {

    private final ModelDescriptor model;
    private final List<byte[]> files;
    private final VisionConfig config;

    DetectorLoader(ModelDescriptor model, List<byte[]> files, VisionConfig config) {
        this.model = model;
        this.files = files;
        this.config = config;
    }

    @Override
    public DetectorSource visit(BlazeFace spec) {
        return network(new BlazeFaceHead(model.name(), spec));
    }

    @Override
    public DetectorSource visit(BlazeFaceGrids spec) {
        return network(new BlazeFaceHead(model.name(), spec));
    }

    @Override
    public DetectorSource visit(YuNet spec) {
        return network(new YuNetHead(model.name(), spec));
    }

    @Override
    public DetectorSource visit(UltraFace spec) {
        return network(new UltraFaceHead(model.name(), spec));
    }

    @Override
    public DetectorSource visit(Ssd spec) {
        return network(new SsdHead(model.name(), spec));
    }

    @Override
    public DetectorSource visit(Cascade spec) {
        return CascadeDetectorSource.open(model.name(), files.get(0), spec);
    }

    private DetectorSource network(DetectorHead head) {
        double minScore = DetectorSource.minScore(model, config);
        return NetworkDetectorSource.open(
                new NetworkLoader(model, files, config.session()).only(head.inputShape()),
                head,
                Math.min(minScore, config.weakScore().orElse(minScore)));
    }
}
