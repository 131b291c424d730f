package io.agender.dashboard.http;

import io.agender.dashboard.config.DashboardConfig;
import io.agender.dashboard.picture.PictureDesk;
import io.agender.dashboard.report.ReportMaker;
import io.agender.dashboard.report.RowFile;
import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.state.SettingsWriter;
import io.agender.dashboard.view.ServerView;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** All that a dashboard serves: the page, the API and the streams of events. Thread-safe. Whoever makes it closes it. */
public final class Website implements AutoCloseable {

    private final DashboardServer server;
    private final Publisher publisher;
    private final Subscribers subscribers;
    private final HttpMetrics metrics;

    /**
     * @param pictures hands out pictures, if they are shown at all
     * @param look told when somebody asks for a picture
     * @param view how the dashboard itself is
     * @param reports makes the days and weeks
     * @param parquet writes such files, if there are to be any
     * @param settings writes what is drawn in the editor
     */
    public Website(
            DashboardConfig config,
            Cameras cameras,
            Optional<PictureDesk> pictures,
            Runnable look,
            Supplier<ServerView> view,
            ReportMaker reports,
            Optional<RowFile> parquet,
            SettingsWriter settings,
            Clock clock) {
        Broadcast broadcast = new Broadcast();
        Transfers transfers = new Transfers();
        WrongTokens wrongTokens = new WrongTokens(System::nanoTime);
        subscribers = new Subscribers(broadcast, config.maxStreams(), config.maxStreamsPerClient());
        publisher = new Publisher(cameras, view, broadcast, subscribers, transfers);
        Api api = new Api(cameras, pictures, look, view, subscribers, transfers, publisher::welcome);
        AccessFilter accessFilter = new AccessFilter(config, wrongTokens);
        EditorApi editor = new EditorApi(cameras, settings, accessFilter, transfers, clock);
        server = new DashboardServer(config, api, new ReportApi(api, reports, cameras, parquet), editor, accessFilter);
        metrics = new HttpMetrics(subscribers, transfers, wrongTokens);
    }

    /**
     * Listens from now on, and tells of what changes.
     *
     * @throws PortTakenException when its port can't be had
     * @throws io.agender.runtime.config.SettingsException when it can't listen for another reason
     */
    public void start() {
        server.start();
        publisher.start();
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Adds what it tells of itself in figures. */
    public void bindTo(MeterRegistry meters) {
        metrics.bindTo(meters);
    }

    /** Ends the streams of events and the server. */
    @Override
    public void close() {
        publisher.close();
        subscribers.close();
        server.close();
    }
}
