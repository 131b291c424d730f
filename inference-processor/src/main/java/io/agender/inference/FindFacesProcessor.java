package io.agender.inference;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.schemas.PendingFrame;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
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

    private ProcessorContext<String, PendingFrame> context;
    private KeyValueStore<String, CameraTracks> tracks;
    private FrameAnalyzer analyzer;
    private FaceFinder finder;
    private PendingMapper mapper;

    /** @param tracking how faces are followed; empty when each frame stands for itself */
    FindFacesProcessor(Supplier<FrameAnalyzer> analyzers, Optional<TrackingConfig> tracking) {
        this.analyzers = analyzers;
        this.tracking = tracking;
    }

    /** Opens the analyzer here, not in the constructor: Streams makes processors to try, and revives closed ones. */
    @Override
    public void init(ProcessorContext<String, PendingFrame> context) {
        this.context = context;
        analyzer = analyzers.get();
        tracks = context.getStateStore(InferenceTopology.TRACKS);
        finder = tracking.<FaceFinder>map(config -> new TrackedFaces(analyzer, config))
                .orElseGet(() -> new EveryFace(analyzer));
        mapper = new PendingMapper(analyzer.models(), finder.tracks(), finder.measuresAttention());
    }

    @Override
    public void process(Record<String, Frame> record) {
        EncodedImage image = EncodedImageMapper.toImage(record.key(), record.value(), record.timestamp());
        CameraTracks known = tracks.get(record.key());
        FrameFindings found = finder.find(known, record.value(), image);
        found.state()
                .ifPresent(
                        state -> tracks.put(record.key(), CameraTracksMapper.toTracks(known, record.value(), state)));
        PendingFrame pending = mapper.toPending(record.value(), found);
        pending.setTimestamp(record.timestamp());
        // New headers: those of the frame were meant for the frame.
        context.forward(new Record<>(record.key(), pending, record.timestamp()));
        found.undecodable().ifPresent(error -> {
            throw error;
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
