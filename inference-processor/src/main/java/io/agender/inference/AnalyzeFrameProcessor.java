package io.agender.inference;

import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalysis;
import io.agender.vision.FrameAnalyzer;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes one record of faces out of each frame, under the same key and timestamp. Whatever goes wrong rises from here;
 * {@link FrameErrorPolicy} decides.
 */
final class AnalyzeFrameProcessor implements Processor<String, Frame, String, FrameFaces> {

    private final Supplier<FrameAnalyzer> analyzers;
    private final AnalysisMeters meters;
    private final InstantSource clock;
    private ProcessorContext<String, FrameFaces> context;
    private FrameAnalyzer analyzer;
    private ObservationMapper mapper;

    AnalyzeFrameProcessor(Supplier<FrameAnalyzer> analyzers, AnalysisMeters meters, InstantSource clock) {
        this.analyzers = analyzers;
        this.meters = meters;
        this.clock = clock;
    }

    /** Opens the analyzer here, not in the constructor: Streams makes processors to try, and revives closed ones. */
    @Override
    public void init(ProcessorContext<String, FrameFaces> context) {
        this.context = context;
        analyzer = analyzers.get();
        mapper = new ObservationMapper(analyzer.models());
    }

    @Override
    public void process(Record<String, Frame> record) {
        EncodedImage image = FrameMapper.toImage(record.key(), record.value());
        FrameAnalysis analysis = analyzer.analyze(image);
        meters.count(analysis);
        // New headers: those of the frame were meant for the frame.
        context.forward(new Record<>(
                record.key(),
                mapper.toFaces(record.value(), analysis),
                record.timestamp(),
                AnalysisHeaders.of(analysis.times(), clock.instant())));
    }

    @Override
    public void close() {
        if (analyzer != null) {
            analyzer.close();
            analyzer = null;
        }
    }
}
