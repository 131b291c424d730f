package io.agender.aggregator;

import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.FramePoint;
import io.agender.schemas.LineSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Settings of a camera in several versions: zones that tile, overlap and lie in one another, some of them moved later. */
public final class RandomPlaces {

    private RandomPlaces() {}

    public static CameraSettings of(long seed) {
        Random random = new Random(seed * 7 + 1);
        List<CameraVersion> versions = new ArrayList<>();
        for (int number = 1; number <= 1 + random.nextInt(3); number++) {
            Instant from = number == 1 && random.nextBoolean()
                    ? Instant.EPOCH
                    : TestCamera.at(100 + random.nextInt(60) * number);
            versions.add(version(number, from, random));
        }
        return new CameraSettings("lobby", versions, List.of());
    }

    private static CameraVersion version(int number, Instant from, Random random) {
        CameraVersion version = CameraVersion.newBuilder()
                .setVersion(number)
                .setValidFrom(from)
                .setAppliedAt(Instant.EPOCH)
                .setSite(random.nextBoolean() ? "Bremen" : null)
                .build();
        if (number > 1 && random.nextInt(5) == 0) {
            return version;
        }
        List<CameraZone> zones = new ArrayList<>(List.of(
                zone("left", 0, 0, 0.5, 0, 0.5, 1, 0, 1),
                zone("right", 0.5, 0, 1, 0, 1, 1, 0.5, 1),
                zone("in the right one", 0.6, 0.2, 0.9, 0.2, 0.8, 0.9)));
        if (random.nextBoolean()) {
            double x = random.nextInt(6) / 10.0;
            zones.add(zone("moved", x, 0.1, x + 0.4, 0.3, x + 0.4, 0.9, x + 0.2, 0.4, x, 0.8));
        }
        version.setZones(zones.subList(number > 1 ? random.nextInt(3) : 0, zones.size()));
        double x = random.nextInt(10) / 10.0;
        version.setLines(List.of(
                new CameraLine("middle", point(0.5, 0), point(0.5, 1), LineSide.LEFT),
                new CameraLine("moved", point(x, 0.2), point(0.5, 0.8), LineSide.RIGHT)));
        return version;
    }

    public static CameraZone zone(String name, double... numbers) {
        List<FramePoint> corners = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            corners.add(point(numbers[i], numbers[i + 1]));
        }
        return new CameraZone(name, corners);
    }

    public static FramePoint point(double x, double y) {
        return new FramePoint(x, y);
    }
}
