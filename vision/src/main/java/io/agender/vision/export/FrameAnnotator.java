package io.agender.vision.export;

import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.getTextSize;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import io.agender.vision.AnalyzedFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.Gender;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Draws a box and a label at each face. The label stands on a filled plate, so that it can be read on any background;
 * lines and letters grow with the frame. Pixels are BGR. Without state; safe to use from several threads.
 */
final class FrameAnnotator {

    /** Height of a capital letter of the font at scale 1, in pixels. */
    private static final double LETTER_HEIGHT = 21;

    private static final double MIN_LETTER = 11;

    /** Draws on the frame itself; the best face is drawn last, on top. */
    void annotate(Mat frame, List<AnalyzedFace> faces) {
        try (PointerScope scope = new PointerScope()) {
            for (int i = faces.size() - 1; i >= 0; i--) {
                draw(frame, faces.get(i));
            }
        }
    }

    private static void draw(Mat frame, AnalyzedFace face) {
        double letter = Math.max(MIN_LETTER, Math.min(frame.cols(), frame.rows()) / 28.0);
        int line = Math.max(1, (int) Math.round(letter / 7));
        Scalar colour = colour(face.attributes().gender());
        BoundingBox box = face.detection().box();
        Rect outline =
                new Rect((int) Math.round(box.x()), (int) Math.round(box.y()), (int) Math.round(box.width()), (int)
                        Math.round(box.height()));
        rectangle(frame, outline, colour, line, LINE_8, 0);

        String text = FaceLabel.of(face);
        double scale = letter / LETTER_HEIGHT;
        int stroke = Math.max(1, (int) Math.round(letter / 9));
        IntPointer baseline = new IntPointer(1);
        Size size = getTextSize(text, FONT_HERSHEY_SIMPLEX, scale, stroke, baseline);
        int margin = Math.max(2, (int) Math.round(letter / 4));
        int plateWidth = size.width() + 2 * margin;
        int plateHeight = size.height() + 2 * margin + line;
        LabelPlace place = LabelPlace.of(box, plateWidth, plateHeight, frame.cols(), frame.rows());
        rectangle(frame, new Rect(place.x(), place.y(), plateWidth, plateHeight), colour, FILLED, LINE_8, 0);
        Point origin = new Point(place.x() + margin, place.y() + margin + size.height());
        putText(frame, text, origin, FONT_HERSHEY_SIMPLEX, scale, white(), stroke, LINE_AA, false);
    }

    /** Dark enough for white letters. */
    private static Scalar colour(Gender gender) {
        return switch (gender) {
            case FEMALE -> new Scalar(0x60, 0x1b, 0xd8, 0);
            case MALE -> new Scalar(0xc0, 0x65, 0x15, 0);
            case UNKNOWN -> new Scalar(0x61, 0x61, 0x61, 0);
        };
    }

    private static Scalar white() {
        return new Scalar(255, 255, 255, 0);
    }
}
