#!/usr/bin/python3
"""Three RTSP servers with made-up cameras, for tests: GStreamer's own, through its Python binding.

    rtsp-server.py PORT ADDRESS

PORT 0 takes a free one; ADDRESS 0.0.0.0 lets others than this machine in. It prints "ready PORT BASIC-PORT DIGEST-PORT" when it can be asked, and serves until it is
killed or its standard input ends. At PORT:

    /h264      160 x 96, 25 frames a second
    /mjpeg     the same as JPEG pictures
    /lobby     640 x 360, 10 frames a second, H.264
    /sizes     the same, after two seconds 96 x 160

At BASIC-PORT and DIGEST-PORT, which stand for the two kinds of authentication, only for user "lobby" with the password
"pass:w@rd/1":

    /locked    as /mjpeg
"""

import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

PASSWORD = "pass:w@rd/1"
SOURCE = "videotestsrc is-live=true pattern=ball"
SIZE = "video/x-raw,format=I420,width=%d,height=%d,framerate=25/1"
SMALL = SIZE % (160, 96)
USUAL = "video/x-raw,format=I420,width=640,height=360,framerate=10/1"
H264 = "x264enc tune=zerolatency key-int-max=25 ! rtph264pay name=pay0 pt=96 config-interval=1"
JPEG = "jpegenc ! rtpjpegpay name=pay0 pt=26"


def camera(server, path, launch, shared=True):
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch("( " + launch + " )")
    factory.set_shared(shared)
    server.get_mount_points().add_factory(path, factory)
    return factory


def opened(port, address):
    server = GstRtspServer.RTSPServer()
    server.set_address(address)
    server.set_service(port)
    return server


def turn_after_two_seconds(factory, media):
    caps = media.get_element().get_by_name("size")

    def turn():
        caps.set_property("caps", Gst.Caps.from_string(SIZE % (96, 160)))
        return False

    GLib.timeout_add(2000, turn)


def open_cameras(port, address):
    server = opened(port, address)
    camera(server, "/lobby", f"{SOURCE} ! {USUAL} ! {H264}")
    # Not shared: a shared camera that nobody watches for a moment is taken down, and sends new viewers away meanwhile;
    # where many come and go at once, GStreamer 1.22 crashes then.
    camera(server, "/h264", f"{SOURCE} ! {SMALL} ! {H264}", shared=False)
    camera(server, "/mjpeg", f"{SOURCE} ! {SMALL} ! {JPEG}", shared=False)
    turning = camera(server, "/sizes", f"{SOURCE} ! capsfilter name=size caps={SMALL} ! {H264}", False)
    turning.connect("media-configure", turn_after_two_seconds)
    server.attach(None)
    return server


def locked_camera(digest):
    server = opened("0", "127.0.0.1")
    token = GstRtspServer.RTSPToken.new()
    token.set_string("media.factory.role", "lobby")
    auth = GstRtspServer.RTSPAuth()
    if digest:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest("lobby", PASSWORD, token)
    else:
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic("lobby", PASSWORD), token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions.new()
    permissions.add_role("lobby")
    permissions.add_permission_for_role("lobby", "media.factory.access", True)
    permissions.add_permission_for_role("lobby", "media.factory.construct", True)
    camera(server, "/locked", f"{SOURCE} ! {SMALL} ! {JPEG}").set_permissions(permissions)
    server.attach(None)
    return server


def main(port, address):
    Gst.init(None)
    servers = [open_cameras(port, address), locked_camera(False), locked_camera(True)]
    print("ready", *(server.get_bound_port() for server in servers), flush=True)
    loop = GLib.MainLoop()
    GLib.io_add_watch(sys.stdin.fileno(), GLib.IOCondition.HUP, lambda *_: loop.quit())
    loop.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
