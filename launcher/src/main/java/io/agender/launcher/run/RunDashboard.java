package io.agender.launcher.run;

import io.agender.dashboard.Dashboard;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.dashboard.http.PortTakenException;
import io.agender.launcher.export.ParquetFile;
import io.agender.runtime.config.KafkaConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The dashboard of a run, if it has one. The run goes on without it when its port is taken. */
public final class RunDashboard implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Optional<Dashboard> dashboard;

    private RunDashboard(Optional<Dashboard> dashboard) {
        this.dashboard = dashboard;
    }

    /** @param say takes a line for the user */
    public static RunDashboard open(KafkaConfig kafka, DashboardConfig config, Consumer<String> say) {
        if (!config.enabled()) {
            return new RunDashboard(Optional.empty());
        }
        try {
            Dashboard dashboard = Dashboard.open(kafka, config, Optional.of(new ParquetFile()));
            say.accept("dashboard: " + dashboard.address());
            return new RunDashboard(Optional.of(dashboard));
        } catch (PortTakenException e) {
            say.accept("No dashboard: " + e.getMessage());
            return new RunDashboard(Optional.empty());
        }
    }

    /** Waits, with the dashboard open, until the user wants to end. */
    void stay(BooleanSupplier stopRequested, Consumer<String> say) {
        if (dashboard.isEmpty()) {
            return;
        }
        say.accept("The dashboard stays open at " + dashboard.get().address() + "; Ctrl-C ends it.");
        try {
            while (!stopRequested.getAsBoolean()) {
                Thread.sleep(LOOK.toMillis());
            }
            Thread.interrupted(); // what is closed next must not be interrupted
        } catch (InterruptedException e) {
            // the proper end
        }
    }

    @Override
    public void close() {
        dashboard.ifPresent(Dashboard::close);
    }
}
