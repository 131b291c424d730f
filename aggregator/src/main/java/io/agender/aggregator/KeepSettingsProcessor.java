package io.agender.aggregator;

import io.agender.schemas.CameraSettings;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps what is known of cameras beside their windows. A store of its own partition and not a global one: so a window that
 * opens, and what was known when it did, are in the same transaction, and nothing known is forgotten by a restart.
 */
final class KeepSettingsProcessor implements Processor<String, CameraSettings, String, SpecificRecord> {

    private KeyValueStore<String, CameraSettings> settings;

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        settings = context.getStateStore(AggregatorTopology.SETTINGS_STORE);
    }

    @Override
    public void process(Record<String, CameraSettings> record) {
        if (record.value() == null) {
            settings.delete(record.key());
        } else {
            settings.put(record.key(), record.value());
        }
    }
}
