package io.agender.dashboard.http;

import io.agender.runtime.http.ClientAddress;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * Who an answer goes to.
 *
 * @param client who the answer counts for
 * @param out takes the answer, asynchronously
 * @param hangUp breaks the connection, for an answer that can't be ended in good order
 */
record Peer(String client, ServletOutputStream out, Runnable hangUp) {

    static Peer of(Context context) {
        EndPoint endPoint = ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        try {
            return new Peer(client(context), context.res().getOutputStream(), endPoint::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String client(Context context) {
        return ClientAddress.of(context.req().getRemoteAddr());
    }
}
