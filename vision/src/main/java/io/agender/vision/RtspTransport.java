package io.agender.vision;

/** How the pictures of an RTSP camera travel. */
public enum RtspTransport {
    /** Inside the RTSP connection: nothing is lost on the way, and it passes through firewalls. */
    TCP,
    /** In packets of their own: for cameras that cannot do otherwise; what is lost on the way shows as smears. */
    UDP
}
