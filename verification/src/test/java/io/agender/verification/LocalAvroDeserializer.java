package io.agender.verification;

import io.agender.runtime.store.AvroStateSerde;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.Topic;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what {@link LocalAvroSerializer} wrote; the topic tells the type. */
public final class LocalAvroDeserializer implements Deserializer<Object> {

    private final Map<String, Deserializer<?>> deserializers = Map.of(
            Topic.FRAMES, AvroStateSerde.of(Frame.class).deserializer(),
            Topic.FACES, AvroStateSerde.of(FrameFaces.class).deserializer(),
            Topic.PROGRESS, AvroStateSerde.of(CameraProgress.class).deserializer(),
            Topic.CAMERAS, AvroStateSerde.of(CameraSettings.class).deserializer(),
            Topic.SUMMARY, AvroStateSerde.of(DemographicSummary.class).deserializer(),
            Topic.SUMMARY_BY_SITE, AvroStateSerde.of(RollupSummary.class).deserializer(),
            Topic.SUMMARY_HOURLY, AvroStateSerde.of(RollupSummary.class).deserializer(),
            Topic.SUMMARY_DAILY, AvroStateSerde.of(RollupSummary.class).deserializer(),
            Topic.SUMMARY_WEEKLY, AvroStateSerde.of(RollupSummary.class).deserializer(),
            Topic.SUMMARY_ROWS, AvroStateSerde.of(DemographicRow.class).deserializer());

    @Override
    public Object deserialize(String topic, byte[] data) {
        Deserializer<?> known = deserializers.get(topic);
        if (known == null) {
            throw new SerializationException("Nobody knows what is in " + topic + ".");
        }
        return known.deserialize(topic, data);
    }
}
