package io.agender.audit;

import io.agender.schemas.BoundingBox;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameView;
import io.agender.schemas.Gender;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ViewKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records of agender.faces, a frame a second from the beginning of 2026. */
public final class Frames {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static {
        TrustedRecords.ensure();
    }

    private Frames() {}

    /** The frame of a second. */
    public static FrameFaces with(long sequence, Face... faces) {
        return FrameFaces.newBuilder()
                .setCameraId("door")
                .setStreamId("run")
                .setSequence(sequence)
                .setCapturedAt(START.plusSeconds(sequence))
                .setFrameWidth(640)
                .setFrameHeight(360)
                .setModels(List.of())
                .setFaces(new ArrayList<>(List.of(faces)))
                .build();
    }

    /** The same frame of a camera that says that it cannot see, and since which second. */
    public static FrameFaces impaired(FrameFaces frame, ViewKind view, int since) {
        frame.setView(new FrameView(view, START.plusSeconds(since), null));
        return frame;
    }

    /** A face that belongs to no track. */
    public static Face face(float age, Gender gender) {
        return Face.newBuilder()
                .setBox(new BoundingBox(1f, 2f, 3f, 4f))
                .setScore(0.9f)
                .setGender(gender)
                .setAge(age)
                .build();
    }
}
