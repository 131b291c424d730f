package io.agender.benchmarks;

import io.agender.inference.AnalysisHeaders;
import io.agender.producer.CameraResult;
import io.agender.producer.FrameProducer;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.status.CameraFailedException;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.RecordHandler;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Sends frames with the real producer, reads the faces as a user would, committed ones only, and takes the time. Belongs
 * to one thread.
 */
final class PipelineLoad implements AutoCloseable {

    /** Frames on their way at most: enough to keep the processors busy, too few to fill the disk. */
    private static final int MAX_IN_FLIGHT = 512;

    private static final int RECORDED_RATE = 10;

    /** Far enough in the past for every frame of a long measurement. */
    private static final Duration RECORDED_BEFORE = Duration.ofDays(30);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaConfig kafka;
    private final List<EncodedImage> frames;
    private final List<CameraSource> cameras;
    private final TopicReader reader;
    private final Deserializer<FrameFaces> values;
    private Instant nextStart = Instant.now().minus(RECORDED_BEFORE).truncatedTo(ChronoUnit.SECONDS);

    PipelineLoad(KafkaConfig kafka, List<EncodedImage> frames, List<CameraSource> cameras) {
        this.kafka = kafka;
        this.frames = frames;
        this.cameras = cameras;
        values = AvroSerdes.deserializer(FrameFaces.class, kafka.serdes());
        reader = TopicReader.open(kafka.clientProperties(Map.of()), "agender-bench-" + Topic.FACES, 500);
        reader.begin(reader.partitions(Topic.FACES), StartPosition.end());
    }

    /**
     * What came of a load.
     *
     * @param framesPerSecond from the first frame sent to the last record of faces read
     * @param faces faces in all records
     * @param analysedMillis from capture to the end of the analysis, of each frame
     * @param latencyMillis from capture to reading, of each frame
     */
    record Result(double framesPerSecond, long faces, long[] analysedMillis, long[] latencyMillis) {}

    /**
     * Sends frames as fast as they are analysed, as somebody does who has a recording, and waits for all of their faces.
     * By their own time they come {@value #RECORDED_RATE} a second and go on where the last call stopped.
     *
     * @param framesPerCamera how many each camera sends
     */
    Result atFullSpeed(long framesPerCamera) throws InterruptedException {
        Instant start = nextStart;
        nextStart = start.plusMillis(framesPerCamera * 1000 / RECORDED_RATE);
        return run(
                framesPerCamera,
                Map.of(FrameProducerConfig.START_TIME, start.toString()),
                () -> new MemorySource(frames, framesPerCamera, RECORDED_RATE));
    }

    /**
     * Sends each frame at the time of its capture, as live cameras do, and waits for all of their faces.
     *
     * @param framesPerCamera how many each camera sends
     * @param rate frames a second of each camera
     */
    Result live(long framesPerCamera, double rate) throws InterruptedException {
        return run(
                framesPerCamera,
                Map.of(FrameProducerConfig.REALTIME, "true"),
                () -> new MemorySource(frames, framesPerCamera, rate));
    }

    private Result run(long framesPerCamera, Map<String, String> settings, Supplier<VideoSource> source)
            throws InterruptedException {
        Semaphore room = new Semaphore(MAX_IN_FLIGHT);
        long start = System.nanoTime();
        CompletableFuture<List<CameraResult>> sending = CompletableFuture.supplyAsync(
                () -> send(FrameProducerConfig.from(new Settings(settings)), source, room));
        long expected = framesPerCamera * cameras.size();
        Arrivals arrivals = new Arrivals(room);
        if (reader.readUntil(() -> arrivals.seen >= expected, PATIENCE, arrivals) != TopicReader.Outcome.END) {
            throw new IllegalStateException("Only " + arrivals.seen + " of " + expected + " frames came back.");
        }
        double framesPerSecond = Rates.perSecond(expected, System.nanoTime() - start);
        check(sending);
        return new Result(
                framesPerSecond,
                arrivals.faces,
                arrivals.analysed.build().toArray(),
                arrivals.latencies.build().toArray());
    }

    /** Counts the frames that come back, and makes room for as many more. */
    private final class Arrivals implements RecordHandler {

        private final LongStream.Builder analysed = LongStream.builder();
        private final LongStream.Builder latencies = LongStream.builder();
        private final Semaphore room;
        private long faces;
        private long seen;

        Arrivals(Semaphore room) {
            this.room = room;
        }

        @Override
        public void take(ConsumerRecord<String, byte[]> record) {
            analysed.add(analysedAt(record).toEpochMilli() - record.timestamp());
            latencies.add(System.currentTimeMillis() - record.timestamp());
            faces += values.deserialize(record.topic(), record.headers(), record.value())
                    .getFaces()
                    .size();
            seen++;
            room.release();
        }
    }

    private static Instant analysedAt(ConsumerRecord<?, ?> record) {
        byte[] header = record.headers().lastHeader(AnalysisHeaders.ANALYSED_AT).value();
        return Instant.parse(new String(header, StandardCharsets.UTF_8));
    }

    private List<CameraResult> send(FrameProducerConfig config, Supplier<VideoSource> source, Semaphore room) {
        Backpressure backpressure = (camera, sequence) -> room.acquire();
        try (FrameProducer producer = FrameProducer.open(
                kafka,
                (location, options) -> source.get(),
                backpressure,
                new FrameProducerListener() {},
                new SimpleMeterRegistry())) {
            return producer.play(
                    cameras.stream().map(camera -> new Camera(camera, config)).toList());
        }
    }

    private static void check(CompletableFuture<List<CameraResult>> sending) throws InterruptedException {
        try {
            for (CameraResult result : sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                if (result.failure().isPresent()) {
                    CameraFailedException failure = result.failure().get();
                    throw failure;
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The frames could not be sent.", e);
        }
    }

    @Override
    public void close() {
        reader.close();
        values.close();
    }
}
