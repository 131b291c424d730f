package io.agender.aggregator.period;

import io.agender.schemas.CameraState;
import io.agender.schemas.PeriodState;
import java.util.List;

/** Where the hours, days and weeks of a camera are kept: they are many and large, and most frames do not ask for them. */
public interface PeriodBook {

    /** Whether it was opened, or holds something that must be looked at. */
    boolean isOpen();

    /** What is kept; the caller may change it. */
    List<PeriodState> open();

    /** Keeps these from now on. */
    void replace(List<PeriodState> periods);

    /** One that is a part of the camera's state. */
    static PeriodBook in(CameraState state) {
        return new PeriodBook() {
            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public List<PeriodState> open() {
                return state.getPeriods();
            }

            @Override
            public void replace(List<PeriodState> periods) {
                state.setPeriods(periods);
            }
        };
    }
}
