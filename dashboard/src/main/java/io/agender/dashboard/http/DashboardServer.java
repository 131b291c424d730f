package io.agender.dashboard.http;

import io.agender.dashboard.config.DashboardConfig;
import io.agender.runtime.config.SettingsException;
import io.agender.runtime.http.ConnectionKeeper;
import io.agender.runtime.status.RootCause;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web server: page, API, who may come in. Thread-safe. */
final class DashboardServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
    /** No visitor holds a thread for longer than a part of an answer takes to make. */
    private static final int THREADS = 24;

    /** For a whole head of a request. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Connections beside those of the streams of events: a browser opens up to six. */
    private static final int OTHER_CONNECTIONS = 500;

    private final DashboardConfig config;
    private final Javalin javalin;

    DashboardServer(DashboardConfig config, Api api, ReportApi reports, EditorApi editor, AccessFilter accessFilter) {
        this.config = config;
        this.javalin = Javalin.create(settings -> configure(settings, config, api, reports, editor, accessFilter));
    }

    private static void configure(
            JavalinConfig settings,
            DashboardConfig config,
            Api api,
            ReportApi reports,
            EditorApi editor,
            AccessFilter accessFilter) {
        settings.startup.showJavalinBanner = false;
        settings.startup.showOldJavalinVersionWarning = false;
        settings.startup.startupWatcherEnabled = false;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("dashboard-http");
        threads.setDaemon(true);
        settings.jetty.threadPool = threads;
        settings.jetty.modifyHttpConfiguration(http -> http.setOutputBufferSize(16 * 1024));
        ConnectionKeeper keeper = new ConnectionKeeper(new ConnectionKeeper.Bounds(
                config.maxStreams() + OTHER_CONNECTIONS, config.maxStreamsPerClient() + OTHER_CONNECTIONS, PATIENCE));
        settings.jetty.modifyServer(server -> server.insertHandler(keeper));
        settings.jetty.addConnector((server, http) -> {
            ServerConnector connector = keeper.connector(server, http);
            connector.setHost(config.bind());
            connector.setPort(config.port());
            return connector;
        });
        settings.routes.before(context -> {
            AccessFilter.secure(context);
            accessFilter.check(context);
        });
        addPages(settings, api);
        api.addTo(settings.routes);
        reports.addTo(settings.routes);
        editor.addTo(settings.routes);
        addErrors(settings);
    }

    private static void addPages(JavalinConfig settings, Api api) {
        WebFolder web = new WebFolder();
        for (String name : web.names()) {
            settings.routes.get("/" + name, context -> page(context, api, web.page(name)));
        }
        settings.routes.get("/", context -> page(context, api, web.page("index.html")));
        settings.routes.get("/cameras/{id}", context -> page(context, api, web.page("camera.html")));
        for (String period : List.of("/day", "/week", "/period")) {
            settings.routes.get(period, context -> page(context, api, web.page("report.html")));
        }
        settings.routes.get("/cameras/{id}/edit", context -> page(context, api, web.page("editor.html")));
    }

    private static void page(Context context, Api api, WebFolder.Page page) {
        context.header("Cache-Control", "no-cache");
        context.header("ETag", page.etag());
        if (page.etag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(page.type());
        api.send(context, page.bytes());
    }

    private static void addErrors(JavalinConfig settings) {
        settings.routes.exception(BadQueryException.class, (e, context) -> answer(context, 400, e.getMessage()));
        settings.routes.exception(RefusedException.class, (e, context) -> {
            if (e.status() == 401) {
                context.header("WWW-Authenticate", "Basic realm=\"Agender dashboard\", charset=\"UTF-8\"");
            }
            if (e.status() == 429 || e.status() == 503) {
                context.header("Retry-After", "5");
            }
            answer(context, e.status(), e.getMessage());
        });
        settings.routes.exception(
                HttpResponseException.class, (e, context) -> answer(context, e.getStatus(), sentence(e.getStatus())));
        settings.routes.exception(Exception.class, (e, context) -> {
            LOG.error("The request {} {} failed.", context.method(), context.path(), e);
            answer(context, 500, "The dashboard has a fault; its log tells more.");
        });
        // What one request can't have, such as memory, the next may; the process belongs to all of them.
        settings.router.javaLangErrorHandler((response, error) -> {
            LOG.error("A request failed.", error);
            response.setStatus(500);
            response.setHeader("Connection", "close");
        });
    }

    private static void answer(Context context, int status, String sentence) {
        context.status(status);
        // An error is the one answer that is written at once; who sends many requests and reads none must stop here.
        context.header("Connection", "close");
        Api.error(context, sentence);
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "This request can't be read.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address is only read.";
            default -> "This request can't be answered.";
        };
    }

    /** Listens from now on. */
    void start() {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new PortTakenException(
                    "Port " + config.port() + " of " + config.bind()
                            + " can't be had for the dashboard; choose another (dashboard.port).",
                    e);
        } catch (RuntimeException e) {
            throw new SettingsException(
                    "The dashboard can't listen on " + config.bind() + " port " + config.port() + ": "
                            + RootCause.of(e).getMessage() + ".",
                    e);
        }
    }

    /** The port that it listens on. */
    int port() {
        return ((ServerConnector) javalin.jettyServer().server().getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
