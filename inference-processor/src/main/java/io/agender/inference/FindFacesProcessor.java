package io.agender.inference;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.schemas.PendingFrame;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.track.FollowerState;
import io.agender.vision.view.ViewConfig;
import io.agender.vision.view.ViewJudge;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Finds the faces of each frame, follows them as tracks, and cuts out those that are to be classified. Whatever goes
 * wrong rises from here, and {@link FrameErrorPolicy} decides; a frame that can't be decoded is handed on all the same,
 * so that the camera's clock moves on and the loss is counted.
 */
final class FindFacesProcessor implements Processor<String, Frame, String, PendingFrame> {

    private final Supplier<FrameAnalyzer> analyzers;
    private final Optional<TrackingConfig> tracking;
    private final boolean gated;
    private final CameraViews views;

    private ProcessorContext<String, PendingFrame> context;
    private KeyValueStore<String, CameraTracks> tracks;
    private FrameAnalyzer analyzer;
    private FaceFinder finder;
    private PendingMapper mapper;

    /**
     * @param tracking how faces are followed; empty when each frame stands for itself
     * @param gated whether frames in which nothing has changed are not searched
     * @param view when a view is told to be impaired
     */
    FindFacesProcessor(
            Supplier<FrameAnalyzer> analyzers, Optional<TrackingConfig> tracking, boolean gated, ViewConfig view) {
        this.analyzers = analyzers;
        this.tracking = tracking;
        this.gated = gated;
        this.views = new CameraViews(new ViewJudge(view));
    }

    /** Opens the analyzer here, not in the constructor: Streams makes processors to try, and revives closed ones. */
    @Override
    public void init(ProcessorContext<String, PendingFrame> context) {
        this.context = context;
        analyzer = analyzers.get();
        tracks = context.getStateStore(InferenceTopology.TRACKS);
        finder = tracking.<FaceFinder>map(config -> new TrackedFaces(analyzer, config, gated))
                .orElseGet(() -> new EveryFace(analyzer, gated));
        mapper = new PendingMapper(analyzer.models(), finder.tracks(), finder.measuresAttention());
    }

    @Override
    public void process(Record<String, Frame> record) {
        EncodedImage image = EncodedImageMapper.toImage(record.key(), record.value(), record.timestamp());
        CameraTracks known = tracks.get(record.key());
        FrameFindings found = finder.find(known, record.value(), image);
        SeenView view = views.look(known, record.value(), found);
        remember(record, known, found, view);
        PendingFrame pending = mapper.toPending(record.value(), found);
        pending.getFaces().setView(view.told().orElse(null));
        pending.setTimestamp(record.timestamp());
        // New headers: those of the frame were meant for the frame.
        context.forward(new Record<>(record.key(), pending, record.timestamp()));
        found.undecodable().ifPresent(error -> {
            throw error;
        });
    }

    /** Where faces are not followed, there is still the view, the gate, and how far the camera's frames have come. */
    private void remember(Record<String, Frame> record, CameraTracks known, FrameFindings found, SeenView view) {
        boolean somethingElse = view.known().isPresent() || found.gate().isPresent();
        Optional<FollowerState> state =
                somethingElse && !finder.tracks() ? Optional.of(FollowerState.INITIAL) : found.state();
        state.ifPresent(faces -> {
            CameraTracks next = CameraTracksMapper.toTracks(known, record.value(), faces);
            next.setView(view.known().orElse(null));
            next.setGate(found.gate().orElse(null));
            tracks.put(record.key(), next);
        });
    }

    @Override
    public void close() {
        if (analyzer != null) {
            analyzer.close();
            analyzer = null;
        }
    }
}
