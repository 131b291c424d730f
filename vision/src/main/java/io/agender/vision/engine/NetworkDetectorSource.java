package io.agender.vision.engine;

import io.agender.vision.Detection;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.geometry.Look;
import io.agender.vision.geometry.LookMerge;
import io.agender.vision.geometry.LookPlan;
import io.agender.vision.geometry.PixelRect;
import io.agender.vision.geometry.Sight;
import io.agender.vision.head.DetectorHead;
import io.agender.vision.head.InputShape;
import io.agender.vision.head.Network;
import io.agender.vision.head.NetworkDetector;
import io.agender.vision.image.BlobWriter;
import io.agender.vision.image.MatLetterbox;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A detector network. Its session is shared; each analyzer has its own buffer for what the network is fed.
 *
 * @param search how large it sees frames; empty for one look at each, as large as the network is made for
 */
record NetworkDetectorSource(NetworkDetector network, DetectorHead head, Optional<Search> search)
        implements DetectorSource {

    /** How large a network sees frames. */
    record Search(SearchSize size, Sight sight) {}

    /**
     * Joins a network and the head that reads it.
     *
     * @param network taken over; closed here when it does not fit
     * @throws VisionException when the network is not what the descriptor says
     */
    static NetworkDetectorSource open(Network network, DetectorHead head, double minScore, Optional<Search> search) {
        return new NetworkDetectorSource(NetworkDetector.open(network, head, minScore), head, search);
    }

    @Override
    public FaceDetector newDetector() {
        LetterboxDetector once = new LetterboxDetector(this, BlobWriter.ofAnySize(head.input()));
        return search.isPresent() ? new SearchingDetector(once, search.get()) : once;
    }

    @Override
    public void close() {
        network.close();
    }

    /** Sees a frame at one look. */
    private record LetterboxDetector(NetworkDetectorSource source, BlobWriter writer) implements FaceDetector {

        @Override
        public List<Detection> detect(Mat frame, int reduction) {
            return detect(frame, source.head.letterbox(frame.cols(), frame.rows()));
        }

        private List<Detection> detect(Mat frame, Letterbox letterbox) {
            long[] shape =
                    InputShape.of(source.head.input().layout(), 1, letterbox.inputWidth(), letterbox.inputHeight());
            Mat picture = source.head.squeezes()
                    ? MatLetterbox.squeezed(frame, letterbox)
                    : MatLetterbox.of(frame, letterbox);
            return source.network.detect(writer.write(List.of(picture)), shape, letterbox);
        }

        /** What is squeezed is squeezed as its authors do it, from the whole frame. */
        @Override
        public double shrinking(int width, int height) {
            Letterbox letterbox = source.head.letterbox(width, height);
            return source.head.squeezes()
                    ? 1
                    : Math.max((double) letterbox.contentWidth() / width, (double) letterbox.contentHeight() / height);
        }

        @Override
        public void close() {} // the network belongs to the engine
    }

    /** Sees a frame at the looks of a plan, one after the other, and puts together what it finds. */
    private static final class SearchingDetector implements FaceDetector {

        private final LetterboxDetector once;
        private final Search search;
        private int reductionOfPlan;
        private LookPlan plan;

        SearchingDetector(LetterboxDetector once, Search search) {
            this.once = once;
            this.search = search;
        }

        @Override
        public List<Detection> detect(Mat frame, int reduction) {
            DetectorHead head = once.source.head;
            planFor(frame, reduction);
            LookMerge merge = new LookMerge(plan, head.maxOverlap());
            for (int i = 0; i < plan.looks().size(); i++) {
                Look look = plan.looks().get(i);
                PixelRect area = look.area();
                try (PointerScope each = new PointerScope()) { // one look's pixels at a time
                    Mat part = frame.apply(new Rect(area.x(), area.y(), area.width(), area.height()));
                    Letterbox letterbox = head.letterbox(area.width(), area.height(), look.longerSide());
                    merge.add(i, once.detect(part, letterbox));
                }
            }
            return merge.faces();
        }

        /** A camera's frames are of one size. */
        private void planFor(Mat frame, int reduction) {
            boolean fits = plan != null
                    && plan.frameWidth() == frame.cols()
                    && plan.frameHeight() == frame.rows()
                    && reductionOfPlan == reduction;
            if (!fits) {
                plan = search.size.plan(search.sight, frame.cols(), frame.rows(), reduction);
                reductionOfPlan = reduction;
            }
        }

        @Override
        public double shrinking(int width, int height) {
            return once.source.head.squeezes()
                    ? 1
                    : search.size.plan(search.sight, width, height, 1).scale();
        }

        @Override
        public void close() {
            once.close();
        }
    }
}
