package io.agender.benchmarks;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_java;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;

/**
 * What others do with a video: a loop that reads a frame and finds its faces, with OpenCV alone, as a program of its own.
 * There is nothing of ours in it, so that ours can be measured beside it.
 */
final class PeerLoop {

    /** What tells of a pass over the video: frames, faces, seconds by the clock, seconds of the processors. */
    static final String PASS = "pass ";

    private static final double NANOS = 1e9;

    /** How a loop finds faces. */
    interface Detector {

        /** How many faces there are in a frame of BGR pixels. */
        int faces(Mat frame);
    }

    private PeerLoop() {}

    /**
     * The loop of the original Agender program without its networks for gender and age: a small frame of always about the
     * same area, grey, in which OpenCV's cascade for frontal faces looks with a step of 1.1 and 5 neighbours.
     */
    static Detector haar() throws IOException {
        CascadeClassifier classifier = new CascadeClassifier();
        try (FileStorage file = new FileStorage(
                ownFile("haarcascades/haarcascade_frontalface_alt.xml"), FileStorage.READ | FileStorage.MEMORY)) {
            classifier.read(file.getFirstTopLevelNode());
        }
        int area = 480 * 340;
        return frame -> {
            double shape = (double) frame.cols() / frame.rows();
            Mat small = new Mat();
            Mat grey = new Mat();
            RectVector found = new RectVector();
            resize(frame, small, new Size((int) Math.sqrt(area * shape), (int) Math.sqrt(area / shape)));
            cvtColor(small, grey, COLOR_BGR2GRAY);
            classifier.detectMultiScale(grey, found, 1.1, 5, 0, new Size(), new Size());
            return (int) found.size();
        };
    }

    private static String ownFile(String name) throws IOException {
        String resource = "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/" + name;
        try (InputStream in = opencv_java.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * OpenCV's own class for YuNet, which sees the whole frame as it is.
     *
     * @param model YuNet's file, of a picture of one size, which OpenCV can read, as it can't that of any size; faces of the
     *     score that our YuNet reports are counted
     */
    static Detector yunet(Path model) {
        FaceDetectorYN network =
                FaceDetectorYN.create(model.toString(), "", new Size(320, 320), 0.7f, 0.3f, 5000, 0, 0);
        return frame -> {
            Mat faces = new Mat();
            network.setInputSize(new Size(frame.cols(), frame.rows()));
            network.detect(frame, faces);
            return faces.rows();
        };
    }

    /**
     * A pass over a video.
     *
     * @param nanos how long it may go on, if the video is longer
     */
    static String pass(String video, Detector detector, long nanos) throws IOException {
        long start = System.nanoTime();
        long processor = processorNanos();
        long frames = 0;
        long faces = 0;
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video);
                OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
            grabber.start();
            for (Frame frame = grabber.grabImage();
                    frame != null && System.nanoTime() - start < nanos;
                    frame = grabber.grabImage()) {
                try (PointerScope scope = new PointerScope()) {
                    faces += detector.faces(converter.convert(frame));
                    frames++;
                }
            }
        }
        return String.format(
                Locale.ROOT,
                PASS + "%d %d %.3f %.3f",
                frames,
                faces,
                (System.nanoTime() - start) / NANOS,
                (processorNanos() - processor) / NANOS);
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    /**
     * Goes over the video once, or again and again for a time.
     *
     * @param args haar, or the file of YuNet; OpenCV's threads; 0, or for how many seconds; the video
     */
    public static void main(String[] args) throws IOException {
        setNumThreads(Integer.parseInt(args[1]));
        Detector detector = args[0].equals("haar") ? haar() : yunet(Path.of(args[0]));
        double seconds = Double.parseDouble(args[2]);
        long end = System.nanoTime() + Math.round(seconds * NANOS);
        do {
            long left = seconds == 0 ? Long.MAX_VALUE : end - System.nanoTime();
            System.out.println(pass(args[3], detector, left));
        } while (System.nanoTime() < end);
    }
}
