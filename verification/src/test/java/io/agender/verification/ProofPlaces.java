package io.agender.verification;

import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.FramePoint;
import io.agender.schemas.LineSide;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Zones and lines of the cameras of the proof: two zones that tile the picture, one within one of them, two lines. From a
 * moment in the middle of the load on they lie elsewhere. Every third camera has none; the first one has its site from here,
 * so that a site has zones, lines and watchers, too. In the zone of every other camera a day and a week end within the load,
 * in that of the rest an hour does not end with UTC's.
 */
final class ProofPlaces {

    static {
        TrustedRecords.ensure();
    }

    private static final int CAMERAS = 24;
    /** Where 10:00 UTC is midnight, of a Monday in the load. */
    private static final String MIDNIGHT = "Pacific/Honolulu";

    private static final String QUARTER_TO = "Asia/Kathmandu";
    private static final Instant MOVED = Instant.parse("2026-03-02T10:00:05Z");

    private ProofPlaces() {}

    /** By camera id. */
    static Map<String, CameraSettings> all() {
        Map<String, CameraSettings> all = new TreeMap<>();
        for (int camera = 0; camera < CAMERAS; camera++) {
            if (camera % 3 != 1) {
                String id = "camera-" + camera;
                all.put(
                        id,
                        new CameraSettings(
                                id,
                                List.of(version(1, Instant.EPOCH, 0.5, camera), version(2, MOVED, 0.4, camera)),
                                List.of()));
            }
        }
        return all;
    }

    private static CameraVersion version(int number, Instant validFrom, double middle, int camera) {
        return CameraVersion.newBuilder()
                .setVersion(number)
                .setValidFrom(validFrom)
                .setAppliedAt(Instant.EPOCH)
                .setSite(camera == 0 ? "yard" : null)
                .setTimeZone(camera % 2 == 0 ? MIDNIGHT : QUARTER_TO)
                .setZones(List.of(
                        zone("left", 0, 0, middle, 0, middle, 1, 0, 1),
                        zone("right", middle, 0, 1, 0, 1, 1, middle, 1),
                        zone("corner", 0.7, 0.5, 0.95, 0.5, 0.8, 0.95)))
                .setLines(List.of(
                        line("middle", middle, 0, middle, 1, LineSide.LEFT),
                        line("short", 0.3, 0.2, 0.35, 0.7, LineSide.RIGHT)))
                .build();
    }

    private static CameraZone zone(String name, double... numbers) {
        List<FramePoint> corners = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            corners.add(new FramePoint(numbers[i], numbers[i + 1]));
        }
        return new CameraZone(name, corners);
    }

    private static CameraLine line(String name, double x, double y, double toX, double toY, LineSide inside) {
        return new CameraLine(name, new FramePoint(x, y), new FramePoint(toX, toY), inside);
    }

    /** Puts them into the topic, before any face is there. */
    static void send(Map<String, Object> clientProperties) {
        try (KafkaProducer<String, SpecificRecord> producer =
                new KafkaProducer<>(clientProperties, new StringSerializer(), new LocalAvroSerializer())) {
            all().forEach((camera, settings) ->
                    producer.send(new ProducerRecord<>(Topic.CAMERAS, null, 0L, camera, settings)));
            producer.flush();
        }
    }
}
