package io.agender.aggregator;

import io.agender.aggregator.period.PeriodBook;
import io.agender.schemas.CameraPeriods;
import io.agender.schemas.CameraState;
import io.agender.schemas.PeriodState;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The hours, days and weeks of a camera in a store of their own, which is read and written only when they are asked for:
 * when a window closes, or a period may be over. A camera's state changes with every frame, and with its periods in it
 * would be fifty times as large.
 *
 * <p>Belongs to one record. What an earlier version kept in the camera's state is taken over; then both are to be stored.
 */
final class StoredPeriods implements PeriodBook {

    private final KeyValueStore<String, CameraPeriods> store;
    private final String cameraId;
    private final CameraState state;
    private List<PeriodState> periods;

    StoredPeriods(KeyValueStore<String, CameraPeriods> store, String cameraId, CameraState state) {
        this.store = store;
        this.cameraId = cameraId;
        this.state = state;
    }

    @Override
    public boolean isOpen() {
        return periods != null || !state.getPeriods().isEmpty();
    }

    @Override
    public List<PeriodState> open() {
        if (periods == null) {
            CameraPeriods known = store.get(cameraId);
            periods = new ArrayList<>(known == null ? List.of() : known.getPeriods());
            periods.addAll(state.getPeriods());
            state.setPeriods(new ArrayList<>());
        }
        return periods;
    }

    @Override
    public void replace(List<PeriodState> others) {
        periods = others;
    }

    /** Stores what was opened. */
    void save() {
        if (periods != null) {
            store.put(cameraId, new CameraPeriods(periods));
        }
    }
}
