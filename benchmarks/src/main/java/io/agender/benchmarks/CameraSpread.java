package io.agender.benchmarks;

import io.agender.producer.source.CameraSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** Names cameras so that partitions have the same number of them, or one differs by one. */
final class CameraSpread {

    private CameraSpread() {}

    static List<CameraSource> over(int partitions, int cameras) {
        List<CameraSource> named = new ArrayList<>();
        int[] room = new int[partitions];
        for (int camera = 0; camera < cameras; camera++) {
            room[camera % partitions]++;
        }
        for (int number = 1; named.size() < cameras; number++) {
            String id = "camera-" + number;
            int partition = partition(id, partitions);
            if (room[partition] > 0) {
                room[partition]--;
                named.add(new CameraSource(id, "memory"));
            }
        }
        return named;
    }

    /** As Kafka's producer and Kafka Streams choose it. */
    static int partition(String camera, int partitions) {
        return Utils.toPositive(Utils.murmur2(camera.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
