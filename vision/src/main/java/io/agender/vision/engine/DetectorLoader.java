package io.agender.vision.engine;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.DetectorSpec.BlazeFaceGrids;
import io.agender.models.DetectorSpec.Cascade;
import io.agender.models.DetectorSpec.HeadVisitor;
import io.agender.models.DetectorSpec.Ssd;
import io.agender.models.DetectorSpec.UltraFace;
import io.agender.models.DetectorSpec.YuNet;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelException;
import io.agender.vision.engine.NetworkDetectorSource.Search;
import io.agender.vision.geometry.Sight;
import io.agender.vision.head.BlazeFaceHead;
import io.agender.vision.head.DetectorHead;
import io.agender.vision.head.SsdHead;
import io.agender.vision.head.UltraFaceHead;
import io.agender.vision.head.YuNetHead;
import java.util.List;
import java.util.Optional;

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
        SearchSize size = config.search();
        if (size.minFace().isPresent() || size.region().isPresent()) {
            throw new ModelException("The detector " + model.name()
                    + " is a cascade, for which only a size can be named, not a smallest face or a region.");
        }
        return CascadeDetectorSource.open(model.name(), files.get(0), spec, size.pixels());
    }

    private DetectorSource network(DetectorHead head) {
        double minScore = DetectorSource.minScore(model, config);
        Optional<Search> search = search();
        return NetworkDetectorSource.open(
                new NetworkLoader(model, files, config.session()).only(head.inputShape()),
                head,
                Math.min(minScore, config.weakScore().orElse(minScore)),
                search);
    }

    private Optional<Search> search() {
        SearchSize size = config.search();
        if (size.minFace().isPresent() && model.detector().faces() == null) {
            throw new ModelException("Nobody has measured which faces the detector " + model.name()
                    + " finds, so a size for a smallest face can't be worked out; name a size, or another detector.");
        }
        return size.isOwn() ? Optional.empty() : Sight.of(model.detector()).map(sight -> new Search(size, sight));
    }
}
