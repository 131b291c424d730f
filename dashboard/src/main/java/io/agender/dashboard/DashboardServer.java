package io.agender.dashboard;

import io.agender.runtime.SettingsException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import java.io.InputStream;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web server: page, API, who may come in. Thread-safe. */
final class DashboardServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
    private static final String WEB = "/io/agender/dashboard/web";

    /** No visitor holds a thread for longer than an answer takes to make. */
    private static final int THREADS = 24;

    private final DashboardConfig config;
    private final Javalin javalin;

    DashboardServer(DashboardConfig config, Api api) {
        this.config = config;
        this.javalin = Javalin.create(settings -> configure(settings, config, api));
    }

    private static void configure(JavalinConfig settings, DashboardConfig config, Api api) {
        settings.startup.showJavalinBanner = false;
        settings.startup.showOldJavalinVersionWarning = false;
        settings.startup.startupWatcherEnabled = false;
        settings.jetty.host = config.bind();
        settings.jetty.port = config.port();
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("dashboard-http");
        threads.setDaemon(true);
        settings.jetty.threadPool = threads;
        settings.jetty.modifyHttpConfiguration(http -> {
            http.setOutputBufferSize(16 * 1024);
            http.setSendServerVersion(false);
        });
        settings.staticFiles.add(files -> {
            files.hostedPath = "/";
            files.directory = WEB;
            files.location = Location.CLASSPATH;
            files.headers.put("Cache-Control", "no-cache");
        });
        Guard guard = new Guard(config.token());
        settings.routes.before(context -> {
            Guard.secure(context);
            guard.check(context);
        });
        api.addTo(settings.routes);
        settings.routes.get("/cameras/{id}", context -> page(context, "camera.html"));
        settings.routes.exception(BadQueryException.class, (e, context) -> answer(context, 400, e.getMessage()));
        settings.routes.exception(RefusedException.class, (e, context) -> {
            if (e.status() == 401) {
                context.header("WWW-Authenticate", "Basic realm=\"Agender dashboard\", charset=\"UTF-8\"");
            }
            answer(context, e.status(), e.getMessage());
        });
        settings.routes.exception(
                HttpResponseException.class, (e, context) -> answer(context, e.getStatus(), sentence(e.getStatus())));
        settings.routes.exception(Exception.class, (e, context) -> {
            LOG.error("The request {} {} failed.", context.method(), context.path(), e);
            answer(context, 500, "The dashboard has a fault; its log tells more.");
        });
    }

    private static void page(Context context, String name) {
        InputStream page = DashboardServer.class.getResourceAsStream(WEB + "/" + name);
        context.header("Cache-Control", "no-cache");
        context.contentType("text/html; charset=utf-8").result(page);
    }

    private static void answer(Context context, int status, String sentence) {
        context.status(status);
        Api.json(context, new Api.ErrorAnswer(sentence));
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
                            + root(e).getMessage() + ".",
                    e);
        }
    }

    private static Throwable root(Throwable error) {
        Throwable at = error;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
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
